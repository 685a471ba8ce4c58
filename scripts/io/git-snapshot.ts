/**
 * A copy of a tree for a reader: kept, brought up to date in place, and whole whatever happened to it in between
 * (facts: git-trees, "A read-only copy of the reviewed tree").
 */
import { mkdir, rm } from 'node:fs/promises';
import { Problem } from '../core/notices.js';
import { git, gitProblem, type Repository } from './git.js';
import { listOf, partsOf } from './git-paths.js';
import { bareEnvironment, makeBareDirectory, openStore } from './git-store.js';

/**
 * Makes a folder hold exactly what a tree holds. Symbolic links come out as small text files, so that nothing leads
 * out of the copy; filters and line-end rules do not run; submodules are left out (see withNested). What somebody
 * changed, added or removed in the folder is undone.
 *
 * @param dir absolute; its git directory lies beside it as `<dir>.git`, so that the copy is not a repository. One
 *   caller at a time.
 */
export async function materialise(repo: Repository, tree: string, dir: string): Promise<void> {
  await openStore(repo);
  try {
    await bringTo(repo, tree, dir);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // A lock or half an index left by a killed process, or another repository's copy: begin anew, once.
    await dropSnapshot(dir);
    await bringTo(repo, tree, dir);
  }
}

const gitDirOf = (dir: string): string => `${dir}.git`;

/** Removes a copy and its git directory. */
export async function dropSnapshot(dir: string): Promise<void> {
  await Promise.all([dir, gitDirOf(dir)].map((name) => rm(name, { recursive: true, force: true })));
}

async function bringTo(repo: Repository, tree: string, dir: string): Promise<void> {
  const gitDir = gitDirOf(dir);
  await mkdir(dir, { recursive: true });
  await makeBareDirectory(gitDir, repo.format);
  const env = { ...bareEnvironment(repo, gitDir), GIT_WORK_TREE: dir };
  const run = async (args: string[], input?: Buffer): Promise<Buffer> => {
    const settings = ['-c', 'core.bare=false', '-c', 'core.symlinks=false', '-c', 'core.longPaths=true'];
    const result = await git(dir, [...settings, ...args], { env, ...(input === undefined ? {} : { input }) });
    if (result.code !== 0) throw gitProblem(args, result);
    return result.stdout;
  };
  await run(['read-tree', '--reset', '-u', tree]);
  const links = partsOf(await run(['ls-files', '-s', '-z'])).flatMap((entry) => (entry.startsWith('160000') ? [entry.slice(entry.indexOf('\t') + 1)] : []));
  if (links.length > 0) await run(['update-index', '-z', '--force-remove', '--stdin'], listOf(links));
  // Twice -f: a repository that somebody made inside the copy goes too.
  await run(['clean', '-ffdxq']);
}
