/**
 * What follows from Codex's review. The outcome is derived: an approval whose own evidence says otherwise is a
 * revision.
 */
import type { CtoReview, CtoTask } from '../../generated/types.js';
import { type CtoFault, fault, type JudgeCommand, taskFaults } from './faults.js';
import type { TrackedTask, Verified } from './model.js';

type Verdict = CtoReview['verdict'];

/** approve becomes revise when a task does not pass, or a verification command did not. */
export function outcomeOf({ verdict, task_reviews, revised_tasks }: CtoReview, verified: readonly Verified[]): Verdict {
  if (verdict !== 'approve') return verdict;
  const isShown = verified.length > 0 && verified.every(({ passed }) => passed);
  const isMet = task_reviews.every(({ status }) => status === 'pass') && revised_tasks.length === 0;
  return isShown && isMet ? 'approve' : 'revise';
}

/** What makes a review unusable: a task that it forgets, or a revision that gives nothing to do. */
export function reviewFaults(
  reply: CtoReview,
  tasks: readonly TrackedTask[],
  verified: readonly Verified[],
  judge: JudgeCommand,
): CtoFault[] {
  const named = reply.task_reviews.map(({ task_id }) => task_id);
  const unreviewed = tasks.filter(({ id }) => named.filter((name) => name === id).length !== 1);
  const unknown = named.filter((name) => !tasks.some(({ id }) => id === name));
  const isEmpty =
    reply.verdict === 'revise' &&
    reply.revised_tasks.length === 0 &&
    reply.task_reviews.every(({ status }) => status === 'pass') &&
    verified.every(({ passed }) => passed);
  return [
    ...unreviewed.map(({ id }) => fault('task-unreviewed', id)),
    ...unknown.map((id) => fault('task-unknown', id.slice(0, 60))),
    ...(isEmpty ? [fault('nothing-to-revise', '')] : []),
    ...repeated(reply.revised_tasks),
    ...taskFaults(mergedTasks(tasks, reply), judge),
  ];
}

const repeated = (tasks: readonly CtoTask[]): CtoFault[] =>
  tasks
    .filter(({ id }, index) => tasks.findIndex((task) => task.id === id) !== index)
    .map(({ id }) => fault('id-duplicate', id));

/** The tasks after a review: those that did not pass are open again, revised ones replace theirs or follow. */
export function mergedTasks(tasks: readonly TrackedTask[], reply: CtoReview): TrackedTask[] {
  const revised = (id: string): CtoTask | undefined => reply.revised_tasks.find((task) => task.id === id);
  const kept = tasks.map((task) => {
    const review = reply.task_reviews.find(({ task_id }) => task_id === task.id) ?? null;
    const isOpen = revised(task.id) !== undefined || (review !== null && review.status !== 'pass');
    return { ...task, ...revised(task.id), review, ...(isOpen ? { outcome: null, note: '' } : {}) };
  });
  const added = reply.revised_tasks.filter((one) => revised(one.id) === one && !tasks.some(({ id }) => id === one.id));
  return [...kept, ...added.map(tracked)];
}

/** A new task. */
export const tracked = (task: CtoTask): TrackedTask => ({ ...task, outcome: null, note: '', review: null });
