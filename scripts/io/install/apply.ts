/** Backs up and carries out changes. core/install/changes.ts says what a change is and how it is planned. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Change, Content, Present } from '../../core/install/changes.js';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, isLink, isMissing } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';
import { asTheUser } from '../ground/user-mask.js';
import { projectPaths, storedPath } from '../ground/workspace.js';

/** The digest of a file's bytes as manifests and install records store it: SHA-256 in hex. */
export const digestOfContent = (content: Content): string => sha256(Buffer.from(content));

/**
 * The existing ones of some files of a project, by digest.
 *
 * @throws Problem `cannot-write` when there is a folder in a file's place
 */
export function readPresent(project: string, files: Iterable<string>): Present {
  const present = new Map<string, string>();
  for (const file of files) {
    const digest = digestIfThere(path.join(project, file), file);
    if (digest !== null) present.set(file, digest);
  }
  return present;
}

export interface Applied {
  /** Path of a file → path of its backup, both relative to the project. */
  backups: Record<string, string>;
}

/**
 * Carries out changes in order, each in one step, so that a reader sees either the old file or the new one. If one
 * fails, the changes before it are undone.
 *
 * @param now ISO 8601; names the folder of the backups
 * @throws Problem `changed-meanwhile`, before anything is written, when a file is not the one for which the change was
 * planned; Problem `cannot-write` when the file system refuses
 */
export const applyChanges = (project: string, changes: readonly Change[], now: string): Applied =>
  asTheUser(() => applyAll(project, changes, now));

function applyAll(project: string, changes: readonly Change[], now: string): Applied {
  for (const change of changes) verifyUnchanged(project, change);
  const folder = backupFolder(project, now);
  const backups: Record<string, string> = {};
  const undo: (() => void)[] = [];
  for (const change of changes) {
    try {
      if ((change.kind === 'replace' || change.kind === 'delete') && change.backup)
        backups[change.path] = backUp(project, change.path, folder);
      undo.push(execute(project, change));
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw new Problem(notice('cannot-write', { file: change.path, detail: errorCode(error) }));
    }
  }
  return { backups };
}

function verifyUnchanged(project: string, change: Change): void {
  if (change.kind === 'mkdir' || change.kind === 'rmdir') return;
  const present = digestIfThere(path.join(project, change.path), change.path);
  const planned = change.kind === 'create' ? null : change.was;
  if (present !== planned) throw new Problem(notice('changed-meanwhile', { file: change.path }));
}

function digestIfThere(file: string, shown: string): string | null {
  try {
    return digestOfContent(readFileSync(file));
  } catch (error) {
    if (isMissing(error)) return null;
    throw new Problem(notice('cannot-write', { file: shown, detail: errorCode(error) }));
  }
}

/** A new folder for each run, because a folder named after the time may already exist. */
function backupFolder(project: string, now: string): string {
  const base = path.join(projectPaths(project).backups, now.replaceAll(':', '-'));
  for (let count = 1; ; count += 1) {
    const folder = count === 1 ? base : `${base}-${count}`;
    if (!existsSync(folder)) return folder;
  }
}

function backUp(project: string, file: string, folder: string): string {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  writeFileSync(target, readFileSync(path.join(project, file)), { flag: 'wx', mode: 0o600 });
  return storedPath(project, target);
}

/** Whether a folder of docs/cccc holds no documents: files there may quote what only the user should see. */
function isPrivate(project: string, folder: string): boolean {
  const { backups, logs, runtime } = projectPaths(project);
  return [backups, logs, runtime].includes(folder);
}

/** Carries out a change, and returns a function that undoes it. */
function execute(project: string, change: Change): () => void {
  const target = path.join(project, change.path);
  switch (change.kind) {
    case 'mkdir':
      return makeFolder(target, isPrivate(project, target) ? 0o700 : 0o777);
    case 'create': {
      const removeFolders = makeFolder(path.dirname(target));
      const remove = (): void => {
        rmSync(target, { force: true });
        removeFolders();
      };
      orElse(() => putFile(target, change.content, change.executable === true ? 0o777 : 0o666), remove);
      return remove;
    }
    case 'replace': {
      const mode = statSync(target).mode & 0o777;
      return putBack(target, mode, () =>
        putFile(target, change.content, change.executable === true ? mode | 0o111 : mode),
      );
    }
    case 'delete':
      return putBack(target, statSync(target).mode & 0o777, () => rmSync(target));
    case 'rmdir':
      return removeIfEmpty(target);
    default:
      return change satisfies never;
  }
}

/** Runs work and cleans up when it fails. */
function orElse(work: () => void, cleanUp: () => void): void {
  try {
    work();
  } catch (error) {
    cleanUp();
    throw error;
  }
}

function putBack(target: string, mode: number, work: () => void): () => void {
  const before = readFileSync(target);
  work();
  return () => putFile(target, before, mode);
}

function removeIfEmpty(folder: string): () => void {
  if (!existsSync(folder) || readdirSync(folder).length > 0) return () => undefined;
  rmdirSync(folder);
  return () => mkdirSync(folder);
}

/** Makes a folder and its missing parents. Undoing removes those that it made, if they are empty. */
function makeFolder(folder: string, mode = 0o777): () => void {
  const top = mkdirSync(folder, { recursive: true, mode });
  return () => {
    for (let made = folder; top !== undefined && made.startsWith(top); made = path.dirname(made)) removeIfEmpty(made);
  };
}

/** Writes a file in one step. A link keeps its target, and the target is written. */
function putFile(target: string, content: Content, mode: number): void {
  const file = isLink(target) ? realpathSync(target) : target;
  const temporary = `${file}.${process.pid}.tmp`;
  const write = (): void => {
    writeFileSync(temporary, content, { mode });
    // A new file gets the mode that the user's umask allows; an existing one keeps its mode.
    if (existsSync(file)) chmodSync(temporary, mode);
    renameSync(temporary, file);
  };
  orElse(write, () => rmSync(temporary, { force: true }));
}
