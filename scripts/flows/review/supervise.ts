/** The review as a supervisor's payload: snapshot, Codex, outcome, receipt, ledger. */

import path from 'node:path';
import { call } from '../../core/call.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import { Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import { shortText } from '../../core/say/spelling.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { version } from '../../generated/version.js';
import { codexArguments, scrubbedEnvironment } from '../../io/codex/arguments.js';
import { runCodex } from '../../io/codex/codex.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { errorCode, isSystemError, makeFolder, removeFile } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { type ReviewJob, type ReviewProgress, readJob } from '../../io/review/job.js';
import { evaluateRecord, keep, readRecordText, recordFile, writeRunRecord } from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { processStart } from '../../io/run/process.js';
import { makeScratch, tracedEnvironment } from '../../io/run/run-trace.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { type Dispatched, dispatch } from '../../io/task/store.js';
import { isSecretFile } from '../../secrets/index.js';
import { stateText } from '../task/place.js';
import { makeReceipt, type WrittenReceipt, writeArtifact } from './receipt.js';

/** All that the supervisor's process does: one review, which a signal ends in order too. */
export const superviseReviewAlone = (dir: string): Promise<void> =>
  superviseAlone((interrupt) => superviseReview(dir, interrupt));

/**
 * Runs the review of a record's folder to its end; returns when it is recorded.
 *
 * @param interrupt cancels it: Ctrl-C and a closed terminal where it runs in the foreground
 * @throws Problem `record-corrupt` when the review is not described there
 */
export async function superviseReview(dir: string, interrupt: Interrupt): Promise<void> {
  const job = readJob(dir);
  const progress: ReviewProgress = { phase: 'snapshot', tokens: 0, codex: null };
  const work = (pulse: Pulse<ReviewProgress>): Promise<void> => runReview(dir, job, pulse, interrupt);
  await supervise(dir, { run: job, progress, cancelledBy: shortText(call('review', 'cancel')), work }, interrupt);
}

async function runReview(
  dir: string,
  job: ReviewJob,
  pulse: Pulse<ReviewProgress>,
  interrupt: Interrupt,
): Promise<void> {
  const fault = (await snapshot(job, interrupt)) ?? (await runInto(dir, job, pulse, interrupt.signal));
  pulse.tell({ phase: 'settling' });
  settle(dir, job, fault, interrupt.reason);
}

async function snapshot(job: ReviewJob, interrupt: Interrupt): Promise<Infrastructure | null> {
  try {
    makeScratch(job.trace);
    makeFolder(job.folder);
    await materialise(await openRepository(job.top), job.snapshot, path.join(job.folder, 'tree'), isSecretFile);
    return null;
  } catch (error) {
    if (!(error instanceof Problem) && !isSystemError(error)) throw error;
    // Ctrl-C reaches git too, and is the cause of its error then.
    if (interrupt.reason !== null) return infrastructure('cancelled', interrupt.reason);
    return infrastructure('snapshot-failed', error instanceof Problem ? error.message : errorCode(error));
  }
}

/** Runs Codex into the record. Out: null, or why the record could not be kept; a fault of Codex is in the record. */
async function runInto(
  dir: string,
  job: ReviewJob,
  pulse: Pulse<ReviewProgress>,
  signal: AbortSignal,
): Promise<Infrastructure | null> {
  const { config, codex } = job;
  const home = config.codex.isolation === 'hermetic' ? path.join(job.folder, 'home') : null;
  pulse.tell({ phase: 'codex' });
  const run = await runCodex({
    codex: codex.codex,
    args: codexArguments(config.codex, codex.settings, {
      folder: job.folder,
      schemaFile: recordFile(dir, 'schema'),
      denied: codex.reads.denied,
    }),
    env: tracedEnvironment(scrubbedEnvironment(config.codex.pass_env, process.env, home), job.trace, process.env),
    mark: job.trace.mark,
    folder: job.folder,
    prompt: readRecordText(dir, 'prompt'),
    eventsFile: recordFile(dir, 'events'),
    stderrFile: recordFile(dir, 'stderr'),
    limits: {
      wallMs: config.codex.timeout_seconds * 1000,
      idleMs: config.codex.idle_timeout_seconds * 1000,
      tokenBudget: config.codex.token_budget,
    },
    baseUrl: codex.settings.baseUrl,
    signal,
    onStart: (pid) => pulse.tell({ codex: { pid, started: processStart(pid) } }),
    onProgress: ({ tokens }) => pulse.note({ tokens }),
  });
  if (run.stoppedBy === 'unwritable') return infrastructure('receipt-unwritable', run.systemError ?? '');
  const kept = keep(() => writeRunRecord(dir, run));
  return kept.kind === 'kept' ? null : kept;
}

/** From the record to the ledger: an outcome with its receipt, or an outage. A stale job is refused by its fence. */
function settle(dir: string, job: ReviewJob, fault: Infrastructure | null, cancelledBy: string | null): void {
  if (fault) return void record(job, outage(job, fault));
  const evaluated = evaluateRecord(dir);
  const { result } = evaluated;
  if (result.kind === 'infrastructure')
    return void record(
      job,
      outage(job, result.reason === 'cancelled' ? { ...result, detail: cancelledBy ?? '' } : result),
    );
  const written = keep(() => {
    const receipt = makeReceipt(dir, job, { ...evaluated, result });
    writeArtifact(dir, job, receipt, result);
    return receipt;
  });
  if (written.kind === 'infrastructure') return void record(job, outage(job, written));
  returned(job, result, written.value);
}

/** Records the outcome. The artifact is removed again when another command settled this job without it. */
function returned(job: ReviewJob, result: ReviewResult, { digest }: WrittenReceipt): void {
  const body: EventBody = {
    type: 'review-returned',
    gate: job.review.gate,
    job: job.review.job,
    fence: job.review.fence,
    outcome: result.outcome,
    receipt: digest,
    file: job.artifact,
  };
  const step = record(job, body);
  if (!step.ok && step.state?.reviews.last?.job !== job.review.job)
    removeFile(path.join(job.place.project, job.artifact));
}

const outage = (job: ReviewJob, fault: Infrastructure): EventBody => ({
  type: 'codex-unavailable',
  gate: job.review.gate,
  job: job.review.job,
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
});

/** A job that was settled meanwhile is refused by its fence; its log says so. */
function record(job: ReviewJob, body: EventBody): Dispatched {
  const step = dispatch(job.place, body, new Date().toISOString(), stateText(version, job.place.project));
  if (!step.ok) process.stderr.write(`${step.refused.code} ${JSON.stringify(step.refused.args)}\n`);
  return step;
}
