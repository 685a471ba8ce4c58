/** What every command receives, and what it returns. */

import type { Command } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { EventType } from '../core/task/ledger/events.js';
import type { AskedBy } from '../core/task/model.js';
import { isSubverb, type SubverbName, usageOf, type VerbName } from '../core/verbs.js';
import type { Page } from '../render/page/page.js';
import type { FullScreen } from './screen.js';

export interface Context {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The current time, ISO 8601 in UTC. */
  now(): string;
  /**
   * Reports one notice while the command runs; final notices go into the result.
   *
   * @param language where it is another one than the context's
   */
  say(given: Notice, language?: Language): void;
  /**
   * Prints a line of progress or of the command's own report; prints nothing under --json. A `diff` is coloured where
   * the output is a terminal that shows colours.
   */
  print(line: string): void;
  /** Prints a page as the reader's terminal can show it, or as plain text; prints nothing under --json. */
  show(page: Page): void;
  /**
   * Reports how far long work has come. A `passing` line is replaced by the next one where the output allows it
   * (`rewrites`). Under --json, the data is printed as an object of its own on stderr.
   */
  progress(line: string, data: Record<string, unknown>, how?: { passing: boolean }): void;
  /** Whether a passing line is replaced by the next one. */
  rewrites: boolean;
  /**
   * Takes the whole terminal for a view that stays; only where `tty` is true.
   *
   * @param hear gets each key that does not scroll
   * @param more says how many rows are out of sight
   */
  openScreen(hear: (key: string) => void, more: (rows: number) => string): Promise<FullScreen>;
  /** Calls the user at a terminal: by its bell, and by a notification where the terminal shows one. */
  attend(title: string, text: string): void;
  json: boolean;
  tty: boolean;
  version: string;
  /** Types of the facts that this command has recorded so far; they stay recorded if something fails afterwards. */
  recorded: EventType[];
  /** How the user agreed to this call; null where Claude runs it on its own account. */
  asked: AskedBy | null;
  /** The language of the program's own text: `en` or `zh-CN`. */
  language: Language;
}

/**
 * 0 done, 1 refused, 2 usage, 3 environment broken, 4 a review is still running. Delegation has a table of its own
 * (core/delegate/exit-codes.ts).
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 64 | 75 | 137;

export interface Result {
  code: ExitCode;
  notices: Notice[];
  /** The one command that comes next; null when there is none. */
  next?: Command | null;
  data?: unknown;
  /** The language of the notices, where the command itself changed it. */
  language?: Language;
}

/** The result of a command that succeeded (exit code 0). */
export const done = (notices: Notice[] = [], rest: Omit<Result, 'code' | 'notices'> = {}): Result => ({
  code: 0,
  notices,
  ...rest,
});

/** The result of a command that was refused, or that reports findings (exit code 1). */
export const refused = (notices: Notice[], rest: Omit<Result, 'code' | 'notices'> = {}): Result => ({
  code: 1,
  notices,
  ...rest,
});

/** Parsed arguments in the form of node:util parseArgs. */
export interface Arguments {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

/** The value of an option; null when it was not given. */
export const textOption = (args: Arguments, name: string): string | null => {
  const value = args.values[name];
  return typeof value === 'string' ? value : null;
};

/** All values of an option that may be given several times. */
export function listOption(args: Arguments, name: string): string[] {
  const value = args.values[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

/** Whether a flag was given. */
export const flag = (args: Arguments, name: string): boolean => args.values[name] === true;

/**
 * The given sub-verb. The command line was parsed with the verb's row of the table, so there always is one.
 *
 * @throws Problem `bad-usage` when the handler is called without the parser
 */
export function subverbOf<V extends VerbName>(verb: V, args: Arguments): SubverbName<V> {
  const name = args.positionals[0] ?? '';
  if (isSubverb(verb, name)) return name;
  throw new Problem(notice('bad-usage', { verb, detail: usageOf(verb).join(' | ') }), 2);
}

/** How a verb of the table runs; its arguments were parsed with its row. */
export interface Handler {
  run(context: Context, args: Arguments): Promise<Result>;
}
