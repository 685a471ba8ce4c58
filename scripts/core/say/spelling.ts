/** Chooses how a command is spelled so that it works where it is read; command-text.ts writes the text. */
import { isHumanOnly } from '../../guard/index.js';
import { type Call, type Command, isCall } from '../call.js';
import { bashLine, callWords, shortText, slashText, wordText } from './command-text.js';
import { type Notice, notice } from './notices.js';

/** The place where a message is read. */
export interface Place {
  /** How the program is started there: `node <skill>/scripts/cccc.mjs`. */
  cli: string;
  /** How the user starts it in a terminal, if the reader is Claude and starts it in another way. */
  terminal?: string;
  /** Whether Claude Code shows the message, so that Claude reads it and the user can type slash commands. */
  underClaude: boolean;
  /** What stands for `install` where the program is a plugin, which only the client puts back. */
  reinstall?(): string;
  /**
   * Whether Claude Code reports the user's slash commands to the guard's hook, so that one counts as the user's word.
   * Without the hook, a human-only command works only in the user's terminal. A function, because it reads files and is
   * rarely needed.
   */
  isSlashHeard(): boolean;
}

/**
 * Data for --json with commands turned into text: under the key `run` without the program's name, elsewhere with its
 * short name. All other values stay.
 */
export function withCommandText(data: unknown, name = ''): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => withCommandText(item, name));
  if (isCallValue(data)) return name === 'run' ? callWords(data) : shortText(data);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withCommandText(value, key)]));
}

/** Whether a value in unknown data is a command: no other value of the program has these three fields. */
const isCallValue = (value: object): value is Call => 'verb' in value && 'words' in value && 'audience' in value;

/** The command as its addressee can run it at this place. */
export function spell(command: Command, place: Place): string {
  if (isCall(command) && command.verb === 'install' && place.reinstall) return place.reinstall();
  if (isCall(command)) return isTyped(command, place) ? slashText(command) : bashLine(command, cliFor(command, place));
  return command.then === null ? command.shell : `${command.shell} && ${bashLine(command.then, place.cli)}`;
}

const cliFor = ({ audience }: Call, { cli, terminal = cli }: Place): string => (audience === 'user' ? terminal : cli);

/** Whether the user types this command into Claude Code. */
function isTyped(command: Call, place: Place): boolean {
  if (command.audience !== 'user' || !place.underClaude) return false;
  return !isHumanOnly([command.verb, ...command.words.map(wordText)]) || place.isSlashHeard();
}

/** The refusal of a human-only command; it names the exact command for the user to run. */
export const humanOnly = (command: Call): Notice =>
  notice('human-only', { command: shortText(command), call: command });
