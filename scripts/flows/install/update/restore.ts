/** The changes that `cccc restore` makes: settings and slash commands as a backup has them. */
import path from 'node:path';
import { type Change, planFiles, type Wanted } from '../../../core/install/changes.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../../io/install/apply.js';
import { type Backup, readCopy } from '../../../io/install/backups.js';

export interface RestorePlan {
  changes: Change[];
  /** Files of the backup that are not put back. */
  left: string[];
}

/**
 * The files of a backup that can be put back. Others stay in it: state.json follows from the ledger, and settings.json
 * could switch hooks on.
 *
 * @param open whether a task is open: its commands are no part of a review only as this version writes them
 */
export function restorable(paths: ProjectPaths, { copies }: Backup, open: boolean): string[] {
  const [config, commands] = [paths.config, paths.commands].map((file) => storedPath(paths.project, file));
  return [...copies.keys()].filter(
    (file) => file === config || (!open && path.posix.dirname(file) === commands && file.endsWith('.md')),
  );
}

/** Plans a restore. Whatever is replaced is backed up. */
export function planRestore(paths: ProjectPaths, backup: Backup, open: boolean): RestorePlan {
  const files = restorable(paths, backup, open);
  const wanted = files.map((file): Wanted => {
    const content = readCopy(backup.copies.get(file) ?? '');
    return { path: file, content, digest: digestOfContent(content) };
  });
  const changes = planFiles(wanted, readPresent(paths.project, files), {});
  return { changes, left: [...backup.copies.keys()].filter((file) => !files.includes(file)) };
}
