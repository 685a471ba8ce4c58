/** The tasks of a work tree that have not ended, found by their ledgers and not by the pointer to one of them. */
import type { Notice } from '../../core/say/notices.js';
import { Problem } from '../../core/say/notices.js';
import { isTerminal, type Status } from '../../core/task/model.js';
import { firstWorkTree, listTasks, readTask, type TaskPlace } from './store.js';

export interface UnfinishedTask {
  task: string;
  /** null where the ledger cannot be believed; then `problem` says why. */
  status: Status | null;
  problem: Notice | null;
}

/**
 * Every unfinished task whose ledger names this work tree, oldest first. A ledger that cannot be believed counts as
 * unfinished, and so does one whose first line does not say which work tree it is of.
 *
 * @param place where ledgers are; its `task` is not used
 */
export function unfinishedTasks(place: Omit<TaskPlace, 'task'>, workTree: string): UnfinishedTask[] {
  return listTasks(place.commonDir).flatMap((task): UnfinishedTask[] => {
    const named = firstWorkTree(place.commonDir, task);
    if (named !== null && named !== workTree) return [];
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
