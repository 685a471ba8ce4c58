/** Reads objects by name, and makes trees that differ from another tree in single entries. */
import { createHash } from 'node:crypto';
import { notice, Problem } from '../../core/say/notices.js';
import type { Repository } from './git.js';
import { rawOf } from './paths.js';
import { isWritten, readTrees } from './store.js';

export interface GitObject {
  oid: string;
  type: string;
  content: Buffer;
}

/**
 * Reads objects in one call.
 *
 * @param names raw names in any form that git accepts (`<tree>:<path>`)
 * @returns in the same order; null when there is no such object, or only a commit of another repository
 */
export async function readObjects(repo: Repository, names: string[]): Promise<(GitObject | null)[]> {
  const askable = await Promise.all(names.map((name) => (name.includes('\n') ? idOf(repo, name) : name)));
  const input = Buffer.from(askable.map((name) => `${name}\n`).join(''), 'latin1');
  const answer = await readTrees(repo, ['cat-file', '--batch'], { input });
  let at = 0;
  return names.map(() => {
    const end = answer.indexOf('\n', at);
    const header = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(answer.toString('latin1', at, end));
    at = end + 1;
    if (header === null) return null;
    const [, oid = '', type = '', size = '0'] = header;
    const content = answer.subarray(at, at + Number(size));
    at += Number(size) + 1;
    return { oid, type, content };
  });
}

/**
 * The sizes of contents in bytes, in the order of the ids; null for anything that is not content: a missing object, or
 * a submodule's commit. It takes ids, because a name may contain a line break.
 */
export async function blobSizes(repo: Repository, ids: string[]): Promise<(number | null)[]> {
  const input = ids.map((id) => `${id}\n`).join('');
  const answers = (await readTrees(repo, ['cat-file', '--batch-check=%(objecttype) %(objectsize)'], { input }))
    .toString('latin1')
    .split('\n');
  return ids
    .map((_, index) => Number(/^blob (\d+)$/.exec(answers[index] ?? '')?.[1] ?? Number.NaN))
    .map((size) => (Number.isNaN(size) ? null : size));
}

/**
 * The object id of a name. A name with a line break cannot be passed to cat-file on a line of input, but as an
 * argument.
 */
async function idOf(repo: Repository, name: string): Promise<string> {
  const id = await readTrees(repo, ['rev-parse', '--verify', '--quiet', Buffer.from(name, 'latin1').toString('utf8')], {
    allowFail: true,
  });
  return id.toString('latin1').trim() || 'nothing';
}

/** Writes a blob into the private object directory, with exactly this content. */
export async function writeBlob(repo: Repository, content: Buffer): Promise<string> {
  return (await readTrees(repo, ['hash-object', '-w', '--stdin'], { input: content })).toString('latin1').trim();
}

/** An entry of a tree, with the mode as a tree object spells it: 100644, 100755, 120000, 160000, 40000. */
export interface Entry {
  mode: string;
  oid: string;
}

interface NamedEntry extends Entry {
  /** A raw name. */
  name: string;
}

/** The new value at a path: an entry, a folder, the same regular file with another blob, or nothing. */
export type Edit = Entry | { folder: string } | { file: string } | null;

/**
 * A copy of a tree with some entries replaced, added or removed. A folder that becomes empty is removed too.
 *
 * @param treeish a tree or a commit
 * @param edits by path (text)
 * @returns the tree's id
 */
export async function editedTree(repo: Repository, treeish: string, edits: ReadonlyMap<string, Edit>): Promise<string> {
  const folders = foldersAbove([...edits.keys()]);
  return applyEdits(
    repo,
    folders,
    await readObjects(
      repo,
      folders.map((folder) => nameIn(treeish, folder)),
    ),
    edits,
  );
}

/** git's name for the object at a path (text) of a tree. */
export const nameIn = (treeish: string, path: string): string => `${treeish}:${rawOf(path)}`;

/**
 * Like editedTree, for a caller that has already read the trees.
 *
 * @param folders the result of foldersAbove
 * @param trees the trees at these folders, in the same order
 */
export async function applyEdits(
  repo: Repository,
  folders: string[],
  trees: (GitObject | null)[],
  edits: ReadonlyMap<string, Edit>,
): Promise<string> {
  const root = trees[folders.length - 1];
  if (!root) throw new Problem(notice('git-failed', { command: 'git cat-file', detail: 'the tree cannot be read' }));
  const pending = byFolder(edits);
  const drafts: NamedEntry[][] = [];
  let made = root.oid;
  for (const [position, folder] of folders.entries()) {
    const tree = trees[position];
    const entries = editedEntries(
      tree?.type === 'tree' ? entriesOf(tree) : [],
      pending.get(folder) ?? new Map<string, Edit>(),
    );
    if (entries === null) continue;
    drafts.push(entries);
    made = oidOf(entries, repo.format);
    const [parent, name] = splitPath(folder);
    const siblings = pending.get(parent) ?? new Map<string, Edit>();
    // A file may have replaced the folder whose files were removed. The root, '', comes last and has no parent.
    if (!siblings.get(name)) pending.set(parent, siblings.set(name, entries.length > 0 ? { folder: made } : null));
  }
  await writeTrees(repo, drafts);
  return made;
}

/** Groups edits: folder (text) → name in it (raw) → edit. */
function byFolder(edits: ReadonlyMap<string, Edit>): Map<string, Map<string, Edit>> {
  const grouped = new Map<string, Map<string, Edit>>();
  for (const [path, edit] of edits) {
    const [folder, name] = splitPath(path);
    grouped.set(folder, (grouped.get(folder) ?? new Map<string, Edit>()).set(name, edit));
  }
  return grouped;
}

/** Splits a path into its folder (text) and its name (raw). */
function splitPath(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, slash)), rawOf(path.slice(slash + 1))];
}

/** All folders above the paths, deepest first; the root is '' and comes last. */
export function foldersAbove(paths: string[]): string[] {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
      folders.add(path.slice(0, slash));
  }
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  return [...folders].sort((a, b) => depth(b) - depth(a));
}

function entriesOf(tree: GitObject): NamedEntry[] {
  const entries: NamedEntry[] = [];
  for (let at = 0; at < tree.content.length; ) {
    const space = tree.content.indexOf(' ', at);
    const nul = tree.content.indexOf(0, space);
    const end = nul + 1 + tree.oid.length / 2;
    entries.push({
      mode: tree.content.toString('latin1', at, space),
      name: tree.content.toString('latin1', space + 1, nul),
      oid: tree.content.toString('hex', nul + 1, end),
    });
    at = end;
  }
  return entries;
}

/** The new entries of a folder; null when no edit changes anything. */
function editedEntries(entries: NamedEntry[], edits: ReadonlyMap<string, Edit>): NamedEntry[] | null {
  const left = new Map(edits);
  const edited = entries.flatMap((entry) => {
    const edit = left.get(entry.name);
    left.delete(entry.name);
    if (edit === undefined) return [entry];
    if (edit === null) return [];
    if ('file' in edit) return [entry.mode.startsWith('100') ? { ...entry, oid: edit.file } : entry];
    return [{ name: entry.name, ...entryFor(edit) }];
  });
  for (const [name, edit] of left) if (edit !== null && !('file' in edit)) edited.push({ name, ...entryFor(edit) });
  const isSame =
    edited.length === entries.length &&
    edited.every(
      ({ mode, oid, name }, i) => oid === entries[i]?.oid && mode === entries[i].mode && name === entries[i].name,
    );
  return isSame ? null : edited.sort(inTreeOrder);
}

const entryFor = (edit: Entry | { folder: string }): Entry =>
  'folder' in edit ? { mode: '40000', oid: edit.folder } : edit;

/** Sorts like git, which compares a folder's name as if it ended with a slash. */
function inTreeOrder(a: NamedEntry, b: NamedEntry): number {
  const key = (entry: NamedEntry): string => (entry.mode === '40000' ? `${entry.name}/` : entry.name);
  return key(a) < key(b) ? -1 : 1;
}

function oidOf(entries: NamedEntry[], format: Repository['format']): string {
  const content = Buffer.concat(
    entries.map(({ mode, name, oid }) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(oid, 'hex')]),
    ),
  );
  return createHash(format).update(`tree ${content.length}\0`).update(content).digest('hex');
}

/** Writes all trees in one call. An id is known before its tree is written, so parents need not wait. */
async function writeTrees(repo: Repository, trees: NamedEntry[][]): Promise<void> {
  const missing = trees.filter((entries) => !isWritten(repo, oidOf(entries, repo.format)));
  if (missing.length === 0) return;
  const typeOf = (mode: string): string => (mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob');
  const lines = missing.map(
    (entries) => `${entries.map(({ mode, name, oid }) => `${mode} ${typeOf(mode)} ${oid}\t${name}\0`).join('')}\0`,
  );
  await readTrees(repo, ['mktree', '-z', '--missing', '--batch'], { input: Buffer.from(lines.join(''), 'latin1') });
}
