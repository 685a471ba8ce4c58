/**
 * A question to whoever sits at the controlling terminal. The answer is read from the terminal itself: standard input
 * may be a pipe that somebody else fills.
 */
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { hasCode } from '../ground/files.js';

const isWindows = process.platform === 'win32';
const LONGEST_LINE = 1024;

/**
 * Asks, and waits for one line.
 *
 * @returns the answer; null where there is no terminal, or where another job of it has the keyboard
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
    // ENXIO: the session has no terminal.
    if (hasCode(error, 'ENXIO', 'ENOENT', 'ENODEV', 'ENOTTY', 'EACCES', 'EPERM', 'EIO')) return null;
    throw error;
  }
}

/** A job in the background is stopped when it reads from its terminal. Told by Linux alone. */
function isInBackground(): boolean {
  if (process.platform !== 'linux') return false;
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group !== foreground;
}

/** Up to the end of the line. A terminal that is closed meanwhile answers nothing. */
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
