/** One row of the tables of tools: a program, and the words of it that do something to the world outside. */
import type { Programs } from '../../args.js';
import type { Category, Kind } from '../../model.js';

export interface Tool {
  program: Programs;
  /** Tested against the plain words. */
  words: RegExp;
  /** When given, some flag must match too. */
  flags?: RegExp;
  /** Makes it harmless: tested against the whole line. */
  unless?: RegExp;
  category: Category;
  kind: Kind;
  /** Flags with values. */
  valued?: string;
}
