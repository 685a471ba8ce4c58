/**
 * A list of commands with what the guard is expected to say: `ask: rm -rf src`, one a line. `#` begins a comment; a
 * line that begins with a blank goes on with the command above, without the indentation of the first such line.
 */
import { withoutBom } from '../json.js';

const EXPECTED = ['silent', 'ask', 'deny'] as const;
export type Expected = (typeof EXPECTED)[number];

export interface ExpectedLine {
  /** From 1 on. */
  line: number;
  expected: Expected;
  command: string;
}

export interface GuardList {
  lines: readonly ExpectedLine[];
  /** Lines that say no expectation. */
  faults: readonly { line: number; text: string }[];
}

export function readGuardList(text: string): GuardList {
  const lines: ExpectedLine[] = [];
  const faults: { line: number; text: string }[] = [];
  let indentation = '';
  for (const [index, given] of withoutBom(text).split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    const blanks = /^[ \t]*/.exec(given)?.[0] ?? '';
    if (given.trim() === '' || given.startsWith('#')) continue;
    if (blanks !== '' && last !== undefined) {
      indentation ||= blanks;
      last.command += `\n${given.startsWith(indentation) ? given.slice(indentation.length) : given.trimStart()}`;
      continue;
    }
    indentation = '';
    const [, word, command = ''] = /^\s*(\w+)\s*:\s*(\S.*)$/.exec(given) ?? [];
    const expected = EXPECTED.find((one) => one === word?.toLowerCase());
    if (expected === undefined) faults.push({ line: index + 1, text: given.trim() });
    else lines.push({ line: index + 1, expected, command });
  }
  return { lines, faults };
}
