/** Which tasks of a plan can be done now. */
import type { TrackedTask } from './model.js';

const isDone = (tasks: readonly TrackedTask[], id: string): boolean =>
  tasks.some((task) => task.id === id && task.outcome === 'done');

/** The dependencies of a task that are not done. */
export const missingOf = (tasks: readonly TrackedTask[], task: TrackedTask): string[] =>
  task.dependencies.filter((id) => !isDone(tasks, id));

/** The tasks without an outcome whose dependencies are all done, in the order of the plan. */
export const runnableTasks = (tasks: readonly TrackedTask[]): TrackedTask[] =>
  tasks.filter((task) => task.outcome === null && missingOf(tasks, task).length === 0);

/** The tasks without an outcome that wait for another one. */
export const waitingTasks = (tasks: readonly TrackedTask[]): TrackedTask[] =>
  tasks.filter((task) => task.outcome === null && missingOf(tasks, task).length > 0);
