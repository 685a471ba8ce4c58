/**
 * Failures of a turn of the client: the StopFailure hook appends them, and the next command turns them into
 * PAUSED_FOR_SYSTEM.
 */
import { fieldAt, jsonOf } from '../../core/json.js';
import { takeFailures } from '../../io/task/failures.js';
import type { Context } from '../context.js';
import { type OpenTask, record } from './place.js';

/** The detail in one line of the hook's input, for the reason of the pause. */
function detailOf(line: string): string | null {
  if (line.trim() === '') return null;
  // A line that was cut off when the client ended still means a failure.
  const value = jsonOf(line);
  const message = fieldAt(value, 'last_assistant_message') ?? fieldAt(value, 'error');
  return typeof message === 'string' ? message.slice(0, 300) : 'unknown failure';
}

/**
 * Records the failures that are waiting.
 *
 * @returns the task as it is afterwards
 */
export async function foldFailures(context: Context, task: OpenTask): Promise<OpenTask> {
  const taken = takeFailures(task.repository.gitDir);
  if (!taken) return task;
  const detail = taken.lines.map(detailOf).findLast((found) => found !== null);
  const step = detail ? record(context, task.place, { type: 'system-failed', detail }) : null;
  taken.discard();
  return foldFailures(context, step?.ok ? { ...task, state: step.state } : task);
}
