/**
 * Treats the part of a review before Codex as one interruptible unit: only one command at a time prepares a review, and
 * cancelling it leaves nothing behind.
 */

import { call } from '../../core/call.js';
import { infrastructure } from '../../core/codex/reasons.js';
import type { ReviewProgress } from '../../core/review/progress.js';
import { shortText } from '../../core/say/command-text.js';
import { notice } from '../../core/say/notices.js';
import type { Gate } from '../../core/task/model.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import {
  beginPreparation,
  cancelPreparation,
  forgetPreparation,
  isPreparationCancelled,
  isPreparing,
  type Preparation,
  readPreparation,
} from '../../io/review/preparation.js';
import { keep } from '../../io/review/receipts.js';
import { pause } from '../../io/run/clock.js';
import { makeScratch, removeScratch } from '../../io/run/run-trace.js';
import { readTask, type TaskPlace } from '../../io/task/store.js';
import { type Context, type Result, refused } from '../context.js';
import type { OpenTask } from '../task/place.js';
import { outage } from './outage.js';
import { PreparationReport, Reporter } from './reporter.js';

const WATCH_MS = 200;
const POLL_MS = 100;

/** Why a review does not continue. It has already been reported and, where possible, recorded. */
export interface Stopped {
  stopped: Result;
}

export interface Under {
  /** The task as it is now that no other command prepares a review of it. */
  task: OpenTask;
  own: Preparation;
  interrupt: Interrupt;
  report: PreparationReport;
}

/**
 * Runs the work while no other command prepares a review of the task.
 *
 * Cancelling or interrupting it is recorded as an outage with the cause. The work stops at its next
 * `interrupt.signal.throwIfAborted()`.
 */
export async function whilePreparing<T>(
  context: Context,
  opened: OpenTask,
  gate: Gate,
  interrupt: Interrupt,
  work: (under: Under) => Promise<T>,
): Promise<T | Stopped> {
  const begun = keep(() => beginPreparation(opened.place, gate));
  if (begun.kind === 'infrastructure') return { stopped: outage(context, opened, gate, begun) };
  if (begun.value.kind === 'held')
    return { stopped: refused([notice('review-preparing', { gate: begun.value.by.gate })]) };
  const { own } = begun.value;
  const report = new PreparationReport(context, gate);
  const watch = setInterval(
    () => isPreparationCancelled(opened.place, own) && interrupt.request(shortText(call('review', 'cancel'))),
    WATCH_MS,
  );
  try {
    makeScratch(own);
    // Another command may have recorded something before this one began.
    const reading = readTask(opened.place) ?? opened.reading;
    return await work({ task: { ...opened, reading, state: reading.state }, own, interrupt, report });
  } catch (error) {
    // Ctrl-C also reaches git and Codex processes that are running, so it is the real cause of whatever error they
    // report.
    if (interrupt.reason === null) throw error;
    return { stopped: outage(context, opened, gate, infrastructure('cancelled', interrupt.reason)) };
  } finally {
    report.end();
    clearInterval(watch);
    removeScratch(own);
    forgetPreparation(opened.place, own);
  }
}

/**
 * Waits while a command prepares a review.
 *
 * @returns whether it ended, is still running, or there was none
 */
export async function waitWhilePreparing(
  place: TaskPlace,
  maxSeconds: number,
  context: Context | null = null,
): Promise<'over' | 'preparing' | 'none'> {
  const began = performance.now();
  const reporter = context && new Reporter(context);
  for (let isFirst = true; ; isFirst = false) {
    const named = readPreparation(place);
    if (!named || !isPreparing(named)) return isFirst ? 'none' : 'over';
    const elapsed = performance.now() - began;
    reporter?.tell(began + elapsed, () => waited(named.gate, elapsed));
    if (elapsed >= maxSeconds * 1000) return 'preparing';
    await pause(POLL_MS);
  }
}

const waited = (gate: Gate, elapsedMs: number): ReviewProgress => ({
  gate,
  phase: 'elsewhere',
  seconds: Math.round(elapsedMs / 1000),
  limit_seconds: null,
  tokens: 0,
  token_limit: null,
  doing: null,
});

/**
 * Asks the command that prepares a review to stop, and waits until it has.
 *
 * @returns whether there was one
 */
export async function endPreparing(place: TaskPlace, maxSeconds: number): Promise<boolean> {
  const named = readPreparation(place);
  if (!named || !isPreparing(named)) return false;
  cancelPreparation(place, named);
  await waitWhilePreparing(place, maxSeconds);
  return true;
}
