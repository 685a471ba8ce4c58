/** Commits a folder to a branch of its own, without a checkout: the branch holds what was built, and nothing else. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The branch that holds the built plugin, and is the marketplace. */
export const BRANCH = 'release';

export interface Released {
  commit: string;
  /** Whether the branch already held these files. */
  isSame: boolean;
}

/** @throws Error when git fails */
async function git(repository: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await run('git', ['-C', repository, ...args], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return stdout.trim();
}

/** The commit at a name; null when there is none. */
async function commitAt(repository: string, name: string): Promise<string | null> {
  try {
    return await git(repository, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  } catch (error) {
    // With --quiet, git says by its exit code alone that the name is unknown.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  }
}

/** The files of the work tree that differ from HEAD, or are unknown to git. */
export const uncommitted = async (repository: string): Promise<string[]> =>
  (await git(repository, ['status', '--porcelain'])).split('\n').filter(Boolean);

/** Names a folder's files as a git tree. No filter, ignore file or line end of the machine changes them. */
async function treeOf(repository: string, folder: string): Promise<string> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'cccc-release-'));
  const env = { GIT_INDEX_FILE: path.join(scratch, 'index') };
  const plain = ['-c', 'core.autocrlf=false', '-c', 'core.excludesFile=', '--work-tree', folder];
  try {
    await git(repository, [...plain, 'add', '--all', '--force', '.'], env);
    return await git(repository, ['write-tree'], env);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether the branch holds exactly the folder's files; null when there is no such branch. */
export async function holds(repository: string, branch: string, folder: string): Promise<boolean | null> {
  const tip = await commitAt(repository, `refs/heads/${branch}`);
  if (tip === null) return null;
  return (await git(repository, ['rev-parse', `${tip}^{tree}`])) === (await treeOf(repository, folder));
}

/**
 * Commits the folder on top of the branch, which is made if there is none. Author and times are those of the commit
 * that was built, so that the same sources on the same branch give the same commit.
 */
export async function commitFolder(
  repository: string,
  branch: string,
  folder: string,
  title: (source: string) => string,
): Promise<Released> {
  const [tip, tree] = await Promise.all([commitAt(repository, `refs/heads/${branch}`), treeOf(repository, folder)]);
  if (tip !== null && (await git(repository, ['rev-parse', `${tip}^{tree}`])) === tree)
    return { commit: tip, isSame: true };
  const source = await git(repository, ['rev-parse', 'HEAD']);
  const [name = '', email = '', date = ''] = (
    await git(repository, ['show', '--no-patch', '--format=%an%n%ae%n%aI', source])
  ).split('\n');
  const env = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
  const parents = tip === null ? [] : ['-p', tip];
  const commit = await git(repository, ['commit-tree', tree, ...parents, '-m', title(source)], env);
  await git(repository, ['update-ref', `refs/heads/${branch}`, commit, tip ?? '0'.repeat(commit.length)]);
  return { commit, isSame: false };
}
