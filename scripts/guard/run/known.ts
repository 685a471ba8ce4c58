/** What a command does whose program is known: in the shell itself, by what it is told to run, by what it runs. */
import { arg, type Call, type Context, type Finding, type Stream, shown } from '../model.js';
import { builtin } from './builtins.js';
import { isFetch, noteFetched } from './output/fetched.js';
import { madeCall, noteMade, withMade } from './output/made.js';
import { streamOf } from './output/streams.js';
import { assign, moved, type Scope, subshell } from './scope.js';
import { FROM_NET, INTERPRETERS, shellScript } from './shells.js';
import { unwrap } from './unwrap.js';
import type { Script } from './unwrapped.js';

/** The rules: what is dangerous about one command, and what scripts are hidden in its arguments. */
export interface Rules {
  judge(call: Call, context: Context): Finding[];
  /** Shell commands inside the code given to an interpreter. */
  inlineScripts(call: Call, context: Context): string[];
  /** A command whose name is not known. */
  judgeUnknown(call: Call, context: Context): Finding[];
}

/** The files that a command opens, and what reads its output. */
export type Files = Pick<Call, 'writes' | 'reads' | 'documents' | 'next'>;

export interface Running {
  context: Context;
  rules: Rules;
  report(scope: Scope, ...found: readonly Finding[]): void;
  script(script: Script, scope: Scope): Stream;
  command(words: Call['args'], scope: Scope, input: Stream, files: Files, isProgram: boolean): Stream;
}

export function runKnown(call: Call, scope: Scope, runner: Running): Stream {
  runner.report(scope, ...runner.rules.judge(call, runner.context));
  if (INTERPRETERS.test(call.program) && call.args.some(({ names }) => names.includes(FROM_NET)))
    runner.report(scope, { category: 'net-to-shell', kind: 'net-shell', subject: shown(call) });
  noteMade(call, scope);
  const made = madeCall(call, scope);
  if (made !== null) return runKnown(made, deeper(scope), runner);
  const script = builtin(call, scope) ?? shellScript(call, scope.processes);
  if (script !== null) {
    if (script.fromNet) runner.report(scope, { category: 'net-to-shell', kind: 'net-shell', subject: shown(call) });
    if (script.computed) runner.report(scope, { category: 'unclear', kind: 'computed-script', subject: shown(call) });
    if (script.script === null) return { kind: 'computed' };
    if (!script.here) return runner.script(script.script, subshell(scope));
    const own = deeper(scope);
    const printed = runner.script(script.script, own);
    moved(own, scope);
    scope.positional = own.positional;
    return printed;
  }
  const plain = withoutPrefix(call);
  if (plain !== null) return runner.command(plain, scope, call.input, call, true);
  for (const text of runner.rules.inlineScripts(call, runner.context))
    runner.script({ text, names: [], positional: [] }, subshell(scope));
  if (isFetch(call) || call.input.kind === 'net') noteFetched(call, scope);
  return runInner(call, scope, runner);
}

/** `command cd src`, `builtin cd src`: in this very shell, and no function. */
function withoutPrefix({ program, args }: Call): Call['args'] | null {
  if (program !== 'builtin' && program !== 'command') return null;
  const own = args.findIndex(({ text }) => !text.startsWith('-') || text === '--');
  if (own < 0 || args.slice(0, own).some(({ text }) => /[vV]/.test(text))) return null;
  return args.slice(args[own]?.text === '--' ? own + 1 : own);
}

function runInner(call: Call, scope: Scope, runner: Running): Stream {
  const inner = unwrap(call);
  if (inner === null) return streamOf(withMade(call, scope));
  const own = subshell(scope, { only: inner.only ?? scope.only, fetched: scope.fetched });
  for (const [name, value] of inner.env) assign(own, name, [arg(value)]);
  let printed: Stream = inner.calls.length + inner.scripts.length > 0 ? { kind: 'none' } : streamOf(call);
  // No program can call a function of the shell; its own words can.
  const isProgram = !/^(?:time|eval)$/.test(call.program);
  for (const words of inner.calls) printed = runner.command(words, own, call.input, { ...call, writes: [] }, isProgram);
  for (const one of inner.scripts) printed = runner.script(one, { ...own, input: call.input });
  return printed;
}

/** The same shell, one level deeper: eval and trap. */
const deeper = (scope: Scope): Scope => ({ ...scope, depth: scope.depth + 1 });
