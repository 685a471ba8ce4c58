/** After a task: raw records and private objects go when the next task starts; ledgers and receipts stay. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Repository } from '../git/git.js';
import { dropPrivateObjects } from '../git/store.js';
import { ledgerPaths } from '../ground/workspace.js';
import { RECORD_FILES } from '../review/receipts.js';

const RAW = [
  ...Object.values(RECORD_FILES),
  'announced.json',
  'heartbeat.json',
  'heartbeat.json.tmp',
  'supervisor.log',
  'cancel',
];

/**
 * Removes what ended tasks left behind.
 *
 * In: the ids of tasks that have ended, and whether any task of this repository (other work trees among them) is
 * still open: its trees lie in the shared private objects.
 */
export async function pruneEnded(repository: Repository, ended: readonly string[], anyOpen: boolean): Promise<void> {
  const paths = ledgerPaths(repository.commonDir);
  for (const task of ended) {
    const records = paths.records(task);
    if (!existsSync(records)) continue;
    for (const job of readdirSync(records))
      for (const file of RAW) rmSync(path.join(records, job, file), { force: true });
    rmSync(path.join(paths.task(task), 'checks'), { recursive: true, force: true });
  }
  if (!anyOpen) await dropPrivateObjects(repository);
}
