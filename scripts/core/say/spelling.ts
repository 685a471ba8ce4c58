/** Which spelling of a command works where it is read; command-text.ts writes it. */
import { isHumanOnly } from '../../guard/index.js';
import { type Call, type Command, isCall } from '../call.js';
import { bashLine, callWords, shortText, slashText, wordText } from './command-text.js';
import { type Notice, notice } from './notices.js';

/** Where a message is read. */
export interface Place {
  /** How the program is started from here: `node <skill>/scripts/cccc.mjs`. */
  cli: string;
  /** Claude Code shows the message: Claude reads it, and the user can type slash commands. */
  underClaude: boolean;
  /**
   * Claude Code reports the user's slash commands to the guard's hook, so that one is the user's word. Without the hook
   * a human-only command works in the user's terminal alone. Asked only where it matters, since it reads files.
   */
  isSlashHeard(): boolean;
}

/**
 * Data for --json: each command in it as text, under `run` without the program's name, elsewhere under its short name.
 * Everything else stays.
 */
export function withCommandText(data: unknown, name = ''): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => withCommandText(item, name));
  if (isCallValue(data)) return name === 'run' ? callWords(data) : shortText(data);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withCommandText(value, key)]));
}

/** Whether a value of unknown data is a command: no other value of the program has these three fields. */
const isCallValue = (value: object): value is Call => 'verb' in value && 'words' in value && 'audience' in value;

/** The command as whoever it addresses can run it at this place. */
export function spell(command: Command, place: Place): string {
  if (isCall(command)) return isTyped(command, place) ? slashText(command) : bashLine(command, place.cli);
  return command.then === null ? command.shell : `${command.shell} && ${bashLine(command.then, place.cli)}`;
}

/** Whether the user types this command into Claude Code. */
function isTyped(command: Call, place: Place): boolean {
  if (command.audience !== 'user' || !place.underClaude) return false;
  return !isHumanOnly([command.verb, ...command.words.map(wordText)]) || place.isSlashHeard();
}

/** The refusal of what only a human may do: the exact command is the user's to run. */
export const humanOnly = (command: Call): Notice =>
  notice('human-only', { command: shortText(command), call: command });
