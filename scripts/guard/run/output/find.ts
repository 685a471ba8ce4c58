/** Parses the expression of find: its tests and actions, separated from their values. */
import type { Arg } from '../../model.js';

/** With one value. */
const VALUED =
  'amin|anewer|atime|cmin|cnewer|context|ctime|files0-from|fls|fprint|fprint0|fstype|gid|group|ilname|iname|inum|' +
  'ipath|' +
  'iregex|iwholename|links|lname|maxdepth|mindepth|mmin|mtime|name|newer|path|perm|printf|regex|regextype|' +
  'samefile|' +
  'size|type|uid|used|user|wholename|xtype|Bmin|Btime|Bnewer|flags|depth';
const HAS_VALUE = new RegExp(`^-(?:${VALUED})$|^-newer[aBcmt][aBcmt]$`);
const RUNS = /^-(?:exec|execdir|ok|okdir)$/;

export interface FindTest {
  /** Of the test or action, with its dash. */
  name: string;
  /** Its value, or the words that it runs. */
  words: readonly Arg[];
  /** Whether `!` or `-not` stands before it. */
  negated: boolean;
}

/** The tests and actions among the arguments of find, in order, without operators and starting points. */
export function findTests(args: readonly Arg[]): FindTest[] {
  const tests: FindTest[] = [];
  let negated = false;
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index]?.text ?? '';
    if (name === '!' || name === '-not') {
      negated = true;
      continue;
    }
    if (!name.startsWith('-')) continue;
    const rest = args.slice(index + 1);
    const words = RUNS.test(name) ? untilEnd(rest) : rest.slice(0, valuesOf(name, rest));
    tests.push({ name, words, negated });
    negated = false;
    index += words.length;
  }
  return tests;
}

/** How many words belong to the test. BSD's `-depth` has a value if a number follows. */
function valuesOf(name: string, rest: readonly Arg[]): number {
  if (name === '-fprintf') return 2;
  if (name === '-depth') return /^[+-]?\d+$/.test(rest[0]?.text ?? '') ? 1 : 0;
  return HAS_VALUE.test(name) ? 1 : 0;
}

function untilEnd(words: readonly Arg[]): readonly Arg[] {
  const end = words.findIndex(({ text }) => text === ';' || text === '+');
  return end < 0 ? words : words.slice(0, end);
}
