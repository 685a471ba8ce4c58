/** What a shell knows while it goes through a command line. */

import { type Arg, arg, type Category, type Stream } from '../model.js';
import type { Value } from '../shell/expand.js';
import type { Steps } from '../shell/steps.js';
import type { List, Node } from '../shell/syntax.js';

/** Hears of each value that a variable gets: some of them run something. */
export type Watch = (scope: Scope, name: string, text: string) => void;

export interface Scope {
  variables: Map<string, readonly Value[]>;
  /** Variables that stand for another one, by `declare -n`. */
  references: Map<string, string>;
  /** In a function: what the variables of its own were before; null outside. */
  locals: Map<string, readonly Value[] | undefined> | null;
  functions: Map<string, Node>;
  positional: Value;
  /** `$0` */
  zero: Arg;
  /** `$_` */
  last: Arg | null;
  cwd: string;
  /** Where commands may run instead, after a change of folder that need not have happened. */
  elsewhere: readonly string[];
  /** What the commands of a group, a loop or a function read. */
  input: Stream;
  /** Whether it is certain that what runs here runs. */
  conditional: boolean;
  /** Functions being run. */
  calling: readonly Node[];
  piping: boolean;
  captured: boolean;
  depth: number;
  fetched: Set<string>;
  /** What files hold that the line itself writes. */
  made: Map<string, string>;
  /** What process substitutions print, by the file that stands for them. */
  processes: Map<string, Stream>;
  /** What reads in `>(…)`, by the file that stands for it. */
  sinks: Map<string, List>;
  /** The only categories that matter here; null for all. */
  only: readonly Category[] | null;
  watch: Watch;
  steps: Steps;
}

export const newScope = (cwd: string, steps: Steps, watch: Watch): Scope => ({
  variables: new Map(),
  references: new Map(),
  locals: null,
  functions: new Map(),
  positional: [],
  zero: arg('bash'),
  last: null,
  cwd,
  elsewhere: [],
  input: { kind: 'none' },
  conditional: false,
  calling: [],
  piping: false,
  captured: false,
  depth: 0,
  fetched: new Set(),
  made: new Map(),
  processes: new Map(),
  sinks: new Map(),
  only: null,
  watch,
  steps,
});

/** A child whose assignments and changes of folder stay its own. */
export const subshell = (scope: Scope, changes: Partial<Scope> = {}): Scope => ({
  ...scope,
  variables: new Map(scope.variables),
  references: new Map(scope.references),
  functions: new Map(scope.functions),
  depth: scope.depth + 1,
  ...changes,
});

const MOST_VALUES = 6;

/** Sets a variable; where it is not certain that this runs, the earlier values stay possible. */
export function assign(scope: Scope, given: string, value: Value, append: 'text' | 'elements' | false = false): void {
  const name = scope.references.get(given) ?? given;
  for (const { text } of value) scope.watch(scope, name, text);
  const before = scope.variables.get(name) ?? [];
  const fresh =
    append === false ? [value] : (before.length > 0 ? before : [[]]).map((one) => added(one, value, append));
  scope.variables.set(name, (scope.conditional ? [...before, ...fresh] : fresh).slice(-MOST_VALUES));
}

/** `x+=b` lengthens a text, `x+=(b)` an array. */
function added(before: Value, value: Value, append: 'text' | 'elements'): Value {
  const [first] = before;
  const [more] = value;
  if (append === 'elements' || first === undefined || more === undefined) return [...before, ...value];
  const text = first.text + more.text;
  return [
    { text, glob: first.glob || more.glob, names: [...new Set([...first.names, ...more.names])] },
    ...before.slice(1),
  ];
}

/** A variable becomes the function's own. */
export function localise(scope: Scope, name: string): void {
  if (scope.locals !== null && !scope.locals.has(name)) scope.locals.set(name, scope.variables.get(name));
}

/** Variables and folder as they were before a function was called, where it had them for itself. */
export function leave(own: Scope, scope: Scope): void {
  for (const [name, value] of own.locals ?? []) {
    scope.references.delete(name);
    if (value === undefined) scope.variables.delete(name);
    else scope.variables.set(name, value);
  }
  moved(own, scope);
}

/** The folder that a part of the same shell ended in. */
export function moved(own: Scope, scope: Scope): void {
  scope.cwd = own.cwd;
  scope.elsewhere = own.elsewhere;
}

/** Goes to a folder; where that may fail, the one before stays possible. */
export function goTo(scope: Scope, folder: string): void {
  const others = scope.conditional ? [...scope.elsewhere, scope.cwd] : [];
  scope.elsewhere = [...new Set(others)].filter((one) => one !== folder).slice(-2);
  scope.cwd = folder;
}

/** Defines a function; where that need not happen, the one before stays possible. */
export function define(scope: Scope, name: string, body: Node): void {
  const before = scope.functions.get(name);
  const lists: List[] = [before, body].flatMap((node) => (node === undefined ? [] : [[{ node, operator: ';' }]]));
  const both: Node = { kind: 'branches', lists, isFirstSure: false, words: [], redirects: [] };
  scope.functions.set(name, scope.conditional && before !== undefined ? both : body);
}

/**
 * What a command leaves in its shell, whichever values its words had.
 *
 * @param ends the shell after the command, for each choice of values
 * @param start the shell before it
 * @param onlyHere variables that were set for the command alone
 */
export function merge(ends: readonly Scope[], start: Scope, scope: Scope, onlyHere: readonly string[]): void {
  const last = ends.at(-1);
  if (last === undefined) return;
  [scope.cwd = scope.cwd, ...scope.elsewhere] = new Set(ends.flatMap(({ cwd, elsewhere }) => [cwd, ...elsewhere]));
  scope.positional = last.positional;
  scope.last = last.last;
  scope.input = last.input;
  const names = new Set(ends.flatMap(({ variables }) => [...variables.keys()]));
  for (const name of names) {
    const values = ends.map(({ variables }) => variables.get(name));
    if (onlyHere.includes(name) || values.every((one) => one === start.variables.get(name))) continue;
    scope.variables.set(name, [...new Set(values.flatMap((one) => one ?? []))].slice(-MOST_MERGED));
  }
  for (const name of start.variables.keys()) if (!last.variables.has(name)) scope.variables.delete(name);
}

const MOST_MERGED = 24;
