/** The phrases of the verb table; if one is missing in a language, this does not compile. */
import type { Call } from '../../core/call.js';
import type { COMMON_OPTIONS, OptionName, PositionalName, SubverbName, VerbName } from '../../core/verbs.js';

/** One verb: what it does, and one line for each of its sub-verbs, positionals and options. */
export interface VerbPhrases<V extends VerbName> {
  summary: string;
  subverbs: Record<SubverbName<V>, string>;
  positionals: Record<PositionalName<V>, string>;
  options: Record<OptionName<V>, string>;
  example: Call;
}

export type VerbText = { [V in VerbName]: VerbPhrases<V> };

/** The words of help around the verbs. */
export interface HelpText {
  /** Headings of the two groups. */
  group: Record<'you' | 'claude', string>;
  usage: string;
  options: string;
  example: string;
  /** Marks what only a human may use. */
  humanOnly: string;
  common: Record<keyof typeof COMMON_OPTIONS, string>;
  /** The last line of the list. */
  more(command: string): string;
}
