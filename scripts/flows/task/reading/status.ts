/** Where the task stands, read without writing; the rest is shown also where the work tree cannot be hashed. */
import { type Notice, notice } from '../../../core/say/notices.js';
import { type StatusView, statusView } from '../../../core/task/views/status.js';
import { causeOf } from '../../../io/ground/faults.js';
import type { Context } from '../../context.js';
import type { FoundWork } from '../../delegate/open-work.js';
import { workHere } from '../../delegate/work-here.js';
import { changedDocuments } from '../../documents/seen.js';
import { runningView } from '../../review/views.js';
import { causeOfPause, waitingPause } from '../next.js';
import { gateNotices, gatesData } from './gates-data.js';
import { type GatesReading, readGates, type Source } from './gates-reading.js';

/** What takes long to read: the gates of the present work tree, and what is worth a notice. */
export interface Standing {
  reading: GatesReading | { problem: Notice };
  /** What Codex does outside of the gated loop. */
  delegated: FoundWork['open'];
  notices: Notice[];
}

type Found = Exclude<Source, { kind: 'none' }>;

/**
 * Reads what `status` shows.
 *
 * @param source where the task was found
 * @returns the view, and the notices beside it
 */
export async function readStatus(context: Context, source: Found): Promise<{ view: StatusView; notices: Notice[] }> {
  return statusAt(context, source, await readStanding(context, source));
}

/** Reads the slow part of it. */
export async function readStanding(context: Context, source: Found): Promise<Standing> {
  const [reading, work] = await Promise.all([gatesOrProblem(context, source), workHere(source.project)]);
  return {
    reading,
    delegated: work.open,
    notices: [
      ...work.problems,
      ...('problem' in reading ? [reading.problem] : gateNotices(reading)),
      ...causeOfPause(source.state),
      ...waitingPause(source.state),
      ...(source.kind === 'ledger' ? await changedDocuments(source.task) : []),
    ],
  };
}

/** The view at this moment, with the slow part as it was read. */
export function statusAt(
  context: Context,
  source: Found,
  { reading, delegated, notices }: Standing,
): { view: StatusView; notices: Notice[] } {
  const isReadable = !('problem' in reading);
  const review = source.kind === 'ledger' ? runningView(context, source.task) : null;
  const isDead = review?.liveness === 'dead' || review?.liveness === 'other-boot';
  return {
    view: statusView(source.state, {
      gates: isReadable ? gatesData(reading) : null,
      review,
      reports: isReadable ? reading : null,
      delegated,
      trail: { entries: source.entries, now: context.now() },
    }),
    notices: [
      ...notices,
      ...(review !== null && isDead ? [notice('review-dead', { job: review.job })] : []),
      ...(source.kind === 'ledger' ? source.task.reading.notices : []),
    ],
  };
}

async function gatesOrProblem(context: Context, source: Found): Promise<GatesReading | { problem: Notice }> {
  try {
    return await readGates(context, source);
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return { problem: cause };
  }
}
