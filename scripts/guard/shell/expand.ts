/**
 * Words to arguments: braces, tildes, variables and substitutions, as far as they can be known before the shell runs.
 */

import { type Arg, UNKNOWN } from '../model.js';
import type { Choices } from './choices.js';
import type { List, Part, Word } from './syntax.js';

/** A variable's value: one field, or the elements of an array. */
export type Value = readonly Arg[];

export interface Expander {
  choices: Choices;
  home: string;
  /** The values that a variable may have; undefined when nothing in the line sets it. */
  valuesOf(name: string): readonly Value[] | undefined;
  positional(): Value;
  /** What a substitution prints. */
  outputOf(body: List): Value;
  /** A file that stands for what a process substitution prints, or reads. */
  processFile(body: List, isRead: boolean): string;
}

/** In: a word. Out: the arguments it becomes; usually one. */
export function expandWord(word: Word, expander: Expander): Arg[] {
  return braced(word).flatMap((one) => fieldsOf(one, expander));
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
    names: fields.flatMap(({ names }) => names),
  };
}

// -- braces

const BRACES = /\{((?:[^{}]|\{[^{}]*\})*)\}/;

/** `a{b,c}` as `ab`, `ac`; only where the braces stand in one unquoted text. Beyond a limit they stand for anything. */
function braced(word: Word, limit = MOST_WORDS): Word[] {
  for (const [index, part] of word.entries()) {
    if (part.kind !== 'text' || part.quoted) continue;
    const found = BRACES.exec(part.text);
    const options = found === null ? null : alternatives(found[1] ?? '');
    if (found === null || options === null) continue;
    const [before, after] = [part.text.slice(0, found.index), part.text.slice(found.index + found[0].length)];
    const own = options.length > limit ? ['*'] : options;
    return own.flatMap((option) =>
      braced(
        [...word.slice(0, index), { ...part, text: before + option + after }, ...word.slice(index + 1)],
        Math.floor(limit / own.length),
      ),
    );
  }
  return [word];
}

const MANY = 40;
const MOST_WORDS = 128;

function alternatives(inside: string): string[] | null {
  const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(inside) ?? [];
  if (from !== undefined && to !== undefined) {
    const count = Math.abs(Number(to) - Number(from)) + 1;
    const step = Number(from) <= Number(to) ? 1 : -1;
    return count > MANY ? ['*'] : Array.from({ length: count }, (_, index) => String(Number(from) + step * index));
  }
  const options: string[] = [''];
  let depth = 0;
  for (const char of inside) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === ',' && depth === 0) options.push('');
    else options[options.length - 1] += char;
  }
  return options.length > 1 && options.length <= MANY ? options : null;
}

// -- fields

function fieldsOf(word: Word, expander: Expander): Arg[] {
  const fields: Arg[] = [];
  let current: { text: string; glob: boolean; names: string[] } | null = null;
  const put = ({ text, glob, names }: Arg, quoted: boolean): void => {
    current ??= { text: '', glob: false, names: [] };
    current.text += text;
    current.glob ||= glob && !quoted;
    current.names.push(...names);
  };
  for (const [index, part] of word.entries()) {
    if (part.kind === 'text') {
      // `"$@"` without arguments is no word at all.
      if (part.text === '' && word.some((one) => one.kind === 'variable' && QUOTED_LIST.test(one.name))) continue;
      const text = index === 0 && !part.quoted ? tilded(part.text, expander.home, word.length === 1) : part.text;
      put({ text, glob: !part.quoted && /[*?[]|\{.*,.*\}/.test(text), names: [] }, false);
      continue;
    }
    const { values, quoted } = expansionOf(part, expander);
    const pieces = quoted ? values : values.flatMap(split);
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

const tilded = (text: string, home: string, isWhole: boolean): string =>
  /^~(?:\/|$)/.test(text) && (isWhole || text.includes('/')) ? home + text.slice(1) : text;

function split(value: Arg): Arg[] {
  return value.text
    .split(/[ \t\n]+/)
    .filter((text) => text !== '')
    .map((text) => ({ ...value, text, glob: value.glob || /[*?[]/.test(text) }));
}

const QUOTED_LIST = /^(?:[@*]|\w+\[[@*]\])$/;

/** What an expansion stands for; several values only where the shell makes several fields of it. */
function expansionOf(part: Exclude<Part, { kind: 'text' }>, expander: Expander): { values: Value; quoted: boolean } {
  switch (part.kind) {
    case 'arithmetic':
      expandJoined(part.text, expander);
      return { values: [{ text: '1', glob: false, names: [] }], quoted: true };
    case 'process':
      return { values: [{ text: expander.processFile(part.body, part.isRead), glob: false, names: [] }], quoted: true };
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
  const base = name.replace(/\[.*$/, '');
  if (operator === '!') {
    expandJoined(argument, expander);
    return [indirect(name, expander)];
  }
  if (operator === '#' && argument.length === 0) return [{ text: '1', glob: false, names: [] }];
  const candidates = base === '@' || base === '*' ? [expander.positional()] : expander.valuesOf(base);
  const own: Value =
    candidates === undefined
      ? [{ text: UNKNOWN, glob: false, names: [name] }]
      : (candidates[expander.choices.pick(candidates.length)] ?? []);
  const element = /\[(\d+)\]$/.exec(name)?.[1];
  const value = element === undefined ? own : own.slice(Number(element), Number(element) + 1);
  return operator === '' ? value : operated(part, value, candidates !== undefined, argument, expander);
}

/** `${!NAME}`: the variable that another one names. */
function indirect(name: string, expander: Expander): Arg {
  const values = expander.valuesOf(name);
  const pointed = values?.[expander.choices.pick(values.length)]?.[0]?.text;
  return { text: UNKNOWN, glob: false, names: [pointed !== undefined && /^\w+$/.test(pointed) ? pointed : `!${name}`] };
}

function operated(
  { operator, name }: Variable,
  value: Value,
  isSet: boolean,
  argument: Word,
  expander: Expander,
): Value {
  const other = (): Value => [expandJoined(argument, expander)];
  switch (operator) {
    case ':-':
    case '-':
    case ':=':
    case '=':
      if (isSet && joined(value).text !== '') return value;
      return !isSet && expander.choices.pick(2) === 0 ? value : other();
    case ':+':
    case '+':
      return expander.choices.pick(2) === 0 ? other() : [];
    case ':?':
    case '?':
      other();
      return value;
    default: {
      const { text } = expandJoined(argument, expander);
      return value.map((one) => (one.text.includes(UNKNOWN) ? one : cut(one, operator, text, name)));
    }
  }
}

/** `${X%…}` and its like, for literal texts and a leading or trailing star. */
function cut(value: Arg, operator: string, pattern: string, name: string): Arg {
  const star = pattern.replaceAll('*', '');
  switch (operator) {
    case '%':
    case '%%': {
      const at = operator === '%' ? value.text.lastIndexOf(star) : value.text.indexOf(star);
      if (pattern.endsWith('*')) return { ...value, text: at < 0 ? value.text : value.text.slice(0, at) };
      return {
        ...value,
        text: value.text.endsWith(star) ? value.text.slice(0, value.text.length - star.length) : value.text,
      };
    }
    case '#':
    case '##': {
      const at = operator === '#' ? value.text.indexOf(star) : value.text.lastIndexOf(star);
      if (pattern.startsWith('*')) return { ...value, text: at < 0 ? value.text : value.text.slice(at + star.length) };
      return { ...value, text: value.text.startsWith(star) ? value.text.slice(star.length) : value.text };
    }
    case '/':
    case '//': {
      const [from = '', to = ''] = pattern.split('/');
      return {
        ...value,
        text: operator === '/' ? value.text.replace(from, () => to) : value.text.replaceAll(from, () => to),
      };
    }
    case ':': {
      const [from = '0', length] = pattern.split(':');
      return {
        ...value,
        text: value.text.slice(Number(from), length === undefined ? undefined : Number(from) + Number(length)),
      };
    }
    case ',,':
    case ',':
      return { ...value, text: value.text.toLowerCase() };
    default:
      return { text: UNKNOWN, glob: false, names: [name] };
  }
}
