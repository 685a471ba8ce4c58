/**
 * Errors of the system as named causes: what was refused, where, and why. Whoever does not expect one lets it pass, and
 * the command line names it here.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { isSystemError } from './files.js';

/**
 * What a system refuses because of the place, and not because of the program: rights, room, limits, a folder that is
 * gone. Codes of connections, processes and of wrong arguments are not among them.
 */
const OF_THE_PLACE = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ENXIO', 'ENODEV', 'EUCLEAN', 'ESTALE'],
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY', 'ELOOP', 'EXDEV', 'EMLINK', 'ENAMETOOLONG'],
  ...['EBUSY', 'ETXTBSY', 'EMFILE', 'ENFILE', 'ENOLCK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'UNKNOWN'],
]);

/** The refusal of one file; `dir` is the nearest folder that is there. An empty name is one that is not known. */
export const systemRefusal = (file: string, code: string): Notice =>
  notice('system-refused', { file, dir: file === '' ? process.cwd() : existingFolder(file), detail: code });

function existingFolder(file: string): string {
  for (let dir = path.dirname(file); ; dir = path.dirname(dir))
    if (existsSync(dir) || dir === path.dirname(dir)) return dir;
}

/** The cause of an error that is none of this program's: a Problem's own, or what the system refused; else null. */
export function causeOf(error: unknown): Notice | null {
  if (error instanceof Problem) return error.notice;
  if (!isSystemError(error) || !OF_THE_PLACE.has(error.code)) return null;
  return systemRefusal(pathOf(error), error.code);
}

/** The file of an error; of a rename or a link its target, since that is what could not be made. */
function pathOf(error: object): string {
  for (const name of ['dest', 'path']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' && value !== '') return value;
    if (Buffer.isBuffer(value)) return value.toString('utf8');
  }
  return '';
}
