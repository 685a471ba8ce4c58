/** Reading a program's arguments: flags and plain words. */
import type { Arg } from './model.js';

export interface Line {
  /** Arguments that begin with a dash, as they stand. */
  flags: string[];
  /** The rest, without the values of flags. */
  words: Arg[];
  /** Every argument, joined by blanks. */
  all: string;
}

/** Flags that have no value. */
const SWITCHES = 'silent|verbose|quiet|yes|force|debug|json|global|help|version|all|recursive|dry-run|watch|it';

const isSwitch = (flag: string): boolean => {
  const name = flag.replace(/^--?/, '');
  return isListed(name, SWITCHES) || /^(?:no-.*|[a-z]{1,2})$/.test(name);
};

/**
 * Splits arguments.
 *
 * @param valued flags, separated by blanks, whose value is the next argument
 * @param guess whether an unknown flag before the first word may have a value too
 */
export function lineOf(args: readonly Arg[], valued = '', guess = false): Line {
  const withValue = new Set(valued.split(' '));
  const flags: string[] = [];
  const words: Arg[] = [];
  let isPlain = false;
  for (let index = 0; index < args.length; index += 1) {
    const one = args[index];
    if (one === undefined) continue;
    if (isPlain || !/^-./.test(one.text)) {
      words.push(one);
      continue;
    }
    if (one.text === '--') {
      isPlain = true;
      continue;
    }
    flags.push(one.text);
    const next = args[index + 1];
    const takes =
      withValue.has(one.text) ||
      (guess &&
        words.length === 0 &&
        /^--/.test(one.text) &&
        !one.text.includes('=') &&
        !isSwitch(one.text) &&
        next !== undefined &&
        !next.text.startsWith('-'));
    if (!takes) continue;
    index += 1;
    flags[flags.length - 1] += `=${next?.text ?? ''}`;
  }
  return { flags, words, all: args.map(({ text }) => text).join(' ') };
}

/**
 * Names separated by `|`, in several texts where one line is too short; a pattern where they cannot be listed. Names
 * are compared as text: a hook has no time to compile a hundred patterns.
 */
export type Programs = string | RegExp | readonly string[];

export function isProgram(program: string, programs: Programs): boolean {
  if (typeof programs === 'string') return isListed(program, programs);
  return programs instanceof RegExp ? programs.test(program) : programs.some((names) => isListed(program, names));
}

/** Whether a name stands between the bars of a list. Looked for without making a text: this runs for every rule. */
export function isListed(name: string, names: string): boolean {
  for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) {
    const end = at + name.length;
    if ((at === 0 || names[at - 1] === '|') && (end === names.length || names[end] === '|')) return true;
    if (end >= names.length) return false;
  }
  return false;
}

/** Whether a flag is given: short ones also in clusters, long ones also abbreviated or with a value. */
export function has({ flags }: Pick<Line, 'flags'>, short: string, ...long: string[]): boolean {
  return flags.some((flag) => {
    if (!flag.startsWith('--'))
      return short !== '' && [...short].some((letter) => flag.replace(/=.*$/s, '').slice(1).includes(letter));
    const name = flag.replace(/=.*$/s, '');
    return long.some((one) => one === name || (name.length > 4 && one.startsWith(name)));
  });
}

/** The value of `--flag value`, `--flag=value` or `-f value`; null when it is not given. */
export function valueOfFlag(args: readonly Arg[], ...names: string[]): Arg | null {
  for (const [index, one] of args.entries()) {
    for (const name of names) {
      if (one.text === name) return args[index + 1] ?? null;
      if (one.text.startsWith(`${name}=`)) return { ...one, text: one.text.slice(name.length + 1) };
      if (/^-\w$/.test(name) && one.text.startsWith(name) && one.text.length > 2)
        return { ...one, text: one.text.slice(2) };
    }
  }
  return null;
}

export const texts = (words: readonly Arg[]): string => words.map(({ text }) => text).join(' ');
