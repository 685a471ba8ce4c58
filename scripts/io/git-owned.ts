/** What of a work tree is ours and does not count as the user's content. */
import type { Repository } from './git.js';
import { applyEdits, foldersAbove, nameIn, readObjects, writeBlob, type Edit } from './git-objects.js';

export interface Owned {
  /** Files and folders left out; relative to the repository, forward slashes. */
  paths: string[];
  /** Files whose content is normalised before it is named; null leaves the file out. */
  rewrite: Record<string, (content: Buffer) => Buffer | null>;
}

/**
 * The tree as it is named: without what is ours. The same function serves the work tree and a commit, so that equal
 * content has one name wherever it stands.
 *
 * @param treeish a tree or a commit; taking out twice changes nothing
 * @returns the tree's id, readable through the private object directory
 */
export async function withoutOwned(repo: Repository, treeish: string, owned: Owned): Promise<string> {
  const rewrites = Object.entries(owned.rewrite);
  const folders = foldersAbove([...owned.paths, ...Object.keys(owned.rewrite)]);
  const found = await readObjects(repo, [...folders, ...Object.keys(owned.rewrite)].map((path) => nameIn(treeish, path)));
  const edits = new Map<string, Edit>(owned.paths.map((path) => [path, null]));
  for (const [position, [path, normalise]] of rewrites.entries()) {
    const blob = found[folders.length + position];
    if (blob?.type !== 'blob') continue;
    const content = normalise(blob.content);
    if (content === null) edits.set(path, null);
    else if (!content.equals(blob.content)) edits.set(path, { file: await writeBlob(repo, content) });
  }
  return applyEdits(repo, folders, found.slice(0, folders.length), edits);
}

/** What of ours lies below a folder, relative to it: for a submodule that holds the documents, say. */
export function ownedBelow(owned: Owned, folder: string): Owned {
  const below = (path: string): string[] => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []);
  return {
    paths: owned.paths.flatMap(below),
    rewrite: Object.fromEntries(Object.entries(owned.rewrite).flatMap(([path, normalise]) => below(path).map((name) => [name, normalise]))),
  };
}
