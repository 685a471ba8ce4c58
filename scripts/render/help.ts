/** The text of `help`, made from the verb table and its phrases: the list of verbs, or one verb. */
import { type Call, call, forUser, slot } from '../core/call.js';
import { bashLine } from '../core/say/command-text.js';
import type { Language } from '../core/say/language.js';
import { type Place, spell } from '../core/say/spelling.js';
import {
  COMMON_OPTIONS,
  type Option,
  optionShown,
  optionsOf,
  usageOf,
  VERB_NAMES,
  type VerbName,
  verbOf,
} from '../core/verbs.js';
import { catalogOf } from '../text/catalog.js';
import type { HelpText } from '../text/types/verbs.js';

/** One sub-verb, positional or option: its spelling and its meaning. */
interface Line {
  name: string;
  shown: string;
  summary: string;
  humanOnly: boolean;
}

/** One verb with everything that can follow it, as `help --json` prints it. */
export interface VerbHelp {
  verb: VerbName;
  group: 'you' | 'claude';
  access: 'reads' | 'writes';
  summary: string;
  /** The sub-verbs, options or `*` that only a human may use. */
  human_only: readonly string[];
  /** What follows the program's name: one line for each sub-verb. */
  usage: string[];
  subverbs: Line[];
  positionals: Line[];
  options: Line[];
  /** A command that can be run where the help is read. */
  example: string;
}

/**
 * Everything about one verb.
 *
 * @param place where the example is read
 */
export function verbHelp(verb: VerbName, language: Language, place: Place): VerbHelp {
  const { group, access, subverbs, positionals, humanOnly } = verbOf(verb);
  const phrases: PhrasesOfAnyVerb = catalogOf(language).verbs[verb];
  const isMarked = (mark: string): boolean => humanOnly.includes(mark);
  const places = [...positionals, ...Object.values(subverbs).flatMap((form) => form.positionals)];
  return {
    verb,
    group,
    access,
    summary: phrases.summary,
    human_only: humanOnly,
    usage: usageOf(verb),
    subverbs: Object.keys(subverbs).map((name) => ({
      name,
      shown: name,
      summary: phrases.subverbs[name] ?? '',
      humanOnly: isMarked(name),
    })),
    // Several sub-verbs may take the same one.
    positionals: [...new Set(places.map(({ name }) => name))].map((name) => ({
      name,
      shown: `<${name}>`,
      summary: phrases.positionals[name] ?? '',
      humanOnly: false,
    })),
    options: Object.entries(optionsOf(verb)).map(([name, option]) => ({
      name: `--${name}`,
      shown: optionShown(name, option),
      summary: phrases.options[name] ?? '',
      humanOnly: isMarked(`--${name}`),
    })),
    example: spell(humanOnly.length > 0 ? forUser(phrases.example) : phrases.example, place),
  };
}

/** The phrases of a verb that is known only at run time; the compiler has checked that none is missing. */
interface PhrasesOfAnyVerb {
  summary: string;
  subverbs: Readonly<Record<string, string>>;
  positionals: Readonly<Record<string, string>>;
  options: Readonly<Record<string, string>>;
  example: Call;
}

/** The list of all verbs in two groups: those for the user, and those that Claude runs. */
export function helpList(language: Language, place: Place): string {
  const words = catalogOf(language).help;
  const groups = (['you', 'claude'] as const).map((group) => {
    const verbs = VERB_NAMES.filter((name) => verbOf(name).group === group);
    const lines = verbs.map((name) => ({
      shown: name,
      summary: catalogOf(language).verbs[name].summary,
      humanOnly: verbOf(name).humanOnly.includes('*'),
    }));
    return [words.group[group], ...table(lines, words)].join('\n');
  });
  return [...groups, words.more(bashLine(call('help', slot('verb')), place.cli))].join('\n\n');
}

/** The text about one verb: its summary, usage, sub-verbs, arguments, options and an example. */
export function verbHelpText(help: VerbHelp, language: Language, place: Place): string {
  const words = catalogOf(language).help;
  const summary = help.human_only.includes('*') ? `${help.summary}${words.humanOnly}` : help.summary;
  const usage = [words.usage, ...help.usage.map((line) => `  ${place.cli} ${line}`)];
  const inCommon: Readonly<Record<string, string>> = words.common;
  const common = Object.entries<Option>(COMMON_OPTIONS)
    .filter(([name]) => !help.options.some((own) => own.name === `--${name}`))
    .map(([name, option]) => ({ shown: optionShown(name, option), summary: inCommon[name] ?? '', humanOnly: false }));
  const parts = [
    [summary],
    usage,
    table([...help.subverbs, ...help.positionals], words),
    [words.options, ...table([...help.options, ...common], words)],
    [words.example, `  ${help.example}`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** Two columns; the second one also marks what only a human may use. */
function table(lines: readonly Omit<Line, 'name'>[], words: HelpText): string[] {
  const width = Math.max(0, ...lines.map(({ shown }) => shown.length)) + 2;
  return lines.map(
    ({ shown, summary, humanOnly }) => `  ${shown.padEnd(width)}${summary}${humanOnly ? words.humanOnly : ''}`,
  );
}
