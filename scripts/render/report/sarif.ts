/** The open findings of a report as a SARIF 2.1.0 log, for code scanning. */
import type { ReportFinding, ReportView } from '../../core/report/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { catalogOf } from '../../text/catalog.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const NAME = 'cc-codex-collaborate';

/** The names of a finding's fingerprint: it depends on its title, file, gate and milestone, not on the line. */
const FINGERPRINT = 'ccccFindingId/v1';

type Level = 'error' | 'warning' | 'note';

const LEVELS: Readonly<Record<ReportFinding['severity'], Level>> = {
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
  const findings = view.findings.filter(({ state }) => SHOWN.includes(state));
  const categories = [...new Set(findings.map(({ category }) => category))].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: NAME,
            version: view.version,
            rules: categories.map((category) => ruleOf(category)),
          },
        },
        automationDetails: { id: `cccc/${view.task.id}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: NAME } } },
        results: findings.map((finding) => resultOf(finding, view, categories, language)),
        properties: {
          task: visible(view.task.id),
          status: view.task.status,
          assurance: view.assurance,
          ledgerHead: view.source.head,
        },
      },
    ],
  };
}

const ruleId = (category: string): string => `cccc/${plainName(category)}`;

const plainName = (category: string): string => category.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') || 'other';

const isSecurity = (category: string): boolean => /security|secret/i.test(category);

function ruleOf(category: string): object {
  return {
    id: ruleId(category),
    name: plainName(category),
    shortDescription: { text: visible(category) || 'other' },
    properties: { tags: isSecurity(category) ? ['review', 'security'] : ['review'] },
  };
}

function resultOf(finding: ReportFinding, view: ReportView, categories: readonly string[], language: Language): object {
  const { id, severity, category, gate, milestone, state, rounds } = finding;
  const locations = locationsOf(finding, view);
  const suppression = suppressionOf(finding, language);
  return {
    ruleId: ruleId(category),
    ruleIndex: categories.indexOf(category),
    level: LEVELS[severity],
    message: { text: messageOf(finding, language) },
    ...(locations.length === 0 ? {} : { locations }),
    partialFingerprints: { [FINGERPRINT]: id },
    ...(suppression === null ? {} : { suppressions: [suppression] }),
    properties: {
      ...{ id, severity, gate, milestone, state, rounds },
      ...(isSecurity(category) ? { 'security-severity': SECURITY[severity] } : {}),
    },
  };
}

function messageOf({ title, explanation, required_fix: fix }: ReportFinding, language: Language): string {
  const words = catalogOf(language);
  const parts = [title, explanation, fix === '' ? '' : `${words.report.requiredFix}${words.labels.colon}${fix}`];
  return visible(parts.filter((part) => part.trim() !== '').join('\n\n')) || '–';
}

/** A risk that the user accepted is not forgotten: code scanning lists it as closed by a person. */
function suppressionOf({ state }: ReportFinding, language: Language): object | null {
  if (state !== 'accepted') return null;
  return { kind: 'external', status: 'accepted', justification: catalogOf(language).report.finding.accepted };
}

function locationsOf(finding: ReportFinding, view: ReportView): object[] {
  const own = relativeUri(finding.file);
  const artifact = relativeUri(artifactOf(finding, view));
  const uri = own ?? artifact;
  if (uri === null) return [];
  const line = own === null ? null : finding.line;
  return [
    {
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: 'SRCROOT' },
        ...(line !== null && line > 0 ? { region: { startLine: line } } : {}),
      },
    },
  ];
}

/** The committed review in which the finding was reported last. */
function artifactOf({ gate, milestone, rounds }: ReportFinding, { phases }: ReportView): string | null {
  const phase = phases.find((one) => one.gate === gate && one.milestone === milestone);
  return phase?.rounds.findLast(({ round }) => round !== null && rounds.includes(round))?.file ?? null;
}

/** A path below the repository as a relative URI; null for one that leads elsewhere. */
function relativeUri(file: string | null): string | null {
  if (file === null) return null;
  const parts = file.split('/');
  const isInside = !/^(?:[a-z]:|\/|\\)/i.test(file) && parts.every((part) => part !== '' && part !== '..');
  if (!isInside || /[\u0000-\u001f]/.test(file)) return null;
  const uri = parts.filter((part) => part !== '.').map(encoded);
  return uri.length === 0 ? null : uri.join('/');
}

/** A lone half of a character pair, which no URI can hold, becomes a replacement character. */
const encoded = (part: string): string => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
