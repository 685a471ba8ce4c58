/** Commands of the shell itself that change what later words mean, or run a text. */
import { lineOf } from '../args.js';
import { type Arg, arg, type Call, UNKNOWN } from '../model.js';
import { resolved } from '../paths.js';
import { parseShell } from '../shell/parse.js';
import { assign, type Scope } from './scope.js';
import { wordsOf } from './unwrap.js';
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
      scope.cwd = target === '-' ? UNKNOWN : resolved(target, scope.cwd);
      return null;
    }
    case 'popd':
      scope.cwd = UNKNOWN;
      return null;
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      for (const one of args) assigned(one, scope);
      return null;
    case 'read':
    case 'mapfile':
    case 'readarray':
      for (const { text } of lineOf(args, '-d -n -N -p -t -u -a -i').words)
        if (/^\w+$/.test(text))
          scope.variables.set(
            text,
            call.documents.length > 0
              ? [...valuesRead(call), [arg(call.documents.join(' ').trim())]]
              : valuesRead(call),
          );
      return null;
    case 'unset':
      for (const { text } of args) scope.variables.delete(text);
      return null;
    case 'shift':
      scope.positional = scope.positional.slice(1);
      return null;
    case 'set': {
      const at = args.findIndex(({ text }) => text === '--');
      if (at >= 0) scope.positional = args.slice(at + 1);
      return null;
    }
    case 'alias':
      for (const { text } of args) aliased(text, scope);
      return null;
    case 'printf': {
      const [flag, name, ...rest] = args;
      if (flag?.text === '-v' && name !== undefined)
        assign(scope, name.text, [
          {
            ...(rest.at(-1) ?? arg('')),
            text:
              rest.length > 1
                ? rest
                    .slice(1)
                    .map(({ text }) => text)
                    .join(' ')
                : (rest[0]?.text ?? ''),
          },
        ]);
      return null;
    }
    case 'eval':
      return running(joinedScript(args), { here: true });
    case 'trap':
      return args.length > 1 && args[0] !== undefined ? running(joinedScript(args.slice(0, 1)), { here: true }) : null;
    default:
      return null;
  }
}

/** `alias x='rm -rf'`: a function that gets its arguments at the end. */
function aliased(text: string, scope: Scope): void {
  const [, name = '', value = ''] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
  const own = new RegExp(`^\\s*${name}(?:\\s|$)`);
  const body = name === '' || own.test(value) ? null : parseShell(`${value} "$@"`);
  if (body !== null) scope.functions.set(name, { kind: 'group', body, subshell: false, redirects: [] });
}

function assigned(one: Arg, scope: Scope): void {
  const [, name = '', value = ''] = /^([A-Za-z_]\w*)\+?=(.*)$/s.exec(one.text) ?? [];
  if (name !== '') assign(scope, name, [{ ...one, text: value }]);
}

function valuesRead({ input, documents }: Call): (readonly Arg[])[] {
  const words =
    documents.length > 0
      ? documents.join(' ').split(/\s+/).map(arg)
      : wordsOf(input.kind === 'none' ? { kind: 'computed' } : input);
  return words.slice(0, 12).map((word) => [word]);
}

const joinedScript = (args: readonly Arg[]): Script => ({
  text: args.map(({ text }) => text).join(' '),
  names: args.flatMap(({ names }) => names),
  positional: [],
});
