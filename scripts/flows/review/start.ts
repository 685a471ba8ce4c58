/** One review from its start to its outcome: prepare (look), begin (record), launch (act), follow. */
import { infrastructure } from '../../core/codex/reasons.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { evaluateGate, isPassable } from '../../core/task/gates.js';
import { undueReview } from '../../core/task/machine-reviews.js';
import { type Gate, isActive } from '../../core/task/model.js';
import { Interrupt } from '../../io/ground/interrupt.js';
import { verifyPlaces } from '../../io/task/places.js';
import { type Context, type Result, refused } from '../context.js';
import { observe, whileLooking } from '../task/observe.js';
import type { OpenTask } from '../task/place.js';
import { type Begun, beginReview } from './begin.js';
import { followReview, followUntil } from './follow.js';
import { launchReview } from './launch.js';
import { outage } from './outage.js';
import { prepareReview } from './prepare.js';
import { type Stopped, whilePreparing } from './preparing.js';

export interface ReviewOptions {
  foreground: boolean;
  maxSeconds: number;
}

/** One review of one gate. Out: refused with why, an outage, findings, a pass, or "still running". */
export async function startReview(
  context: Context,
  opened: OpenTask,
  gate: Gate,
  options: ReviewOptions,
): Promise<Result> {
  const early = await refusedEarly(context, opened, gate);
  if (early) return refused([early]);
  verifyPlaces({ ...opened, task: opened.place.task });
  const interrupt = new Interrupt();
  const started = await startUnder(interrupt, context, opened, gate, options).finally(() => interrupt.release());
  if ('stopped' in started) return started.stopped;
  if ('result' in started) return started.result;
  // Ctrl-C while the supervisor came up ends the waiting only, as it does a moment later.
  return followReview(context, started.task, interrupt.reason === null ? options.maxSeconds : 0);
}

/**
 * Why there is nothing to review, before anything is written. An open gate is none of the machine's refusals: ledgers
 * in which one was reviewed again stay readable.
 */
async function refusedEarly(context: Context, task: OpenTask, gate: Gate): Promise<Notice | null> {
  const { state } = task;
  if (isActive(state.status) && state.reviews.running === null && state.approvals[gate] !== null) {
    const { observation } = await whileLooking(task, (looked) => observe(context, looked, { thorough: true }));
    if (isPassable(evaluateGate(gate, state, observation))) return notice('gate-open', { gate });
  }
  const step = undueReview(state, { type: 'review-started', gate });
  return step && !step.ok ? step.refused : null;
}

async function startUnder(
  interrupt: Interrupt,
  context: Context,
  opened: OpenTask,
  gate: Gate,
  { foreground }: ReviewOptions,
): Promise<Begun | Stopped | { result: Result }> {
  const begun = await whilePreparing(context, opened, gate, interrupt, async (under) => {
    const ready = await prepareReview(context, under, gate);
    return 'stopped' in ready ? ready : beginReview(context, under, ready);
  });
  if ('stopped' in begun) return begun;
  if (foreground) return { result: await superviseHere(interrupt, context, begun) };
  if (interrupt.reason !== null)
    return { stopped: outage(context, begun.task, gate, infrastructure('cancelled', interrupt.reason)) };
  return launchReview(context, begun, gate);
}

/** This process is the supervisor, follows itself, and still receives Ctrl-C, which cancels the review. */
async function superviseHere(interrupt: Interrupt, context: Context, { task, dir }: Begun): Promise<Result> {
  const { superviseReview } = await import('./supervise.js');
  const over = new AbortController();
  const supervised = superviseReview(dir, interrupt).finally(() => over.abort());
  const [result] = await Promise.all([followUntil(over.signal, context, task, Number.POSITIVE_INFINITY), supervised]);
  return result;
}
