/** All tasks of a repository, read from their ledgers without writing. */
import { type Notice, Problem } from '../../core/say/notices.js';
import { historyOf, summaryOf, type TaskHistory, type TaskSummary } from '../../core/task/views/history.js';
import { activeTask, listTasks, readTask, type TaskReading } from '../../io/task/store.js';
import type { Project } from './place.js';

/** One task of the list: what its ledger tells, or why it cannot be believed. */
export type ListedTask =
  | { task: string; active: boolean; summary: TaskSummary; problem: null }
  | { task: string; active: boolean; summary: null; problem: Notice };

/** Every task of the repository, those of its other work trees included, newest first. */
export function listHistory(project: Project): ListedTask[] {
  const { gitDir, commonDir, top } = project.repository;
  const current = activeTask(gitDir, commonDir, top);
  const found = listTasks(commonDir).flatMap((task): ListedTask[] => {
    const active = task === current;
    try {
      const reading = readOne(project, task);
      if (reading === null) return [];
      return [{ task, active, summary: summaryOf(reading.state, reading.entries), problem: null }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [{ task, active, summary: null, problem: error.notice }];
    }
  });
  const startOf = ({ task, summary }: ListedTask): string => summary?.started_at ?? task;
  return found.sort((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
}

/**
 * The tasks whose name begins with what was given, or ends with it.
 *
 * @param given null: the task of this work tree, else the newest
 */
export function namedTasks(project: Project, given: string | null): string[] {
  const { gitDir, commonDir, top } = project.repository;
  const all = listTasks(commonDir);
  if (given === null) {
    const found = activeTask(gitDir, commonDir, top) ?? listHistory(project)[0]?.task ?? null;
    return found === null ? [] : [found];
  }
  if (all.includes(given)) return [given];
  return all.filter((task) => task.startsWith(given) || task.endsWith(given));
}

/** One task with its milestones and reviews; null where it has no ledger. Problems: whatever is wrong with the ledger. */
export function readHistory(project: Project, task: string): { history: TaskHistory; reading: TaskReading } | null {
  const reading = readOne(project, task);
  return reading && { history: historyOf(reading.state, reading.entries), reading };
}

function readOne({ repository, paths, stateDir }: Project, task: string): TaskReading | null {
  const { gitDir, commonDir } = repository;
  return readTask({ project: paths.project, gitDir, commonDir, stateDir, task });
}
