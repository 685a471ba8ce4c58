/**
 * What a range of commits changes, from git's objects alone: no work tree, no filter and no attribute of the content is
 * read, and no name is followed.
 */
import { git, type Repository } from '../git.js';
import { blobSizes, readObjects } from '../objects.js';
import { partsOf, textOf } from '../paths.js';
import { readTrees } from '../store.js';

/** One changed path. A mode is as git writes it, zeros where there is nothing. */
export interface RawChange {
  path: string;
  before: { mode: string; oid: string };
  after: { mode: string; oid: string };
}

/** The changes between two commits below some folders or files; renames are a removal and an addition. */
export async function rawChanges(repo: Repository, from: string, to: string, below: string[]): Promise<RawChange[]> {
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--ignore-submodules=none', from, to];
  const parts = partsOf(await readTrees(repo, below.length === 0 ? args : [...args, '--', ...below]));
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [mode = '', newMode = '', before = '', after = ''] = (parts[at] ?? '').split(' ');
    const path = textOf(parts[at + 1] ?? '');
    changes.push({ path, before: { mode: mode.slice(1), oid: before }, after: { mode: newMode, oid: after } });
  }
  return changes;
}

/** The size of a content in bytes; null for anything else, or where it is not here. */
export const sizeOfBlob = async (repo: Repository, oid: string): Promise<number | null> =>
  (await blobSizes(repo, [oid]))[0] ?? null;

/** A content by its id; null where it is not here. */
export async function blobText(repo: Repository, oid: string): Promise<string | null> {
  const [found] = await readObjects(repo, [oid]);
  return found?.type === 'blob' ? found.content.toString('utf8') : null;
}

/** What lies at a path of a commit; null for nothing. */
export async function entryAt(repo: Repository, commit: string, path: string): Promise<RawChange['after'] | null> {
  const [line = ''] = partsOf(await readTrees(repo, ['ls-tree', '-z', '--full-tree', commit, '--', path]));
  const [mode, , oid] = line.slice(0, Math.max(0, line.indexOf('\t'))).split(' ');
  return mode === undefined || oid === undefined ? null : { mode, oid };
}

/** Whether any commit that a commit contains has touched a path. */
export async function wasEverIn(repo: Repository, commit: string, path: string): Promise<boolean> {
  const env = { GIT_LITERAL_PATHSPECS: '1' };
  const found = await git(repo.top, ['rev-list', '-1', commit, '--', path], { env });
  return found.code === 0 && found.stdout.length > 0;
}

/** The commits of the first-parent line from `from` (left out) to `to`, newest first. */
export async function lineOfCommits(repo: Repository, from: string, to: string, most: number): Promise<string[]> {
  const found = await git(repo.top, ['rev-list', '--first-parent', `--max-count=${most}`, to, `^${from}`]);
  return found.code === 0 ? found.stdout.toString('latin1').split('\n').filter(Boolean) : [];
}
