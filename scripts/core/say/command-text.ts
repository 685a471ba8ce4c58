/** A command's words as text. Hooks use it too, so it imports no rules of the guard. */
import type { Call, FreeWord } from '../call.js';
import { COMMANDS } from '../install/setup.js';

/** Double quotes, which both a shell and the reader of slash commands take. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`;

/** One word of a command: a sub-verb or option as it is, a value quoted where a shell needs it. */
export function wordText(word: string | FreeWord): string {
  if (typeof word === 'string') return word;
  const text = word.kind === 'placeholder' ? `<${word.text}>` : word.text;
  return word.isProse ? quoted(text) : text;
}

/** What follows the program's name: `review plan`. */
export const callWords = ({ verb, words }: Call): string => [verb, ...words.map(wordText)].join(' ');

/** The command under the program's short name, as data and running text name it: `cccc review plan`. */
export const shortText = (command: Call): string => `cccc ${callWords(command)}`;

/** The line that Claude runs with its Bash tool, and that a user can paste into a terminal. */
export const bashLine = (command: Call, cli: string): string => `${cli} ${callWords(command)}`;

/**
 * What the user types into Claude Code. The loop's sub-verbs have slash commands of their own; all else goes through
 * /cccc.
 */
export function slashText(command: Call): string {
  const [subverb, ...rest] = command.words.map(wordText);
  const own = `cccc-${command.verb}-${subverb ?? ''}`;
  const hasOwn = Object.values(COMMANDS).some((names) => names.includes(own));
  return hasOwn ? [`/${own}`, ...rest].join(' ') : `/cccc ${callWords(command)}`;
}
