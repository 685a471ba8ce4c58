/** Whether a task came here with a copy of its project: then it is the other work tree's. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import type { Repository } from '../git/git.js';
import { isSystemError } from '../ground/files.js';
import { findWorkTree } from '../ground/hook.js';
import { ledgerPaths } from '../ground/workspace.js';

/**
 * The work tree that a task names, where this one is a copy of it; null where the task is this work tree's own, also
 * after the project was moved.
 *
 * @param named the work tree that the task's ledger names
 */
export function copiedFrom(repository: Repository, task: string, named: string): string | null {
  try {
    return isCopyOf(repository, task, named) ? named : null;
  } catch (error) {
    // What cannot be looked at is not there for this user.
    if (isSystemError(error)) return null;
    throw error;
  }
}

function isCopyOf({ top, gitDir, commonDir }: Repository, task: string, named: string): boolean {
  if (named === top || !existsSync(named) || isSameFolder(named, top)) return false;
  const there = findWorkTree(named);
  if (there === null || there.top !== named) return false;
  // A folder of a linked work tree that was copied names the git directory of the first.
  if (realpathSync(there.gitDir) === gitDir) return true;
  return realpathSync(there.commonDir) !== commonDir && existsSync(ledgerPaths(there.commonDir).ledger(task));
}

/** Also through a link or a bind mount. */
function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
  return a.ino === b.ino && a.dev === b.dev;
}
