/** Finds the tasks of a work tree that have not ended, by their ledgers and not only by the pointer to one of them. */
import type { Notice } from '../../core/say/notices.js';
import { Problem } from '../../core/say/notices.js';
import { isTerminal, type Status } from '../../core/task/model.js';
import type { Repository } from '../git/git.js';
import { copiedFrom } from './copies.js';
import { activeTask, beginningOf, listTasks, readTask, type TaskPlace } from './store.js';

export interface UnfinishedTask {
  task: string;
  /** null when the ledger cannot be believed; `problem` then says why. */
  status: Status | null;
  /** The project's folder in the work tree; undefined where the ledger does not say. */
  part: string | undefined;
  problem: Notice | null;
}

/**
 * Every unfinished task of this work tree, oldest first: a task whose ledger names it, or one to which the pointer
 * leads and that began before the project was moved. A ledger that cannot be believed counts as unfinished, and so does
 * one whose first line names no work tree.
 *
 * @param place where ledgers are; its `task` is not used
 */
export function unfinishedTasks(place: Omit<TaskPlace, 'task'>, repository: Repository): UnfinishedTask[] {
  const { gitDir, commonDir, top } = repository;
  const active = activeTask(gitDir, commonDir, top);
  return listTasks(commonDir).flatMap((task): UnfinishedTask[] => {
    const { workTree: named } = beginningOf(commonDir, task);
    const isOwn = named === null || named === top || (task === active && copiedFrom(repository, task, named) === null);
    if (!isOwn) return [];
    try {
      const reading = readTask({ ...place, task });
      if (reading === null || isTerminal(reading.state.status)) return [];
      const { status, part } = reading.state;
      return [{ task, status, part, problem: null }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [{ task, status: null, part: undefined, problem: error.notice }];
    }
  });
}
