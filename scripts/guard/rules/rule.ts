/** Rules as data: which words of a program make the guard ask first, and how they are written down. */
import { isProgram, type Programs } from '../args.js';
import type { Category, Finding, Kind } from '../model.js';
import { PROGRAMS } from './programs.js';

/**
 * What a line must say; one of them is enough. A text is a phrase:
 *
 * - `kv put|delete`: the line begins with these words; `|` separates the alternatives of a word
 * - `[kubectl] apply`: a word in brackets may be missing
 * - `… create`: any words may come before
 * - `* publish`, `set-*`: `*` stands for any word, or any part of one; at the end of a phrase, for any ending
 *
 * Anything that a phrase cannot say is a regular expression.
 */
export type Wording = readonly (string | RegExp)[];

export interface Rule extends Pick<Finding, 'category' | 'kind' | 'grave'> {
  /** Unique among all rules, in kebab-case; its samples have the same name in the file beside it. */
  name: string;
  programs: Programs;
  asks: Wording;
}

/** Every line. */
export const ANY: Wording = [/^/];

const compiled = new Map<Wording, readonly RegExp[]>();

/**
 * Whether a line matches one of them. Patterns are compiled on first use, because a hook has no time for the rules of
 * other programs.
 */
export function says(wording: Wording, line: string): boolean {
  let tests = compiled.get(wording);
  if (tests === undefined) {
    tests = patternsOf(wording);
    compiled.set(wording, tests);
  }
  return tests.some((test) => test.test(line));
}

function patternsOf(wording: Wording): RegExp[] {
  const phrases: string[] = [];
  const patterns: RegExp[] = [];
  for (const one of wording) {
    if (typeof one === 'string') phrases.push(phraseSource(one));
    else patterns.push(one);
  }
  return phrases.length === 0 ? patterns : [new RegExp(phrases.join('|')), ...patterns];
}

/** A phrase as the source of a regular expression. */
function phraseSource(phrase: string): string {
  const words = phrase.split(' ');
  const last = words.pop() ?? '';
  const start = words[0] === '…' ? '(?:^| )' : '^';
  const before = (start === '^' ? words : words.slice(1)).map((word) =>
    word.startsWith('[') ? `(?:${anyOf(word.slice(1, -1))} )?` : `${anyOf(word)} `,
  );
  return start + before.join('') + lastSource(last.split('|'));
}

const anyOf = (word: string): string => `(?:${word.split('|').map(plainSource).join('|')})`;

const plainSource = (text: string): string =>
  text === '*' ? '\\S+' : text.replace(/[.+?^$(){}[\]\\/]/g, '\\$&').replaceAll('*', '\\S*');

/** The last word must end as written, unless it ends with `*`. */
function lastSource(words: readonly string[]): string {
  const sources = words.map((word) => {
    if (word === '*') return '\\S';
    return word.endsWith('*') ? plainSource(word.slice(0, -1)) : `${plainSource(word)}\\b`;
  });
  return `(?:${sources.join('|')})`;
}

/**
 * Rules in parts, each created when the first command appears that it could apply to: creating all of them takes a hook
 * half as long as starting Node. PROGRAMS lists the programs of each part by the part's name; a part that is not listed
 * may apply to any program.
 */
export class RuleTable<R extends Rule> {
  readonly #parts: [name: string, make: () => readonly R[]][];
  readonly #made = new Map<string, readonly R[]>();
  readonly #byProgram = new Map<string, readonly R[]>();

  constructor(parts: Readonly<Record<string, () => readonly R[]>>) {
    this.#parts = Object.entries(parts);
  }

  /** The names of the parts. */
  get parts(): readonly string[] {
    return this.#parts.map(([name]) => name);
  }

  /** All rules, in the order in which they are tried. */
  get all(): readonly R[] {
    return this.#parts.flatMap(([name, make]) => this.#part(name, make));
  }

  /** The rules of one part. */
  rulesIn(part: string): readonly R[] {
    return this.#parts.flatMap(([name, make]) => (name === part ? this.#part(name, make) : []));
  }

  /** The rules that may apply to a program. */
  of(program: string): readonly R[] {
    let rules = this.#byProgram.get(program);
    if (rules === undefined) {
      rules = this.#parts
        .filter(([name]) => couldBeAbout(name, program))
        .flatMap(([name, make]) => this.#part(name, make).filter(({ programs }) => isProgram(program, programs)));
      this.#byProgram.set(program, rules);
    }
    return rules;
  }

  #part(name: string, make: () => readonly R[]): readonly R[] {
    let rules = this.#made.get(name);
    if (rules === undefined) {
      rules = make();
      this.#made.set(name, rules);
    }
    return rules;
  }
}

const couldBeAbout = (part: string, program: string): boolean => {
  const own = PROGRAMS[part];
  return own === undefined || own.some((programs) => isProgram(program, programs));
};

/** What a rule says about a command. */
export const findingOf = ({ name, category, kind, grave }: Rule, subject: string): Finding => ({
  category,
  kind,
  subject,
  ...(grave === undefined ? {} : { grave }),
  rule: name,
});

/**
 * The samples with which a rule is tested: lines that it asks about, and similar lines about which the guard is silent.
 */
export interface RuleSamples {
  asked: readonly string[];
  silent: readonly string[];
}

export type Samples = Readonly<Record<string, RuleSamples>>;

export const rule = (
  name: string,
  programs: Programs,
  asks: Wording,
  category: Category,
  kind: Kind,
  grave?: boolean,
): Rule => ({ name, programs, asks, category, kind, ...(grave === undefined ? {} : { grave }) });
