/** Small file operations shared by all readers and writers, and tests for their errors. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { asTheUser } from './user-mask.js';

/** Whether an error comes from the system: such errors have a code. An error without one is a bug in this program. */
export const isSystemError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/**
 * The code of a system error, such as ENOSPC.
 *
 * @throws any other error again, because it is a bug
 */
export function errorCode(error: unknown): string {
  if (isSystemError(error)) return error.code;
  throw error;
}

/** Whether an error is a system error with one of these codes. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  isSystemError(error) && codes.includes(error.code);

/**
 * Whether an error means that the file does not exist: its name is missing, or there is a file where a folder should
 * be.
 */
export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR');

/** Whether an error means that nothing more can be stored: the disk or the user's quota is full. */
export const isDiskFull = (error: unknown): boolean => hasCode(error, 'ENOSPC', 'EDQUOT');

/** A file's text; null when there is no such file. */
export const readIfThere = (file: string): string | null => readBytesIfThere(file)?.toString('utf8') ?? null;

/** A file's bytes; null when there is no such file. */
export function readBytesIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function writeAll(handle: number, content: Buffer): void {
  for (let done = 0; done < content.length; ) done += writeSync(handle, content, done);
}

/** Creates a folder that only the user may enter, including missing parents. */
export const makeFolder = (dir: string): void => void mkdirSync(dir, { recursive: true, mode: 0o700 });

/** Removes all entries of a folder whose names begin with this prefix, including their content. */
export function removeBelow(folder: string, prefix: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(prefix)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Removes a file; does nothing if it does not exist. */
export const removeFile = (file: string): void => rmSync(file, { force: true });

/** Replaces the whole file at once: a reader sees either the old or the new content, even if this process is killed. */
export function writeAtomically(file: string, content: string | Buffer, mode = 0o600): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeTo(openSync(temporary, 'w', mode), content, file);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Replaces one of the user's documents at once; others may read it as far as the user's umask allows. */
export const writeDocument = (file: string, content: string | Buffer): void =>
  asTheUser(() => writeAtomically(file, content, 0o666));

function writeTo(handle: number, content: string | Buffer, file: string): void {
  try {
    writeAll(handle, Buffer.from(content));
    fsyncSync(handle);
  } catch (error) {
    // The system's error does not name the file that was written.
    throw isSystemError(error) ? Object.assign(error, { path: file }) : error;
  } finally {
    closeSync(handle);
  }
}

/** Appends to a file, and returns when the disk has the data. An append that fails half-way is undone. */
export function appendDurably(file: string, content: string, mode = 0o600): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const before = sizeOf(file);
  const handle = openSync(file, 'a', mode);
  try {
    writeTo(handle, content, file);
  } catch (error) {
    truncateSync(file, before);
    throw error;
  }
}

/** A file's length in bytes; 0 when there is no such file. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Whether a symbolic link lies at a path. */
export const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** When a file was written last, in ms since the epoch; 0 when there is no such file. */
export const modifiedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Identifies one state of a file without reading it: writing, renaming or replacing the file changes this text, and
 * nothing can change it back.
 *
 * @throws errors of the file system
 */
export function fileIdentity(file: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join('-');
}

/** The path itself, or with a number added if something already exists there. */
export function unusedPath(file: string): string {
  for (let number = 1, candidate = file; ; candidate = `${file}.${++number}`)
    if (!existsSync(candidate)) return candidate;
}

/** Reads stdin to its end, as text. */
export const readStdin = (): string => readFileSync(0, 'utf8');
