/** What the StopFailure hook appended: taken away before it is folded, so that two readers do not fold it twice. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { isMissing, readIfThere } from '../ground/files.js';
import { failureFile } from '../ground/workspace.js';

export interface TakenFailures {
  lines: string[];
  /** Removes what was taken; to be called when it is recorded. */
  discard(): void;
}

/**
 * The failures since the last look; null when there are none.
 *
 * @param gitDir the work tree's own git directory
 */
export function takeFailures(gitDir: string): TakenFailures | null {
  const file = failureFile(gitDir);
  const taken = `${file}.${process.pid}`;
  // A read-only file system refuses to rename even what is not there.
  if (!existsSync(file)) return null;
  try {
    renameSync(file, taken);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return { lines: (readIfThere(taken) ?? '').split('\n'), discard: () => rmSync(taken, { force: true }) };
}
