/** Turns the words after a verb into the arguments of its handler, using the verb's row. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestOf } from '../core/say/nearest.js';
import { notice, Problem } from '../core/say/notices.js';
import { COMMON_OPTIONS, type Form, formOf, optionsOf, type VerbName, verbOf } from '../core/verbs.js';
import type { Arguments } from '../flows/context.js';

/**
 * Parses what follows a verb. Options may also stand before the sub-verb.
 *
 * @throws Problem `bad-usage` (exit code 2) for a missing or unknown sub-verb, an unknown option or one of another
 * sub-verb, or a missing value; it names the known words
 */
export function parseCall(verb: VerbName, rest: readonly string[]): Arguments {
  const { values, positionals } = parsed(verb, withCommandAside(verb, rest));
  const { subverbs: forms, takesText } = verbOf(verb);
  const subverbs = Object.keys(forms);
  const first = positionals[0] ?? '';
  const isOwn = subverbs.length === 0 || (takesText && !subverbs.includes(first));
  const subverb = isOwn ? null : first;
  if (subverb !== null && !subverbs.includes(subverb)) throw wrongSubverb(verb, subverb, subverbs);
  const { options } = formOf(verb, subverb);
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn({ ...COMMON_OPTIONS, ...options }, name)) throw wrongOption(verb, name, options, subverb);
  }
  return { values, positionals };
}

/** Puts the words of a command behind `--`, where none of them is taken for an option of this program. */
function withCommandAside(verb: VerbName, rest: readonly string[]): readonly string[] {
  const takesCommand = (word: string): boolean =>
    (verbOf(verb).subverbs[word]?.positionals ?? []).some((positional) => positional.rest === 'command');
  const at = rest.findIndex(takesCommand);
  if (at < 0 || rest.includes('--')) return rest;
  const isOwn = (word: string, index: number): boolean =>
    /^--(?:json|help|language(?:=.*)?)$/.test(word) || rest[at + index] === '--language';
  const after = rest.slice(at + 1);
  return [
    ...rest.slice(0, at + 1),
    ...after.filter(isOwn),
    '--',
    ...after.filter((word, index) => !isOwn(word, index)),
  ];
}

function parsed(verb: VerbName, rest: readonly string[]): Arguments {
  const options = optionsOf(verb);
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...parserOptions(COMMON_OPTIONS), ...parserOptions(options) },
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (error) {
    // parseArgs throws TypeErrors with the codes ERR_PARSE_ARGS_…; any other error is a bug.
    if (!(error instanceof TypeError) || !String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS')) throw error;
    const unknown = /^Unknown option '--?([^']*)'/.exec(error.message)?.[1];
    if (unknown !== undefined) throw wrongOption(verb, unknown, options, null);
    throw badUsage(verb, error.message.split('.')[0] ?? error.message);
  }
}

const parserOptions = (options: Form['options']): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.type,
        multiple: option.type === 'string' && option.multiple === true,
        ...(option.type === 'string' && option.short !== undefined ? { short: option.short } : {}),
      },
    ]),
  );

type Unknown = { word: string; nearest: string | null };

const badUsage = (verb: VerbName, detail: string, unknown?: Unknown): Problem =>
  new Problem(notice('bad-usage', { verb, detail, ...(unknown && { unknown }) }), 2);

function wrongSubverb(verb: VerbName, subverb: string, known: readonly string[]): Problem {
  const listed = known.join(' | ');
  return subverb === ''
    ? badUsage(verb, listed)
    : badUsage(verb, listed, { word: subverb, nearest: nearestOf(subverb, known) });
}

function wrongOption(verb: VerbName, name: string, options: Form['options'], subverb: string | null): Problem {
  const known = [...Object.keys(options), ...Object.keys(COMMON_OPTIONS)];
  const nearest = nearestOf(name, known);
  const listed = known.map((option) => `--${option}`).join(' | ');
  const word = subverb === null ? `--${name}` : `${subverb} --${name}`;
  return badUsage(verb, listed, { word, nearest: nearest === null || nearest === name ? null : `--${nearest}` });
}
