/** What a program runs beside itself. */
import type { Arg, Category } from '../model.js';

export interface Script {
  text: string;
  /** Variables and substitutions in it that are not known. */
  names: readonly string[];
  positional: readonly Arg[];
  /** `$0` */
  zero?: Arg;
}

export interface Unwrapped {
  /** Words of the commands inside. */
  calls: (readonly Arg[])[];
  scripts: Script[];
  /** Variables that the wrapper sets. */
  env: [string, string][];
  /** Where the inside runs in another machine or container: the categories that matter there too. */
  only?: readonly Category[];
}

export const nothing = (): Unwrapped => ({ calls: [], scripts: [], env: [] });
export const calls = (...inner: (readonly Arg[])[]): Unwrapped => ({
  ...nothing(),
  calls: inner.filter((words) => words.length > 0),
});
export const scripts = (...inner: Script[]): Unwrapped => ({ ...nothing(), scripts: inner });
export const scriptOf = (words: readonly Arg[], positional: readonly Arg[] = []): Script => ({
  text: words.map(({ text }) => text).join(' '),
  names: words.flatMap(({ names }) => names),
  positional,
});
