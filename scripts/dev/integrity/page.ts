/** `docs/integrity.md`: the rows that the tests observed, and the page made from them. Pure. */

/**
 * What a row is about: an approval that was not earned, what a hook decides while the loop is on, something that broke
 * here, or a Codex that did not answer.
 */
export type Kind = 'approval' | 'hook' | 'fault' | 'outage';

/** One test, and the program's answers in it. */
export interface Row {
  /** The test file below test/ without its extension, and the number of a numbered test: `regressions #1`. */
  test: string;
  /** The title of the test without its number. */
  tried: string;
  /** What the program did, without repetitions, in order. */
  happened: string[];
  /** The codes that it returned, sorted. */
  codes: string[];
}

/**
 * The tests of the page, by the name of a row; the first matching pattern decides. Every numbered regression is
 * included, as an attempt to get something approved, unless this table says otherwise.
 */
const KINDS: readonly (readonly [pattern: RegExp, kind: Kind | null])[] = [
  [/^scenarios\/(?:forging|forging-lenses|gate-traps|hostile|human-only|loosened|review-record)$/, 'approval'],
  [/^clients\/hostile$/, 'approval'],
  [/^scenarios\/(?:guard-hook|stop-hook)$/, 'hook'],
  [/^scenarios\/(?:processes|process-places|rerun|review-checks)$/, 'fault'],
  [/^clients\/(?:codex-faults|codex-preflight|review-faults)$/, 'outage'],
  [/^regressions #1$/, 'approval'],
  [/^regressions(?:-live)?(?: #\d+)?$/, 'fault'],
  [/^regressions-(?:clients|hooks|plugin)(?: #\d+)?$/, null],
  [/^regressions-ways-on #10[01]$/, 'approval'],
  [/^regressions-ways-on(?: #\d+)?$/, 'fault'],
  [/^regressions-causes(?: #\d+)?$/, 'fault'],
  [/^regressions-lenses #18[01]$/, 'fault'],
  [/^regressions-\S+(?: #\d+)?$/, 'approval'],
];

/** The kind of a row, by its name or by a test file below test/; null for tests that are not on the page. */
export const kindOf = (test: string): Kind | null => KINDS.find(([pattern]) => pattern.test(test))?.[1] ?? null;

const SECTIONS: readonly (readonly [kind: Kind, heading: string])[] = [
  ['approval', 'Attempts to get a change accepted without an approval'],
  ['hook', 'What the hooks decide about the evidence and the end of a turn'],
  ['fault', 'Faults'],
  ['outage', 'Outages'],
];

const INTRODUCTION = [
  '# Integrity',
  '',
  'What was tried against this program, what it did, and which code it gave. `npm run integrity` runs the tests and ' +
    'writes this page from what they observed; nothing on it is written by hand. `npm test` compares each row with ' +
    'what the test that it belongs to observes, and fails where they differ.',
  '',
  '- **Test** is a file below `test/`, with the number of a numbered regression, whose title says what once went ' +
    'wrong. `clients/` drives the real Codex, `scenarios/` and `regressions` the built program with a stand-in for ' +
    'Codex.',
  '- **What happened** is each command that did not simply succeed, with its exit code: refused (1), wrong usage ' +
    '(2), stopped or paused (3); and each gate that was seen closed. Where nothing was refused, it is the last ' +
    'answer about the work itself; the test then checks that the attempt has no effect.',
  '- **Code** is what `--json` gives: the notice, then its reason; of a hook, its decision.',
  '',
].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A row as a line of its table. */
export function lineOf({ test, tried, happened, codes }: Row): string {
  const given = codes.map((code) => `\`${code}\``).join(', ') || '-';
  return `| ${[test, tried, happened.join('; '), given].map(cell).join(' | ')} |`;
}

/** The first two cells of a line, which identify its row. */
export const keyOf = (line: string): string =>
  line
    .split(/(?<!\\) \| /)
    .slice(0, 2)
    .join(' | ');

/** The lines with rows on a page. */
export const linesOf = (page: string): string[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Test | ') && !line.startsWith('| --- '));

/** Sorts numbered tests by their numbers. */
const sortKey = (line: string): string => line.replace(/#(\d+)/, (_, number: string) => number.padStart(6, '0'));

/** Makes the page from the lines of all rows, in any order. */
export function pageOf(lines: readonly string[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const kinds = sorted.map((line) => ({ line, kind: kindOf(testOf(line)) }));
  const sections = SECTIONS.map(([kind, heading]) => {
    const own = kinds.filter((one) => one.kind === kind).map(({ line }) => line);
    const table = ['| Test | What was tried | What happened | Code |', '| --- | --- | --- | --- |', ...own];
    return `## ${heading} (${own.length})\n\n${table.join('\n')}\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

/** The first cell of a line. */
const testOf = (line: string): string => line.slice(2, line.indexOf(' | '));

/** The test file of a line, below test/ and without its extension. */
export const fileOf = (line: string): string => testOf(line).replace(/ #\d+$/, '');
