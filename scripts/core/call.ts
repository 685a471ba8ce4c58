/**
 * A command of this program as a value: `call('review', 'plan')`. Verb, sub-verb and options are checked against the
 * verb table by the compiler; core/say/spelling.ts turns the value into text.
 */
import type { OptionName, PlainVerb, SuboptionName, SubverbName, VerbName } from './verbs.js';

/** A word that is neither a sub-verb nor an option: a value, or a place that the reader fills in. */
export interface FreeWord {
  readonly kind: 'given' | 'placeholder';
  readonly text: string;
  /** Whether it stands for prose, which a shell needs in quotes. */
  readonly isProse: boolean;
}

/** A value that is known: an id, a file, a reason. */
export const given = (text: string): FreeWord => ({
  kind: 'given',
  text,
  isProse: /[^\w@%+=:,./-]/.test(text) || text === '',
});

/** What the user typed in their own words: quoted always. */
export const prose = (text: string): FreeWord => ({ kind: 'given', text, isProse: true });

/** A place that the reader fills in with one word, shown as `<strategy>`. */
export const slot = (name: string): FreeWord => ({ kind: 'placeholder', text: name, isProse: false });

/** A place that the reader fills in with a sentence, shown as `"<task>"`. */
export const proseSlot = (name: string): FreeWord => ({ kind: 'placeholder', text: name, isProse: true });

/** Who is to run a command that a message names. */
export type Audience = 'claude' | 'user';

export interface Call {
  readonly verb: VerbName;
  readonly words: readonly (string | FreeWord)[];
  readonly audience: Audience;
}

/** A command of another program, such as git; spelled the same everywhere. */
export interface ShellCommand {
  readonly shell: string;
  /** The command of this program that follows when the first has succeeded. */
  readonly then: Call | null;
}

/** A command that a message names. */
export type Command = Call | ShellCommand;

export const shell = (line: string, then: Call | null = null): ShellCommand => ({ shell: line, then });

export const isCall = (command: Command): command is Call => 'verb' in command;

type Word<Name> = `--${Name & string}` | FreeWord;

/** A command that Claude runs; `forUser` addresses it to the user. */
export function call<V extends PlainVerb>(verb: V, ...words: Word<OptionName<V>>[]): Call;
export function call<V extends Exclude<VerbName, PlainVerb>, S extends SubverbName<V>>(
  verb: V,
  subverb: S,
  ...words: Word<SuboptionName<V, S>>[]
): Call;
export function call(verb: VerbName, ...words: (string | FreeWord)[]): Call {
  return { verb, words, audience: 'claude' };
}

/** The same command for the user: what only a human may decide. */
export const forUser = (command: Call): Call => ({ ...command, audience: 'user' });
