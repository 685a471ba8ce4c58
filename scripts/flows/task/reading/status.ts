/** Where the task stands, read without writing; the rest is shown also where the work tree cannot be hashed. */
import { type Notice, notice } from '../../../core/say/notices.js';
import { type StatusView, statusView } from '../../../core/task/views/status.js';
import { causeOf } from '../../../io/ground/faults.js';
import type { Context } from '../../context.js';
import { workHere } from '../../delegate/work-here.js';
import { changedDocuments } from '../../documents/seen.js';
import { runningView } from '../../review/views.js';
import { causeOfPause, waitingPause } from '../next.js';
import { gateNotices, gatesData } from './gates-data.js';
import { type GatesReading, readGates, type Source } from './gates-reading.js';

/**
 * Reads what `status` shows.
 *
 * @param source where the task was found
 * @returns the view, and the notices beside it
 */
export async function readStatus(
  context: Context,
  source: Exclude<Source, { kind: 'none' }>,
): Promise<{ view: StatusView; notices: Notice[] }> {
  const reading = await gatesOrProblem(context, source);
  const isReadable = !('problem' in reading);
  const review = source.kind === 'ledger' ? runningView(context, source.task) : null;
  const work = await workHere(source.project);
  const isDead = review?.liveness === 'dead' || review?.liveness === 'other-boot';
  return {
    view: statusView(source.state, {
      gates: isReadable ? gatesData(reading) : null,
      review,
      reports: isReadable ? reading : null,
      delegated: work.open,
      trail: { entries: source.entries, now: context.now() },
    }),
    notices: [
      ...(isReadable ? gateNotices(reading) : [reading.problem]),
      ...causeOfPause(source.state),
      ...waitingPause(source.state),
      ...(source.kind === 'ledger' ? await changedDocuments(source.task) : []),
      ...(review !== null && isDead ? [notice('review-dead', { job: review.job })] : []),
      ...(source.kind === 'ledger' ? source.task.reading.notices : []),
      ...work.problems,
    ],
  };
}

async function gatesOrProblem(
  context: Context,
  source: Exclude<Source, { kind: 'none' }>,
): Promise<GatesReading | { problem: Notice }> {
  try {
    return await readGates(context, source);
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return { problem: cause };
  }
}
