/**
 * Merges what several reviewers found: a fault that more than one of them reports stands once, with who agreed. What
 * was merged stays with it, so that a wrong guess loses nothing.
 */
import type { OpenFinding } from '../task/model.js';

export type Mergeable = Pick<
  OpenFinding,
  'severity' | 'blocking' | 'category' | 'title' | 'file' | 'line' | 'explanation' | 'required_fix'
>;

/** What one reviewer found. */
export interface Report<F> {
  by: string;
  findings: readonly F[];
}

interface Reported<F> {
  by: string;
  finding: F;
}

/** One fault as the reviewer puts it who judges it most severely. */
export interface Merged<F> {
  finding: F;
  /** The reviewers who report it, in the order of the reports. */
  by: string[];
  /** The reports of the others. */
  others: Reported<F>[];
}

/**
 * The faults of all reports, the worst first; of equal ones, those that more reviewers report. Two findings of one
 * reviewer are never merged: it told them apart.
 *
 * @param isSame whether two findings mean the same fault
 */
export function mergeReports<F extends Mergeable>(
  reports: readonly Report<F>[],
  isSame: (a: F, b: F) => boolean = isSameFault,
): Merged<F>[] {
  const order = reports.map(({ by }) => by);
  const all = reports.flatMap(({ by, findings }) => findings.map((finding) => ({ by, finding })));
  const groups: Reported<F>[][] = [];
  for (const one of all.sort((a, b) => compare(a.finding, b.finding) || order.indexOf(a.by) - order.indexOf(b.by))) {
    const same = groups.find(
      (group) => !group.some(({ by }) => by === one.by) && group.every(({ finding }) => isSame(one.finding, finding)),
    );
    if (same) same.push(one);
    else groups.push([one]);
  }
  return groups
    .flatMap((group) => mergedOf(group, order))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || b.by.length - a.by.length || compare(a.finding, b.finding));
}

function mergedOf<F extends Mergeable>([first, ...others]: Reported<F>[], order: readonly string[]): Merged<F>[] {
  if (first === undefined) return [];
  const by = [first, ...others].map((one) => one.by);
  return [{ finding: first.finding, by: order.filter((name) => by.includes(name)), others }];
}

const rank = ({ blocking, severity }: Mergeable): number => (blocking ? 0 : 10) + Number(severity.slice(1));

/** The worst first, then by place and title, so that the order of the reports changes nothing. */
function compare(a: Mergeable, b: Mergeable): number {
  return (
    rank(a) - rank(b) ||
    text(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    text(a.title, b.title) ||
    text(a.explanation, b.explanation)
  );
}

const text = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Reviewers name lines close to each other for the same fault. */
const NEARBY = 3;
/** How much of the shorter text the longer one must share. */
const LIKE_AT_PLACE = 1 / 3;
const LIKE_IN_FILE = 0.6;
const LIKE_IN_FULL = 0.5;

/**
 * Whether two findings mean the same fault: they are about the same file and lines close to each other, and say alike;
 * where one names no line, the titles must agree more.
 */
export function isSameFault(a: Mergeable, b: Mergeable): boolean {
  if (a.file !== b.file) return false;
  const titles = likeness(a.title, b.title);
  if (a.line === null || b.line === null) return titles >= LIKE_IN_FILE;
  if (Math.abs(a.line - b.line) > NEARBY) return false;
  return titles >= LIKE_AT_PLACE || likeness(fullText(a), fullText(b)) >= LIKE_IN_FULL;
}

const fullText = ({ title, explanation, required_fix: fix }: Mergeable): string => `${title}\n${explanation}\n${fix}`;

/** How much of the words of the shorter text are in the longer one, from 0 to 1. */
function likeness(a: string, b: string): number {
  const [one, two] = [stems(a), stems(b)];
  const shorter = Math.min(one.size, two.size);
  return shorter === 0 ? 0 : [...one].filter((stem) => two.has(stem)).length / shorter;
}

const EMPTY = new Set(
  (
    'a an and are as at be but by can could does for from has have if in is it its may must no not of on or should ' +
    'that the then there this to was when where which will with would'
  ).split(' '),
);
/** Long words are compared by their beginning: validate, validated, validation. */
const STEM = 5;

/** The words of a text without the most common ones; Chinese has no spaces, so there two characters count as a word. */
function stems(given: string): Set<string> {
  const plain = given
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKC')
    .toLowerCase();
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => word.split(/(\p{Script=Han}+)/u));
  return new Set(
    words.flatMap((word) => {
      if (/^\p{Script=Han}/u.test(word)) return pairsOf(word);
      return word === '' || EMPTY.has(word) ? [] : [word.slice(0, STEM)];
    }),
  );
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
