/** The review as a supervisor's payload: snapshot, Codex, outcome, receipt, ledger. */

import path from 'node:path';
import { call } from '../../core/call.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import { shortText } from '../../core/say/command-text.js';
import { Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { type Started, startedReview } from '../../core/task/ledger/reviews.js';
import { sameSubject } from '../../core/task/model.js';
import { version } from '../../generated/version.js';
import { codexArguments, scrubbedEnvironment } from '../../io/codex/arguments.js';
import { runCodex } from '../../io/codex/codex.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { errorCode, isSystemError, makeFolder, removeFile } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { type ReviewJob, type ReviewProgress, readJob } from '../../io/review/job.js';
import {
  alteredFiles,
  evaluateRecord,
  keep,
  type RecordBytes,
  type RecordedRequest,
  readRequest,
  recordFile,
  requestDigests,
  sameRequest,
  writeRunRecord,
} from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { processStart } from '../../io/run/process.js';
import { makeScratch, tracedEnvironment } from '../../io/run/run-trace.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { type Dispatched, dispatch, readTask } from '../../io/task/store.js';
import { isSecretFile } from '../../secrets/index.js';
import { codexPath } from '../task/observe.js';
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
  const asked = readAsked(dir, job);
  const ran =
    asked.kind === 'infrastructure'
      ? asked
      : ((await snapshot(job, interrupt)) ?? (await runInto(dir, job, asked.value, pulse, interrupt.signal)));
  pulse.tell({ phase: 'settling' });
  settle(dir, job, ran, interrupt.reason);
}

/** What Codex is asked, where it is what the ledger named; else what was changed since. */
function readAsked(dir: string, job: ReviewJob): { kind: 'kept'; value: RecordedRequest } | Infrastructure {
  const read = keep(() => readRequest(dir));
  if (read.kind === 'infrastructure') return infrastructure('record-altered', read.detail);
  const { job: name, gate, subject } = job.review;
  const started = startedReview(readTask(job.place)?.entries ?? [], name);
  if (!started || started.gate !== gate || !sameSubject(started.subject, subject) || !isSameCodex(started, job))
    return infrastructure('record-altered', 'job.json');
  const isAsNamed = started.request !== undefined && sameRequest(started.request, requestDigests(read.value));
  return isAsNamed ? read : infrastructure('record-altered', 'prompt.md, context.json, schema.json');
}

const isSameCodex = (started: Started, { profile, codex }: ReviewJob): boolean =>
  started.codex_profile === profile && started.codex_path === codexPath(codex.codex);

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

/**
 * Runs Codex into the record. Out: the record as it was received, with any fault of Codex in it; or why it was not
 * kept.
 */
async function runInto(
  dir: string,
  job: ReviewJob,
  request: RecordedRequest,
  pulse: Pulse<ReviewProgress>,
  signal: AbortSignal,
): Promise<{ kind: 'kept'; value: RecordBytes } | Infrastructure> {
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
    prompt: request.prompt.toString('utf8'),
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
  return keep(() => writeRunRecord(dir, request, run));
}

/** From the record to the ledger: an outcome with its receipt, or an outage. A stale job is refused by its fence. */
function settle(
  dir: string,
  job: ReviewJob,
  ran: { kind: 'kept'; value: RecordBytes } | Infrastructure,
  cancelledBy: string | null,
): void {
  if (ran.kind === 'infrastructure') return void record(job, outage(job, ran));
  const evaluated = evaluateRecord(ran.value);
  const { result } = evaluated;
  if (result.kind === 'infrastructure')
    return void record(
      job,
      outage(job, result.reason === 'cancelled' ? { ...result, detail: cancelledBy ?? '' } : result),
    );
  // Judged by what was received; a file that differs was changed while Codex ran.
  const altered = keep(() => alteredFiles(dir, ran.value));
  if (altered.kind === 'infrastructure') return void record(job, outage(job, altered));
  if (altered.value.length > 0)
    return void record(job, outage(job, infrastructure('record-altered', altered.value.join(', '))));
  const written = keep(() => {
    const receipt = makeReceipt(dir, job, ran.value, { ...evaluated, result });
    writeArtifact(ran.value, job, receipt, result);
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
    answers: result.answers,
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
