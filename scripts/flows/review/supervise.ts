/** The work of a review's supervisor: snapshot, Codex, outcome, receipt, ledger. */

import path from 'node:path';
import { call } from '../../core/call.js';
import type { Infrastructure } from '../../core/codex/reasons.js';
import { missingContext, type ReviewResult } from '../../core/review/outcome.js';
import { shortText } from '../../core/say/command-text.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { version } from '../../generated/version.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { removeFile } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { type ReviewJob, type ReviewProgress, readJob } from '../../io/review/job.js';
import { keep, type RecordBytes } from '../../io/review/receipts.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { newTrace } from '../../io/run/run-trace.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { type Dispatched, dispatch, readTask } from '../../io/task/store.js';
import { isSecretFile } from '../../secrets/index.js';
import { tellUser } from '../attention/tell.js';
import { copying } from '../codex/copying.js';
import { stateText } from '../task/place.js';
import { type Reviewer, readReviewers } from './lenses/asked.js';
import { hasAnswered, hasMissed, judge, outageOf, resultOf, withoutAll } from './lenses/judged.js';
import { type Answered, runReviewers } from './lenses/run.js';
import { artifactFile, makeReceipt, reviewDetails, type WrittenReceipt, writeArtifact } from './receipt.js';

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
  const asked = readReviewers(dir, readTask(job.place)?.entries ?? [], { job: job.review.job, digest });
  const progress: ReviewProgress = { phase: 'snapshot', tokens: 0, codex: null };
  const work = async (pulse: Pulse<ReviewProgress>): Promise<void> => {
    if (asked.kind === 'infrastructure') return void record(job, outageOf(job.review, asked));
    const copied = await snapshot(job, interrupt);
    const answered =
      copied === null
        ? await runReviewers({ job, pulse, signal: interrupt.signal }, asked.value)
        : asked.value.map((reviewer) => withoutCopy(reviewer, copied));
    pulse.tell({ phase: 'settling' });
    settle(dir, job, answered, interrupt.reason);
  };
  // If the job description is refused, none of it is used, not even to remove its temporary folder.
  const run = asked.kind === 'infrastructure' ? { trace: newTrace() } : job;
  await supervise(dir, { run, progress, cancelledBy: shortText(call('review', 'cancel')), work }, interrupt);
}

const recordDir = ({ place, review }: ReviewJob): string => ledgerPaths(place.commonDir).record(place.task, review.job);

/** A reviewer for whom there is nothing to read; an earlier answer stands. */
const withoutCopy = (reviewer: Reviewer, fault: Infrastructure): Answered => ({
  ...reviewer,
  ran: reviewer.answer === null ? fault : { kind: 'kept', value: reviewer.answer },
});

const snapshot = (job: ReviewJob, interrupt: Interrupt): Promise<Infrastructure | null> =>
  copying(job, interrupt, async () =>
    materialise(await openRepository(job.top), job.snapshot, path.join(job.folder, 'tree'), isSecretFile),
  );

/** Records the result: an outcome with its receipt, or an outage. A stale job is refused because of its fence. */
function settle(dir: string, job: ReviewJob, answered: readonly Answered[], cancelledBy: string | null): void {
  const all = answered.map((reviewer) => judge(reviewer, cancelledBy));
  const judged = all.filter(hasAnswered);
  const [missed, ...others] = all.filter(hasMissed);
  if (missed !== undefined) return void record(job, withoutAll(job.review, [missed, ...others], judged));
  const [own, ...rest] = judged;
  if (own === undefined) return;
  const result = resultOf([own, ...rest]);
  const written = keep(() => {
    const receipt = makeReceipt(dir, job, [own, ...rest], result);
    const reading = readTask(job.place);
    const artifact = reading && writeArtifact(job.place, reading, own.record, receipt, result);
    return { ...receipt, artifact };
  });
  if (written.kind === 'infrastructure') return void record(job, outageOf(job.review, written));
  returned(job, result, { written: written.value, record: own.record });
}

/** Records the outcome. The artifact is removed again when another command settled this job without it. */
function returned(
  job: ReviewJob,
  result: ReviewResult,
  { written, record: own }: { written: WrittenReceipt & { artifact: string | null }; record: RecordBytes },
): void {
  const { receipt, digest, artifact } = written;
  const file = artifactFile(job.place, receipt);
  const body: EventBody = {
    type: 'review-returned',
    gate: job.review.gate,
    job: job.review.job,
    fence: job.review.fence,
    outcome: result.outcome,
    receipt: digest,
    file,
    ...(artifact === null ? {} : { artifact }),
    missing: missingContext(result),
    answers: result.answers,
    details: reviewDetails(receipt, result, own),
  };
  const step = record(job, body);
  if (!step.ok && step.state?.reviews.last?.job !== job.review.job) removeFile(path.join(job.place.project, file));
}

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
