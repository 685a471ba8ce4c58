/** The open findings of a report as a SARIF log. */
import type { ReportFinding, ReportView } from '../../core/report/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { catalogOf } from '../../text/catalog.js';
import { logOf, relativeUri, type SarifResult, type SarifRule } from '../sarif.js';

const LEVELS: Readonly<Record<ReportFinding['severity'], SarifResult['level']>> = {
  P0: 'error',
  P1: 'error',
  P2: 'warning',
  P3: 'note',
};

/** From 0.0 to 10.0, by which code scanning sorts findings about security. */
const SECURITY: Readonly<Record<ReportFinding['severity'], string>> = { P0: '9.5', P1: '8.0', P2: '5.5', P3: '2.0' };

/** The findings that a scan shows: those that wait, those that only advise, and those that the user accepted. */
const SHOWN: readonly ReportFinding['state'][] = ['open', 'advisory', 'accepted'];

/**
 * The SARIF log of a report. The same report gives the same log. A finding without a place in the repository is placed
 * at the review that reported it, because code scanning shows nothing that has no place.
 */
export function sarifLog(view: ReportView, language: Language): object {
  const { task, version, assurance, source } = view;
  const findings = view.findings.filter(({ state }) => SHOWN.includes(state));
  return logOf({
    id: task.id,
    version,
    results: findings.map((finding) => resultOf(finding, view, language)),
    properties: { task: visible(task.id), status: task.status, assurance, ledgerHead: source.head },
  });
}

const isSecurity = (category: string): boolean => /security|secret/i.test(category);

function ruleOf(category: string): SarifRule {
  return {
    name: category.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'other',
    more: {
      shortDescription: { text: visible(category) || 'other' },
      properties: { tags: isSecurity(category) ? ['review', 'security'] : ['review'] },
    },
  };
}

function resultOf(finding: ReportFinding, view: ReportView, language: Language): SarifResult {
  const { id, severity, category, gate, milestone, state, rounds } = finding;
  const own = relativeUri(finding.file);
  const suppression = suppressionOf(finding, language);
  return {
    rule: ruleOf(category),
    level: LEVELS[severity],
    text: messageOf(finding, language),
    uri: own ?? relativeUri(artifactOf(finding, view)),
    line: own === null ? null : finding.line,
    finding: id,
    more: {
      ...(suppression === null ? {} : { suppressions: [suppression] }),
      properties: {
        ...{ id, severity, gate, milestone, state, rounds },
        ...(isSecurity(category) ? { 'security-severity': SECURITY[severity] } : {}),
      },
    },
  };
}

function messageOf({ title, explanation, required_fix: fix }: ReportFinding, language: Language): string {
  const words = catalogOf(language);
  const parts = [title, explanation, fix === '' ? '' : `${words.report.requiredFix}${words.labels.colon}${fix}`];
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** A risk that the user accepted is not forgotten: code scanning lists it as closed by a person. */
function suppressionOf({ state }: ReportFinding, language: Language): object | null {
  if (state !== 'accepted') return null;
  return { kind: 'external', status: 'accepted', justification: catalogOf(language).report.finding.accepted };
}

/** The committed review in which the finding was reported last. */
function artifactOf({ gate, milestone, rounds }: ReportFinding, { phases }: ReportView): string | null {
  const phase = phases.find((one) => one.gate === gate && one.milestone === milestone);
  return phase?.rounds.findLast(({ round }) => round !== null && rounds.includes(round))?.file ?? null;
}
