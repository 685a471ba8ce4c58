/** The work of a delegated run's supervisor: the copy of the tree, Codex, its answer, the result. */
import path from 'node:path';
import { readLog } from '../../core/codex/log.js';
import { type Infrastructure, infrastructure, refusedHere } from '../../core/codex/reasons.js';
import { evaluateTextRun, lastMessageOf, type RunRecord, threadOf } from '../../core/codex/run.js';
import { questionIn } from '../../core/delegate/ask.js';
import { cancelCall } from '../../core/delegate/kinds.js';
import { shortText } from '../../core/say/command-text.js';
import { redact } from '../../core/say/redact.js';
import { callArguments } from '../../io/codex/arguments.js';
import { withSurroundings } from '../../io/codex/call.js';
import { type CodexOutput, runCodex } from '../../io/codex/codex.js';
import { watchProgram } from '../../io/codex/program.js';
import { readCall } from '../../io/codex/settings.js';
import { type DelegatedJob, type DelegatedProgress, readDelegatedJob } from '../../io/delegate/job.js';
import {
  type DelegatedRequest,
  type DelegatedResult,
  delegatedFile,
  digestsOfRequest,
  readDelegatedRequest,
  writeAnswer,
  writeResult,
  writeRunEnd,
  writeWork,
} from '../../io/delegate/record.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { causeOf } from '../../io/ground/faults.js';
import { makeFolder } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { keep } from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { RUN_VARIABLE } from '../../io/run/mark.js';
import { processStart } from '../../io/run/process.js';
import { makeScratch, tracedEnvironment } from '../../io/run/run-trace.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { isSecretFile } from '../../secrets/index.js';
import { verifyWork } from './verify.js';
import { isWriterJob, nameWork, prepareCopy, type WriterJob, writableOf } from './writer.js';

/** Everything that the supervisor's process does: one run. A signal also ends it in an orderly way. */
export const superviseDelegatedAlone = (dir: string): Promise<void> =>
  superviseAlone((interrupt) => superviseDelegated(dir, interrupt));

/**
 * Runs the delegated run of a folder to its end; returns when the result is written.
 *
 * @throws Problem `record-corrupt` when the folder has no description
 */
export async function superviseDelegated(dir: string, interrupt: Interrupt): Promise<void> {
  const job = readDelegatedJob(dir);
  const progress: DelegatedProgress = { phase: 'snapshot', tokens: 0, codex: null };
  const work = async (pulse: Pulse<DelegatedProgress>): Promise<void> => {
    const supervised = { dir, job, pulse, interrupt };
    const ran = await runDelegated(supervised);
    const lost = isWriterJob(job) && !('kind' in ran) ? await finishWork(supervised, job, ran) : null;
    pulse.tell({ phase: 'settling' });
    settle(dir, job, ran, interrupt.reason, lost);
  };
  await supervise(dir, { run: job, progress, cancelledBy: shortText(cancelCall(job.kind, job.id)), work }, interrupt);
}

interface Supervised {
  dir: string;
  job: DelegatedJob;
  pulse: Pulse<DelegatedProgress>;
  interrupt: Interrupt;
}

async function runDelegated({ dir, job, pulse, interrupt }: Supervised): Promise<CodexOutput | Infrastructure> {
  const asked = keep(() => readDelegatedRequest(dir, job.request.schema !== null));
  if (asked.kind === 'infrastructure') return asked;
  const { prompt, schema } = digestsOfRequest(asked.value);
  if (prompt !== job.request.prompt || schema !== job.request.schema)
    return infrastructure('record-altered', 'prompt.md, schema.json');
  const failed = await copyTree(job, interrupt);
  if (failed !== null) return failed;
  pulse.tell({ phase: 'codex' });
  return callCodex({ dir, job, pulse, interrupt }, asked.value);
}

/** Brings the copy that Codex reads to the tree, without files that are secret as a whole. */
async function copyTree(job: DelegatedJob, interrupt: Interrupt): Promise<Infrastructure | null> {
  try {
    makeScratch(job.trace);
    makeFolder(job.folder);
    if (isWriterJob(job)) await prepareCopy(job, interrupt);
    else if (job.tree !== null && job.top !== null)
      await materialise(await openRepository(job.top), job.tree, path.join(job.folder, 'tree'), isSecretFile);
    return null;
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    if (interrupt.reason !== null) return infrastructure('cancelled', interrupt.reason);
    return refusedHere('snapshot-failed', cause);
  }
}

/**
 * Names a writer's work, whatever ended the run, and verifies it when Codex says that it is done. Out: why it could not
 * be named.
 */
async function finishWork(
  { dir, pulse, interrupt }: Supervised,
  job: WriterJob,
  ran: CodexOutput,
): Promise<Infrastructure | null> {
  try {
    await nameAndVerify({ dir, pulse, interrupt }, job, ran);
    return null;
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return refusedHere('snapshot-failed', cause);
  }
}

async function nameAndVerify(
  { dir, pulse, interrupt }: Omit<Supervised, 'job'>,
  job: WriterJob,
  ran: CodexOutput,
): Promise<void> {
  const work = await nameWork(dir, job);
  const { kind } = resultOf(job, ran, null);
  const isDone = kind === 'answer' && questionIn(lastMessageOf(ran) ?? '') === null;
  const { verify } = job.writer;
  if (!isDone || verify === null || work.files.length === 0 || interrupt.reason !== null) return;
  pulse.tell({ phase: 'verifying' });
  writeWork(dir, { ...work, verification: await verifyWork(dir, job, verify, interrupt.signal) });
}

/** Runs the program that was looked at, with the settings that were judged. */
async function callCodex(supervised: Supervised, request: DelegatedRequest): Promise<CodexOutput | Infrastructure> {
  const { job } = supervised;
  const { config, codex, folder, state_dir: stateDir } = job;
  const watch = await watchProgram(codex.program, stateDir);
  if (watch === null) return infrastructure('codex-replaced', codex.program.native.path);
  const read = await readCall(config.codex, { env: process.env, stateDir });
  if (read.kind !== 'call') return read;
  const { settings } = read;
  if (settings.digest !== codex.settings.digest) return infrastructure('settings-moved', 'codex_profile');
  const run = await withSurroundings(config.codex, read, { env: process.env, folder }, (scrubbed) => {
    const env = tracedEnvironment(scrubbed, job.trace, process.env);
    const args = callArguments(config.codex, settings, {
      folder,
      schemaFile: request.schema && delegatedFile(supervised.dir, 'schema'),
      denied: codex.reads.denied,
      access: job.access,
      ...(isWriterJob(job) ? { writable: writableOf(job) } : {}),
      marks: env[RUN_VARIABLE],
      thread: job.thread,
      keepsThread: job.keeps_thread,
    });
    const call = { ...callOf(supervised, request), args, env, baseUrl: settings.baseUrl };
    return runCodex({ ...call, onOutput: (pid) => watch.look(pid) });
  });
  return (await watch.isReplaced()) ? infrastructure('codex-replaced', codex.program.native.path) : run;
}

const callOf = ({ dir, job, pulse, interrupt }: Supervised, { prompt }: DelegatedRequest) => ({
  codex: job.codex.codex,
  mark: job.trace.mark,
  folder: job.folder,
  prompt: prompt.toString('utf8'),
  eventsFile: delegatedFile(dir, 'events'),
  stderrFile: delegatedFile(dir, 'stderr'),
  limits: {
    wallMs: job.limits.wall_seconds * 1000,
    idleMs: job.limits.idle_seconds * 1000,
    graceMs: job.limits.grace_seconds * 1000,
    tokenBudget: job.limits.tokens,
  },
  signal: interrupt.signal,
  onStart: (pid: number): void => pulse.tell({ codex: { pid, started: processStart(pid) } }),
  onProgress: ({ tokens }: { tokens: number }): void => pulse.note({ tokens }),
});

/**
 * Writes the answer, also what there is of it after a fault, and then how the run ended.
 *
 * @param lost why a writer's work could not be named; null when it was
 */
function settle(
  dir: string,
  job: DelegatedJob,
  ran: CodexOutput | Infrastructure,
  cancelledBy: string | null,
  lost: Infrastructure | null,
): void {
  if ('kind' in ran) return writeResult(dir, faultOf(ran, null, false));
  const { bytes: _bytes, ...record } = ran;
  writeRunEnd(dir, record);
  const message = lastMessageOf(record);
  if (message !== null) writeAnswer(dir, redact(message));
  writeResult(dir, lost === null ? resultOf(job, record, cancelledBy) : faultOf(lost, record, message !== null));
}

/**
 * How a run ended, derived from its record. Whether a reply has the shape of a schema is for those to judge who gave
 * the schema.
 *
 * @param cancelledBy the signal or command that ended it; null for none
 */
export function resultOf(
  job: Pick<DelegatedJob, 'access' | 'thread'>,
  record: RunRecord,
  cancelledBy: string | null,
): DelegatedResult {
  const evaluated = evaluateTextRun(record, job.access !== 'read-only');
  const hasAnswer = lastMessageOf(record) !== null;
  const thread = threadOf(record);
  if (job.thread !== null && thread !== null && thread !== job.thread)
    return faultOf(infrastructure('codex-failed', `another conversation: ${thread}`), record, hasAnswer);
  if (evaluated.kind === 'reply')
    return { ...endOf(record), kind: 'answer', reason: null, detail: '', resets_at: null, has_answer: hasAnswer };
  const fault = evaluated.reason === 'cancelled' ? { ...evaluated, detail: cancelledBy ?? '' } : evaluated;
  return faultOf(fault, record, hasAnswer);
}

/** The result of a run that ended with a fault; `record` is null when Codex did not run. */
export const faultOf = (fault: Infrastructure, record: RunRecord | null, hasAnswer: boolean): DelegatedResult => ({
  ...endOf(record),
  kind: 'fault',
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
  has_answer: hasAnswer,
});

function endOf(record: RunRecord | null) {
  if (record === null)
    return { v: 1 as const, thread: null, model: null, tokens: 0, seconds: 0, exit_code: null, signal: null };
  const { tokens, model } = readLog(record.stderr);
  return {
    v: 1 as const,
    thread: threadOf(record),
    model,
    tokens,
    seconds: Math.round((record.endedAt - record.startedAt) / 1000),
    exit_code: record.exitCode,
    signal: record.signal,
  };
}
