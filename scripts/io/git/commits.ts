/** Compares what was committed after an acceptance with what was approved. */

import { committedDifference, committedTree } from './diff.js';
import { git, type Repository } from './git.js';
import { readObjects } from './objects.js';
import type { Owned } from './owned.js';

export interface Committed {
  /** The commit that holds the approved tree, or comes closest to it. */
  commit: string;
  /** The paths in which it differs from the approved tree; [] when they are equal. */
  paths: string[];
  /**
   * False when the approved tree no longer exists (private objects are deleted after a task), so that `paths` means
   * nothing.
   */
  comparable: boolean;
}

/** How many commits after an acceptance are compared. */
const LOOKED_AT = 10;

/**
 * Compares the commits made since an acceptance with the approved tree, to which one of them should be equal.
 *
 * @param approvedTree a tree's id
 * @param since HEAD when the tree was accepted
 * @returns the first commit that is equal, otherwise the one with the fewest different paths; null when nothing was
 * committed
 */
export async function committedSince(
  repo: Repository,
  owned: Owned,
  approvedTree: string,
  since: string,
): Promise<Committed | null> {
  if (repo.head === null || repo.head === since) return null;
  const found = await git(repo.top, ['rev-list', '--first-parent', '--reverse', `${since}..${repo.head}`]);
  // If `since` no longer exists (another branch, a shallow clone), only HEAD is compared.
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
