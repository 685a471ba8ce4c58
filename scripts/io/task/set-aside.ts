/** Moves a task whose ledger cannot be believed out of the way, so that another task can start; nothing is deleted. */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import type { LeftWork } from '../../core/task/refused-work.js';
import { validateLeftWork } from '../../generated/validators.js';
import type { Repository } from '../git/git.js';
import { isMissing, readIfThere, writeAtomically } from '../ground/files.js';
import { activeTaskFile, ledgerPaths } from '../ground/workspace.js';

/** What a task left that was moved aside. */
export interface LeftAside extends LeftWork {
  commits: string[];
}

const LEFT = 'left.json';

/**
 * Moves the task's folder and the pointer to it. Both have to move: without the pointer, the program searches the
 * ledgers for one that names this work tree.
 *
 * @param now ISO time; names the folder, so that nothing is overwritten
 * @param left what the task left in the work tree and in commits, stored with it; null when that is not known
 * @returns where everything is kept, absolute
 */
export function setTaskAside(
  repository: Repository,
  task: string,
  now: string,
  left: Omit<LeftAside, 'task'> | null,
): string {
  const paths = ledgerPaths(repository.commonDir);
  const kept = path.join(paths.root, 'set-aside', `${task}.${now.replaceAll(':', '')}`);
  mkdirSync(kept, { recursive: true });
  moveIfThere(paths.task(task), path.join(kept, 'task'));
  moveIfThere(activeTaskFile(repository.gitDir), path.join(kept, path.basename(activeTaskFile(repository.gitDir))));
  if (left !== null) writeAtomically(path.join(kept, LEFT), `${JSON.stringify({ task, ...left })}\n`);
  return kept;
}

/** What the tasks that were moved aside left, oldest first. */
export function readLeftAside(commonDir: string): LeftAside[] {
  const folder = path.join(ledgerPaths(commonDir).root, 'set-aside');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const left = jsonOf(readIfThere(path.join(folder, name, LEFT)) ?? '');
      return validateLeftWork(left) ? [left] : [];
    });
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
