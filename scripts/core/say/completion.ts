/** The words that may follow at the cursor of an unfinished command line, from the verb table. */

import { LENSES } from '../delegate/lenses.js';
import { PRESETS } from '../install/config.js';
import { settingNames } from '../install/setting.js';
import { GATES } from '../task/gates.js';
import { COMMON_OPTIONS, type Form, formOf, isVerb, type Option, VERB_NAMES, type VerbName, verbOf } from '../verbs.js';
import { SHELLS } from './shells.js';

/** What may stand at the cursor: words of the verb table, values, or a file of the user. */
export type Completion =
  | { kind: 'verbs'; names: readonly VerbName[] }
  | { kind: 'words'; verb: VerbName; subverbs: readonly string[]; options: readonly string[] }
  | { kind: 'values'; values: readonly string[] }
  | { kind: 'files' };

const NOTHING: Completion = { kind: 'values', values: [] };

/** The values of what the verb table names so, where there is a list of them. */
const VALUES: Readonly<Record<string, Completion>> = {
  file: { kind: 'files' },
  dir: { kind: 'files' },
  diff: { kind: 'values', values: ['diff'] },
  gate: { kind: 'values', values: GATES },
  lens: { kind: 'values', values: LENSES },
  preset: { kind: 'values', values: PRESETS },
  review: { kind: 'values', values: [...GATES, 'diff'] },
  setting: { kind: 'values', values: settingNames() },
  shell: { kind: 'values', values: SHELLS },
  tag: { kind: 'values', values: ['en', 'zh-CN'] },
  verb: { kind: 'verbs', names: VERB_NAMES },
};

/**
 * In: the words before the cursor without the program's name, and the word at the cursor as far as it is typed. What is
 * returned is not filtered by that word, except that options need a dash.
 */
export function completionAt(before: readonly string[], current: string): Completion {
  const [verb, ...words] = before;
  if (verb === undefined) return { kind: 'verbs', names: VERB_NAMES };
  if (!isVerb(verb)) return NOTHING;
  const subverbs = Object.keys(verbOf(verb).subverbs);
  const subverb = words.find((word) => subverbs.includes(word)) ?? null;
  const form = formOf(verb, subverb);
  const option = optionOf(form, words.at(-1));
  if (option?.type === 'string') return VALUES[option.value] ?? NOTHING;
  const options = Object.keys({ ...form.options, ...COMMON_OPTIONS }).map((name) => `--${name}`);
  const left = options.filter((name) => !words.includes(name));
  const isOption = current.startsWith('-');
  if (subverbs.length > 0 && subverb === null)
    return { kind: 'words', verb, subverbs: isOption ? [] : subverbs, options: isOption ? left : [] };
  const place = isOption ? undefined : form.positionals[typedPlaces(form, words, subverb)];
  const values = place && VALUES[place.name];
  if (values) return values;
  return { kind: 'words', verb, subverbs: [], options: left };
}

const optionOf = ({ options }: Form, word: string | undefined): Option | undefined => {
  const known: Readonly<Record<string, Option>> = { ...options, ...COMMON_OPTIONS };
  return word?.startsWith('--') ? known[word.slice(2)] : undefined;
};

/** How many positionals stand among the words. */
function typedPlaces(form: Form, words: readonly string[], subverb: string | null): number {
  const isValue = (at: number): boolean => optionOf(form, words[at - 1])?.type === 'string';
  return words.filter((word, at) => !word.startsWith('-') && word !== subverb && !isValue(at)).length;
}
