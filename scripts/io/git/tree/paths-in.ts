/** Which of some paths a tree holds. */
import type { Repository } from '../git.js';
import { partsOf, textOf } from '../paths.js';
import { readTrees } from '../store.js';

/** The paths that are files or folders of a tree; its root is one too. */
export async function pathsIn(
  repo: Repository,
  tree: string,
  files: readonly { stored: string }[],
): Promise<Set<string>> {
  const names = files.map(({ stored }) => stored).filter((stored) => stored !== '');
  if (names.length === 0) return new Set(['']);
  const listed = partsOf(await readTrees(repo, ['ls-tree', '-z', '--full-tree', '--name-only', tree, '--', ...names]));
  return new Set(['', ...listed.map(textOf)]);
}
