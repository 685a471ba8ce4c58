/** All tasks of a repository, read from their ledgers without writing. */
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { type Ending, riskName, stopName } from '../../../core/task/views/ending.js';
import { historyOf, summaryOf, type TaskHistory, type TaskSummary } from '../../../core/task/views/history.js';
import { activeTask, listTasks, readTask, type TaskReading } from '../../../io/task/store.js';
import type { Project } from '../place.js';

/** One task of the list: the content of its ledger, or why the ledger cannot be believed. */
export type ListedTask =
  | { task: string; active: boolean; summary: TaskSummary; problem: null }
  | { task: string; active: boolean; summary: null; problem: Notice };

/** Every task of the repository, including those of its other work trees, newest first. */
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
  // A task's id begins with the time at which the task started.
  return found.sort((a, b) => (a.task < b.task ? 1 : -1));
}

/**
 * The tasks whose id begins or ends with the given text.
 *
 * @param given null: the task of this work tree, otherwise the newest one
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

/**
 * One task with its milestones and reviews; null when it has no ledger.
 *
 * @throws Problem with whatever is wrong with the ledger
 */
export function readHistory(project: Project, task: string): { history: TaskHistory; reading: TaskReading } | null {
  const reading = readOne(project, task);
  return reading && { history: historyOf(reading.state, reading.entries), reading };
}

function readOne({ repository, paths, stateDir }: Project, task: string): TaskReading | null {
  const { gitDir, commonDir } = repository;
  return readTask({ project: paths.project, gitDir, commonDir, stateDir, task });
}

/** Names what was not done, or was done without a pass, so that the end of a task does not hide it. */
export function endingNotices({
  not_done: notDone,
  risks,
  recorded_risks: recorded,
  overridden,
  stopped,
}: Ending): Notice[] {
  return [
    ...(notDone.length > 0 ? [notice('milestones-not-done', { milestones: notDone })] : []),
    ...(risks.length > 0
      ? [notice('risks-accepted', { count: risks.length, names: risks.map(riskName).join('; ') })]
      : []),
    ...(recorded.length > 0
      ? [notice('risks-recorded', { count: recorded.length, names: recorded.map(({ risk }) => risk).join('; ') })]
      : []),
    ...(overridden.length > 0 ? [notice('risks-overridden', { gates: overridden.join(', ') })] : []),
    ...(stopped.length > 0 ? [notice('verdicts-stopped', { names: stopped.map(stopName).join(', ') })] : []),
  ];
}
