/** Small file operations that every reader and writer shares, and the questions to ask about their errors. */
import {
  closeSync,
  existsSync,
  fsyncSync,
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

/** Whether the system refused something: its errors carry a code. An error without one is a bug in this program. */
export const isSystemError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** The code of a system error, such as ENOSPC. Any other error is thrown on, since it is a bug. */
export function errorCode(error: unknown): string {
  if (isSystemError(error)) return error.code;
  throw error;
}

/** Whether an error is a system error with one of some codes. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  isSystemError(error) && codes.includes(error.code);

/** Whether an error says that there is no such file: none of its name, or a file where a folder should be. */
export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT', 'ENOTDIR');

/** Whether an error says that nothing more can be stored: the disk or the user's quota is full. */
export const isDiskFull = (error: unknown): boolean => hasCode(error, 'ENOSPC', 'EDQUOT');

/** A file's text, or null where there is none. */
export const readIfThere = (file: string): string | null => readBytesIfThere(file)?.toString('utf8') ?? null;

/** A file's bytes, or null where there is none. */
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

/** Makes a folder that only the user may enter, and its missing parents. */
export const makeFolder = (dir: string): void => void mkdirSync(dir, { recursive: true, mode: 0o700 });

/** Removes the entries of a folder whose names have this prefix, with everything in them. */
export function removeBelow(folder: string, prefix: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(prefix)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

export const removeFile = (file: string): void => rmSync(file, { force: true });

/** Replaces a file whole: a reader sees the old content or the new, whatever is killed in between. */
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

/** Replaces a document of the user whole; others may read it as far as the user's umask allows. */
export const writeDocument = (file: string, content: string | Buffer): void =>
  asTheUser(() => writeAtomically(file, content, 0o666));

function writeTo(handle: number, content: string | Buffer, file: string): void {
  try {
    writeAll(handle, Buffer.from(content));
    fsyncSync(handle);
  } catch (error) {
    // The system does not say which file a write is about.
    throw isSystemError(error) ? Object.assign(error, { path: file }) : error;
  } finally {
    closeSync(handle);
  }
}

/** Appends, and returns when the disk has it. An append that fails half-way is undone. */
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

/** A file's length in bytes; 0 where there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * What tells one state of a file from another without reading it: whatever writes, renames or replaces it changes this,
 * and cannot change it back. Errors: those of the file system.
 */
export function fileIdentity(file: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join('-');
}

/** The path, or the path with a number where something is kept under it already. */
export function unusedPath(file: string): string {
  for (let number = 1, candidate = file; ; candidate = `${file}.${++number}`)
    if (!existsSync(candidate)) return candidate;
}

/** All of stdin as text; waits for its end. */
export const readStdin = (): string => readFileSync(0, 'utf8');
