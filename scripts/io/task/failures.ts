/** What the StopFailure hook appended: taken away before it is folded, so that two readers do not fold it twice. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isMissing, readIfThere } from '../ground/files.js';
import { isAlive, namesIn } from '../ground/inspect.js';
import { failureFile } from '../ground/workspace.js';

export interface TakenFailures {
  lines: string[];
  /** Removes what was taken; to be called when it is recorded. */
  discard(): void;
}

/**
 * Failures since the last look; null when there are none. Those that a killed command had taken come first, one file at
 * a time.
 *
 * @param gitDir the work tree's own git directory
 */
export function takeFailures(gitDir: string): TakenFailures | null {
  const file = failureFile(gitDir);
  const taken = `${file}.${process.pid}`;
  const from = abandoned(file) ?? file;
  // A read-only file system refuses to rename even what is not there.
  if (!existsSync(from)) return null;
  try {
    renameSync(from, taken);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return { lines: (readIfThere(taken) ?? '').split('\n'), discard: () => rmSync(taken, { force: true }) };
}

/** A file that a command took and was killed before it recorded the failures; null when there is none. */
function abandoned(file: string): string | null {
  const taken = namesIn(path.dirname(file)).filter((name) => name.startsWith(`${path.basename(file)}.`));
  const left = taken.find((name) => /\.\d+$/.test(name) && !isAlive(Number(name.split('.').at(-1))));
  return left === undefined ? null : path.join(path.dirname(file), left);
}
