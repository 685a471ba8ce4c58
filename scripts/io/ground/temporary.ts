/** Where this program's temporary folders lie, and the Problems when none can be created. */
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, isMissing, isSystemError } from './files.js';

/** What the address of a local socket can hold, in bytes: 108 on Linux, 104 on macOS, one of them for the end. */
const SOCKET_ADDRESS = 103;

/** The bytes left for the names that a test gives to its own folder and its socket. */
const ROOM = 44;

/**
 * The path of a temporary folder of this name: in the user's, unless that is so long that a socket in it would have no
 * room; then in /tmp, which every system with such sockets has. The name is what keeps it private: nobody can guess it,
 * and whoever makes it must be the first.
 */
export function temporaryPath(name: string): string {
  const usual = path.join(tmpdir(), name);
  const isLong = Buffer.byteLength(usual) > SOCKET_ADDRESS - ROOM;
  return isLong && process.platform !== 'win32' && isUsable('/tmp') ? path.join('/tmp', name) : usual;
}

function isUsable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** Creates a temporary folder with `make`. Throws Problem `temporary-missing` or `folder-refused`. */
export function madeTemporary<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const dir = path.dirname(folder);
    throw new Problem(
      isMissing(error)
        ? notice('temporary-missing', { dir })
        : notice('folder-refused', { dir, detail: errorCode(error) }),
    );
  }
}
