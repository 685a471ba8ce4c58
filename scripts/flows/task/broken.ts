/** A task whose ledger cannot be believed: how it is found, and how it is moved out of the way. */
import { setTaskAside } from '../../io/task/set-aside.js';
import { activeTask } from '../../io/task/store.js';
import { type UnfinishedTask, unfinishedTasks } from '../../io/task/unfinished.js';
import type { Context } from '../context.js';
import { leftAside } from './origin.js';
import type { Project } from './place.js';

/** The task of this work tree whose ledger cannot be believed, if no other task is open: it blocks `start`. */
export function unreadableTask({ repository, paths, stateDir }: Project): UnfinishedTask | null {
  const { gitDir, commonDir } = repository;
  const found = unfinishedTasks({ project: paths.project, gitDir, commonDir, stateDir }, repository);
  return found.every(({ problem }) => problem !== null) ? (found[0] ?? null) : null;
}

/**
 * Moves a task aside as a whole; nothing is deleted.
 *
 * @param broken its id; null for the task of this work tree
 * @returns the id, and where everything is kept
 */
export async function moveAside(
  context: Context,
  project: Project,
  broken: string | null,
): Promise<{ task: string; kept: string }> {
  const { repository } = project;
  const task = broken ?? activeTask(repository.gitDir, repository.commonDir, repository.top) ?? '';
  const kept = setTaskAside(repository, task, context.now(), await leftAside(project, task));
  return { task, kept };
}
