/**
 * Failures of the client's turn: appended by the StopFailure hook, folded into PAUSED_FOR_SYSTEM by the next call of
 * anything.
 */
import { fieldAt, jsonOf } from '../../core/json.js';
import { takeFailures } from '../../io/task/failures.js';
import type { Context } from '../context.js';
import { type OpenTask, record } from './place.js';

/** What one line of the hook's input says, for the pause's reason. */
function detailOf(line: string): string | null {
  if (line.trim() === '') return null;
  // A line that was cut off when the client ended is a failure all the same.
  const value = jsonOf(line);
  const message = fieldAt(value, 'last_assistant_message') ?? fieldAt(value, 'error');
  return typeof message === 'string' ? message.slice(0, 300) : 'unknown failure';
}

/** Out: the task as it stands after what waited to be recorded. */
export async function foldFailures(context: Context, task: OpenTask): Promise<OpenTask> {
  const taken = takeFailures(task.repository.gitDir);
  if (!taken) return task;
  const detail = taken.lines.map(detailOf).findLast((found) => found !== null);
  const step = detail ? record(context, task.place, { type: 'system-failed', detail }) : null;
  taken.discard();
  return step?.ok ? { ...task, state: step.state } : task;
}
