/** Starts a detached review. */
import { call } from '../../core/call.js';
import { infrastructure } from '../../core/codex/reasons.js';
import { notice } from '../../core/say/notices.js';
import type { Gate } from '../../core/task/model.js';
import { reviewSupervisor } from '../../io/ground/workspace.js';
import { launchSupervisor } from '../../io/run/launch.js';
import { cameUp, readDescription } from '../../io/run/run.js';
import { readTask } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { record } from '../task/place.js';
import type { Begun } from './begin.js';
import { outage } from './outage.js';
import type { Stopped } from './preparing.js';
import { isRefused } from './settle.js';

/**
 * Launches the supervisor of a review and waits for its first sign of life. If there is none, the review is an outage.
 */
export async function launchReview(context: Context, begun: Begun, gate: Gate): Promise<Begun | Stopped> {
  const { task, dir } = begun;
  launchSupervisor(reviewSupervisor(), dir, context.env);
  if (await cameUp(dir)) return begun;
  const job = task.state.reviews.running?.job ?? '';
  if (readDescription(dir) === null || isRefused(readTask(task.place)?.entries ?? [], dir, job))
    return { stopped: outage(context, task, gate, infrastructure('record-altered', 'job.json')) };
  const step = record(context, task.place, {
    type: 'codex-unavailable',
    gate,
    job,
    reason: 'supervisor-killed',
    detail: 'no heartbeat',
    resets_at: null,
  });
  return {
    stopped: {
      code: 3,
      notices: [notice('supervisor-not-started', { gate }), ...(step.ok ? [] : [step.refused])],
      next: call('resume'),
    },
  };
}
