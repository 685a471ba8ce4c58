/** Turns a command's words into text. Hooks use it too, so it must not import the guard's rules. */
import type { Call, FreeWord } from '../call.js';
import { COMMANDS } from '../install/setup.js';

/** Double quotes, which both a shell and Claude Code's slash commands understand. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`;

/** One word of a command: a sub-verb or option unchanged, a value quoted where a shell needs it. */
export function wordText(word: string | FreeWord): string {
  if (typeof word === 'string') return word;
  const text = word.kind === 'placeholder' ? `<${word.text}>` : word.text;
  return word.isProse ? quoted(text) : text;
}

/** The words after the program's name: `review plan`. */
export const callWords = ({ verb, words }: Call): string => [verb, ...words.map(wordText)].join(' ');

/** The command under the program's short name, as data and sentences name it: `cccc review plan`. */
export const shortText = (command: Call): string => `cccc ${callWords(command)}`;

/** The line that Claude runs with its Bash tool, and that a user can paste into a terminal. */
export const bashLine = (command: Call, cli: string): string => `${cli} ${callWords(command)}`;

/**
 * What the user types into Claude Code. The sub-verbs of `loop` have their own slash commands; all other verbs go
 * through /cccc.
 */
export function slashText(command: Call): string {
  const [subverb, ...rest] = command.words.map(wordText);
  const own = `cccc-${command.verb}-${subverb ?? ''}`;
  const hasOwn = Object.values(COMMANDS).some((names) => names.includes(own));
  return hasOwn ? [`/${own}`, ...rest].join(' ') : `/cccc ${callWords(command)}`;
}
