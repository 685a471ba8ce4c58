/**
 * A command of this program as a value: `call('review', 'plan')`. Verb, sub-verb and options are checked against the
 * verb table by the compiler; core/say/spelling.ts turns the value into text.
 */
import type { ForkedVerb, OptionName, PlainVerb, SuboptionName, SubverbName, VerbName } from './verbs.js';

/** A word that is neither a sub-verb nor an option: a value, or a placeholder that the reader replaces. */
export interface FreeWord {
  readonly kind: 'given' | 'placeholder';
  readonly text: string;
  /** Whether the word is natural-language text, which a shell needs in quotes. */
  readonly isProse: boolean;
}

/** A known value, such as an id, a file or a reason. */
export const given = (text: string): FreeWord => ({
  kind: 'given',
  text,
  isProse: /[^\w@%+=:,./-]/.test(text) || text === '',
});

/** Text that the user typed in their own words; it is always quoted. */
export const prose = (text: string): FreeWord => ({ kind: 'given', text, isProse: true });

/** A placeholder for one word, shown as `<strategy>`. */
export const slot = (name: string): FreeWord => ({ kind: 'placeholder', text: name, isProse: false });

/** A placeholder for a sentence, shown as `"<task>"`. */
export const proseSlot = (name: string): FreeWord => ({ kind: 'placeholder', text: name, isProse: true });

/** Who should run a command that a message names. */
export type Audience = 'claude' | 'user';

export interface Call {
  readonly verb: VerbName;
  readonly words: readonly (string | FreeWord)[];
  readonly audience: Audience;
}

/** A command of another program, such as git. It is spelled the same for every reader. */
export interface ShellCommand {
  readonly shell: string;
  /** The command of this program to run after the first one has succeeded. */
  readonly then: Call | null;
}

/** A command that a message names. */
export type Command = Call | ShellCommand;

/** A command of another program; `then` is the command of this program to run afterwards. */
export const shell = (line: string, then: Call | null = null): ShellCommand => ({ shell: line, then });

/** Whether a command is one of this program. */
export const isCall = (command: Command): command is Call => 'verb' in command;

type Word<Name> = `--${Name & string}` | FreeWord;

/** A command that Claude runs; `forUser` addresses it to the user. */
export function call<V extends PlainVerb>(verb: V, ...words: Word<OptionName<V>>[]): Call;
export function call<V extends ForkedVerb, S extends SubverbName<V>>(
  verb: V,
  subverb: S,
  ...words: Word<SuboptionName<V, S>>[]
): Call;
export function call(verb: VerbName, ...words: (string | FreeWord)[]): Call {
  return { verb, words, audience: 'claude' };
}

/** The same command, addressed to the user: for what only the user may decide. */
export const forUser = (command: Call): Call => ({ ...command, audience: 'user' });
