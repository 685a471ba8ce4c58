/** Removes everything that the tasks of a repository keep in its git directory. */
import { rmSync } from 'node:fs';
import { type Repository, unpinTask } from '../git/git.js';
import { activeTaskFile, failureFile, grantFile, ledgerPaths } from '../ground/workspace.js';
import { listTasks } from './store.js';

/** Removes ledgers, records, private objects and refs. The ledgers' anchors stay in the user's state directory. */
export async function purgeTasks(repository: Repository): Promise<void> {
  const { commonDir, gitDir } = repository;
  for (const task of listTasks(commonDir)) await unpinTask(repository, task);
  for (const file of [ledgerPaths(commonDir).root, activeTaskFile(gitDir), grantFile(gitDir), failureFile(gitDir)])
    rmSync(file, { recursive: true, force: true });
}
