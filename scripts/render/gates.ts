/** The gates as people read them: state, assurance, why closed, what it rests on, what opens it. */

import type { Call } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { type NoticeArgs, notice } from '../core/say/notices.js';
import { colon, column, inSentence, shortDigest, shortTime } from '../core/say/plain.js';
import { type Place, spell } from '../core/say/spelling.js';
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
import { GATE_REASONS as REASONS_EN } from '../text/en/notices.js';
import { GATE_REASONS as REASONS_ZH } from '../text/zh-CN/notices.js';
import { labelsOf, sentence } from './say.js';

/** What a gate's approval rests on, as far as it is shown. */
export interface EvidenceView {
  kind: 'reviewed' | 'overridden';
  job: string | null;
  receipt: string | null;
  file: string | null;
  subject: string;
  at: string;
}

interface Words {
  reasons: Record<string, string>;
  job: string;
  receipt: string;
  byHuman: string;
  noAssurance: string;
  noChecks: string;
  exit: string;
  optional: string;
}

const words: Record<Language, Words> = {
  en: {
    reasons: {
      ...REASONS_EN,
      'checks-failed': 'a required check failed',
      'checks-not-run': 'the checks have not run on this milestone yet',
      'checks-other-tree': 'the checks ran on other content than is there now',
      'safety-pause': 'a safety pause holds',
    },
    job: 'job',
    receipt: 'receipt',
    byHuman: "a human's decision, no review",
    noAssurance: 'no receipt',
    noChecks: 'none configured: nothing but Codex looks at this work (testing.commands in docs/cccc/config.json)',
    exit: 'exit',
    optional: 'not required',
  },
  'zh-CN': {
    reasons: {
      ...REASONS_ZH,
      'checks-failed': '必需的检查未通过',
      'checks-not-run': '此里程碑尚未运行检查',
      'checks-other-tree': '检查所针对的内容与当前内容不同',
      'safety-pause': '处于安全暂停',
    },
    job: '作业',
    receipt: '回执',
    byHuman: '人的决定,未经审查',
    noAssurance: '无回执',
    noChecks: '未配置:除 Codex 外无任何检查(docs/cccc/config.json 的 testing.commands)',
    exit: '退出码',
    optional: '非必需',
  },
};

/** The state in one phrase: `open · verified`, `closed · <why>`; overridden is never called open. */
export function gateState(report: GateReport, state: State, language: Language): string {
  const labels = labelsOf(language);
  const { reasons, noAssurance } = words[language];
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
    ? `: ${sentence(notice(detail, {}), language)}`
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
  const { job, receipt, byHuman } = words[language];
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
  const { exit, optional } = words[language];
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
  const { reasons, noChecks } = words[language];
  if (report.state === 'none') return noChecks;
  const results = report.results.length > 0 ? ` · ${checkResults(report.results, language)}` : '';
  return report.state === 'open'
    ? `${labels.gateState.open}${results}`
    : `${labels.gateState.closed} · ${reasons[report.reason ?? ''] ?? ''}${results}`;
}

export function safetyState(report: SafetyReport, language: Language): string {
  const labels = labelsOf(language);
  if (report.state === 'open') return labels.gateState.open;
  return `${labels.gateState.closed} · ${words[language].reasons[report.reason ?? ''] ?? ''}${report.detail ? ` (${report.detail})` : ''}`;
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
  place: Place,
): string {
  const labels = labelsOf(language);
  const indent = ' '.repeat(WIDTH);
  const opener = (command: Call | null): string[] =>
    command === null ? [] : [`${indent}${labels.opens}${colon(language)}${spell(command, place)}`];
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
