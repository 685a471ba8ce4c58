/** The size of a milestone's change. */
import { rebasedTree } from '../../io/git/base.js';
import { diffTrees } from '../../io/git/diff.js';
import { comparedWith, type Seen } from './observe.js';
import { ownedPaths } from './owned.js';
import type { OpenTask } from './place.js';
import { observeTaskBase } from './upstream.js';

/**
 * How much a milestone changes, for its limits: neither what was there before the task nor what came from elsewhere
 * since counts, though both are reviewed.
 */
export async function changeSize(task: OpenTask, seen: Seen): Promise<{ files: number; lines: number }> {
  const { state, repository, paths } = task;
  const isFirst = state.milestones.completed.length === 0;
  const from = (isFirst ? state.origin.present?.tree_id : null) ?? state.milestones.base.tree_id;
  const observed = await observeTaskBase(task);
  const foreign = observed.kind === 'same' ? null : observed.unconfirmed;
  const carriedOver =
    foreign && (await rebasedTree(repository, ownedPaths(repository, paths), state.base.commit, foreign.base, from));
  const compared = await comparedWith(task, carriedOver ?? from, seen);
  const diff = await diffTrees(repository, compared.from, compared.to);
  return { files: diff.files.length, lines: diff.lines };
}
