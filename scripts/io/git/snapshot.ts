/**
 * A kept copy of a tree for a reader. It is updated in place, and complete no matter what happened to it in between
 * (docs/facts/git.md, snapshot).
 */
import { lstat, mkdir, rm } from 'node:fs/promises';
import { Problem } from '../../core/say/notices.js';
import { isMissing } from '../ground/files.js';
import { gitProblem } from './call/failure.js';
import { emptyTree } from './diff.js';
import { git, type Repository } from './git.js';
import { bytesOf, listOf, partsOf, textOf } from './paths.js';
import { bareEnvironment, makeBareDirectory, openStore, readTrees } from './store.js';
import { type Run, statOf } from './tree/scan.js';

export type LeaveOut = (path: string) => boolean;

/**
 * Makes a folder hold exactly the content of a tree. Symbolic links become small text files, so that nothing leads out
 * of the copy. Filters and line-end rules are not applied, and submodules are left out (see withNested). Anything that
 * was changed, added or removed in the folder is undone.
 *
 * @param dir an absolute path; its git directory is `<dir>.git` next to it, so that the copy is not a repository. Only
 * one caller at a time.
 *
 * @param leaveOut says which paths are left out of the copy; the tree and its digest do not change
 */
export async function materialise(
  repo: Repository,
  tree: string,
  dir: string,
  leaveOut: LeaveOut = () => false,
): Promise<void> {
  await openStore(repo);
  // If the folder were a link, the cleanup would delete files in a real folder of the user.
  if (await isLink(dir)) await rm(dir);
  try {
    await bringTo(repo, tree, dir, leaveOut);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The cause may be a lock or an incomplete index of a killed process, or a blob that a partial clone has not
    // fetched yet. One new start helps.
    await dropSnapshot(dir);
    await fetchBlobs(repo, tree);
    await bringTo(repo, tree, dir, leaveOut);
  }
}

/** Makes git fetch everything that a partial clone lacks in one step, by counting the lines of every file. */
export async function fetchBlobs(repo: Repository, tree: string): Promise<void> {
  await readTrees(repo, ['diff-tree', '-r', '--numstat', '--no-renames', await emptyTree(repo), tree]);
}

/** Removes a copy and its git directory. */
export async function dropSnapshot(dir: string): Promise<void> {
  await Promise.all([dir, gitDirOf(dir)].map((name) => rm(name, { recursive: true, force: true })));
}

const gitDirOf = (dir: string): string => `${dir}.git`;

/**
 * Brings the folder to a tree. It cleans up before reading the tree, because a file reached through a planted link
 * would otherwise count as unchanged.
 */
async function bringTo(repo: Repository, tree: string, dir: string, leaveOut: LeaveOut): Promise<void> {
  await mkdir(dir, { recursive: true });
  await makeBareDirectory(gitDirOf(dir), repo.format);
  const run = runOn(repo, dir);
  await removeRepositories(
    dir,
    (await entriesOf(run)).map(({ raw }) => raw),
  );
  // With -f given twice, git also removes a repository that was made inside the copy.
  await run(['clean', '-ffdxq']);
  await run(['read-tree', '--reset', '-u', tree]);
  const unwanted = (await entriesOf(run))
    .filter(({ mode, raw }) => mode === '160000' || leaveOut(textOf(raw)))
    .map(({ raw }) => raw);
  if (unwanted.length === 0) return;
  await run(['update-index', '-z', '--force-remove', '--stdin'], listOf(unwanted));
  await run(['clean', '-ffdxq']);
}

function runOn(repo: Repository, dir: string): Run {
  const env = { ...bareEnvironment(repo, gitDirOf(dir)), GIT_WORK_TREE: dir };
  const settings = ['-c', 'core.bare=false', '-c', 'core.symlinks=false', '-c', 'core.longPaths=true'];
  return async (args, input) => {
    const result = await git(dir, [...settings, ...args], { env, ...(input === undefined ? {} : { input }) });
    if (result.code !== 0) throw gitProblem(args, result);
    return result.stdout;
  };
}

async function entriesOf(run: Run): Promise<{ mode: string; raw: string }[]> {
  const listed = partsOf(await run(['ls-files', '-s', '-z']));
  return listed.map((entry) => ({ mode: entry.slice(0, 6), raw: entry.slice(entry.indexOf('\t') + 1) }));
}

/**
 * Removes repositories inside the copy. git clean skips a .git in the root and in folders with files of the tree. No
 * link is followed.
 */
export async function removeRepositories(dir: string, raws: string[]): Promise<void> {
  const folders = new Set(['']);
  for (const raw of raws) {
    for (
      let slash = raw.lastIndexOf('/');
      slash > 0 && !folders.has(raw.slice(0, slash));
      slash = raw.lastIndexOf('/', slash - 1)
    )
      folders.add(raw.slice(0, slash));
  }
  const place = { top: dir };
  const real = new Set(['']);
  for (const folder of [...folders].sort()) {
    const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    if (folder !== '' && real.has(parent) && statOf(place, folder)?.isDirectory()) real.add(folder);
    const inside = folder === '' ? '.git' : `${folder}/.git`;
    if (real.has(folder) && statOf(place, inside) !== null)
      await rm(bytesOf(dir, inside), { recursive: true, force: true });
  }
}

async function isLink(dir: string): Promise<boolean> {
  try {
    return (await lstat(dir)).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
