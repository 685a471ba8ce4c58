/** What of a work tree is ours and does not count as the user's content. */
import type { Repository } from './git.js';
import { applyEdits, type Edit, foldersAbove, nameIn, readObjects, writeBlob } from './objects.js';

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
 * @param treeish a tree or a commit; taking out twice changes nothing. changes: by path, made on the way
 * @returns the tree's id, readable through the private object directory
 */
export async function withoutOwned(
  repo: Repository,
  treeish: string,
  owned: Owned,
  changes: ReadonlyMap<string, Edit> = new Map<string, Edit>(),
): Promise<string> {
  const rewrites = Object.entries(owned.rewrite);
  const edits = new Map<string, Edit>([...changes, ...owned.paths.map((path) => [path, null] as const)]);
  const folders = foldersAbove([...edits.keys(), ...Object.keys(owned.rewrite)]);
  const found = await readObjects(repo, [
    ...folders.map((folder) => nameIn(treeish, folder)),
    ...rewrites.map(([path]) => presentName(treeish, path, changes.get(path))),
  ]);
  for (const [position, [path, normalise]] of rewrites.entries()) {
    const blob = found[folders.length + position];
    if (blob?.type !== 'blob') continue;
    const content = normalise(blob.content);
    if (content === null) edits.set(path, null);
    else if (!content.equals(blob.content))
      edits.set(path, withContent(changes.get(path), await writeBlob(repo, content)));
  }
  return applyEdits(repo, folders, found.slice(0, folders.length), edits);
}

/** Of what stands at a path when the change has been made; the folder's own name where that is no file. */
function presentName(treeish: string, path: string, change: Edit | undefined): string {
  if (change === undefined) return nameIn(treeish, path);
  return change !== null && 'mode' in change && change.mode.startsWith('100') ? change.oid : nameIn(treeish, '');
}

const withContent = (change: Edit | undefined, oid: string): Edit =>
  change && 'mode' in change ? { mode: change.mode, oid } : { file: oid };

/** What of ours lies below a folder, relative to it: for a submodule that holds the documents, say. */
export function ownedBelow(owned: Owned, folder: string): Owned {
  const below = (path: string): string[] => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []);
  return {
    paths: owned.paths.flatMap(below),
    rewrite: Object.fromEntries(
      Object.entries(owned.rewrite).flatMap(([path, normalise]) => below(path).map((name) => [name, normalise])),
    ),
  };
}
