/** Lists the files below a folder, without following links. */
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { hasCode, isMissing } from '../ground/files.js';

/**
 * Names of files below a folder, relative to it, with forward slashes.
 *
 * @param leaveOut names of folders that are not entered
 */
export function* namesBelow(folder: string, leaveOut: readonly string[] = [], prefix = ''): Generator<string> {
  for (const entry of entriesOf(path.join(folder, prefix))) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) {
      if (!leaveOut.includes(entry.name)) yield* namesBelow(folder, leaveOut, `${name}/`);
    } else yield name;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // Gone meanwhile, or a folder of another user, which Codex cannot read either.
    if (isMissing(error) || hasCode(error, 'EACCES', 'EPERM')) return [];
    throw error;
  }
}
