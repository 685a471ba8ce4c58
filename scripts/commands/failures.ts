/** Failures of the client's turn: appended by the StopFailure hook, folded into PAUSED_FOR_SYSTEM by the next call of anything. */
import { renameSync, rmSync } from 'node:fs';
import { errorCode, readIfThere } from '../io/files.js';
import { failureFile } from '../io/workspace.js';
import type { Context } from './context.js';
import { record, type OpenTask } from './place.js';

/** What one line of the hook's input says, for the pause's reason. */
function detailOf(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line);
    const message = typeof value === 'object' && value !== null ? Reflect.get(value, 'last_assistant_message') ?? Reflect.get(value, 'error') : null;
    return typeof message === 'string' ? message.slice(0, 300) : 'unknown failure';
  } catch {
    // A line cut off by the end of the client is a failure all the same.
    return line.trim() === '' ? null : 'unknown failure';
  }
}

/** Takes the file away first, so that two readers do not fold it twice. */
export async function foldFailures(context: Context, task: OpenTask): Promise<OpenTask> {
  const file = failureFile(task.repository.gitDir);
  const taken = `${file}.${process.pid}`;
  try {
    renameSync(file, taken);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return task;
    throw error;
  }
  const detail = (readIfThere(taken) ?? '').split('\n').map(detailOf).findLast((found) => found !== null);
  const step = detail ? record(context, task.place, { type: 'system-failed', detail }) : null;
  rmSync(taken, { force: true });
  if (!step) return task;
  return step.ok ? { ...task, state: step.state } : task;
}
