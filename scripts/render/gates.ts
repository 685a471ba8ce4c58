/** The gates as people read them: state, assurance, why closed, what it rests on, what opens it. */

import type { Language } from '../core/say/language.js';
import { type NoticeArgs, notice } from '../core/say/notices.js';
import { column, inSentence, shortDigest, shortTime } from '../core/say/plain.js';
import { GATES, type GateReport } from '../core/task/gates.js';
import {
  type ChecksReport,
  type GatesReport,
  isAcceptedOverride,
  openerOf,
  openerOfChecks,
  openerOfSafety,
  type SafetyReport,
} from '../core/task/gates-report.js';
import type { CheckSummary, Gate, State } from '../core/task/model.js';
import { catalogOf } from '../text/catalog.js';
import { colon, labelsOf, sentence, withCli } from './say.js';

/** What a gate's approval rests on, as far as it is shown. */
export interface EvidenceView {
  kind: 'reviewed' | 'overridden';
  job: string | null;
  receipt: string | null;
  file: string | null;
  subject: string;
  at: string;
}

/** The state in one phrase: `open · verified`, `closed · <why>`; overridden is never called open. */
export function gateState(report: GateReport, state: State, language: Language): string {
  const labels = labelsOf(language);
  const { reasons, noAssurance } = catalogOf(language).gates;
  const assurance = report.assurance === null ? noAssurance : labels.assurance[report.assurance];
  switch (report.state) {
    case 'open':
      return `${labels.gateState.open} · ${assurance}`;
    case 'accepted':
      return `${labels.gateState.accepted} · ${isAcceptedOverride(report, state) ? labels.gateState.overridden : assurance}${report.detail ? ` (${report.detail})` : ''}`;
    case 'overridden':
    case 'bypassed':
      return `${labels.gateState[report.state]} · ${noAssurance}`;
    case 'closed':
      return `${labels.gateState.closed} · ${reasons[report.reason ?? ''] ?? ''}${detailOf(report, language)}`;
    default:
      return report.state satisfies never;
  }
}

/** The names of changed pins as they are; what is wrong with a receipt, as a sentence. */
function detailOf({ reason, detail }: GateReport, language: Language): string {
  if (detail === null) return '';
  const isReceiptCode = (code: string): code is ReceiptCode => RECEIPT_CODES.some((known) => known === code);
  return reason === 'receipt-invalid' && isReceiptCode(detail)
    ? `${colon(language)}${sentence(notice(detail, {}), language)}`
    : ` (${detail})`;
}

const RECEIPT_CODES = [
  'receipt-missing',
  'receipt-replaced',
  'receipt-unsigned',
  'receipt-key-missing',
  'receipt-record-missing',
  'receipt-record-altered',
  'receipt-outcome-differs',
] as const satisfies readonly (keyof NoticeArgs)[];
type ReceiptCode = (typeof RECEIPT_CODES)[number];

export function evidenceText(evidence: EvidenceView, language: Language): string {
  const { job, receipt, byHuman } = catalogOf(language).gates;
  const parts = [
    evidence.job === null ? byHuman : `${job} ${evidence.job}`,
    ...(evidence.receipt === null ? [] : [`${receipt} ${shortDigest(evidence.receipt)}`]),
    shortDigest(evidence.subject),
    shortTime(evidence.at),
    ...(evidence.file === null ? [] : [evidence.file]),
  ];
  return parts.join(' · ');
}

/** Each check by name, with how it ended. */
export function checkResults(results: CheckSummary['results'], language: Language): string {
  const labels = labelsOf(language);
  const { exit, optional } = catalogOf(language).gates;
  return results
    .map(({ name, passed, required, exit_code }) => {
      const notes = [
        ...(passed || exit_code === null ? [] : [`${exit} ${exit_code}`]),
        ...(passed || required ? [] : [optional]),
      ];
      return `${name} ${passed ? labels.checkPassed : labels.checkFailed}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    })
    .join(', ');
}

export function checksState(report: ChecksReport, language: Language): string {
  const labels = labelsOf(language);
  const { reasons, noChecks } = catalogOf(language).gates;
  if (report.state === 'none') return noChecks;
  const results = report.results.length > 0 ? ` · ${checkResults(report.results, language)}` : '';
  return report.state === 'open'
    ? `${labels.gateState.open}${results}`
    : `${labels.gateState.closed} · ${reasons[report.reason ?? ''] ?? ''}${results}`;
}

export function safetyState(report: SafetyReport, language: Language): string {
  const labels = labelsOf(language);
  if (report.state === 'open') return labels.gateState.open;
  return `${labels.gateState.closed} · ${catalogOf(language).gates.reasons[report.reason ?? ''] ?? ''}${report.detail ? ` (${report.detail})` : ''}`;
}

const WIDTH = 11;

/** One line a gate, names in a column. */
export function gateLines(report: GatesReport, state: State, language: Language): string[] {
  const labels = labelsOf(language);
  return [
    ...GATES.map((gate) => `${column(labels.gate[gate], WIDTH)}${gateState(report.gates[gate], state, language)}`),
    `${column(labels.gate.checks, WIDTH)}${checksState(report.checks, language)}`,
    `${column(labels.gate.safety, WIDTH)}${safetyState(report.safety, language)}`,
  ].map(inSentence);
}

/** The whole view of `gates`, with evidence and openers below each gate. */
export function gatesText(
  given: GatesReport & { state: State; evidence: Record<Gate, EvidenceView | null> },
  language: Language,
  cli: string,
): string {
  const labels = labelsOf(language);
  const indent = ' '.repeat(WIDTH);
  const opener = (command: string | null): string[] =>
    command === null ? [] : [`${indent}${labels.opens}${colon(language)}${withCli(command, cli)}`];
  const [plan = '', milestone = '', final = '', checks = '', safety = ''] = gateLines(given, given.state, language);
  const heads: Record<Gate, string> = { plan, milestone, final };
  const gates = GATES.flatMap((gate) => {
    const evidence = given.evidence[gate];
    return [
      heads[gate],
      ...(evidence ? [`${indent}${labels.evidence}${colon(language)}${evidenceText(evidence, language)}`] : []),
      ...opener(openerOf(given.gates[gate], given.state)),
    ];
  });
  return [
    ...gates,
    checks,
    ...opener(openerOfChecks(given.checks, given.state)),
    safety,
    ...opener(openerOfSafety(given.safety, given.state)),
  ].join('\n');
}
