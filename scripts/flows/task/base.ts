/** Follows a base that moved by merge, rebase or pull, so that upstream's changes are left out of what is reviewed. */
import { type Notice, notice } from '../../core/say/notices.js';
import { observeBase, rebasedTree } from '../../io/git/base.js';
import { committedTree } from '../../io/git/diff.js';
import { pinCommit } from '../../io/git/git.js';
import type { Context } from '../context.js';
import { ownedPaths } from './owned.js';
import { type OpenTask, record } from './place.js';

export type Followed = { ok: true; task: OpenTask; notices: Notice[] } | { ok: false; refused: Notice };

/**
 * In: the open task. Out: the task on its present base; refused when HEAD no longer has anything to do with the base.
 */
export async function followBase(context: Context, task: OpenTask): Promise<Followed> {
  const { repository, state } = task;
  const seen = await observeBase(repository, state.base.commit, state.head_commit);
  switch (seen.kind) {
    case 'same':
    case 'advanced':
      return { ok: true, task, notices: [] };
    case 'lost':
      return {
        ok: false,
        refused: notice('base-lost', { base: state.base.commit.slice(0, 12), branch: repository.branch ?? 'HEAD' }),
      };
    case 'moved': {
      const [base, milestoneBase] = await Promise.all([
        carried(task, seen.newBase, state.base.tree_id),
        carried(task, seen.newBase, state.milestones.base.tree_id),
      ]);
      const step = record(context, task.place, {
        type: 'base-moved',
        base: { commit: seen.newBase, ...base },
        milestone_base: milestoneBase,
        head_commit: repository.head ?? seen.newBase,
        left_out: seen.leftOut,
      });
      if (!step.ok) return { ok: false, refused: step.refused };
      await pinCommit(repository, task.place.task, seen.newBase);
      return {
        ok: true,
        task: { ...task, state: step.state },
        notices: [notice('base-followed', { base: seen.newBase.slice(0, 12), left_out: seen.leftOut.length })],
      };
    }
    default:
      return seen satisfies never;
  }
}

/**
 * A tree of the task on the new base; where it cannot be carried over, the new base's own: more is reviewed then, never
 * less.
 */
async function carried(task: OpenTask, newBase: string, tree: string): Promise<{ tree: string; tree_id: string }> {
  const owned = ownedPaths(task.repository, task.paths);
  const id =
    (await rebasedTree(task.repository, owned, task.state.base.commit, newBase, tree)) ??
    (await committedTree(task.repository, newBase, owned));
  return { tree: `tree/v1:${id}`, tree_id: id };
}
