/** Outages: reviews that did not take place. */
import { call } from '../../core/call.js';
import type { Infrastructure } from '../../core/codex/reasons.js';
import { notice } from '../../core/say/notices.js';
import type { Gate } from '../../core/task/model.js';
import type { Context, Result } from '../context.js';
import { type OpenTask, record } from '../task/place.js';

/**
 * Records an outage.
 *
 * @returns the result, with the reason and the command that continues
 */
export function outage(context: Context, task: OpenTask, gate: Gate, fault: Infrastructure): Result {
  const step = record(context, task.place, {
    type: 'codex-unavailable',
    gate,
    job: task.state.reviews.running?.job ?? null,
    reason: fault.reason,
    detail: fault.detail,
    resets_at: fault.resetsAt,
    ...(fault.cause && { cause: fault.cause }),
  });
  const said = notice('codex-unavailable', { gate, reason: fault.reason, resets_at: fault.resetsAt ?? '' });
  return {
    code: 3,
    notices: [said, ...(fault.cause ? [fault.cause] : []), ...(step.ok ? [] : [step.refused])],
    next: call('resume'),
    data: { reason: fault.reason, detail: fault.detail },
  };
}
