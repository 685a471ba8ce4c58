/** What every command is given, and what it gives back. */

import type { Command } from '../core/call.js';
import type { Language } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { EventType } from '../core/task/ledger/events.js';
import type { AskedBy } from '../core/task/model.js';
import { isSubverb, type SubverbName, usageOf, type VerbName } from '../core/verbs.js';

export interface Context {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The time now, ISO 8601 UTC. */
  now(): string;
  /** Says one thing while the command runs; what it ends with goes into the result. */
  say(given: Notice): void;
  /** Prints a line of progress or of the command's own report; silent under --json. */
  print(line: string): void;
  /**
   * Says how far long work is, while it runs. A `passing` line is replaced by the next one where that is possible
   * (`rewrites`); under --json the data is an object of its own on stderr.
   */
  progress(line: string, data: Record<string, unknown>, how?: { passing: boolean }): void;
  /** Whether a passing line is replaced by the next one. */
  rewrites: boolean;
  json: boolean;
  tty: boolean;
  version: string;
  /** Types of the facts that this command has recorded so far: they stand, whatever fails afterwards. */
  recorded: EventType[];
  /** How the user agreed to this call; null where Claude runs it on its own account. */
  asked: AskedBy | null;
  /** The language of the program's own text: `en` or `zh-CN`. */
  language: Language;
}

/** 0 done, 1 refused, 2 usage, 3 environment broken, 4 a review is still running. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface Result {
  code: ExitCode;
  notices: Notice[];
  /** The one command that comes next; null where there is none. */
  next?: Command | null;
  data?: unknown;
}

export const done = (notices: Notice[] = [], rest: Omit<Result, 'code' | 'notices'> = {}): Result => ({
  code: 0,
  notices,
  ...rest,
});
export const refused = (notices: Notice[], rest: Omit<Result, 'code' | 'notices'> = {}): Result => ({
  code: 1,
  notices,
  ...rest,
});

/** Parsed arguments, as node:util parseArgs gives them. */
export interface Arguments {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

export const textOption = (args: Arguments, name: string): string | null => {
  const value = args.values[name];
  return typeof value === 'string' ? value : null;
};
export const flag = (args: Arguments, name: string): boolean => args.values[name] === true;

/**
 * The sub-verb that was given; the command line has been parsed by the verb's row, so that one is there.
 *
 * @throws Problem `bad-usage` where the handler is called past the parser
 */
export function subverbOf<V extends VerbName>(verb: V, args: Arguments): SubverbName<V> {
  const name = args.positionals[0] ?? '';
  if (isSubverb(verb, name)) return name;
  throw new Problem(notice('bad-usage', { verb, detail: usageOf(verb).join(' | ') }), 2);
}

/** A verb of the table as it is run; its arguments have been parsed by its row. */
export interface Handler {
  run(context: Context, args: Arguments): Promise<Result>;
}
