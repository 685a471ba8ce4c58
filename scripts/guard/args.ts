/**
 * Reads a program's arguments as getopt does: `-qbfeature` means `-q -b feature` when `-b` has a value, and a long
 * option may be abbreviated.
 */
import type { Arg } from './model.js';

export interface Line {
  /** Arguments that begin with a dash. If the next argument was the value of one, it is added after `=`. */
  flags: string[];
  /** The short options among them, without their values. */
  letters: string;
  /** The other arguments, without the values of flags. */
  words: Arg[];
  /** The options with a value that its program knows. */
  valued: ReadonlySet<string>;
  /** Every argument, joined with spaces. */
  all: string;
}

/** Flags that have no value. */
const SWITCHES = 'silent|verbose|quiet|yes|force|debug|json|global|help|version|all|recursive|dry-run|watch|it';

const isSwitch = (flag: string): boolean => {
  const name = flag.replace(/^--?/, '');
  return isListed(name, SWITCHES) || /^(?:no-.*|[a-z]{1,2})$/.test(name);
};

/** An argument that begins with a dash, as an option. */
interface Option {
  /** The short options in it; empty for a long one. */
  letters: string;
  /** The value in the same argument as its option; null when there is none. */
  attached: string | null;
  /** Whether its value is the next argument. */
  takesNext: boolean;
}

/**
 * @param text an argument that begins with a dash
 * @param valued options with a value
 */
export function optionOf(text: string, valued: ReadonlySet<string>): Option {
  if (text.startsWith('--')) {
    const at = text.indexOf('=');
    return at >= 0
      ? { letters: '', attached: text.slice(at + 1), takesNext: false }
      : { letters: '', attached: null, takesNext: valued.has(text) || isAbbreviated(text, valued) };
  }
  if (valued.has(text)) return { letters: text.slice(1), attached: null, takesNext: true };
  for (let index = 1; index < text.length; index += 1) {
    if (!valued.has(`-${text[index]}`)) continue;
    const rest = text.slice(index + 1);
    return { letters: text.slice(1, index + 1), attached: rest === '' ? null : rest, takesNext: rest === '' };
  }
  const at = text.indexOf('=');
  return { letters: text.slice(1, at < 0 ? undefined : at), attached: null, takesNext: false };
}

/** An abbreviation of this length cannot mean another option. */
const SHORTEST = 4;
const isAbbreviated = (text: string, valued: ReadonlySet<string>): boolean =>
  text.length >= SHORTEST && !isSwitch(text) && [...valued].some((one) => one.startsWith(text));

/**
 * Splits arguments.
 *
 * @param valued flags, separated by blanks, whose value is the next argument
 * @param guess whether an unknown flag before the first word may have a value too
 */
export function lineOf(args: readonly Arg[], valued = '', guess = false): Line {
  const withValue = new Set(valued.split(' '));
  const line: Line = {
    flags: [],
    letters: '',
    words: [],
    valued: withValue,
    all: args.map(({ text }) => text).join(' '),
  };
  for (let index = 0; index < args.length; index += 1) {
    const one = args[index];
    if (one === undefined) continue;
    if (one.text === '--') {
      line.words.push(...args.slice(index + 1));
      break;
    }
    if (!/^-./.test(one.text)) {
      line.words.push(one);
      continue;
    }
    const { letters, takesNext } = optionOf(one.text, withValue);
    line.letters += letters;
    line.flags.push(one.text);
    const next = args[index + 1];
    if (!takesNext && !(guess && line.words.length === 0 && mayTake(one.text, next))) continue;
    index += 1;
    line.flags[line.flags.length - 1] += `=${next?.text ?? ''}`;
  }
  return line;
}

const mayTake = (flag: string, next: Arg | undefined): boolean =>
  /^--/.test(flag) && !flag.includes('=') && !isSwitch(flag) && next !== undefined && !next.text.startsWith('-');

/**
 * Names separated by `|`, in several texts where one line is too short; a pattern where they cannot be listed. Names
 * are compared as text: a hook has no time to compile a hundred patterns.
 */
export type Programs = string | RegExp | readonly string[];

export function isProgram(program: string, programs: Programs): boolean {
  if (typeof programs === 'string') return isListed(program, programs);
  return programs instanceof RegExp ? programs.test(program) : programs.some((names) => isListed(program, names));
}

/** Whether a name is in a list whose names are separated by `|`. No text is built, because this runs for every rule. */
export function isListed(name: string, names: string): boolean {
  for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) {
    const end = at + name.length;
    if ((at === 0 || names[at - 1] === '|') && (end === names.length || names[end] === '|')) return true;
    if (end >= names.length) return false;
  }
  return false;
}

/**
 * Whether a flag is given: short ones also in clusters, long ones also abbreviated or with a value. An option that the
 * program knows is no abbreviation of a longer one.
 */
export function has({ flags, letters, valued }: Line, short: string, ...long: string[]): boolean {
  if ([...short].some((letter) => letters.includes(letter))) return true;
  return flags.some((flag) => {
    if (!flag.startsWith('--')) return false;
    const name = flag.replace(/=.*$/s, '');
    return long.some((one) => one === name || (name.length > 2 && !valued.has(name) && one.startsWith(name)));
  });
}

/** The value of `--flag value`, `--flag=value`, `-f value`, `-fvalue` or `-qf value`; null when it is not given. */
export function valueOfFlag(args: readonly Arg[], ...names: string[]): Arg | null {
  for (const [index, one] of args.entries()) {
    for (const name of names) {
      if (one.text === name) return args[index + 1] ?? null;
      if (one.text.startsWith(`${name}=`)) return { ...one, text: one.text.slice(name.length + 1) };
      if (!/^-\w$/.test(name)) continue;
      if (one.text.startsWith(name)) return { ...one, text: one.text.slice(2) };
      const clustered = inCluster(one, name, args[index + 1]);
      if (clustered !== null) return clustered;
    }
  }
  return null;
}

/** `-lc command`, `-lc'some command'`: what is attached counts where it is no word of one dash, such as `-delete`. */
function inCluster(one: Arg, name: string, next: Arg | undefined): Arg | null {
  if (/^-[A-Za-z]{2,5}$/.test(one.text)) return one.text.endsWith(name.slice(1)) ? (next ?? null) : null;
  const { attached } = /^-[A-Za-z]/.test(one.text) ? optionOf(one.text, new Set([name])) : { attached: null };
  return attached !== null && /\s/.test(attached) ? { ...one, text: attached } : null;
}

export const texts = (words: readonly Arg[]): string => words.map(({ text }) => text).join(' ');
