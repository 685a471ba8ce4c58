/** Why the system refuses, by the code of its error. */
const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  EIO: 'the disk reports an error',
  EUCLEAN: 'the file system is damaged',
  ESTALE: 'the network file system has lost it',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file stands where a folder should be',
  EISDIR: 'a folder stands where a file should be',
  EEXIST: 'something stands there already',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'its links lead in a circle',
  EXDEV: 'it lies on another file system',
  ENAMETOOLONG: 'its path is too long',
  EBUSY: 'another program uses it',
  ETXTBSY: 'another program runs it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOLCK: 'the file system has no locks',
  ENOTSUP: 'the file system cannot do that',
  EOPNOTSUPP: 'the file system cannot do that',
  ENOSYS: 'the file system cannot do that',
};

/** The cause with its code, as it fits behind a colon; a code that is not known stands alone. */
export function systemFault(code: string): string {
  const cause = FAULTS[code];
  return cause === undefined ? code : `${cause} (${code})`;
}
