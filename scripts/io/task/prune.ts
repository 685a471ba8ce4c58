/** Deletes raw records and private objects of ended tasks when the next task starts; ledgers and receipts stay. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Repository } from '../git/git.js';
import { dropPrivateObjects } from '../git/store.js';
import { ledgerPaths } from '../ground/workspace.js';
import { RECORD_FILES, REVIEWERS } from '../review/receipts.js';

const RAW = [
  ...Object.values(RECORD_FILES),
  'announced.json',
  'heartbeat.json',
  'heartbeat.json.tmp',
  'supervisor.log',
  'cancel',
];

/**
 * Deletes what ended tasks no longer need.
 *
 * @param ended ids of the tasks that have ended
 * @param anyOpen whether any task of this repository is still open, or a run of CTO mode is kept, in any work tree: its
 *   trees are in the shared private objects, which are then kept
 */
export async function pruneEnded(repository: Repository, ended: readonly string[], anyOpen: boolean): Promise<void> {
  const paths = ledgerPaths(repository.commonDir);
  for (const task of ended) {
    rmSync(paths.documents(task), { recursive: true, force: true });
    const records = paths.records(task);
    if (!existsSync(records)) continue;
    for (const job of readdirSync(records)) {
      for (const file of RAW) rmSync(path.join(records, job, file), { force: true });
      rmSync(path.join(records, job, REVIEWERS), { recursive: true, force: true });
    }
    rmSync(path.join(paths.task(task), 'checks'), { recursive: true, force: true });
  }
  if (!anyOpen) await dropPrivateObjects(repository);
}
