/** The page of `gates`: state, assurance, why a gate is closed, the evidence for the approval, and what opens it. */

import type { Call } from '../../core/call.js';
import type { Language } from '../../core/say/language.js';
import { type Notice, type NoticeArgs, notice } from '../../core/say/notices.js';
import { column, oneLine, shortDigest } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { GATES } from '../../core/task/gates.js';
import type { CheckSummary } from '../../core/task/model.js';
import { presetNotices } from '../../core/task/pins/preset.js';
import { programText } from '../../core/task/pins/program.js';
import type { Evidence, GatesView, GateView } from '../../core/task/views/gates.js';
import { catalogOf } from '../../text/catalog.js';
import {
  blank,
  type Content,
  joined,
  type Line,
  line,
  linked,
  type Mark,
  marked,
  type Page,
  toned,
} from '../page/page.js';
import { colon, labelsOf, sentence } from '../say.js';
import { localTime } from '../time.js';

const WIDTH = 11;

/**
 * The task, and each gate followed by its evidence and the command that opens it.
 *
 * @param isVerbose whether digests are shown
 */
export function gatesPage(view: GatesView, language: Language, place: Place, isVerbose = false): Page {
  const labels = labelsOf(language);
  const below = (label: string, content: readonly Content[], isWhole = false): Line =>
    line([marked('none', ''), toned('dim', `${label}${colon(language)}`), ...content], {
      indent: WIDTH,
      hang: 2,
      isWhole,
    });
  const opener = (command: Call | null): Line[] =>
    command === null ? [] : [below(labels.opens, [toned('active', spell(command, place))], true)];
  const heads = gateHeads(view, language);
  const gates = GATES.flatMap((gate) => {
    const { evidence, opens_with: command } = view.gates[gate];
    const rests = evidence === null ? [] : [below(labels.evidence, evidenceSpans(evidence, language, isVerbose))];
    return [heads[gate], ...rests, ...opener(command)];
  });
  return [
    line([toned('dim', `${view.task}  `), toned('strong', oneLine(view.text))]),
    line(toned('dim', `${view.status} · ${view.mode}`)),
    blank,
    ...gates,
    heads.checks,
    ...opener(view.checks.opens_with),
    heads.safety,
    ...opener(view.safety.opens_with),
    blank,
    ...restsOn(view, isVerbose).map((said) => line(sentence(said, language))),
  ];
}

/** What the approvals depend on besides the content: the settings and the reviewing program. */
const restsOn = ({ settings, codex }: GatesView, isVerbose: boolean): Notice[] => [
  ...presetNotices(settings),
  ...(codex === null
    ? []
    : [notice('codex-found', { program: isVerbose ? programText(codex) : `${codex.version} ${codex.native.path}` })]),
];

/** One line per gate, with the names in a column. */
export const gateLines = (view: GatesView, language: Language): Page => Object.values(gateHeads(view, language));

type Head = keyof GatesView['gates'] | 'checks' | 'safety';

function gateHeads(view: GatesView, language: Language): Record<Head, Line> {
  const labels = labelsOf(language);
  const head = (name: Head, mark: Mark, text: string): Line =>
    line([marked(mark, ''), toned('strong', column(labels.gate[name], WIDTH)), text], { hang: WIDTH + 2 });
  const { checks, safety } = view;
  return {
    plan: head('plan', markOf(view.gates.plan), gateState(view.gates.plan, language)),
    milestone: head('milestone', markOf(view.gates.milestone), gateState(view.gates.milestone, language)),
    final: head('final', markOf(view.gates.final), gateState(view.gates.final, language)),
    checks: head('checks', checks.state === 'none' ? 'warned' : markOf(checks), checksState(checks, language)),
    safety: head('safety', markOf(safety), safetyState(safety, language)),
  };
}

interface Marked {
  state: string;
  reason: string | null;
  overridden?: boolean;
}

/** A gate that nothing has tried to open yet is no fault. */
function markOf({ state, reason, overridden }: Marked): Mark {
  if (overridden) return 'warned';
  if (state === 'open' || state === 'accepted') return 'done';
  if (state !== 'closed') return 'warned';
  if (reason === 'review-running') return 'active';
  return reason === 'not-reviewed' || reason === 'checks-not-run' ? 'todo' : 'failed';
}

/** The state in one phrase: `open · verified`, `closed · <why>`. An overridden gate is never called open. */
export function gateState(view: GateView, language: Language): string {
  const labels = labelsOf(language);
  const { reasons, noAssurance } = catalogOf(language).gates;
  const assurance = view.assurance === null ? noAssurance : labels.assurance[view.assurance];
  switch (view.state) {
    case 'open':
      return `${labels.gateState.open} · ${assurance}`;
    case 'accepted': {
      const how = view.overridden ? labels.gateState.overridden : assurance;
      return `${labels.gateState.accepted} · ${how}${view.detail ? ` (${view.detail})` : ''}`;
    }
    case 'overridden':
    case 'bypassed':
      return `${labels.gateState[view.state]} · ${noAssurance}`;
    case 'closed':
      return `${labels.gateState.closed} · ${reasons[view.reason ?? ''] ?? ''}${detailOf(view, language)}`;
    default:
      return view.state satisfies never;
  }
}

/** Why a gate is closed, in detail: names of changed pins unchanged, a receipt's problem as a sentence. */
function detailOf({ reason, detail }: GateView, language: Language): string {
  if (detail === null) return '';
  if (reason !== 'receipt-invalid') return ` (${detail})`;
  const [code = '', lens = ''] = detail.split(': ');
  const problem = RECEIPT_CODES.find((known) => known === code);
  if (problem !== undefined) return `${colon(language)}${sentence(notice(problem, {}), language)}`;
  const ofLens = LENS_CODES.find((known) => known === code);
  return ofLens === undefined ? ` (${detail})` : `${colon(language)}${sentence(notice(ofLens, { lens }), language)}`;
}

const RECEIPT_CODES = [
  'receipt-missing',
  'receipt-replaced',
  'receipt-unsigned',
  'receipt-key-missing',
  'receipt-record-missing',
  'receipt-record-altered',
  'receipt-round-missing',
  'receipt-outcome-differs',
  'receipt-other-review',
  'receipt-request-unnamed',
] as const satisfies readonly (keyof NoticeArgs)[];

/** The problems of one reviewer in a review with lenses. */
const LENS_CODES = [
  'receipt-lens-missing',
  'receipt-lens-unknown',
  'receipt-lens-twice',
  'receipt-lens-other',
  'receipt-lens-altered',
] as const satisfies readonly (keyof NoticeArgs)[];

/** Whether a gate's detail is the code of what is wrong with its receipt, which has a sentence of its own. */
export const isReceiptCode = (code: string): code is (typeof RECEIPT_CODES)[number] =>
  RECEIPT_CODES.some((known) => known === code);

function evidenceSpans(evidence: Evidence, language: Language, isVerbose: boolean): Content[] {
  const { job, receipt, byHuman, reviewers } = catalogOf(language).gates;
  const digests = [
    ...(evidence.receipt === null ? [] : [`${receipt} ${shortDigest(evidence.receipt)}`]),
    shortDigest(evidence.subject),
  ];
  const parts: Content[] = [
    evidence.job === null ? byHuman : `${job} ${evidence.job}`,
    ...(evidence.reviewers ? [`${reviewers} ${evidence.reviewers.join(', ')}`] : []),
    ...(isVerbose ? digests : []),
    localTime(evidence.at).slice(0, 16),
    ...(evidence.file === null ? [] : [linked(evidence.file)]),
  ];
  return joined(parts, ' · ');
}

/** Each check by name with its result. */
export function checkResults(results: CheckSummary['results'], language: Language): string {
  const labels = labelsOf(language);
  const { exit, optional, ranInPlace } = catalogOf(language).gates;
  return results
    .map(({ name, passed, required, exit_code, in_place }) => {
      const notes = [
        ...(passed || exit_code === null ? [] : [`${exit} ${exit_code}`]),
        ...(passed || required ? [] : [optional]),
        ...(in_place ? [ranInPlace({ reason: in_place })] : []),
      ];
      const how = passed ? labels.checkPassed : labels.checkFailed;
      return `${name} ${how}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    })
    .join(', ');
}

/** The state of the checks in one phrase. */
export function checksState(report: GatesView['checks'], language: Language): string {
  const labels = labelsOf(language);
  const { reasons, noChecks } = catalogOf(language).gates;
  if (report.state === 'none') return noChecks;
  const results = report.results.length > 0 ? ` · ${checkResults(report.results, language)}` : '';
  return report.state === 'open'
    ? `${labels.gateState.open}${results}`
    : `${labels.gateState.closed} · ${reasons[report.reason ?? ''] ?? ''}${results}`;
}

/** The state of safety in one phrase. */
export function safetyState({ state, reason, detail }: GatesView['safety'], language: Language): string {
  const labels = labelsOf(language);
  if (state === 'open') return labels.gateState.open;
  const why = catalogOf(language).gates.reasons[reason ?? ''] ?? '';
  return `${labels.gateState.closed} · ${why}${detail ? ` (${detail})` : ''}`;
}
