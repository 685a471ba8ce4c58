/** The text of `tasks` and `show`. */
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import type { MilestoneSummary, ReviewSummary, TaskHistory, TaskSummary } from '../core/task/views/history.js';
import { catalogOf } from '../text/catalog.js';
import { faultPhrase } from '../text/pauses.js';
import type { HistoryWords } from '../text/types/views/history.js';
import { colon, labelsOf } from './say.js';
import { durationText, localTime } from './time.js';

/** One task in two lines; the task of this work tree is marked. */
export function taskLine(summary: TaskSummary, active: boolean, language: Language): string {
  const words = catalogOf(language).history;
  const status = column(statusText(summary, words), 20);
  const head = `${active ? '*' : ' '} ${summary.task}  ${status}${localTime(summary.started_at).slice(0, 16)}`;
  return `${head}  ${oneLine(summary.text, 80)}\n    ${words.counts(summary)}`;
}

/** The line for a task whose ledger cannot be believed. */
export const unreadableLine = (task: string, active: boolean, language: Language): string =>
  `${active ? '*' : ' '} ${task}  ${catalogOf(language).history.unreadable}`;

/** One task with its milestones and its reviews. */
export function historyText(history: TaskHistory, language: Language): string {
  const labels = labelsOf(language);
  const words = catalogOf(language).history;
  const is = colon(language);
  const { started_at: started, ended_at: ended } = history;
  const end = ended === null ? words.open : words.ended(localTime(ended), durationText(started, ended));
  return [
    `${labels.task} ${history.task}${is}${oneLine(history.text)}`,
    `${labels.status}${is}${statusText(history, words)}`,
    `${words.started}${is}${localTime(started)} · ${end}`,
    `${words.base}${is}${history.base.slice(0, 12)} · ${history.work_tree}`,
    ...listed(
      words.milestones,
      history.milestone_list.map((one) => milestoneLine(one, words)),
      language,
    ),
    ...listed(
      words.reviews,
      history.review_list.map((one) => reviewLine(one, words, language)),
      language,
    ),
  ].join('\n');
}

const listed = (title: string, lines: string[], language: Language): string[] =>
  lines.length === 0 ? [] : ['', `${title}${colon(language).trim()}`, ...lines.map((line) => `  ${line}`)];

/** The status as text. The predecessor's field calls an abandoned task FAILED, which would mislead people. */
const statusText = ({ status, abandoned }: TaskSummary, { abandoned: given }: HistoryWords): string =>
  abandoned ? given : status;

const milestoneLine = ({ id, title, state }: MilestoneSummary, words: HistoryWords): string =>
  `${column(id, 7)}${column(words.milestoneState[state], 14)}${oneLine(title)}`.trimEnd();

function reviewLine(review: ReviewSummary, words: HistoryWords, language: Language): string {
  const { gate, milestone, round, started_at: started, ended_at: ended, file, job } = review;
  const took = started === null ? '' : durationText(started, ended);
  const what =
    review.kind === 'outage'
      ? words.outage(faultPhrase(review.outcome, language))
      : words.verdict(review.outcome, review.findings);
  const subject = column(milestone ?? labelsOf(language).gate[gate], 11);
  const told = [what, file ?? job ?? ''].filter(Boolean).join(' · ');
  return `${subject}${column(round === null ? '–' : String(round), 3)}${column(took, 9)}${told}`;
}
