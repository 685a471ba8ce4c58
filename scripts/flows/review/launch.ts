/** The start of a detached review. */
import { call } from '../../core/call.js';
import { notice } from '../../core/say/notices.js';
import type { Gate } from '../../core/task/model.js';
import { reviewSupervisor } from '../../io/ground/workspace.js';
import { launchSupervisor } from '../../io/run/launch.js';
import { cameUp } from '../../io/run/run.js';
import { readTask } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { record } from '../task/place.js';
import type { Begun } from './begin.js';
import type { Stopped } from './preparing.js';
import { isRefused } from './settle.js';

/** Launches the supervisor of a review, and waits until it lives; a review whose supervisor does not is an outage. */
export async function launchReview(context: Context, begun: Begun, gate: Gate): Promise<Begun | Stopped> {
  const { task, dir } = begun;
  launchSupervisor(reviewSupervisor(), dir, context.env);
  if (await cameUp(dir)) return begun;
  const job = task.state.reviews.running?.job ?? '';
  const step = record(context, task.place, {
    type: 'codex-unavailable',
    gate,
    job,
    ...(isRefused(readTask(task.place)?.entries ?? [], dir, job)
      ? { reason: 'record-altered', detail: 'job.json' }
      : { reason: 'supervisor-killed', detail: 'no heartbeat' }),
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
