/** What a shell knows while it goes through a command line. */

import type { Category, Stream } from '../model.js';
import type { Value } from '../shell/expand.js';
import type { List, Node } from '../shell/syntax.js';

export interface Scope {
  variables: Map<string, readonly Value[]>;
  functions: Map<string, Node>;
  positional: Value;
  cwd: string;
  /** What the commands of a group, a loop or a function read. */
  input: Stream;
  /** Whether it is certain that what runs here runs. */
  conditional: boolean;
  /** Functions being run. */
  calling: readonly string[];
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
}

export const newScope = (cwd: string): Scope => ({
  variables: new Map(),
  functions: new Map(),
  positional: [],
  cwd,
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
});

/** A child whose assignments and changes of folder stay its own. */
export const subshell = (scope: Scope, changes: Partial<Scope> = {}): Scope => ({
  ...scope,
  variables: new Map(scope.variables),
  functions: new Map(scope.functions),
  depth: scope.depth + 1,
  ...changes,
});

const MOST_VALUES = 6;

/** Sets a variable; where it is not certain that this runs, the earlier values stay possible. */
export function assign(scope: Scope, name: string, value: Value, append = false): void {
  const before = scope.variables.get(name) ?? [];
  const fresh = append ? [[...(before[0] ?? []), ...value]] : [value];
  scope.variables.set(name, (scope.conditional ? [...before, ...fresh] : fresh).slice(-MOST_VALUES));
}
