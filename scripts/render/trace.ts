/** The ledger as a timeline, with what the guard asked and denied: when, who, what. */
import type { GuardLine } from '../core/guard/log.js';
import type { Language } from '../core/say/language.js';
import { colon, column, counted, oneLine, shortDigest } from '../core/say/plain.js';
import type { Event, EventType } from '../core/task/ledger/events.js';
import type { Entry } from '../core/task/ledger.js';
import type { AskedBy } from '../core/task/model.js';
import { placesText } from '../core/task/pauses.js';
import { faultPhrase } from '../text/pauses.js';
import { labelsOf } from './say.js';

export type Actor = 'claude' | 'codex' | 'human' | 'runner' | 'guard';

/** Whose doing an event is; the runner is this program. */
const ACTORS: Record<EventType, Actor> = {
  'task-started': 'human',
  'discovery-written': 'claude',
  'plan-written': 'claude',
  'planning-review-done': 'claude',
  'review-started': 'runner',
  'rounds-spent': 'runner',
  'checks-failed': 'runner',
  'secret-found': 'runner',
  'review-returned': 'codex',
  'codex-unavailable': 'runner',
  'findings-answered': 'claude',
  'implementation-started': 'claude',
  'milestone-implemented': 'claude',
  'milestone-accepted': 'claude',
  'task-finished': 'claude',
  'base-moved': 'runner',
  'human-needed': 'claude',
  'human-answered': 'human',
  resumed: 'human',
  'pins-confirmed': 'human',
  'pins-tightened': 'runner',
  'loop-started': 'human',
  'loop-claimed': 'claude',
  'loop-stopped': 'human',
  'system-failed': 'runner',
  'key-replaced': 'runner',
  'task-abandoned': 'human',
};

export const actorOf = (event: Event): Actor => ACTORS[event.type];

type Phrases = { [T in EventType]: (event: Extract<Event, { type: T }>) => string };

const outcomeOf = ({ outcome }: Extract<Event, { type: 'review-returned' }>): string =>
  outcome.kind === 'pass' ? 'pass' : outcome.verdict;
const failedOf = ({ checks }: Extract<Event, { type: 'checks-failed' }>): string =>
  checks.results
    .filter((check) => check.required && !check.passed)
    .map(({ name }) => name)
    .join(', ');
const tally = ({ answers }: Extract<Event, { type: 'findings-answered' }>): string =>
  (['fixed', 'rejected', 'deferred'] as const)
    .flatMap((kind) => {
      const count = answers.filter(({ disposition }) => disposition === kind).length;
      return count > 0 ? [`${count} ${kind}`] : [];
    })
    .join(', ');

const en: Phrases = {
  'task-started': (event) =>
    `task started: ${oneLine(event.task)} · base ${event.base.commit.slice(0, 12)} · ${event.mode}`,
  'discovery-written': () => 'discovery written',
  'plan-written': (event) =>
    `plan written: ${event.milestones.map(({ id }) => id).join(', ')} · ${shortDigest(event.digest)}`,
  'planning-review-done': (event) => `own review of the plan: ${event.result}`,
  'review-started': (event) =>
    `${event.gate} review started · ${event.job} · ${shortDigest(event.subject.tree ?? event.subject.plan)}`,
  'rounds-spent': (event) => `the ${event.gate} gate has no rounds left`,
  'checks-failed': (event) => `checks failed before the ${event.gate} review: ${failedOf(event)}`,
  'secret-found': (event) =>
    `no ${event.gate} review: the change adds ${counted(event.places.length, 'secret')} · ${oneLine(placesText(event.places))}`,
  'review-returned': (event) =>
    `${event.gate} review: ${outcomeOf(event)}, ${counted(event.outcome.findings.length, 'finding')} · ${event.job} · receipt ${shortDigest(event.receipt)}`,
  'codex-unavailable': (event) =>
    `no ${event.gate} review: ${faultPhrase(event.reason, 'en')}${event.resets_at ? ` · resets ${event.resets_at}` : ''}`,
  'findings-answered': (event) => `findings answered: ${tally(event) || 'none open'}`,
  'implementation-started': (event) => `${event.milestone_id} started`,
  'milestone-implemented': (event) =>
    `milestone implemented: ${counted(event.size.files, 'file')}, ${counted(event.size.lines, 'line')}`,
  'milestone-accepted': (event) => `milestone accepted · ${shortDigest(event.observation.tree ?? '')}`,
  'task-finished': (event) => `task finished · ${shortDigest(event.observation.tree ?? '')}`,
  'base-moved': (event) =>
    `base moved to ${event.base.commit.slice(0, 12)}, ${counted(event.left_out.length, 'commit')} of others left out`,
  'human-needed': (event) => `asked: ${oneLine(event.question.question)}`,
  'human-answered': (event) => `answered: ${oneLine([event.choice, event.text].filter(Boolean).join(' '))}`,
  resumed: (event) => `resumed: ${event.strategy}`,
  'pins-confirmed': () => 'changed settings confirmed',
  'pins-tightened': () => 'tightened settings taken over',
  'loop-started': (event) => `loop started${event.keep_going ? ', keeps going' : ''}`,
  'loop-claimed': () => 'loop claimed by another session',
  'loop-stopped': () => 'loop stopped',
  'system-failed': (event) => `the client failed: ${oneLine(event.detail)}`,
  'key-replaced': () => 'a new signing key; what is above is attested only',
  'task-abandoned': (event) => `abandoned: ${oneLine(event.reason)}`,
};

const zhCN: Phrases = {
  'task-started': (event) => `任务开始:${oneLine(event.task)} · 基准 ${event.base.commit.slice(0, 12)} · ${event.mode}`,
  'discovery-written': () => '调研已写出',
  'plan-written': (event) =>
    `计划已写出:${event.milestones.map(({ id }) => id).join(', ')} · ${shortDigest(event.digest)}`,
  'planning-review-done': (event) => `自查计划:${event.result}`,
  'review-started': (event) =>
    `${event.gate} 审查开始 · ${event.job} · ${shortDigest(event.subject.tree ?? event.subject.plan)}`,
  'rounds-spent': (event) => `${event.gate} 关卡的轮次已用完`,
  'checks-failed': (event) => `${event.gate} 审查之前检查未通过:${failedOf(event)}`,
  'secret-found': (event) =>
    `未作 ${event.gate} 审查:改动新增 ${event.places.length} 处密钥 · ${oneLine(placesText(event.places))}`,
  'review-returned': (event) =>
    `${event.gate} 审查:${outcomeOf(event)},${event.outcome.findings.length} 个问题 · ${event.job} · 回执 ${shortDigest(event.receipt)}`,
  'codex-unavailable': (event) =>
    `${event.gate} 未能审查:${faultPhrase(event.reason, 'zh-CN')}${event.resets_at ? ` · ${event.resets_at} 重置` : ''}`,
  'findings-answered': (event) => `已答复问题:${tally(event) || '无未决问题'}`,
  'implementation-started': (event) => `${event.milestone_id} 开始`,
  'milestone-implemented': (event) => `里程碑已实现:${event.size.files} 个文件,${event.size.lines} 行`,
  'milestone-accepted': (event) => `里程碑已验收 · ${shortDigest(event.observation.tree ?? '')}`,
  'task-finished': (event) => `任务完成 · ${shortDigest(event.observation.tree ?? '')}`,
  'base-moved': (event) => `基准移至 ${event.base.commit.slice(0, 12)},不计他人的 ${event.left_out.length} 个提交`,
  'human-needed': (event) => `提问:${oneLine(event.question.question)}`,
  'human-answered': (event) => `回答:${oneLine([event.choice, event.text].filter(Boolean).join(' '))}`,
  resumed: (event) => `继续:${event.strategy}`,
  'pins-confirmed': () => '已确认改动的设置',
  'pins-tightened': () => '已采用收紧的设置',
  'loop-started': (event) => `循环启动${event.keep_going ? ',持续进行' : ''}`,
  'loop-claimed': () => '循环由另一会话接管',
  'loop-stopped': () => '循环停止',
  'system-failed': (event) => `客户端出错:${oneLine(event.detail)}`,
  'key-replaced': () => '新的签名密钥;以上内容仅为自述',
  'task-abandoned': (event) => `放弃:${oneLine(event.reason)}`,
};

const actors: Record<Language, Record<Actor, string>> = {
  en: { claude: 'Claude', codex: 'Codex', human: 'human', runner: 'cccc', guard: 'guard' },
  'zh-CN': { claude: 'Claude', codex: 'Codex', human: '人', runner: 'cccc', guard: '守卫' },
};

/** How a human's word is known; what a person typed in a terminal needs no words. */
const asked: Record<Language, Record<AskedBy | 'nobody', string>> = {
  en: {
    terminal: '',
    guard: ' (asked by the guard)',
    'slash-command': ' (by slash command)',
    nobody: ' (relayed by Claude, unconfirmed)',
  },
  'zh-CN': { terminal: '', guard: '(由守卫询问)', 'slash-command': '(斜杠命令)', nobody: '(由 Claude 转达,未确认)' },
};

function wordOf(event: Event): AskedBy | 'nobody' {
  if ('confirmed' in event && !event.confirmed) return 'nobody';
  return 'asked_by' in event && event.asked_by !== undefined ? (event.asked_by ?? 'nobody') : 'terminal';
}

/** What happened, in one phrase. */
export function eventPhrase(event: Event, language: Language): string {
  const phrase = (language === 'zh-CN' ? zhCN : en)[event.type] as (event: Event) => string;
  return phrase(event) + asked[language][wordOf(event)];
}

const verdicts: Record<Language, Record<GuardLine['verdict'], string>> = {
  en: { ask: 'asked', deny: 'denied' },
  'zh-CN': { ask: '询问', deny: '拒绝' },
};

/** What the guard said, in one phrase. */
export const guardPhrase = ({ verdict, category, kind, subject }: GuardLine, language: Language): string =>
  `${verdicts[language][verdict]}${colon(language)}${oneLine(subject)} · ${oneLine([category, kind].filter(Boolean).join('/'))}`;

/** One line of the timeline: a fact of the ledger, or an answer of the guard. */
export type TraceRow = { kind: 'entry'; at: string; entry: Entry } | { kind: 'guard'; at: string; line: GuardLine };

/** One line a row: number (facts only), time (UTC), who, what. */
export function timeline(rows: readonly TraceRow[], language: Language): string {
  if (rows.length === 0) return labelsOf(language).none;
  return rows.map((row) => rowText(row, language)).join('\n');
}

function rowText(row: TraceRow, language: Language): string {
  const number = row.kind === 'entry' ? String(row.entry.seq) : '';
  const who = actors[language][row.kind === 'entry' ? actorOf(row.entry.event) : 'guard'];
  const what = row.kind === 'entry' ? eventPhrase(row.entry.event, language) : guardPhrase(row.line, language);
  return `${number.padStart(4)}  ${row.at.slice(0, 19).replace('T', ' ')}  ${column(who, 8)}${what}`;
}
