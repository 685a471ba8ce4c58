/**
 * The kept snapshot and the copy for checks of each work tree: whose they are, and which can go because their work tree
 * is gone. They are made again where that was wrong, which costs time and nothing else.
 */
import { existsSync, lstatSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { jsonOf, textAt } from '../../core/json.js';
import { Problem } from '../../core/say/notices.js';
import { isTerminal } from '../../core/task/model.js';
import { git, type Repository } from '../git/git.js';
import { isMissing, isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { sha256 } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';
import { beginningOf, listTasks, readTask } from './store.js';

/** How long they were not used before they can go. */
const UNUSED_MS = 30 * 24 * 60 * 60 * 1000;

/** The copy's path is short: a path in it may be the address of a local socket. */
const SHORT = 12;

export interface KeptFolders {
  snapshot: string;
  checks: string;
  /** Names the work tree; where Codex cannot read it, beside the copy itself. */
  owner: string;
}

/** Where what is kept for a work tree lies. In: its root. */
export function keptFolders(stateDir: string, top: string): KeptFolders {
  const { snapshots, copies } = statePaths(stateDir);
  const id = sha256(top);
  const checks = path.join(copies, id.slice(0, SHORT));
  return { snapshot: path.join(snapshots, id.slice(0, 16)), checks, owner: path.join(checks, 'owner.json') };
}

interface Owner {
  top: string;
  common_dir: string;
  /** The roots of the file systems that hold the two: what lies on a drive that is not there is not gone. */
  top_mount: string;
  common_mount: string;
}

/** Notes whose the folders are, and that they are used now. Errors: those of the file system. */
export function noteOwner(stateDir: string, { top, commonDir }: Repository): void {
  const { owner } = keptFolders(stateDir, top);
  const named: Owner = { top, common_dir: commonDir, top_mount: mountOf(top), common_mount: mountOf(commonDir) };
  const text = JSON.stringify(named);
  if (readIfThere(owner) !== text) return writeAtomically(owner, text);
  const now = new Date();
  utimesSync(owner, now, now);
}

/** Removes what is kept for work trees that are gone. In: the time, ms since the epoch. */
export async function pruneKept(stateDir: string, now: number): Promise<void> {
  for (const { folders, owner } of ownersIn(stateDir)) {
    if (now - statSync(folders.owner).mtimeMs < UNUSED_MS) continue;
    if (!(await isGone(owner)) || hasUnfinishedTask(stateDir, owner)) continue;
    try {
      for (const name of [folders.snapshot, folders.checks])
        rmSync(name, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      // What cannot be removed now is looked at again the next time.
      if (!isSystemError(error)) throw error;
    }
  }
}

/** What all kept folders take, and how much of it is of work trees that are gone: bytes. */
export async function keptSize(stateDir: string): Promise<{ all: number; gone: number }> {
  let gone = 0;
  for (const { folders, owner } of ownersIn(stateDir))
    if (await isGone(owner)) gone += sizeBelow(folders.snapshot) + sizeBelow(folders.checks);
  const { snapshots, copies } = statePaths(stateDir);
  return { all: sizeBelow(snapshots) + sizeBelow(copies), gone };
}

function ownersIn(stateDir: string): { folders: KeptFolders; owner: Owner }[] {
  const { copies } = statePaths(stateDir);
  return namesIn(copies).flatMap((name) => {
    const value = jsonOf(readIfThere(path.join(copies, name, 'owner.json')) ?? '');
    const owner: Owner = {
      top: textAt(value, 'top') ?? '',
      common_dir: textAt(value, 'common_dir') ?? '',
      top_mount: textAt(value, 'top_mount') ?? '',
      common_mount: textAt(value, 'common_mount') ?? '',
    };
    const folders = keptFolders(stateDir, owner.top);
    return path.basename(folders.checks) === name ? [{ folders, owner }] : [];
  });
}

/** Whether the work tree is gone, and its repository too, or does not count on it any more. */
async function isGone({ top, common_dir: commonDir, top_mount, common_mount }: Owner): Promise<boolean> {
  if (!isGoneFrom(top, top_mount)) return false;
  return isThere(commonDir) ? !(await workTreesOf(commonDir)).includes(top) : isGoneFrom(commonDir, common_mount);
}

/** Whether nothing is there any more, on a drive that is there. */
function isGoneFrom(folder: string, mount: string): boolean {
  const nearest = isThere(folder) ? null : nearestFolder(folder);
  return nearest !== null && mountOf(nearest) === mount;
}

/** As git lists them, those on a drive that is not there too; where it cannot, nothing is known and `top` counts. */
export async function workTreesOf(commonDir: string): Promise<{ includes(top: string): boolean }> {
  const listed = await git(commonDir, ['worktree', 'list', '--porcelain']);
  if (listed.code !== 0) return { includes: () => true };
  const lines = listed.stdout.toString('utf8').split('\n');
  return lines.flatMap((line) => (line.startsWith('worktree ') ? [path.resolve(line.slice('worktree '.length))] : []));
}

/** A ledger that cannot be read, or does not say whose it is, counts as unfinished. */
function hasUnfinishedTask(stateDir: string, { top, common_dir: commonDir }: Owner): boolean {
  return listTasks(commonDir).some((task) => {
    const { workTree } = beginningOf(commonDir, task);
    if (workTree !== null && workTree !== top) return false;
    try {
      const reading = readTask({ project: top, gitDir: commonDir, commonDir, stateDir, task });
      return reading !== null && !isTerminal(reading.state.status);
    } catch (error) {
      if (error instanceof Problem) return true;
      throw error;
    }
  });
}

/** Whether something is there, or cannot be looked at. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

/** The nearest folder above that exists; null where not even the root does. */
export function nearestFolder(file: string): string | null {
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    if (existsSync(dir)) return dir;
    if (dir === path.dirname(dir)) return null;
  }
}

/** The root of the file system that a folder lies on. */
function mountOf(folder: string): string {
  const { dev } = statSync(folder, { bigint: true });
  for (let dir = folder; ; dir = path.dirname(dir)) {
    const above = path.dirname(dir);
    if (above === dir || statSync(above, { bigint: true }).dev !== dev) return dir;
  }
}

/** The bytes of all files below a folder; what goes away or cannot be read meanwhile counts as nothing. */
function sizeBelow(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const file = path.join(folder, entry.name);
      return sum + (entry.isDirectory() ? sizeBelow(file) : lstatSync(file).size);
    }, 0);
  } catch (error) {
    if (isSystemError(error)) return 0;
    throw error;
  }
}
