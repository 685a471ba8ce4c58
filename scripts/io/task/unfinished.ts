/** The tasks of a work tree that have not ended, found by their ledgers and not only by the pointer to one of them. */
import type { Notice } from '../../core/say/notices.js';
import { Problem } from '../../core/say/notices.js';
import { isTerminal, type Status } from '../../core/task/model.js';
import type { Repository } from '../git/git.js';
import { copiedFrom } from './copies.js';
import { activeTask, beginningOf, listTasks, readTask, type TaskPlace } from './store.js';

export interface UnfinishedTask {
  task: string;
  /** null where the ledger cannot be believed; then `problem` says why. */
  status: Status | null;
  problem: Notice | null;
}

/**
 * Every unfinished task of this work tree, oldest first: its ledger names it, or the pointer leads to one that was
 * begun where the project was before it was moved. A ledger that cannot be believed counts as unfinished, and so does
 * one whose first line does not say which work tree it is of.
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
      return [{ task, status: reading.state.status, problem: null }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [{ task, status: null, problem: error.notice }];
    }
  });
}
