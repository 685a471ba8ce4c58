/** The work of a review's supervisor: snapshot, Codex, outcome, receipt, ledger. */

import path from 'node:path';
import { call } from '../../core/call.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { missingContext, type ReviewResult } from '../../core/review/outcome.js';
import { shortText } from '../../core/say/command-text.js';
import { notice, Problem } from '../../core/say/notices.js';
import { redact, redactDeep } from '../../core/say/redact.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { startedReview } from '../../core/task/ledger/reviews.js';
import type { OpenFinding } from '../../core/task/model.js';
import { version } from '../../generated/version.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { removeFile } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { type ReviewJob, type ReviewProgress, readJob } from '../../io/review/job.js';
import {
  alteredFiles,
  evaluateRecord,
  keep,
  type RecordBytes,
  type RecordedRequest,
  readRequest,
  requestDigests,
  sameRequest,
  schemaOnDisk,
} from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { newTrace } from '../../io/run/run-trace.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { type Dispatched, dispatch, readTask } from '../../io/task/store.js';
import { isSecretFile } from '../../secrets/index.js';
import { tellUser } from '../attention/tell.js';
import { copying } from '../codex/copying.js';
import { stateText } from '../task/place.js';
import { artifactFile, makeReceipt, reviewDetails, type WrittenReceipt, writeArtifact } from './receipt.js';
import { runTurns } from './turns.js';

/** Everything that the supervisor's process does: one review. A signal also ends it in an orderly way. */
export const superviseReviewAlone = (dir: string): Promise<void> =>
  superviseAlone((interrupt) => superviseReview(dir, interrupt));

/**
 * Runs the review of a record's folder to its end; returns when the result is recorded.
 *
 * @param interrupt cancels the review: Ctrl-C or a closed terminal, if it runs in the foreground
 * @throws Problem `record-corrupt` when the folder has no job description, or one of another task
 */
export async function superviseReview(dir: string, interrupt: Interrupt): Promise<void> {
  const { job, digest } = readJob(dir);
  // The job description is checked against a ledger, which must be the ledger that this folder belongs to.
  if (path.resolve(recordDir(job)) !== path.resolve(dir)) throw new Problem(notice('record-corrupt', { file: dir }));
  const schema = schemaOnDisk(dir);
  const asked = readAsked(dir, job, digest);
  const progress: ReviewProgress = { phase: 'snapshot', tokens: 0, codex: null };
  const work = async (pulse: Pulse<ReviewProgress>): Promise<void> => {
    if (asked.kind === 'infrastructure') return void record(job, outage(job, asked));
    const turns = { dir, job, pulse, signal: interrupt.signal };
    const ran = (await snapshot(job, interrupt)) ?? (await runTurns(turns, asked.value));
    pulse.tell({ phase: 'settling' });
    settle(dir, job, { ran, schema, cancelledBy: interrupt.reason });
  };
  // If the job description is refused, none of it is used, not even to remove its temporary folder.
  const run = asked.kind === 'infrastructure' ? { trace: newTrace() } : job;
  await supervise(dir, { run, progress, cancelledBy: shortText(call('review', 'cancel')), work }, interrupt);
}

const recordDir = ({ place, review }: ReviewJob): string => ledgerPaths(place.commonDir).record(place.task, review.job);

/** What Codex is to be asked, if it and the job are what the ledger named; otherwise what was changed since. */
function readAsked(
  dir: string,
  job: ReviewJob,
  digest: string,
): { kind: 'kept'; value: RecordedRequest } | Infrastructure {
  const started = startedReview(readTask(job.place)?.entries ?? [], job.review.job);
  if (started?.description !== digest) return infrastructure('record-altered', 'job.json');
  const read = keep(() => readRequest(dir));
  if (read.kind === 'infrastructure') return infrastructure('record-altered', read.detail);
  const isAsNamed = started.request !== undefined && sameRequest(started.request, requestDigests(read.value));
  return isAsNamed ? read : infrastructure('record-altered', 'prompt.md, context.json, schema.json');
}

const snapshot = (job: ReviewJob, interrupt: Interrupt): Promise<Infrastructure | null> =>
  copying(job, interrupt, async () =>
    materialise(await openRepository(job.top), job.snapshot, path.join(job.folder, 'tree'), isSecretFile),
  );

interface Ended {
  /** The record as it was received, or why there is none. */
  ran: { kind: 'kept'; value: RecordBytes } | Infrastructure;
  /** The identity of the schema's file before Codex was started. */
  schema: string;
  cancelledBy: string | null;
}

/** Records the result: an outcome with its receipt, or an outage. A stale job is refused because of its fence. */
function settle(dir: string, job: ReviewJob, { ran, schema, cancelledBy }: Ended): void {
  if (ran.kind === 'infrastructure') return void record(job, outage(job, ran));
  const evaluated = evaluateRecord(ran.value);
  const { result, reported } = evaluated;
  if (result.kind === 'infrastructure')
    return void record(
      job,
      outage(job, result.reason === 'cancelled' ? { ...result, detail: cancelledBy ?? '' } : result, reported),
    );
  // The received data is judged. A file that differs from it was changed while Codex ran.
  const altered = keep(() => alteredFiles(dir, ran.value, schema));
  if (altered.kind === 'infrastructure') return void record(job, outage(job, altered));
  if (altered.value.length > 0)
    return void record(job, outage(job, infrastructure('record-altered', altered.value.join(', '))));
  const written = keep(() => {
    const receipt = makeReceipt(dir, job, ran.value, { ...evaluated, result });
    const reading = readTask(job.place);
    if (reading !== null) writeArtifact(job.place, reading, ran.value, receipt, result);
    return receipt;
  });
  if (written.kind === 'infrastructure') return void record(job, outage(job, written));
  returned(job, result, written.value);
}

/** Records the outcome. The artifact is removed again when another command settled this job without it. */
function returned(job: ReviewJob, result: ReviewResult, { receipt, digest }: WrittenReceipt): void {
  const file = artifactFile(job.place, receipt);
  const body: EventBody = {
    type: 'review-returned',
    gate: job.review.gate,
    job: job.review.job,
    fence: job.review.fence,
    outcome: result.outcome,
    receipt: digest,
    file,
    missing: missingContext(result),
    answers: result.answers,
    details: reviewDetails(receipt, result),
  };
  const step = record(job, body);
  if (!step.ok && step.state?.reviews.last?.job !== job.review.job) removeFile(path.join(job.place.project, file));
}

const outage = (job: ReviewJob, fault: Infrastructure, reported: OpenFinding[] = []): EventBody => ({
  type: 'codex-unavailable',
  gate: job.review.gate,
  job: job.review.job,
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
  ...(fault.cause && { cause: redactDeep(fault.cause) }),
  ...(reported.length > 0 ? { reported } : {}),
});

/**
 * Records an event; if another command settled the job in the meantime, the fence refuses it, and the job's log says
 * so.
 */
function record(job: ReviewJob, body: EventBody): Dispatched {
  const step = dispatch(job.place, body, new Date().toISOString(), stateText(version, job.place.project));
  tellUser(job.place, step, process.env);
  if (!step.ok) process.stderr.write(`${step.refused.code} ${JSON.stringify(step.refused.args)}\n`);
  return step;
}
