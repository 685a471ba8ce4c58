/** Rules about tools whose sub-commands say what they do outside this machine. */
import { lineOf, type Programs, texts } from '../../args.js';
import type { Call } from '../../model.js';
import { meets, type Tests } from '../../patterns.js';
import { type Rule, says, type Wording } from '../rule.js';

/** `asks` is compared with the plain words of the call: its arguments without flags and their values. */
export interface Tool extends Rule {
  /** What the plain words must not say. */
  except?: Wording;
  /** When given, some flag must match too. */
  flags?: Tests;
  /** Makes it harmless: tested against the whole line, with the program before it and without. */
  unless?: Tests;
  /** Flags with values, separated by blanks. */
  valued?: string;
}

type Shared = Omit<Tool, 'name' | 'programs' | 'asks'>;

export const tool = (name: string, programs: Programs, asks: Wording, rest: Shared): Tool => ({
  name,
  programs,
  asks,
  ...rest,
});

/** Makes rules that share a category, a kind and what makes them harmless; each rule may override these. */
export const toolsOf =
  (shared: Shared) =>
  (name: string, programs: Programs, asks: Wording, rest: Partial<Shared> = {}): Tool => ({
    name,
    programs,
    asks,
    ...shared,
    ...rest,
  });

/** Whether a rule about the call's program asks about its words. */
export function isAbout({ asks, except, flags, unless, valued = '' }: Tool, call: Call): boolean {
  const all = texts(call.args);
  if (/(?:^| )--help(?: |$)/.test(all)) return false;
  if (unless !== undefined && (meets(unless, all) || meets(unless, `${call.program} ${all}`))) return false;
  return [false, true].some((guess) => {
    const line = lineOf(call.args, valued, guess);
    const words = texts(line.words);
    return (
      says(asks, words) &&
      !(except !== undefined && says(except, words)) &&
      (flags === undefined || line.flags.some((flag) => meets(flags, flag)))
    );
  });
}
