/** Follows a base that a merge, rebase or pull moved, so that upstream's changes are left out of the review. */
import { type Notice, notice } from '../../core/say/notices.js';
import { type BaseObservation, rebasedTree } from '../../io/git/base.js';
import { committedTree } from '../../io/git/diff.js';
import { pinCommit } from '../../io/git/git.js';
import { readTask } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { ownedPaths } from './owned.js';
import { type OpenTask, record } from './place.js';
import { baseLost, observeTaskBase, unconfirmedNotices } from './upstream.js';

export type Followed = { ok: true; task: OpenTask; notices: Notice[] } | { ok: false; refused: Notice };

/**
 * Moves the task to its new base if there is one. Commits from elsewhere that nobody confirmed are named and reviewed.
 *
 * @returns the task with its ledger read again; refused when HEAD no longer contains the base
 */
export async function followBase(context: Context, task: OpenTask): Promise<Followed> {
  const seen = await observeTaskBase(task);
  switch (seen.kind) {
    case 'same':
      return { ok: true, task, notices: [] };
    case 'advanced':
      return { ok: true, task, notices: unconfirmedNotices(seen) };
    case 'lost':
      return { ok: false, refused: unconfirmedNotices(seen)[0] ?? baseLost(task, seen) };
    case 'moved':
      return moveBase(context, task, seen);
    default:
      return seen satisfies never;
  }
}

async function moveBase(
  context: Context,
  task: OpenTask,
  seen: Extract<BaseObservation, { kind: 'moved' }>,
): Promise<Followed> {
  const { repository, state } = task;
  const { present } = state.origin;
  const [base, milestoneBase, presentThere] = await Promise.all([
    carried(task, seen.newBase, state.base.tree_id),
    carried(task, seen.newBase, state.milestones.base.tree_id),
    present === null ? null : carried(task, seen.newBase, present.tree_id),
  ]);
  const step = record(context, task.place, {
    type: 'base-moved',
    base: { commit: seen.newBase, ...base },
    milestone_base: milestoneBase,
    head_commit: repository.head ?? seen.newBase,
    present: presentThere,
    left_out: seen.leftOut,
  });
  if (!step.ok) return { ok: false, refused: step.refused };
  await pinCommit(repository, task.place.task, seen.newBase);
  const moved = notice('base-followed', { base: seen.newBase.slice(0, 12), left_out: seen.leftOut.length });
  return {
    ok: true,
    task: { ...task, reading: readTask(task.place) ?? task.reading, state: step.state },
    notices: [moved, ...unconfirmedNotices(seen)],
  };
}

/**
 * A tree of the task, carried over to the new base. If that is impossible, the new base's own tree is used: then more
 * is reviewed, never less.
 */
async function carried(task: OpenTask, newBase: string, tree: string): Promise<{ tree: string; tree_id: string }> {
  const owned = ownedPaths(task.repository, task.paths);
  const id =
    (await rebasedTree(task.repository, owned, task.state.base.commit, newBase, tree)) ??
    (await committedTree(task.repository, newBase, owned));
  return { tree: `tree/v1:${id}`, tree_id: id };
}
