/**
 * Errors of the system as named causes: what was refused, where, and why. Code that does not expect such an error does
 * not catch it; the command line catches it and names it here.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { isSystemError } from './files.js';

/**
 * What a system refuses because of the place, not because of the program: permissions, space, limits, a folder that is
 * gone. Codes of connections, processes and of wrong arguments are not among them.
 */
const OF_THE_PLACE = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ENXIO', 'ENODEV', 'EUCLEAN', 'ESTALE'],
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY', 'ELOOP', 'EXDEV', 'EMLINK', 'ENAMETOOLONG'],
  ...['EBUSY', 'ETXTBSY', 'EMFILE', 'ENFILE', 'ENOLCK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'UNKNOWN'],
]);

/**
 * The refusal of one file or folder. `dir` is the nearest folder that exists; an empty name means that it is unknown.
 */
export const systemRefusal = (file: string, code: string): Notice =>
  notice('system-refused', { file, dir: file === '' ? process.cwd() : existingFolder(file), detail: code });

function existingFolder(file: string): string {
  for (let dir = path.dirname(file); ; dir = path.dirname(dir))
    if (existsSync(dir) || dir === path.dirname(dir)) return dir;
}

/** The known cause of an error: the Problem itself, or what the system refused; null for any other error. */
export function causeOf(error: unknown): Notice | null {
  if (error instanceof Problem) return error.notice;
  if (!isSystemError(error) || !OF_THE_PLACE.has(error.code)) return null;
  return systemRefusal(pathOf(error), error.code);
}

/** The file of an error. For a rename or a link it is the target, because that file could not be created. */
function pathOf(error: object): string {
  for (const name of ['dest', 'path']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' && value !== '') return value;
    if (Buffer.isBuffer(value)) return value.toString('utf8');
  }
  return '';
}
