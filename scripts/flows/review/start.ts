/** One review from its start to its outcome: prepare (look), begin (record), launch (act), follow. */
import { infrastructure } from '../../core/codex/reasons.js';
import type { Gate } from '../../core/task/model.js';
import { Interrupt } from '../../io/ground/interrupt.js';
import type { Context, Result } from '../context.js';
import type { OpenTask } from '../task/place.js';
import { type Begun, beginReview } from './begin.js';
import { followReview } from './follow.js';
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
  const interrupt = new Interrupt();
  const started = await startUnder(interrupt, context, opened, gate, options).finally(() => interrupt.release());
  if ('stopped' in started) return started.stopped;
  // Ctrl-C while the supervisor came up ends the waiting only, as it does a moment later.
  return followReview(context, started.task, interrupt.reason === null ? options.maxSeconds : 0);
}

async function startUnder(
  interrupt: Interrupt,
  context: Context,
  opened: OpenTask,
  gate: Gate,
  { foreground }: ReviewOptions,
): Promise<Begun | Stopped> {
  const begun = await whilePreparing(context, opened, gate, interrupt, async (under) => {
    const ready = await prepareReview(context, under, gate);
    return 'stopped' in ready ? ready : beginReview(context, under, ready);
  });
  if ('stopped' in begun) return begun;
  if (foreground) {
    // This process is the supervisor then, and still receives Ctrl-C.
    await (await import('./supervise.js')).superviseReview(begun.dir, interrupt);
    return begun;
  }
  if (interrupt.reason !== null)
    return { stopped: outage(context, begun.task, gate, infrastructure('cancelled', interrupt.reason)) };
  return launchReview(context, begun, gate);
}
