/** Turns notice codes into sentences of the user's language. */

import { bashLine } from '../core/say/command-text.js';
import type { NoticeKind } from '../core/say/kinds.js';
import type { Language } from '../core/say/language.js';
import type { Notice, NoticeArgs, NoticeCode } from '../core/say/notices.js';
import { inSentence } from '../core/say/plain.js';
import { remedyOf } from '../core/say/remedies.js';
import { type Place, spell } from '../core/say/spelling.js';
import type { Action, ActionArgs, NextStep } from '../core/task/next-step.js';
import { catalogOf } from '../text/catalog.js';
import type { Labels } from '../text/types/labels.js';
import { type Line, line, type Mark, marked, type Page, pageOf, toned } from './page/page.js';

/** The sentence of a notice, without its command. */
export function sentence(given: Notice, language: Language): string {
  const phrase = catalogOf(language).notices[given.code] as (args: NoticeArgs[NoticeCode]) => string;
  return phrase(inLine(given.args));
}

/**
 * Paths, titles and other programs' words are values within a sentence, so none of them may begin a line of its own. A
 * value with several lines is quoted by its sentence instead.
 */
function inLine<T>(value: T): T;
function inLine(value: unknown): unknown {
  if (typeof value === 'string') return inSentence(value);
  if (Array.isArray(value)) return value.map(inLine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, WITH_LINES.has(name) ? inner : inLine(inner)]),
  );
}

/** The arguments whose text has several lines. */
const WITH_LINES = new Set(['tail']);

/** A notice for a reader at a place: the sentence, followed by the command that helps. */
export function phrased(given: Notice, language: Language, place: Place): string {
  const remedy = remedyOf(given);
  return remedy === null ? sentence(given, language) : `${sentence(given, language)}\n  → ${spell(remedy, place)}`;
}

/** The same as lines of a page; the command stays in one piece. */
export function noticeLines(given: Notice, language: Language, place: Place): Page {
  const remedy = remedyOf(given);
  return [line(sentence(given, language)), ...(remedy === null ? [] : [commandLine(spell(remedy, place), 2)])];
}

const MARKS: Readonly<Record<Exclude<NoticeKind, 'told'>, Mark>> = { done: 'done', wrong: 'failed', look: 'warned' };

/**
 * A notice as a verb prints it: the mark of its kind, the sentence with its code where something is wrong or worth a
 * look (docs/messages.md lists the codes), and below it the command that helps.
 *
 * @param hasMarks whether mark and code are shown; elsewhere than on a terminal the sentence stands alone
 */
export function noticePage(
  given: Notice,
  kind: NoticeKind,
  { language, place, hasMarks }: { language: Language; place: Place; hasMarks: boolean },
): Page {
  const remedy = remedyOf(given);
  const [first = '', ...rest] = sentence(given, language).split('\n');
  const mark = kind === 'told' || !hasMarks ? [] : [marked(MARKS[kind])];
  const code = mark.length === 0 || kind === 'done' ? [] : [toned('dim', ` [${given.code}]`)];
  return [
    line([...mark, first, ...code], { hang: mark.length > 0 ? 2 : 0 }),
    // Lines that are set off, such as quoted ones, stay as they are.
    ...rest.flatMap((row) => pageOf(row)).map((row) => ({ ...row, isWhole: row.indent > 0 })),
    ...(remedy === null ? [] : [commandLine(spell(remedy, place), 2)]),
  ];
}

/** The command that comes next, with its label. */
export const nextLine = (command: string, language: Language): Page => [
  line([toned('strong', labelsOf(language).next), colon(language), toned('active', command)], { isWhole: true }),
];

/** A command to copy. */
export const commandLine = (command: string, indent: number): Line =>
  line([toned('dim', '→ '), toned('active', command)], { indent, isWhole: true });

/** The text between a label and its value. */
export const colon = (language: Language): string => catalogOf(language).labels.colon;

export const labelsOf = (language: Language): Labels => catalogOf(language).labels;

/** What the user decided at the pause that was just left, so that Claude follows it. */
function decidedLines({ decided }: NextStep, language: Language): string[] {
  if (decided === undefined) return [];
  const { consequences, decided: label, said } = catalogOf(language).cards;
  const { strategy, words } = decided;
  const chosen = strategy === null || strategy === 'free-input' ? [] : [`${strategy} — ${consequences[strategy]}`];
  const quote = words === null || words === '' ? [] : [`${said}${colon(language)}${inSentence(words)}`];
  return [`${label}${colon(language)}${[...chosen, ...quote].join('; ')}`];
}

/**
 * What `next` prints for Claude: the action, why, what to do, what to read, what to look at, and what to run with Bash.
 */
export function nextText(step: NextStep, language: Language, place: { cli: string; skill: string }): string {
  const phrase = catalogOf(language).actions[step.action] as (args: ActionArgs[Action]) => { why: string; act: string };
  const { why, act } = phrase(inLine(step.args));
  const lines = [`ACTION ${step.action}`, ...decidedLines(step, language), `Why: ${why}`, `Do: ${act}`];
  if (step.read) lines.push(`Read: ${place.skill}/${step.read}`);
  if (step.look) lines.push(`Look: ${bashLine(step.look, place.cli)}`);
  if (step.run) lines.push(`Run: ${bashLine(step.run, place.cli)}`);
  return lines.join('\n');
}
