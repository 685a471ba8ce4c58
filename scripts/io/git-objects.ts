/** Objects by name: reads them, and makes a tree that differs from another in single entries. */
import { createHash } from 'node:crypto';
import { notice, Problem } from '../core/notices.js';
import type { Repository } from './git.js';
import { rawOf } from './git-paths.js';
import { readTrees } from './git-store.js';

export interface GitObject {
  oid: string;
  type: string;
  content: Buffer;
}

/**
 * Reads objects in one call.
 *
 * @param names raw, in any form that git knows (`<tree>:<path>`); without line breaks
 * @returns in the same order; null where there is no such object, or only a commit of another repository
 */
export async function readObjects(repo: Repository, names: string[]): Promise<(GitObject | null)[]> {
  const input = Buffer.from(names.map((name) => `${name}\n`).join(''), 'latin1');
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

/** Writes a blob into the private object directory; its content is taken as it is. */
export async function writeBlob(repo: Repository, content: Buffer): Promise<string> {
  return (await readTrees(repo, ['hash-object', '-w', '--stdin'], { input: content })).toString('latin1').trim();
}

/** What an entry becomes: a regular file with another content, a folder (new ones too), or nothing. */
export type Edit = { file: string } | { folder: string } | null;

/**
 * The tree with some entries replaced or left out; a folder that becomes empty goes with its last entry.
 *
 * @param treeish a tree or a commit; edits: by path (text); one that names nothing changes nothing
 * @returns the tree's id
 */
export async function editedTree(repo: Repository, treeish: string, edits: ReadonlyMap<string, Edit>): Promise<string> {
  const folders = foldersAbove([...edits.keys()]);
  return applyEdits(repo, folders, await readObjects(repo, folders.map((folder) => nameIn(treeish, folder))), edits);
}

/** How git names what stands at a path (text) of a tree. */
export const nameIn = (treeish: string, path: string): string => `${treeish}:${rawOf(path)}`;

/**
 * As editedTree, for a caller that has read the trees.
 *
 * @param folders from foldersAbove; trees: what stands there, in the same order
 */
export async function applyEdits(repo: Repository, folders: string[], trees: (GitObject | null)[], edits: ReadonlyMap<string, Edit>): Promise<string> {
  const pending = new Map(edits);
  const drafts: Entry[][] = [];
  for (const [position, folder] of folders.entries()) {
    const tree = trees[position];
    const entries = editedEntries(tree?.type === 'tree' ? entriesOf(tree) : [], folder, pending);
    if (entries === null) continue;
    drafts.push(entries);
    pending.set(folder, entries.length > 0 || folder === '' ? { folder: oidOf(entries, repo.format) } : null);
  }
  await writeTrees(repo, drafts);
  const root = pending.get('');
  if (root !== undefined && root !== null && 'folder' in root) return root.folder;
  const unchanged = trees[folders.length - 1];
  if (!unchanged) throw new Problem(notice('git-failed', { command: 'git cat-file', detail: 'the tree cannot be read' }));
  return unchanged.oid;
}

/** The folders that hold the paths, and theirs, deepest first; the root is '' and comes last. */
export function foldersAbove(paths: string[]): string[] {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) folders.add(path.slice(0, slash));
  }
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  return [...folders].sort((a, b) => depth(b) - depth(a));
}

interface Entry {
  /** As a tree object spells it: 100644, 100755, 120000, 160000, 40000. */
  mode: string;
  name: string;
  oid: string;
}

function entriesOf(tree: GitObject): Entry[] {
  const entries: Entry[] = [];
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

/** null when no edit applies. */
function editedEntries(entries: Entry[], folder: string, edits: ReadonlyMap<string, Edit>): Entry[] | null {
  const left = new Map<string, Edit>([...edits].flatMap(([path, edit]) => (path !== '' && parentOf(path) === folder ? [[rawOf(path.slice(path.lastIndexOf('/') + 1)), edit] as const] : [])));
  const edited = entries.flatMap((entry) => {
    const edit = left.get(entry.name);
    left.delete(entry.name);
    if (edit === undefined) return [entry];
    if (edit === null) return [];
    if ('folder' in edit) return [{ ...entry, mode: '40000', oid: edit.folder }];
    return [entry.mode.startsWith('100') ? { ...entry, oid: edit.file } : entry];
  });
  for (const [name, edit] of left) {
    if (edit !== null && 'folder' in edit) edited.push({ mode: '40000', name, oid: edit.folder });
  }
  const isSame = edited.length === entries.length && edited.every((entry, i) => entry.oid === entries[i]?.oid);
  return isSame ? null : edited.sort(inTreeOrder);
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** git sorts a folder as if its name ended in a slash. */
function inTreeOrder(a: Entry, b: Entry): number {
  const key = (entry: Entry): string => (entry.mode === '40000' ? `${entry.name}/` : entry.name);
  return key(a) < key(b) ? -1 : 1;
}

function oidOf(entries: Entry[], format: Repository['format']): string {
  const content = Buffer.concat(entries.map(({ mode, name, oid }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(oid, 'hex')])));
  return createHash(format).update(`tree ${content.length}\0`).update(content).digest('hex');
}

/** One call for all of them: an id is known before its tree is written, so a parent need not wait. */
async function writeTrees(repo: Repository, trees: Entry[][]): Promise<void> {
  if (trees.length === 0) return;
  const typeOf = (mode: string): string => (mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob');
  const lines = trees.map((entries) => `${entries.map(({ mode, name, oid }) => `${mode} ${typeOf(mode)} ${oid}\t${name}\0`).join('')}\0`);
  await readTrees(repo, ['mktree', '-z', '--missing', '--batch'], { input: Buffer.from(lines.join(''), 'latin1') });
}
