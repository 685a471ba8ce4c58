/** The files of a work tree that belong to the program and do not count as the user's content. */
import { createHash } from 'node:crypto';
import type { Repository } from './git.js';
import { applyEdits, type Edit, foldersAbove, nameIn, readObjects, writeBlob } from './objects.js';
import { partsOf, rawOf, textOf } from './paths.js';
import { readTrees } from './store.js';

export interface Owned {
  /** Files and folders that are left out whatever they contain; relative to the repository, with forward slashes. */
  paths: string[];
  /** Files whose content is normalised before it is hashed; null leaves the file out. */
  rewrite: Record<string, (content: Buffer) => Buffer | null>;
  /**
   * What is left out of a folder, by the name below it: with `true`, a file is left out because of its name alone; with
   * a list of contents, only if its content equals one of them. Everything else in the folder counts.
   */
  below?: Record<string, (name: string) => boolean | readonly Uint8Array[]>;
}

/**
 * The tree without the program's own files. The same function is used for the work tree and for commits, so that equal
 * content has the same digest everywhere.
 *
 * @param treeish a tree or a commit; applying this twice changes nothing
 * @param changes by path, applied on the way
 * @returns the tree's id, readable through the private object directory
 */
export async function withoutOwned(
  repo: Repository,
  treeish: string,
  owned: Owned,
  changes: ReadonlyMap<string, Edit> = new Map<string, Edit>(),
): Promise<string> {
  const rewrites = Object.entries(owned.rewrite);
  const own = await ownFiles(repo, treeish, owned, changes);
  const edits = new Map<string, Edit>([...changes, ...[...owned.paths, ...own].map((path) => [path, null] as const)]);
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

/**
 * Whether a file is left out because of its name alone.
 *
 * @param raw the name in git's raw form
 */
export function isOwnName(owned: Owned, raw: string): boolean {
  const path = textOf(raw);
  return Object.entries(owned.below ?? {}).some(
    ([folder, rule]) => path.startsWith(`${folder}/`) && rule(path.slice(folder.length + 1)) === true,
  );
}

/** The files below the folders of `below` that are left out. */
async function ownFiles(
  repo: Repository,
  treeish: string,
  owned: Owned,
  changes: ReadonlyMap<string, Edit>,
): Promise<string[]> {
  const folders = Object.entries(owned.below ?? {});
  if (folders.length === 0) return [];
  const present = await blobsBelow(repo, treeish, Object.keys(owned.below ?? {}));
  for (const [path, edit] of changes) {
    if (edit === null) present.delete(path);
    else if ('oid' in edit) present.set(path, edit);
  }
  const isOwn = (path: string, { mode, oid }: Blob): boolean =>
    folders.some(([folder, rule]) => {
      if (!path.startsWith(`${folder}/`) || !mode.startsWith('100')) return false;
      const verdict = rule(path.slice(folder.length + 1));
      return typeof verdict === 'boolean' ? verdict : verdict.some((content) => blobId(content, repo.format) === oid);
    });
  return [...present].filter(([path, blob]) => isOwn(path, blob)).map(([path]) => path);
}

interface Blob {
  mode: string;
  oid: string;
}

async function blobsBelow(repo: Repository, treeish: string, folders: string[]): Promise<Map<string, Blob>> {
  const names = folders.map((folder) => Buffer.from(rawOf(folder), 'latin1').toString('utf8'));
  const lines = partsOf(await readTrees(repo, ['ls-tree', '-r', '-z', '--full-tree', treeish, '--', ...names]));
  return new Map(
    lines.map((line) => {
      const [mode = '', , oid = ''] = line.slice(0, line.indexOf('\t')).split(' ');
      return [textOf(line.slice(line.indexOf('\t') + 1)), { mode, oid }];
    }),
  );
}

const ids = new WeakMap<Uint8Array, { format: Repository['format']; id: string }>();

/** The id that git gives to a content; the same bytes are compared with several trees. */
export function blobId(content: Uint8Array, format: Repository['format']): string {
  const known = ids.get(content);
  if (known?.format === format) return known.id;
  const id = createHash(format).update(`blob ${content.length}\0`).update(content).digest('hex');
  ids.set(content, { format, id });
  return id;
}

/** git's name for what is at a path after a change; the path's own name if the change puts no file there. */
function presentName(treeish: string, path: string, change: Edit | undefined): string {
  if (change === undefined) return nameIn(treeish, path);
  return change !== null && 'mode' in change && change.mode.startsWith('100') ? change.oid : nameIn(treeish, '');
}

const withContent = (change: Edit | undefined, oid: string): Edit =>
  change && 'mode' in change ? { mode: change.mode, oid } : { file: oid };

/** The program's own files below a folder, relative to it; for example for a submodule that holds the documents. */
export function ownedBelow(owned: Owned, folder: string): Owned {
  const prefix = `${folder}/`;
  const inside = <T>(entries: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([path, value]) =>
        path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [],
      ),
    );
  return {
    paths: owned.paths.flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])),
    rewrite: inside(owned.rewrite),
    below: inside(owned.below ?? {}),
  };
}
