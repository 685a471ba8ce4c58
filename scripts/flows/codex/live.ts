/** One tiny call of Codex, made as a review makes it: same program, settings, command line, environment and schema. */
import path from 'node:path';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { evaluateRun, type RunEvaluation } from '../../core/codex/run.js';
import type { Config, Review } from '../../generated/types.js';
import { validateReview } from '../../generated/validators.js';
import { codexArguments, marksIn } from '../../io/codex/arguments.js';
import { withSurroundings } from '../../io/codex/call.js';
import { type CodexOutput, runCodex } from '../../io/codex/codex.js';
import type { ReadyCodex } from '../../io/codex/preflight.js';
import { watchProgram } from '../../io/codex/program.js';
import { type CallSettings, readCall } from '../../io/codex/settings.js';
import { writeAtomically } from '../../io/ground/files.js';
import { renderPrompt } from '../../io/review/prompts.js';
import { replySchema } from '../../io/review/receipts.js';
import { makeScratch, newTrace, type RunTrace, removeScratch, tracedEnvironment } from '../../io/run/run-trace.js';
import type { Context } from '../context.js';

/** What the call needs: the Codex that preflight found, and a folder outside of the repository, which is lent. */
export interface LiveCall {
  config: Config['codex'];
  codex: ReadyCodex;
  stateDir: string;
  folder: string;
  /** Aborted when the user wants it to end. */
  signal: AbortSignal;
}

export interface LiveAnswer {
  evaluation: RunEvaluation<Review>;
  seconds: number;
}

/** The longest time that an answer to a prompt of a few words may take. */
const LONGEST_MS = 180_000;

/** Calls Codex once. The reply counts only in its form, and leads to nothing. */
export async function tryLive(context: Context, live: LiveCall): Promise<LiveAnswer> {
  const trace = newTrace();
  makeScratch(trace);
  try {
    const run = await callOnce(context, live, trace);
    if ('kind' in run) return { evaluation: run, seconds: 0 };
    const evaluation = evaluateRun(run, (value): value is Review => validateReview(value));
    return { evaluation, seconds: Math.ceil((run.endedAt - run.startedAt) / 1000) };
  } finally {
    removeScratch(trace);
  }
}

async function callOnce({ env }: Context, live: LiveCall, trace: RunTrace): Promise<CodexOutput | Infrastructure> {
  const { config, codex, stateDir, folder } = live;
  const call = await readCall(config, { env, stateDir });
  if (call.kind !== 'call') return call;
  if (call.settings.digest !== codex.settings.digest) return infrastructure('settings-moved', 'codex_profile');
  return withSurroundings(config, call, { env, folder }, (called) =>
    runOnce(live, call, { env: tracedEnvironment(called, trace, env), mark: trace.mark }),
  );
}

async function runOnce(
  { config, codex, stateDir, folder, signal }: LiveCall,
  { settings }: CallSettings,
  own: { env: Record<string, string>; mark: string },
): Promise<CodexOutput | Infrastructure> {
  const watch = await watchProgram(codex.program, stateDir);
  if (watch === null) return infrastructure('codex-replaced', codex.program.native.path);
  const schemaFile = path.join(folder, 'schema.json');
  writeAtomically(schemaFile, replySchema());
  const { timeout_seconds: wall, idle_timeout_seconds: idle, token_budget: tokenBudget } = config;
  const run = await runCodex({
    ...own,
    signal,
    codex: codex.codex,
    args: codexArguments(config, settings, { folder, schemaFile, denied: codex.reads.denied, ...marksIn(own.env) }),
    folder,
    prompt: await renderPrompt('live-check', {}),
    eventsFile: path.join(folder, 'events.jsonl'),
    stderrFile: path.join(folder, 'stderr.log'),
    limits: { wallMs: Math.min(wall * 1000, LONGEST_MS), idleMs: Math.min(idle * 1000, LONGEST_MS), tokenBudget },
    baseUrl: settings.baseUrl,
    onOutput: (pid) => watch.look(pid),
  });
  return (await watch.isReplaced()) ? infrastructure('codex-replaced', codex.program.native.path) : run;
}
