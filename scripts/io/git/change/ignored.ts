/** What git ignores. */
import path from 'node:path';
import { storedPath } from '../../ground/workspace.js';
import { git, type Repository } from '../git.js';

/** Whether a new file at an absolute path would be part of a task's change: inside the work tree and not ignored. */
export async function isPartOfChange({ top, gitDir, commonDir }: Repository, file: string): Promise<boolean> {
  const isBelow = (dir: string): boolean =>
    !storedPath(dir, file).startsWith('..') && !path.isAbsolute(storedPath(dir, file));
  if (!isBelow(top) || isBelow(gitDir) || isBelow(commonDir)) return false;
  const { code } = await git(top, ['check-ignore', '--quiet', '--', file]);
  return code === 1;
}
