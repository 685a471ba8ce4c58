/** Tests a folder in the way the program uses it, and leaves nothing behind. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { type Notice, notice } from '../../core/say/notices.js';
import { systemRefusal } from './faults.js';
import { errorCode } from './files.js';

/**
 * Writes, renames and removes a small file, as every write of the program does. A folder that has yet to be made is
 * tried where it would be made.
 *
 * @param flushed the file systems on which a file has been flushed already: once is enough for each, since it costs the
 *   most
 * @returns what the system refuses; null where all of it works
 */
export function probeFolder(folder: string, flushed: Set<number>): Notice | null {
  const dir = presentPart(folder);
  const file = path.join(dir, `.cccc-probe.${randomBytes(6).toString('hex')}`);
  const code = refusalOf(() => {
    try {
      const handle = openSync(file, 'wx', 0o600);
      try {
        writeSync(handle, 'cccc\n');
        const { dev } = fstatSync(handle);
        if (!flushed.has(dev)) fsyncSync(handle);
        flushed.add(dev);
      } finally {
        closeSync(handle);
      }
      renameSync(file, `${file}.moved`);
    } finally {
      for (const left of [file, `${file}.moved`]) if (existsSync(left)) rmSync(left);
    }
  });
  return code === null ? null : notice('folder-refused', { dir, detail: code });
}

/** What the system refuses when a file is opened for appending; nothing is written. A missing file is not tried. */
export function probeFile(file: string): Notice | null {
  const code = existsSync(file) ? refusalOf(() => closeSync(openSync(file, 'a'))) : null;
  return code === null ? null : systemRefusal(file, code);
}

/** The code of the system's error; null where there is none. */
function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return errorCode(error);
  }
}

function presentPart(folder: string): string {
  for (let dir = folder; ; dir = path.dirname(dir))
    if (statSync(dir, { throwIfNoEntry: false }) !== undefined || dir === path.dirname(dir)) return dir;
}
