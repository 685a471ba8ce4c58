/**
 * Asks a question at the controlling terminal. The answer is read from the terminal itself, because another process may
 * fill standard input through a pipe.
 */
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { hasCode } from '../ground/files.js';

const isWindows = process.platform === 'win32';
const LONGEST_LINE = 1024;

/**
 * Asks, and waits for one line.
 *
 * @returns the answer; null when there is no terminal, or when another job has its keyboard
 */
export function askTerminal(question: string): string | null {
  if (isWindows ? !process.stdin.isTTY : isInBackground()) return null;
  const [input, output] = isWindows
    ? (['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] as const)
    : (['/dev/tty', '/dev/tty'] as const);
  const read = openIfThere(input, 'r');
  const write = openIfThere(output, 'w');
  try {
    if (read === null || write === null || !isatty(read)) return null;
    writeSync(write, question);
    return readLine(read);
  } finally {
    for (const handle of [read, write]) if (handle !== null) closeSync(handle);
  }
}

function openIfThere(file: string, flags: 'r' | 'w'): number | null {
  try {
    return openSync(file, flags);
  } catch (error) {
    // ENXIO means that the session has no terminal.
    if (hasCode(error, 'ENXIO', 'ENOENT', 'ENODEV', 'ENOTTY', 'EACCES', 'EPERM', 'EIO')) return null;
    throw error;
  }
}

/** Whether this is a background job, which would be stopped when it reads from its terminal. Only Linux tells. */
function isInBackground(): boolean {
  if (process.platform !== 'linux') return false;
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group !== foreground;
}

/** Reads up to the end of the line. If the terminal is closed in the meantime, there is no answer. */
function readLine(handle: number): string {
  const line = Buffer.alloc(LONGEST_LINE);
  let length = 0;
  try {
    while (length < line.length && !line.subarray(0, length).includes(0x0a)) {
      const count = readSync(handle, line, length, line.length - length, null);
      if (count === 0) break;
      length += count;
    }
  } catch (error) {
    if (!hasCode(error, 'EIO', 'EOF', 'EAGAIN')) throw error;
    return '';
  }
  return line.toString('utf8', 0, length);
}
