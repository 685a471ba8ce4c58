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

const SWITCHES =
  /^--?(?:silent|verbose|quiet|yes|force|debug|no-.*|json|global|help|version|all|recursive|dry-run|watch|it|[a-z]{1,2})$/;

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
        !SWITCHES.test(one.text) &&
        next !== undefined &&
        !next.text.startsWith('-'));
    if (!takes) continue;
    index += 1;
    flags[flags.length - 1] += `=${next?.text ?? ''}`;
  }
  return { flags, words, all: args.map(({ text }) => text).join(' ') };
}

/**
 * Names separated by `|`; a pattern where they cannot be listed. Names are compared as text: a hook has no time to
 * compile a hundred patterns.
 */
export type Programs = string | RegExp;

export const isProgram = (program: string, programs: Programs): boolean =>
  typeof programs === 'string' ? `|${programs}|`.includes(`|${program}|`) : programs.test(program);

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
