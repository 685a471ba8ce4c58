/** Measures the size of a milestone's change. */
import { rebasedTree } from '../../io/git/base.js';
import { judgedDiff } from '../../io/git/change/contents.js';
import { generatedFiles } from '../../io/git/change/generated.js';
import { comparedWith, type Seen } from './observe.js';
import { ownedPaths } from './owned.js';
import type { OpenTask } from './place.js';
import { observeTaskBase } from './upstream.js';

/**
 * How much a milestone changes, for its limits. These do not count: content from before the task, commits that came
 * from elsewhere since, lock files, and files that the milestone's base declares as generated. All of them except lock
 * files are still reviewed.
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
  const diff = await judgedDiff(repository, compared.from, compared.to);
  const written = diff.files.filter(({ content }) => content !== 'lock');
  const generated = await generatedFiles(
    repository,
    state.milestones.base.tree_id,
    written.map(({ path }) => path),
  );
  const counted = written.filter(({ path }) => !generated.has(path));
  return { files: counted.length, lines: counted.reduce((sum, { added, removed }) => sum + added + removed, 0) };
}
