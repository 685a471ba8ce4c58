/** A check's program and arguments as one line, as people type it, and back. Checks run without a shell. */

import type { Config } from '../../../generated/types.js';
import { programWords } from '../../../guard/index.js';

/** A check that the runner runs on the tree under review. */
type Check = Config['testing']['commands'][number];

/** Seconds that a new check may take. */
export const TIME_LIMIT = 600;

/** The line from which `wordsOf` makes the same words again. */
export const lineOf = (run: readonly string[]): string => run.map(quoted).join(' ');

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The words of a command line; null when the line needs a shell, or is empty. */
export const wordsOf = (line: string): string[] | null => programWords(line.trim());

/** A new check for a command line. */
export const checkOf = (run: string[]): Check => ({
  name: lineOf(run),
  run,
  required: true,
  timeout_seconds: TIME_LIMIT,
});

/**
 * The checks for some command lines. One that is configured already keeps its name, its place and its limit.
 *
 * @param lines each of them one program with its arguments
 */
export function checksFor(lines: readonly string[], configured: readonly Check[]): Check[] {
  return lines.flatMap((line) => {
    const run = wordsOf(line);
    if (run === null) return [];
    return [configured.find((check) => lineOf(check.run) === lineOf(run)) ?? checkOf(run)];
  });
}
