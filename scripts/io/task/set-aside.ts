/** Moves a task whose ledger cannot be believed out of the way, so that another can start; nothing is deleted. */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Repository } from '../git/git.js';
import { isMissing } from '../ground/files.js';
import { activeTaskFile, ledgerPaths } from '../ground/workspace.js';

/**
 * Moves the task's folder and the pointer to it. Both have to go: without the pointer, the ledgers are asked whose
 * work tree this is.
 *
 * @param now ISO time; names the folder, so that nothing is overwritten
 * @returns where everything is kept, absolute
 */
export function setTaskAside(repository: Repository, task: string, now: string): string {
  const paths = ledgerPaths(repository.commonDir);
  const kept = path.join(paths.root, 'set-aside', `${task}.${now.replaceAll(':', '')}`);
  mkdirSync(kept, { recursive: true });
  moveIfThere(paths.task(task), path.join(kept, 'task'));
  moveIfThere(activeTaskFile(repository.gitDir), path.join(kept, path.basename(activeTaskFile(repository.gitDir))));
  return kept;
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
