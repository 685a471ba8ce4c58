/** Finds out whether a task came here with a copy of its project, in which case it belongs to the other work tree. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import type { Repository } from '../git/git.js';
import { isSystemError } from '../ground/files.js';
import { findWorkTree } from '../ground/hook.js';
import { ledgerPaths } from '../ground/workspace.js';

/**
 * The work tree that a task names, if this one is a copy of it; null when the task is this work tree's own, also after
 * the project was moved.
 *
 * @param named the work tree that the task's ledger names
 */
export function copiedFrom(repository: Repository, task: string, named: string): string | null {
  try {
    return isCopyOf(repository, task, named) ? named : null;
  } catch (error) {
    // A folder that cannot be examined does not exist for this user.
    if (isSystemError(error)) return null;
    throw error;
  }
}

function isCopyOf({ top, gitDir, commonDir }: Repository, task: string, named: string): boolean {
  if (named === top || !existsSync(named) || isSameFolder(named, top)) return false;
  const there = findWorkTree(named);
  if (there === null || there.top !== named) return false;
  // In the copied folder of a linked work tree, `.git` still names the first one's git directory.
  if (realpathSync(there.gitDir) === gitDir) return true;
  return realpathSync(there.commonDir) !== commonDir && existsSync(ledgerPaths(there.commonDir).ledger(task));
}

/** Whether two paths lead to the same folder, also through a link or a bind mount. */
function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
  return a.ino === b.ino && a.dev === b.dev;
}
