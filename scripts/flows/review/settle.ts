/** Settles a review whose supervisor is gone, from what it left in its record. */
import type { ReasonCode } from '../../core/codex/reasons.js';
import { missingContext } from '../../core/review/outcome.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { lensesIn, returnedReviews, roundsOf, startedReview, takenAnswers } from '../../core/task/ledger/reviews.js';
import type { Entry } from '../../core/task/ledger.js';
import type { State } from '../../core/task/model.js';
import { removePrivate } from '../../io/codex/private-home.js';
import { bootId } from '../../io/ground/lock.js';
import { ensureSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { readReceipt } from '../../io/review/examine.js';
import { isJobAltered, readHeartbeat } from '../../io/review/job.js';
import { forgetPreparation, isPreparing, readPreparation } from '../../io/review/preparation.js';
import { examineReceipt } from '../../io/review/rounds.js';
import { endFamily } from '../../io/run/process-group.js';
import { livenessOf } from '../../io/run/run.js';
import { removeScratch } from '../../io/run/run-trace.js';
import { endLeftover } from '../../io/run/supervisor.js';
import { keptFolders } from '../../io/task/kept-folders.js';
import type { Context } from '../context.js';
import { type OpenTask, record } from '../task/place.js';
import { artifactFile, reviewDetails, writeArtifact } from './receipt.js';

type Reviewed = Pick<OpenTask, 'place' | 'state' | 'reading'>;

/**
 * Settles a dead review. Whichever command looks next does this.
 *
 * If a receipt was written but not recorded, it is recorded. Otherwise the review was an outage, with the reason
 * (killed, or the machine was restarted). A Codex that still runs is ended.
 */
export async function settleDeadReview(
  context: Context,
  opened: Reviewed,
): Promise<{ state: State; notices: Notice[] }> {
  const prepared = await settleDeadPreparation(context, opened);
  const task = { ...opened, state: prepared.state };
  const { state, place } = task;
  if (!state.reviews.running) return prepared;
  const dir = ledgerPaths(place.commonDir).record(place.task, state.reviews.running.job);
  const liveness = livenessOf(dir);
  if (liveness === 'alive' || liveness === 'starting') return { state, notices: [] };
  const beat = liveness === 'dead' ? readHeartbeat(dir) : null;
  const others = beat?.reviewers ?? [];
  await endLeftover(
    dir,
    liveness,
    beat?.codex ?? null,
    others.map(({ codex }) => codex),
  );
  removePrivate(keptFolders(place.stateDir, state.work_tree).snapshot);
  const body = finishedBody(task, dir) ?? lostBody(task, dir, liveness);
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
 * Settles the preparation of a review by a command that was killed: what it had started is ended, and an outage is
 * recorded.
 */
async function settleDeadPreparation(
  context: Context,
  { state, place }: Reviewed,
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
  // The event is refused if the review was recorded before the command was killed, or if the task has moved on since.
  // In both cases no review was missed.
  return step.ok
    ? { state: step.state, notices: [...step.notices, notice('preparation-settled', { gate: left.gate, reason })] }
    : { state: step.state ?? state, notices: step.notices };
}

function lostBody(task: Reviewed, dir: string, liveness: 'dead' | 'other-boot'): EventBody {
  const running = task.state.reviews.running;
  return {
    type: 'codex-unavailable',
    gate: running?.gate ?? 'plan',
    job: running?.job ?? null,
    ...(running !== null && isRefused(task.reading.entries, dir, running.job)
      ? { reason: 'record-altered' satisfies ReasonCode, detail: 'job.json' }
      : { reason: liveness === 'other-boot' ? 'supervisor-stale' : 'supervisor-killed', detail: '' }),
    resets_at: null,
  };
}

/** Whether a supervisor must not begin: its job description differs from what the ledger names, or cannot be read. */
export function isRefused(entries: readonly Entry[], dir: string, job: string): boolean {
  const named = startedReview(entries, job)?.description;
  return named !== undefined && isJobAltered(dir, named);
}

/** The event to record when the receipt was written before the supervisor died; null when there is no valid receipt. */
function finishedBody(task: Reviewed, dir: string): EventBody | null {
  const found = readReceipt(dir);
  const running = task.state.reviews.running;
  if (!found || !running || found.receipt.job !== running.job || found.receipt.fence !== running.fence) return null;
  const { receipt, digest } = found;
  const started = startedReview(task.reading.entries, running.job);
  const named = {
    task: task.place.task,
    job: running.job,
    fence: running.fence,
    digest,
    outcome: receipt.outcome,
    started,
    taken: started ? takenAnswers(task.reading.entries, started) : [],
    isInUse: true,
    earlier: roundsOf(
      returnedReviews(task.state, task.reading.entries),
      running.subject,
      started ? lensesIn(started) : [],
    ),
  };
  const { record: kept, result } = examineReceipt(dir, named, ensureSigning(task.place.stateDir));
  if (kept === null) return null;
  const artifact = writeArtifact(task.place, task.reading, kept, found, result);
  return {
    type: 'review-returned',
    gate: running.gate,
    job: running.job,
    fence: running.fence,
    outcome: result.outcome,
    receipt: digest,
    file: artifactFile(task.place, receipt),
    artifact,
    missing: missingContext(result),
    answers: result.answers,
    details: reviewDetails(receipt, result, kept),
  };
}
