/** Shells, and what they are told to run: `-c`, a here-document, a pipe, a file that was just fetched. */

import { type Arg, type Call, type Stream, UNKNOWN } from '../model.js';
import { resolved } from '../paths.js';
import { type Running, running } from './builtins.js';
import { streamOf } from './output/streams.js';

/** Stands among the names of an argument that holds what was fetched. */
export const FROM_NET = '(net)';
/** Stands for the file of a here-document; carries the names of what is not known in it. */
export const HERE = '/dev/fd/here';
const SHELLS = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'ash',
  'mksh',
  'fish',
  'rbash',
  'shell',
  'csh',
  'tcsh',
  'yash',
  'nu',
  'xonsh',
  'elvish',
  'osh',
  'iex',
  'invoke-expression',
]);
export const INTERPRETERS =
  /^(?:python[\d.]*|pypy3?|node|nodejs|deno|bun|perl|ruby|php|lua|osascript|pwsh|powershell|make|gmake)$/;
export const isShell = (program: string): boolean => SHELLS.has(program);

/** What a call of a shell runs; null when it is no shell, or runs a file that was there before. */
export function shellScript(call: Call, processes: ReadonlyMap<string, Stream>): Running | null {
  const { program, args } = call;
  if (program === 'source' || program === '.')
    return args[0]?.text === '/dev/stdin' ? fromInput(call, processes) : fromFile(args[0], call, processes, true);
  if (isShell(program)) {
    if (isOnlyRead(program, args)) return null;
    const command = commandOf(args);
    if (command !== null) return command;
    const file =
      program === 'iex' || program === 'invoke-expression'
        ? undefined
        : args.find(({ text }, index) => !/^[-+]/.test(text) && !/^[-+]\w*[oO]$/.test(args[index - 1]?.text ?? ''));
    if (file !== undefined && file.text !== '/dev/stdin' && !args.some(({ text }) => /^-\w*s$/.test(text)))
      return fromFile(file, call, processes, false);
    return /^(?:iex|invoke-expression)$/.test(program) && args.length > 0
      ? running({
          text: args.map(({ text }) => text).join(' '),
          names: args.flatMap(({ names }) => names),
          positional: [],
        })
      : fromInput(call, processes);
  }
  if (INTERPRETERS.test(program)) return interpreted(call, processes);
  const path = resolved(call.word.text, call.cwd);
  return call.word.text.includes('/') && call.fetched.has(path) ? running(null, { fromNet: true }) : null;
}

/** `bash -n` reads and runs nothing. */
const isOnlyRead = (program: string, args: readonly Arg[]): boolean =>
  /^(?:ba|z|da|k|mk|a|ya|rba|fi|c|tc)?sh$/.test(program) &&
  args.some(({ text }) => /^-[a-zA-Z]*n[a-zA-Z]*$/.test(text) || text === '--no-execute') &&
  !args.some(({ text }) => /^\+\w*n/.test(text));

/** `-c`, alone or among other letters. */
function commandOf(args: readonly Arg[]): Running | null {
  const at = args.findIndex(({ text }) => /^-[a-zA-Z]*c[a-zA-Z]*$/.test(text) || text === '--command');
  if (at < 0) return null;
  const rest = args.slice(at + 1);
  const first = rest.findIndex(
    ({ text }, index) => !/^[-+]/.test(text) && !/^[-+]\w*[oO]$/.test(rest[index - 1]?.text ?? ''),
  );
  const script = rest[first];
  if (script === undefined) return null;
  const zero = rest[first + 1];
  return running({
    text: script.text,
    names: script.names,
    positional: rest.slice(first + 2),
    ...(zero !== undefined && { zero }),
  });
}

function fromFile(
  file: Arg | undefined,
  call: Call,
  processes: ReadonlyMap<string, Stream>,
  here: boolean,
): Running | null {
  if (file === undefined) return null;
  const stream = processes.get(file.text);
  if (stream !== undefined) return fromStream(stream, here);
  return call.fetched.has(resolved(file.text, call.cwd)) ? running(null, { fromNet: true }) : null;
}

function fromInput(call: Call, processes: ReadonlyMap<string, Stream>): Running | null {
  const file = call.reads.find(({ text }) => text !== HERE);
  if (call.reads.some(({ names }) => names.includes(FROM_NET))) return running(null, { fromNet: true });
  if (file !== undefined)
    return fromStream(processes.get(file.text) ?? streamOf({ ...call, program: 'cat', args: [file] }), false);
  if (call.documents.length > 0) return running({ text: call.documents.join('\n'), names: [], positional: [] });
  return call.input.kind === 'none' ? null : fromStream(call.input, false);
}

function fromStream(stream: Stream, here: boolean): Running | null {
  switch (stream.kind) {
    case 'net':
      return running(null, { fromNet: true });
    case 'text':
      return running(
        { text: stream.text, names: stream.text.includes(UNKNOWN) ? ['stdin'] : [], positional: [] },
        { here },
      );
    case 'computed':
      return here ? null : running(null, { computed: true });
    case 'paths':
      return running(null, { computed: true });
    case 'file':
    case 'none':
      return null;
    default:
      return stream satisfies never;
  }
}

/** Interpreters run what they read too; only what comes from the net is judged here, code in rules/code.ts. */
function interpreted(call: Call, processes: ReadonlyMap<string, Stream>): Running | null {
  if (/^node(?:js)?$/.test(call.program) && call.args.some(({ text }) => /^(?:-c|--check)$/.test(text))) return null;
  const hasCode = call.args.some(({ text }) => /^(?:-[a-zA-Z]*[ceEmnpr]|--eval|--print|-)$/.test(text));
  const file = call.args.find(({ text }) => !text.startsWith('-'));
  const isStandardInput = !hasCode && (file === undefined || (call.program === 'deno' && /^run$/.test(file.text)));
  const isNet = (isStandardInput || call.args.some(({ text }) => text === '-')) && call.input.kind === 'net';
  const isFetched =
    file !== undefined && (processes.get(file.text)?.kind === 'net' || call.fetched.has(resolved(file.text, call.cwd)));
  return isNet || isFetched ? running(null, { fromNet: true }) : null;
}
