/** Scripts that one command of a line writes and a later one runs: judged as what they hold. */
import { APPENDED, type Arg, arg, type Call } from '../../model.js';
import { resolved } from '../../paths.js';
import type { Scope } from '../scope.js';
import { INTERPRETERS, isShell } from '../shells.js';
import { streamOf } from './streams.js';

/** Remembers what a command writes into a file, where the words say it. */
export function noteMade(call: Call, scope: Scope): void {
  const isTee = call.program === 'tee';
  if (!isTee && !/^(?:cat|echo|printf)$/.test(call.program)) return;
  const printed = isTee ? call.input : streamOf(call);
  const text =
    isTee && call.documents.length > 0 ? call.documents.join('\n') : printed.kind === 'text' ? printed.text : null;
  if (text === null) return;
  const isAdded = call.args.some((one) => isTee && /^(?:-a|--append)$/.test(one.text));
  for (const file of [...call.writes, ...(isTee ? call.args : [])]) {
    const path = resolved(file.text, call.cwd);
    const before = isAdded || file.names.includes(APPENDED) ? `${scope.made.get(path) ?? ''}\n` : '';
    scope.made.set(path, before + text);
  }
}

/** In: a call. Out: the same call with the text of the file that it runs; null where the line does not write it. */
export function madeCall(call: Call, scope: Scope): Call | null {
  if (scope.made.size === 0) return null;
  if (/^(?:psql|mysql|mariadb|sqlite3|duckdb|mongosh)$/.test(call.program)) return ofClient(call, scope);
  const isFile = call.word.text.includes('/') && scope.made.has(resolved(call.word.text, call.cwd));
  const isRunner = isShell(call.program) || /^(?:source|\.)$/.test(call.program) || INTERPRETERS.test(call.program);
  const file = isFile ? call.word : isRunner ? call.args.find(({ text }) => !text.startsWith('-')) : undefined;
  const text = file === undefined ? undefined : scope.made.get(resolved(file.text, call.cwd));
  if (text === undefined || (!isFile && call.args.some((one) => /^-\w*c$/.test(one.text)))) return null;
  const named = isFile
    ? (/^#!.*\b(python[\d.]*|node|deno|bun|ruby|perl|php)\b/.exec(text)?.[1] ?? 'bash')
    : isShell(call.program) || !INTERPRETERS.test(call.program)
      ? 'bash'
      : call.program;
  return {
    ...call,
    program: named,
    word: arg(named),
    args: [],
    writes: [],
    reads: [],
    documents: [text],
    input: { kind: 'none' },
  };
}

/** In: a call. Out: the same call, with what its only file holds as its input, where the line wrote that file. */
export function withMade(call: Call, scope: Scope): Call {
  if (scope.made.size === 0 || call.documents.length > 0) return call;
  const texts = call.args.map((one) => scope.made.get(resolved(one.text, call.cwd)));
  const text = texts.find((one) => one !== undefined);
  return text === undefined
    ? call
    : { ...call, args: call.args.filter((_, index) => texts[index] === undefined), input: { kind: 'text', text } };
}

/** A database's client with a file of statements. */
function ofClient(call: Call, scope: Scope): Call | null {
  const isMade = (file: Arg): boolean => scope.made.has(resolved(file.text, call.cwd));
  const files = [...call.args, ...call.reads].filter(isMade);
  if (files.length === 0) return null;
  const texts = files.map((file) => scope.made.get(resolved(file.text, call.cwd)) ?? '');
  return {
    ...call,
    args: call.args.filter((one) => !isMade(one)),
    reads: call.reads.filter((one) => !isMade(one)),
    documents: [...call.documents, ...texts],
  };
}
