/** A run of CTO mode as text: its tasks, the decision card, the next step. */

import { call, forUser, given } from '../../core/call.js';
import type { CtoState, TrackedTask } from '../../core/cto/model.js';
import type { CtoNext, CtoStepArgs } from '../../core/cto/next.js';
import { missingOf } from '../../core/cto/order.js';
import type { Language } from '../../core/say/language.js';
import { inSentence, oneLine, quotedLines } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { catalogOf } from '../../text/catalog.js';
import type { CtoWords } from '../../text/types/views/delegate/cto.js';
import { colon } from '../say.js';

/** The run with its tasks and its verification, as `cto status` and a new plan show it. */
export function ctoText(state: CtoState, asked: readonly string[], language: Language): string {
  const { cto: words } = catalogOf(language);
  const is = colon(language);
  const { plan, tasks, allowed } = state;
  const head = [`${words.run}${is}${state.run}`, `${words.objective}${is}${oneLine(state.objective, 300)}`];
  if (plan === null) return head.join('\n');
  const mark = (line: string): string =>
    asked.includes(line) ? ` (${allowed.includes(line) ? words.allowed : words.asks})` : '';
  return [
    ...head,
    `${words.strategy}${is}`,
    quotedLines(plan.strategy, '  '),
    `${words.tasks}${is}`,
    ...tasks.map((task) => taskRow(task, tasks, words) + mark(task.target)),
    `${words.verification}${is}`,
    ...plan.verification.map((line) => `  ${oneLine(line, 300)}${mark(line)}`),
  ].join('\n');
}

function taskRow(task: TrackedTask, tasks: readonly TrackedTask[], words: CtoWords): string {
  const waits = task.outcome === null && missingOf(tasks, task).length > 0;
  const outcome = words.outcome[task.outcome ?? (waits ? 'waits' : 'open')];
  const reviewed = task.review === null ? '' : ` · ${words.review[task.review.status]}`;
  const after = task.dependencies.length === 0 ? '' : ` ← ${task.dependencies.join(', ')}`;
  return `  ${task.id} [${outcome}${reviewed}] ${task.action} ${oneLine(task.target, 100)}${after}`;
}

/** The next step for Claude, in the form of `next`; the command follows it. */
export function ctoStepText(next: CtoNext, language: Language): string {
  const words = catalogOf(language).cto;
  const phrase = words.steps[next.step] as (args: CtoStepArgs[CtoNext['step']]) => { why: string; act: string };
  const { why, act } = phrase(next.args);
  const details = next.step === 'execute' ? taskLines(next.args.task, words, language) : [];
  return [`ACTION ${next.step}`, `Why: ${inSentence(why)}`, ...details, `Do: ${act}`].join('\n');
}

function taskLines(
  { action, target, description, ...task }: TrackedTask,
  words: CtoWords,
  language: Language,
): string[] {
  const is = colon(language);
  const feedback = task.review !== null && task.review.status !== 'pass' ? task.review.feedback : null;
  return [
    `${words.target}${is}${action} ${inSentence(target)}`,
    quotedLines(description, '  '),
    ...(task.acceptance_criteria.length === 0 ? [] : [`${words.criteria}${is}`]),
    ...task.acceptance_criteria.map((criterion) => quotedLines(criterion, '  ')),
    ...(task.context === null ? [] : [`${words.context}${is}`, quotedLines(task.context, '  ')]),
    ...(feedback === null ? [] : [`${words.feedback}${is}`, quotedLines(feedback, '  ')]),
  ];
}

/** The card for the user after three revisions in a row, or after the last review. */
export function ctoCard(state: CtoState, language: Language, place: Place): string {
  const { card } = catalogOf(language).cto;
  const is = colon(language);
  const go = spell(forUser(call('cto', 'continue', '--run', given(state.run))), place);
  return [
    card.title(state.reviews.length, state.revised_in_a_row),
    `${card.reason}${is}`,
    quotedLines(state.reviews.at(-1)?.reason ?? '', '  '),
    `  1. ${card.go}`,
    `     → ${go}`,
    `  2. ${card.stop}`,
  ].join('\n');
}
