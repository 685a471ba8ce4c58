/** Commands of the shell itself that change what later words mean, or run a text. */
import { lineOf } from '../args.js';
import { type Arg, type Call, UNKNOWN } from '../model.js';
import { resolved } from '../paths.js';
import { parseShell } from '../shell/parse.js';
import { streamOf } from './output/streams.js';
import { readInto } from './read.js';
import { assign, define, goTo, localise, type Scope } from './scope.js';
import type { Script } from './unwrapped.js';

export interface Running {
  script: Script | null;
  /** In this very shell. */
  here: boolean;
  fromNet: boolean;
  computed: boolean;
}

export const running = (script: Script | null, changes: Partial<Running> = {}): Running => ({
  script,
  here: false,
  fromNet: false,
  computed: false,
  ...changes,
});

/** Does what a builtin does to the scope. Out: what it runs; null when it runs nothing. */
export function builtin(call: Call, scope: Scope): Running | null {
  const { program, args } = call;
  switch (program) {
    case 'cd':
    case 'pushd': {
      const target = lineOf(args).words[0]?.text ?? (program === 'cd' ? (call.env.get('HOME') ?? '~') : '.');
      goTo(scope, target === '-' ? UNKNOWN : resolved(target, scope.cwd));
      return null;
    }
    case 'popd':
      goTo(scope, UNKNOWN);
      return null;
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      return declared(call, scope);
    case 'read':
    case 'mapfile':
    case 'readarray':
      readInto(call, scope);
      return null;
    case 'unset':
      unsetAll(args, scope);
      return null;
    case 'shift':
      scope.positional = scope.positional.slice(/^\d{1,9}$/.test(args[0]?.text ?? '') ? Number(args[0]?.text) : 1);
      return null;
    case 'set': {
      const at = args.findIndex(({ text }) => text === '--' || !/^[-+]/.test(text));
      if (at >= 0 && !isOption(args, at)) scope.positional = args.slice(args[at]?.text === '--' ? at + 1 : at);
      return null;
    }
    case 'hash':
      return hashed(args, scope);
    case 'alias':
      for (const { text } of args) aliased(text, scope);
      return null;
    case 'printf':
      return formatted(call, scope);
    case 'eval':
      return running(joinedScript(withoutDashes(args)), { here: true });
    case 'trap': {
      const [action, ...signals] = withoutDashes(args);
      return action !== undefined && signals.length > 0 ? running(joinedScript([action]), { here: true }) : null;
    }
    default:
      return null;
  }
}

const withoutDashes = (args: readonly Arg[]): readonly Arg[] => (args[0]?.text === '--' ? args.slice(1) : args);

/** Where it need not happen, a variable keeps its value, and a function may be the program of its name. */
function unsetAll(args: readonly Arg[], scope: Scope): void {
  const { variables, functions, conditional, steps } = scope;
  const isFunction = args[0]?.text === '-f';
  for (const { text } of args) {
    if (!conditional && (isFunction || !variables.delete(text))) functions.delete(text);
    const program = conditional && functions.has(text) ? parseShell(`command ${text} "$@"`, steps) : null;
    if (program !== null) define(scope, text, { kind: 'group', body: program, subshell: false, redirects: [] });
  }
}

/** `set -o pipefail`: the word is the option's. */
const isOption = (args: readonly Arg[], at: number): boolean => /^[-+]\w*o$/.test(args[at - 1]?.text ?? '');

/** `alias x='rm -rf'`: a function that gets its arguments at the end. */
function aliased(text: string, scope: Scope): void {
  const [, name = '', value = ''] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
  const own = new RegExp(`^\\s*${name}(?:\\s|$)`);
  const body =
    name === '' || own.test(value)
      ? null
      : (parseShell(`${value} "$@"`, scope.steps) ?? parseShell(value, scope.steps));
  if (body !== null) define(scope, name, { kind: 'group', body, subshell: false, redirects: [] });
}

/** `hash -p path name`: the name stands for the path. */
function hashed([flag, path, name]: readonly Arg[], scope: Scope): null {
  if (flag?.text === '-p' && path !== undefined && name !== undefined)
    aliased(`${name.text}='${path.text.replaceAll("'", '')}'`.replaceAll("'", ''), scope);
  return null;
}

/** `declare x=1`, `local -n x=y`. */
function declared({ program, args }: Call, scope: Scope): null {
  const flags = args.filter(({ text }) => /^-\w/.test(text)).map(({ text }) => text);
  const isReference = flags.some((flag) => flag.includes('n')) && program !== 'export';
  const isLocal = /^(?:local|declare|typeset)$/.test(program) && !flags.some((flag) => flag.includes('g'));
  for (const one of args) {
    const [, name = '', operator = '', value = ''] = /^([A-Za-z_]\w*)(?:(\+?=)(.*))?$/s.exec(one.text) ?? [];
    if (name === '') continue;
    if (isLocal) localise(scope, name);
    if (isReference && /^\w+$/.test(value)) scope.references.set(name, scope.references.get(value) ?? value);
    else if (operator !== '') assign(scope, name, [{ ...one, text: value }], operator === '+=' ? 'text' : false);
  }
  return null;
}

/** `printf -v x …` */
function formatted(call: Call, scope: Scope): null {
  const [flag, name, ...rest] = call.args;
  const target = flag?.text === '-v' ? name?.text : /^-v(.+)$/.exec(flag?.text ?? '')?.[1];
  if (target === undefined) return null;
  const words = flag?.text === '-v' ? rest : call.args.slice(1);
  const printed = streamOf({ ...call, args: words });
  const names = words.flatMap((word) => word.names);
  if (printed.kind === 'text')
    assign(scope, target.replace(/\[.*$/s, ''), [{ text: printed.text, glob: false, names }]);
  return null;
}

const joinedScript = (args: readonly Arg[]): Script => ({
  text: args.map(({ text }) => text).join(' '),
  names: args.flatMap(({ names }) => names),
  positional: [],
});
