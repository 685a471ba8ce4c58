/** The user's own hooks: git runs them on the user's commits, never on this program's. */
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isSystemError } from '../../ground/files.js';
import { storedPath } from '../../ground/workspace.js';
import { type Repository, runGitBytes } from '../git.js';
import { partsOf, textOf } from '../paths.js';

/** The path, relative to the work tree, of a hook that git would run on the user's commits; null if there is none. */
export async function userHook(repo: Repository, name: string): Promise<string | null> {
  const file = path.join(await hooksFolder(repo), name);
  return isRunnable(file) ? storedPath(repo.top, file) : null;
}

/**
 * The folder of the user's hooks. git lists pairs of scope and "name\nvalue"; this program's own setting has the scope
 * "command".
 */
export async function hooksFolder(repo: Repository): Promise<string> {
  const listed = partsOf(await runGitBytes(repo, ['config', '--list', '--show-scope', '-z']));
  const set = listed.findLast(
    (setting, at) => at % 2 === 1 && listed[at - 1] !== 'command' && /^core\.hookspath\n/i.test(setting),
  );
  if (set === undefined) return path.join(repo.commonDir, 'hooks');
  return path.resolve(repo.top, textOf(set.slice(set.indexOf('\n') + 1)).replace(/^~(?=\/)/, homedir()));
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
