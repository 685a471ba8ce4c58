/** Settling a review whose supervisor is gone, by what it left in its record. */
import type { ReasonCode } from '../../core/codex/reasons.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { startedReview } from '../../core/task/ledger/reviews.js';
import type { State } from '../../core/task/model.js';
import { bootId } from '../../io/ground/lock.js';
import { ensureSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readHeartbeat, readJob } from '../../io/review/job.js';
import { forgetPreparation, isPreparing, readPreparation } from '../../io/review/preparation.js';
import { examineReceipt, readReceipt } from '../../io/review/receipts.js';
import { endFamily } from '../../io/run/process-group.js';
import { livenessOf } from '../../io/run/run.js';
import { removeScratch } from '../../io/run/run-trace.js';
import { endLeftover } from '../../io/run/supervisor.js';
import type { Context } from '../context.js';
import { type OpenTask, record } from '../task/place.js';
import { writeArtifact } from './receipt.js';

/**
 * Settles a dead review; whichever command looks next does it.
 *
 * A receipt that was written and not yet recorded is recorded; else the review was an outage with the
 * reason why (killed, or the machine restarted), and Codex, if it still runs, is ended.
 */
export async function settleDeadReview(
  context: Context,
  opened: OpenTask,
): Promise<{ state: State; notices: Notice[] }> {
  const prepared = await settleDeadPreparation(context, opened);
  const task = { ...opened, state: prepared.state };
  const { state, place } = task;
  if (!state.reviews.running) return prepared;
  const dir = ledgerPaths(place.commonDir).record(place.task, state.reviews.running.job);
  const liveness = livenessOf(dir);
  if (liveness === 'alive' || liveness === 'starting') return { state, notices: [] };
  const codex = liveness === 'dead' ? (readHeartbeat(dir)?.codex ?? null) : null;
  await endLeftover(dir, liveness, codex);
  const body =
    finishedBody(task, dir) ?? lostBody(task, liveness === 'other-boot' ? 'supervisor-stale' : 'supervisor-killed');
  const step = record(context, place, body);
  if (!step.ok) return { state: step.state ?? state, notices: step.notices };
  return {
    state: step.state,
    notices: [
      ...step.notices,
      notice('review-settled', {
        job: state.reviews.running.job,
        reason: body.type === 'codex-unavailable' ? body.reason : 'review-returned',
      }),
    ],
  };
}

/**
 * Settles a command that was killed while it prepared a review: what it had started is ended, and the gate is missed.
 */
async function settleDeadPreparation(
  context: Context,
  { state, place }: OpenTask,
): Promise<{ state: State; notices: Notice[] }> {
  const left = readPreparation(place);
  if (!left || isPreparing(left)) return { state, notices: [] };
  const isThisBoot = left.boot === bootId();
  if (isThisBoot) await endFamily({ pid: null, mark: left.mark }, { graceful: true });
  removeScratch(left);
  forgetPreparation(place, left);
  const reason = isThisBoot ? 'command-killed' : 'supervisor-stale';
  const step = record(context, place, {
    type: 'codex-unavailable',
    gate: left.gate,
    job: null,
    reason,
    detail: '',
    resets_at: null,
  });
  // Refused where the review was recorded before the command was killed, or the task has gone on since: then no gate
  // was missed.
  return step.ok
    ? { state: step.state, notices: [...step.notices, notice('preparation-settled', { gate: left.gate, reason })] }
    : { state: step.state ?? state, notices: step.notices };
}

const lostBody = (task: OpenTask, reason: ReasonCode): EventBody => ({
  type: 'codex-unavailable',
  gate: task.state.reviews.running?.gate ?? 'plan',
  job: task.state.reviews.running?.job ?? null,
  reason,
  detail: '',
  resets_at: null,
});

/** What to record when the receipt was written before the supervisor died; null when there is none that holds. */
function finishedBody(task: OpenTask, dir: string): EventBody | null {
  const found = readReceipt(dir);
  const running = task.state.reviews.running;
  if (!found || !running || found.receipt.job !== running.job || found.receipt.fence !== running.fence) return null;
  const { receipt, digest } = found;
  const named = {
    task: task.place.task,
    job: running.job,
    fence: running.fence,
    digest,
    outcome: receipt.outcome,
    started: startedReview(task.reading.entries, running.job),
    isInUse: true,
  };
  const { record: kept, result } = examineReceipt(dir, named, ensureSigning(task.place.stateDir));
  if (kept === null) return null;
  const job = readJob(dir);
  writeArtifact(kept, job, found, result);
  return {
    type: 'review-returned',
    gate: running.gate,
    job: running.job,
    fence: running.fence,
    outcome: result.outcome,
    receipt: digest,
    file: job.artifact,
    answers: result.answers,
  };
}
