/** Whether what was committed after an acceptance is what was approved. */

import { committedDifference, committedTree } from './diff.js';
import { git, type Repository } from './git.js';
import { readObjects } from './objects.js';
import type { Owned } from './owned.js';

export interface Committed {
  /** The commit that holds the approved tree, or comes closest to it. */
  commit: string;
  /** The paths in which it differs from the approved tree; [] when equal. */
  paths: string[];
  /** False where the approved tree is gone (private objects are dropped after a task), so that `paths` says nothing. */
  comparable: boolean;
}

/** How many commits after an acceptance are looked at. */
const LOOKED_AT = 10;

/**
 * Compares the commits made since an acceptance with the approved tree: one of them should be it.
 *
 * @param approvedTree a tree's id; since: HEAD when it was accepted
 * @returns the first commit that is equal, else the one with the fewest differing paths; null when nothing was
 *   committed
 */
export async function committedSince(
  repo: Repository,
  owned: Owned,
  approvedTree: string,
  since: string,
): Promise<Committed | null> {
  if (repo.head === null || repo.head === since) return null;
  const found = await git(repo.top, ['rev-list', '--first-parent', '--reverse', `${since}..${repo.head}`]);
  // Where `since` is gone (another branch, a shallow clone), HEAD alone is looked at.
  const commits =
    found.code === 0 ? found.stdout.toString('utf8').split('\n').filter(Boolean).slice(0, LOOKED_AT) : [repo.head];
  const isThere = (await readObjects(repo, [approvedTree]))[0] != null;
  let closest: Committed | null = null;
  for (const commit of commits) {
    if ((await committedTree(repo, commit, owned)) === approvedTree) return { commit, paths: [], comparable: true };
    const paths = isThere ? await committedDifference({ ...repo, head: commit }, owned, approvedTree) : [];
    if (closest === null || paths.length < closest.paths.length) closest = { commit, paths, comparable: isThere };
  }
  return closest;
}
