/** The command that shows why the system refuses a place, or that repairs it. */
import { type Command, shell } from '../call.js';
import { shellPath } from './packet-text.js';

/** Codes that concern the whole file system: it is full, or nothing can be written to it. */
const OF_THE_DISK = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EUCLEAN', 'ESTALE', 'ENOLCK', 'ENOTSUP', 'EOPNOTSUPP'];

/**
 * @param dir a folder that is there, absolute or relative to the project; code: of the system's error
 * @returns null where neither the disk nor the folder would say more
 */
export function systemRemedy(dir: string, code: string): Command | null {
  if (/^(EMFILE|ENFILE)$/.test(code)) return null;
  if (/^([A-Za-z]:)?\\|^[A-Za-z]:/.test(dir)) return shell(`icacls "${dir}"`);
  return shell(`${OF_THE_DISK.includes(code) ? 'df -h' : 'ls -la'} ${shellPath(dir)}`);
}
