/** The folder of a session: what it is, and the copies that Codex reads and writes in it. */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../core/say/notices.js';
import type { DelegatedSession } from '../../generated/types.js';
import { validateDelegatedSession } from '../../generated/validators.js';
import { writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { readOwnJson } from '../ground/json.js';
import { withLock } from '../ground/lock.js';
import { statePaths } from '../ground/workspace.js';
import { livenessOf } from '../run/run.js';
import { delegatedFolder, readResult } from './record.js';

export type { DelegatedSession };

/** Where everything of a session lies; absolute paths. */
export function sessionPlaces(stateDir: string, id: string) {
  const dir = path.join(statePaths(stateDir).sessions, id);
  const work = path.join(dir, 'work');
  return {
    dir,
    session: path.join(dir, 'session.json'),
    /** Codex's working directory. */
    work,
    /** The copy of the work tree. */
    tree: path.join(work, 'tree'),
    /** Copies of single files that are not in the tree. */
    files: path.join(work, 'files'),
    /** The program's own data about a writer's copy, which Codex cannot write to. */
    side: path.join(dir, 'side'),
    copy: path.join(dir, 'side', 'copy.json'),
    /** Files of the work tree as they were before a patch was applied. */
    before: path.join(dir, 'before'),
  };
}
export type SessionPlaces = ReturnType<typeof sessionPlaces>;

/**
 * Reads a session; null when there is none of this name.
 *
 * @throws Problem `record-corrupt`
 */
export const readSession = (stateDir: string, id: string): DelegatedSession | null =>
  readOwnJson(sessionPlaces(stateDir, id).session, validateDelegatedSession);

/** Writes a session. Errors: those of the file system. */
export const writeSession = (stateDir: string, session: DelegatedSession): void =>
  writeAtomically(sessionPlaces(stateDir, session.id).session, JSON.stringify(session));

/** Runs the work while no other command begins, continues or removes a session. */
export const withSessions = <T>(stateDir: string, work: () => T): T =>
  withLock(path.join(statePaths(stateDir).sessions, 'lock'), work);

/**
 * All sessions of this user, the one that was used last at the end. A damaged one is none of them: it must not keep
 * the others from working.
 */
export const listSessions = (stateDir: string): DelegatedSession[] =>
  namesIn(statePaths(stateDir).sessions)
    .flatMap((id) => readSessionOr(stateDir, id, null) ?? [])
    .sort((a, b) => (a.used_at < b.used_at ? -1 : 1));

/** The sessions whose description is there and cannot be read. */
export const damagedSessions = (stateDir: string): string[] =>
  namesIn(statePaths(stateDir).sessions)
    .filter((id) => readSessionOr(stateDir, id, 'damaged') === 'damaged')
    .sort();

/** A session; `damaged` when its description cannot be read, null when there is none. */
function readSessionOr<T>(stateDir: string, id: string, damaged: T): DelegatedSession | T | null {
  try {
    return readSession(stateDir, id);
  } catch (error) {
    if (error instanceof Problem && error.notice.code === 'record-corrupt') return damaged;
    throw error;
  }
}

/** A folder that a killed command left is removed after a day. */
const STRAY_MS = 24 * 3600 * 1000;

/** Removes the folders of sessions that were begun and never described. In: the time, ms since the epoch. */
export function removeStrays(stateDir: string, now: number): void {
  for (const id of namesIn(statePaths(stateDir).sessions)) {
    if (id.startsWith('lock') || readSessionOr(stateDir, id, 'damaged') !== null) continue;
    const changed = statSync(sessionPlaces(stateDir, id).dir, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - changed > STRAY_MS) removeSession(stateDir, { id, runs: [] });
  }
}

/** What names a session and its runs. */
interface Named {
  id: string;
  runs: readonly { id: string }[];
}

/** Removes a session with its copies and its runs. */
export function removeSession(stateDir: string, { id, runs }: Named): void {
  // The names come from a file: only a single name is one of a run or a session.
  const isName = (name: string): boolean => path.basename(name) === name && !/^\.*$/.test(name);
  const ran = runs.filter((run) => isName(run.id)).map((run) => delegatedFolder(stateDir, run.id));
  const folders = [...ran, ...(isName(id) ? [sessionPlaces(stateDir, id).dir] : [])];
  for (const dir of folders) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the sessions of a work tree that are not at work. */
export function purgeSessions(stateDir: string, top: string): void {
  const own = listSessions(stateDir).filter((session) => session.top === top);
  if (own.length === 0) return;
  withSessions(stateDir, () => {
    for (const session of own) if (!isRunning(stateDir, session)) removeSession(stateDir, session);
  });
}

/** Removes the folder of one run. */
export const removeRun = (stateDir: string, id: string): void =>
  rmSync(delegatedFolder(stateDir, id), { recursive: true, force: true, maxRetries: 3 });

/** Whether the last run of a session is at work, or about to be. */
export function isRunning(stateDir: string, { runs }: Pick<Named, 'runs'>): boolean {
  const last = runs.at(-1);
  if (last === undefined) return false;
  const dir = delegatedFolder(stateDir, last.id);
  return readResult(dir) === null && ['alive', 'starting'].includes(livenessOf(dir));
}

/** The conversation of a session as Codex names it; null before Codex named one. */
export function threadOfSession(stateDir: string, { runs }: Pick<DelegatedSession, 'runs'>): string | null {
  const named = runs.map((run) => readResult(delegatedFolder(stateDir, run.id))?.thread ?? null);
  return named.findLast((thread) => thread !== null) ?? null;
}
