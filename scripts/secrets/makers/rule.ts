/** What a rule for a maker's tokens is: a kind, a pattern, and the texts without which the pattern cannot match. */

export interface TokenRule {
  kind: string;
  /** A global pattern; the group `secret` is the token where more is matched. Compiled on the first call. */
  pattern(): RegExp;
  /** Every match contains one of these; a text without them needs no pattern, which is then never compiled. */
  marks: readonly string[] | null;
  /** The mark is short or a word, so that what follows has to look random by itself. */
  isShort: boolean;
}

/** A kind and a source, in which `%a`, `%u`, `%b` and `%h` are the characters that tokens are made of. */
export type Row = readonly [kind: string, source: string];

const CLASSES: Readonly<Record<string, string>> = {
  a: '[A-Za-z0-9]',
  u: '[A-Za-z0-9_-]',
  b: '[A-Za-z0-9+/]',
  h: '[0-9a-f]',
};
const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

const spelledOut = (source: string): string =>
  source.replaceAll('%uuid', UUID).replace(/%([aubh])/g, (_, name: string) => CLASSES[name] ?? '');

/** Nothing is read before it is needed: loading the rules costs next to nothing. */
function rule([kind, source]: Row, isShort: boolean): TokenRule {
  let compiled: RegExp | null = null;
  let marks: readonly string[] | null | undefined;
  return {
    kind,
    // A prefix inside a longer word is no token.
    pattern: () => (compiled ??= new RegExp(`(?<![A-Za-z0-9_])(?:${spelledOut(source)})`, 'g')),
    get marks() {
      if (marks === undefined) marks = beginnings(source);
      return marks;
    },
    isShort,
  };
}

/** Rules whose mark alone says what the token is. */
export const tokens = (rows: readonly Row[]): TokenRule[] => rows.map((row) => rule(row, false));
/** Rules whose mark is also the beginning of ordinary names. */
export const shortMarked = (rows: readonly Row[]): TokenRule[] => rows.map((row) => rule(row, true));

/** At most so many texts are looked for before a pattern is. */
const MOST_MARKS = 12;

/** The literal texts that a pattern can begin with; null where it can begin with anything. */
export function beginnings(source: string): string[] | null {
  let texts = [''];
  let rest = source;
  for (let next = literal(rest); next !== null; next = literal(rest)) {
    const longer = texts.flatMap((text) => next?.texts.map((one) => text + one) ?? []);
    if (longer.length > MOST_MARKS) break;
    texts = longer;
    rest = rest.slice(next.length);
  }
  return texts.every((text) => text.length >= 2) && !/^\|/.test(rest) && !hasAlternative(rest) ? texts : null;
}

/** The first part of a pattern, where it is literal: characters, a class of few, a group of words. */
function literal(source: string): { texts: string[]; length: number } | null {
  const run = PLAIN.exec(source)?.[0] ?? '';
  // What a quantifier follows may be absent, or there again.
  const certain = /[?*{+]/.test(source[run.length] ?? '') ? run.replace(/\\?.$/, '') : run;
  if (certain !== '') return { texts: [certain.replaceAll('\\', '')], length: certain.length };
  if (run !== '') return null;
  const [all = '', words, few] = EITHER.exec(source) ?? [];
  if (words !== undefined) return { texts: words.split('|'), length: all.length };
  return few === undefined ? null : { texts: [...few], length: all.length };
}

const PLAIN = /^(?:[\w:/~@=-]|\\[.$|/+*])+/;
const EITHER = /^(?:\(\?:([\w-]+(?:\|[\w-]+)*)\)|\[([A-Za-z0-9]{1,6})\])(?![?*{+])/;

/** Whether `|` stands outside of any parentheses. */
function hasAlternative(source: string): boolean {
  if (!source.includes('|')) return false;
  const flat = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  let depth = 0;
  for (const char of flat) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}
