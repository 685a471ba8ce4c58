/**
 * The program's private part of a repository: an object directory with the user's as alternate, a bare git directory
 * for reading trees without the user's configuration, and temporary indexes. Nothing here writes to the user's objects
 * or index (docs/facts/git.md, objects). A command that only looks gets a private part of its own (`scratch`), which is
 * deleted afterwards.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../ground/files.js';
import { ledgerPaths } from '../ground/workspace.js';
import { gitProblem } from './call/failure.js';
import { type GitOptions, git, type Repository } from './git.js';

/** How old the temporary index of a killed process must be, in ms, before it is removed. */
const STALE_MS = 24 * 3600 * 1000;

const keptRoot = (repo: Repository): string => ledgerPaths(repo.commonDir).root;
const rootOf = (repo: Repository): string => repo.scratch ?? keptRoot(repo);
const keptObjects = (repo: Repository): string => path.join(keptRoot(repo), 'objects');

/** The program's private object directory. */
export const privateObjects = (repo: Repository): string => path.join(rootOf(repo), 'objects');

/** The bare git directory for reading trees. */
export const readerOf = (repo: Repository): string => path.join(rootOf(repo), 'reader');

/** The user's object directory. */
export const realObjects = (repo: Repository): string => path.join(repo.commonDir, 'objects');

/** Creates the private object directory and the bare git directory if they are missing; fast if they exist. */
export async function openStore(repo: Repository): Promise<void> {
  const isLent = repo.scratch !== undefined && repo.isApart !== true && existsSync(keptObjects(repo));
  const lent = isLent ? [realObjects(repo), keptObjects(repo)] : [realObjects(repo)];
  const lend = async (): Promise<void> => {
    for (const objects of lent) await lendObjects(repo, objects);
  };
  await Promise.all([lend(), makeBareDirectory(readerOf(repo), repo.format)]);
}

/** Whether an earlier call wrote this object. Private objects are never packed, so its file exists. */
export const isWritten = (repo: Repository, oid: string): boolean =>
  [privateObjects(repo), ...(repo.isApart ? [] : [keptObjects(repo)])].some((dir) =>
    existsSync(path.join(dir, oid.slice(0, 2), oid.slice(2))),
  );

/** Makes another repository's objects (such as a submodule's) readable through the private object directory. */
export async function lendObjects(repo: Repository, objects: string): Promise<void> {
  const file = path.join(privateObjects(repo), 'info', 'alternates');
  const known = (await textOrEmpty(file)).split('\n').filter(Boolean);
  const wanted = objects.split(path.sep).join('/');
  if (known.includes(wanted)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await replaceFile(file, [...known, wanted].map((line) => `${line}\n`).join(''));
}

/** Deletes all private objects after a task; a later call creates the directory again. */
export async function dropPrivateObjects(repo: Repository): Promise<void> {
  await Promise.all([privateObjects(repo), readerOf(repo)].map((dir) => rm(dir, { recursive: true, force: true })));
}

/**
 * Creates a bare git directory. Without a work tree it reads no attributes of the project. Its own attributes switch
 * off everything that would write other bytes than the tree holds: filters, line ends, ident, encodings.
 */
export async function makeBareDirectory(dir: string, format: Repository['format']): Promise<void> {
  const head = path.join(dir, 'HEAD');
  if ((await textOrEmpty(head)) !== '') return;
  await Promise.all(['objects', 'refs', 'info'].map((name) => mkdir(path.join(dir, name), { recursive: true })));
  const extensions = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  await writeFile(
    path.join(dir, 'config'),
    `[core]\n\trepositoryFormatVersion = ${extensions ? 1 : 0}\n\tbare = true\n${extensions}`,
  );
  await writeFile(path.join(dir, 'info', 'attributes'), '* -text -filter -ident -working-tree-encoding\n');
  // The file HEAD makes the folder a git directory, so it is written last.
  await replaceFile(head, 'ref: refs/heads/none\n');
}

/** The environment for one of the bare directories: with the private objects and without the user's configuration. */
export function bareEnvironment(repo: Repository, dir: string): Record<string, string> {
  const nowhere = path.join(dir, 'no-config');
  return {
    GIT_DIR: dir,
    GIT_OBJECT_DIRECTORY: privateObjects(repo),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: nowhere,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_LITERAL_PATHSPECS: '1',
    HOME: nowhere,
    XDG_CONFIG_HOME: nowhere,
  };
}

/**
 * Reads (or writes) objects without the user's configuration, attributes and work tree. A partial clone may lack an
 * object that its remote has; then the call is repeated in the repository itself, which fetches it.
 *
 * @returns stdout as bytes
 * @throws Problem on a non-zero exit code, unless allowFail
 */
export async function readTrees(repo: Repository, args: string[], options: GitOptions = {}): Promise<Buffer> {
  await openStore(repo);
  const reader = readerOf(repo);
  let result = await git(reader, args, { ...options, env: { ...bareEnvironment(repo, reader), ...options.env } });
  if (result.code !== 0 && /unable to read|missing blob|bad object|could not read/i.test(result.stderr)) {
    result = await git(repo.top, args, { ...options, env: { ...privateEnvironment(repo), ...options.env } });
  }
  if (result.code !== 0 && !options.allowFail) throw gitProblem(args, result);
  return result.stdout;
}

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const answers = new Map<string, Promise<Buffer>>();

/**
 * Like readTrees, for a question whose answer follows from these trees and commits alone. What an id names cannot
 * change, so a process asks once: a review compares the same two trees for its size, its packet and its checks.
 */
export function readNamed(repo: Repository, args: string[], ids: readonly string[]): Promise<Buffer> {
  if (!ids.every((id) => FULL_ID.test(id))) return readTrees(repo, args);
  const key = [repo.commonDir, ...args].join('\0');
  const known = answers.get(key);
  if (known !== undefined) return known;
  const asked = readTrees(repo, args);
  answers.set(key, asked);
  // A failure is reported to whoever asked, and may be over at the next question.
  asked.catch(() => answers.delete(key));
  return asked;
}

/** The environment for the user's repository, with the private objects placed before its own. */
export const privateEnvironment = (repo: Repository): Record<string, string> => ({
  GIT_OBJECT_DIRECTORY: privateObjects(repo),
  GIT_LITERAL_PATHSPECS: '1',
});

/**
 * Lends a temporary index file and removes it afterwards.
 *
 * @param source an index to copy; null for an empty one. The copy gets the source's time, rounded down to whole
 *   seconds:
 * with a newer time, git would not notice files that changed in the second in which the index was written.
 */
export async function withIndex<T>(
  repo: Repository,
  source: string | null,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const file = path.join(rootOf(repo), `index.${process.pid}.${randomBytes(6).toString('hex')}`);
  await mkdir(rootOf(repo), { recursive: true });
  await sweep(rootOf(repo));
  try {
    if (source !== null) await copyIndex(source, file);
    return await use(file);
  } finally {
    await Promise.all([file, `${file}.lock`].map((name) => rm(name, { force: true })));
  }
}

async function copyIndex(source: string, file: string): Promise<void> {
  try {
    // The time is read before the content. If git writes in between, the copy has the older time, which is the safe
    // choice.
    const seconds = Math.floor((await stat(source)).mtimeMs / 1000);
    await copyFile(source, file);
    await utimes(file, seconds, seconds);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function sweep(root: string): Promise<void> {
  const left = (await readdir(root)).filter((name) => name.startsWith('index.'));
  for (const name of left) {
    const file = path.join(root, name);
    // ctime, because mtime was copied from the source index.
    const changed = (await stat(file).catch(ignoreMissing))?.ctimeMs ?? Infinity;
    if (Date.now() - changed > STALE_MS) await rm(file, { force: true });
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, text);
  await rename(draft, file);
}

/** A file's text; '' when there is no such file. */
export async function textOrEmpty(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(ignoreMissing)) ?? '';
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}
