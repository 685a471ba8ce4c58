/** What the words of a command stand for, in the shell that runs it. */
import { type Arg, arg, type GuardPlaces, type Stream } from '../model.js';
import type { Choices } from '../shell/choices.js';
import { type Expander, expandJoined } from '../shell/expand.js';
import { parseExpansions } from '../shell/parse.js';
import type { List } from '../shell/syntax.js';
import { outputValue, sourceOf } from './reading.js';
import { assign, type Scope, subshell } from './scope.js';

export interface Setting {
  scope: Scope;
  choices: Choices;
  /** Whether what substitutions print becomes the environment of a command. */
  captured: boolean;
  places: GuardPlaces;
  runner: { list(list: List, scope: Scope): Stream };
}

export function expanderOf(setting: Setting): Expander {
  const { scope, choices, captured, places, runner } = setting;
  const fixed = fixedVariables(places, scope.cwd);
  const expander: Expander = {
    choices,
    steps: scope.steps,
    home: places.home,
    separators: scope.variables.get('IFS')?.at(-1)?.[0]?.text ?? ' \t\n',
    positional: () => scope.positional,
    valuesOf: (given) => {
      const name = scope.references.get(given) ?? given;
      const own = scope.variables.get(name);
      if (own !== undefined) return own;
      if (/^[1-9]\d?$/.test(name)) return [scope.positional.slice(Number(name) - 1, Number(name))];
      const text = fixed[name];
      const special: Readonly<Record<string, Arg | null>> = { '0': scope.zero, _: scope.last };
      const one = Object.hasOwn(special, name) ? special[name] : text === undefined ? null : arg(text);
      return one === null || one === undefined ? undefined : [[one]];
    },
    assign: (name, value) => assign(scope, name, value),
    expandAgain: (text) => expandAgain(text, expander),
    outputOf: (body) =>
      outputValue(
        runner.list(
          body,
          subshell(scope, { captured: captured || scope.captured, fetched: scope.fetched, piping: scope.piping }),
        ),
        sourceOf(body),
      ),
    processFile: (body, isRead) => {
      const file = `/dev/fd/process${scope.processes.size + scope.sinks.size}`;
      if (isRead) scope.processes.set(file, runner.list(body, subshell(scope)));
      else scope.sinks.set(file, body);
      return file;
    },
  };
  return expander;
}

/** What a text runs that the shell expands once more. */
export function expandAgain(text: string, expander: Expander): void {
  if (!/\$\(|`|<\(/.test(text)) return;
  const word = parseExpansions(text, expander.steps);
  if (word !== null) expandJoined(word, expander);
}

/** Any process but the first one, which is the machine's own. */
const PROCESS = '4242';

/** Variables whose value is known wherever the line runs, or does not matter. */
const fixedVariables = ({ home, project }: GuardPlaces, cwd: string): Readonly<Record<string, string>> => ({
  HOME: home,
  PWD: cwd,
  CLAUDE_PROJECT_DIR: project,
  TMPDIR: '/tmp',
  IFS: ' ',
  '?': '0',
  $: PROCESS,
  '!': PROCESS,
  '#': '1',
  RANDOM: '1',
  UID: '1',
  EUID: '1',
  LINENO: '1',
  SECONDS: '1',
});
