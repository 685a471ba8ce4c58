/**
 * Words to arguments: braces, tildes, variables and substitutions, as far as they can be known before the shell runs.
 */

import { type Arg, arg, UNKNOWN } from '../model.js';
import { braced } from './braces.js';
import type { Choices } from './choices.js';
import { cut, sliced } from './operators.js';
import type { Steps } from './steps.js';
import type { List, Part, Word } from './syntax.js';

/** A variable's value: one field, or the elements of an array. */
export type Value = readonly Arg[];

export interface Expander {
  choices: Choices;
  steps: Steps;
  home: string;
  /** What an unquoted expansion is split at: `IFS` where the line sets it. */
  separators: string;
  /** The values that a variable may have; undefined when nothing in the line sets it. */
  valuesOf(name: string): readonly Value[] | undefined;
  positional(): Value;
  /** `${name:=value}` */
  assign(name: string, value: Value): void;
  /** A text that the shell expands once more. */
  expandAgain(text: string): void;
  /** What a substitution prints. */
  outputOf(body: List): Value;
  /** A file that stands for what a process substitution prints, or reads. */
  processFile(body: List, isRead: boolean): string;
}

/** In: a word. Out: the arguments it becomes; usually one. */
export function expandWord(word: Word, expander: Expander): Arg[] {
  return braced(word, expander.steps).flatMap((one) => fieldsOf(one, expander));
}

/** As expandWord, where the shell does not split: assignments, redirections. */
export function expandJoined(word: Word, expander: Expander): Arg {
  return joined(
    fieldsOf(
      word.map((part) => ('quoted' in part && part.kind !== 'text' ? { ...part, quoted: true } : part)),
      expander,
    ),
  );
}

export function joined(fields: readonly Arg[]): Arg {
  return {
    text: fields.map(({ text }) => text).join(' '),
    glob: fields.some(({ glob }) => glob),
    names: [...new Set(fields.flatMap(({ names }) => names))],
  };
}

// -- fields

function fieldsOf(word: Word, expander: Expander): Arg[] {
  const fields: Arg[] = [];
  let current: { text: string; glob: boolean; names: string[] } | null = null;
  const put = ({ text, glob, names }: Arg, quoted: boolean): void => {
    current ??= { text: '', glob: false, names: [] };
    expander.steps.take(1 + text.length);
    current.text += text;
    current.glob ||= glob && !quoted;
    for (const name of names) if (!current.names.includes(name)) current.names.push(name);
  };
  for (const [index, part] of word.entries()) {
    if (part.kind === 'text') {
      // `"$@"` without arguments is no word at all; nor is what braces leave empty.
      if (part.text === '' && (!part.quoted || word.some(isQuotedList))) continue;
      const text = index === 0 && !part.quoted ? tilded(part.text, expander.home, word.length === 1) : part.text;
      put({ text, glob: !part.quoted && isPattern(text), names: [] }, false);
      continue;
    }
    const { values, quoted } = expansionOf(part, expander);
    const pieces = quoted ? values : values.flatMap((value) => split(value, expander.separators));
    if (!quoted && pieces.length === 0) continue;
    for (const [at, piece] of pieces.entries()) {
      if (at > 0 && current !== null) {
        fields.push(current);
        current = null;
      }
      put(piece, quoted);
    }
  }
  if (current !== null) fields.push(current);
  return fields;
}

/** Holds a wildcard, or braces whose alternatives are not known. */
const isPattern = (text: string): boolean =>
  /[*?[]/.test(text) ||
  (text.includes('{') && text.lastIndexOf('}') > text.indexOf(',', text.indexOf('{')) && text.includes(','));

const isQuotedList = (part: Part): boolean => part.kind === 'variable' && QUOTED_LIST.test(part.name);

const tilded = (text: string, home: string, isWhole: boolean): string =>
  /^~(?:\/|$)/.test(text) && (isWhole || text.includes('/')) ? home + text.slice(1) : text;

export function split(value: Arg, separators: string): Arg[] {
  const fields: string[] = [''];
  for (const char of value.text)
    if (separators.includes(char)) fields.push('');
    else fields[fields.length - 1] += char;
  return fields
    .filter((text) => text !== '')
    .map((text) => ({ ...value, text, glob: value.glob || /[*?[]/.test(text) }));
}

const QUOTED_LIST = /^(?:[@*]|\w+\[[@*]\])$/;

/** What an expansion stands for; several values only where the shell makes several fields of it. */
function expansionOf(part: Exclude<Part, { kind: 'text' }>, expander: Expander): { values: Value; quoted: boolean } {
  switch (part.kind) {
    case 'arithmetic':
      expandJoined(part.text, expander);
      return { values: [arg('1')], quoted: true };
    case 'process':
      return { values: [arg(expander.processFile(part.body, part.isRead))], quoted: true };
    case 'command': {
      const output = expander.outputOf(part.body);
      return { values: part.quoted ? [joined(output)] : output, quoted: part.quoted };
    }
    case 'variable': {
      const values = variableValue(part, expander);
      const keeps = QUOTED_LIST.test(part.name) && part.name.includes('@');
      return { values: part.quoted && !keeps ? [joined(values)] : values, quoted: part.quoted };
    }
    default:
      return part satisfies never;
  }
}

type Variable = Extract<Part, { kind: 'variable' }>;

function variableValue(part: Variable, expander: Expander): Value {
  const { name, operator, argument } = part;
  if (part.subscript !== undefined) expandJoined(part.subscript, expander);
  const base = name.replace(/\[.*$/s, '');
  if (operator === '!') {
    expandJoined(argument, expander);
    return indirect(name, base, expander);
  }
  if (operator === '#' && argument.length === 0) return [arg('1')];
  const isList = base === '@' || base === '*';
  if (isList && operator === ':') return positionalSlice(expandJoined(argument, expander).text, expander);
  const candidates = isList ? [expander.positional()] : expander.valuesOf(base);
  const own: Value =
    candidates === undefined
      ? [{ text: UNKNOWN, glob: false, names: [name] }]
      : (candidates[expander.choices.pick(candidates.length)] ?? []);
  const value = isList ? own : elementOf(own, name.slice(base.length), expander);
  if (operator === ':' && QUOTED_LIST.test(name)) return sliced(value, expandJoined(argument, expander).text);
  return operator === '' ? value : operated(part, value, candidates !== undefined, argument, expander);
}

/** One element of an array, all of it, or, by its bare name, the first. A key may name any. */
function elementOf(own: Value, subscript: string, { choices }: Expander): Value {
  if (subscript === '') return own.slice(0, 1);
  const key = subscript.slice(1, -1);
  if (key === '@' || key === '*') return own;
  const element = /^-?\d{1,9}$/.test(key) ? own.at(Number(key)) : undefined;
  if (element !== undefined) return [element];
  return own.length === 0 ? own : own.slice(choices.pick(own.length)).slice(0, 1);
}

/** `${@:2}`: the first one is the name of the script. */
const positionalSlice = (pattern: string, expander: Expander): Value =>
  sliced([...(expander.valuesOf('0')?.[0] ?? [arg('bash')]), ...expander.positional()], pattern);

/** `${!NAME}`: the variable that another one names. */
function indirect(name: string, base: string, expander: Expander): Value {
  if (base === '#') return expander.positional().slice(-1);
  const values = expander.valuesOf(base);
  const pointed = values?.[expander.choices.pick(values.length)]?.[0]?.text;
  const target = pointed?.replace(/\[.*$/s, '') ?? '';
  if (!/^\w+$/.test(target)) return [{ text: UNKNOWN, glob: false, names: [`!${name}`] }];
  const found = expander.valuesOf(target);
  return found?.[expander.choices.pick(found.length)] ?? [{ text: UNKNOWN, glob: false, names: [target] }];
}

/** `${x@P}`, `${x@L}` */
function transformed(value: Arg, argument: Word, name: string): Arg {
  const [letter] = argument;
  const isPlain = !/[\\$`]/.test(value.text) && !value.text.includes(UNKNOWN);
  switch (letter?.kind === 'text' && isPlain ? letter.text : '') {
    case 'P':
    case 'E':
      return value;
    case 'L':
      return { ...value, text: value.text.toLowerCase() };
    case 'U':
      return { ...value, text: value.text.toUpperCase() };
    default:
      return { ...value, text: UNKNOWN, names: [...value.names, name] };
  }
}

function operated(
  { operator, name }: Variable,
  value: Value,
  isSet: boolean,
  argument: Word,
  expander: Expander,
): Value {
  const other = (): Value => fieldsOf(argument, expander);
  switch (operator) {
    case ':-':
    case '-':
    case ':=':
    case '=': {
      if (isSet && joined(value).text !== '') return value;
      const fallback = other();
      if (operator.endsWith('=')) expander.assign(name, [joined(fallback)]);
      return !isSet && expander.choices.pick(2) === 0 ? value : fallback;
    }
    case ':+':
    case '+':
      return expander.choices.pick(2) === 0 ? other() : [];
    case ':?':
    case '?':
      other();
      return value;
    case '@':
      // `${x@P}` expands the value as a prompt.
      for (const { text } of value) expander.expandAgain(text);
      return value.map((one) => transformed(one, argument, name));
    default: {
      const { text } = expandJoined(argument, expander);
      return value.map((one) => (one.text.includes(UNKNOWN) ? one : cut(one, operator, text, name)));
    }
  }
}
