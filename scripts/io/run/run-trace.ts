/**
 * Finds everything that a run started, in any process group or session: by a mark in its environment, and by a folder
 * for its temporary files.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hasCode, isSystemError } from '../ground/files.js';
import { madeTemporary, temporaryPath } from '../ground/temporary.js';
import { RUN_VARIABLE } from './mark.js';

export interface RunTrace {
  /** 32 random hexadecimal digits. Only processes that carry them are ended. */
  mark: string;
  /** Absolute path of the run's TMPDIR. */
  scratch: string;
}

/** A trace with a random mark and a new folder name; makeScratch makes the folder. */
export const newTrace = (): RunTrace => ({
  mark: randomBytes(16).toString('hex'),
  scratch: temporaryPath(`cccc-${randomBytes(6).toString('hex')}`),
});

/**
 * Makes the folder for temporary files; one that exists already belongs to another program. Problems: as
 * madeTemporary.
 */
export function makeScratch({ scratch }: RunTrace): void {
  madeTemporary(scratch, () => mkdirSync(scratch, { mode: 0o700 }));
}

/** Removes the folder with its content. What cannot be removed stays, and does not affect the run's outcome. */
export function removeScratch({ scratch }: RunTrace): void {
  // The path may come from a file, so only a folder with such a name is removed.
  if (!/^cccc-[0-9a-f]{12}$/.test(path.basename(scratch))) return;
  try {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** An environment whose temporary files go to a folder, because a program that is ended may leave some. */
export const withTemporaries = <Env extends NodeJS.ProcessEnv>(
  env: Env,
  folder: string,
): Env & { TMPDIR: string; TMP: string; TEMP: string } => ({ ...env, TMPDIR: folder, TMP: folder, TEMP: folder });

/** The environment for a run. A run inside another one carries both marks, so that it ends with the outer one. */
export function tracedEnvironment(
  env: Record<string, string>,
  { mark, scratch }: RunTrace,
  around: NodeJS.ProcessEnv,
): Record<string, string> {
  const outer = around[RUN_VARIABLE];
  const marks = [...(outer !== undefined && /^[0-9a-f:]+$/.test(outer) ? [outer] : []), mark];
  return { ...withTemporaries(env, scratch), [RUN_VARIABLE]: marks.join(':') };
}

/** The environment for a part of a run that can be ended alone: it carries a mark of its own beside that of the run. */
export const markedFor = (env: Record<string, string>, run: RunTrace, mark: string): Record<string, string> =>
  mark === run.mark ? env : tracedEnvironment(env, { ...run, mark }, env);

/**
 * Ids of the living processes that carry a mark, without this one. Empty where the system does not show the environment
 * of other processes (Windows). Processes that removed the mark from their environment are not found.
 */
export function markedProcesses(mark: string): number[] {
  if (!/^[0-9a-f]{32}$/.test(mark)) return [];
  const found =
    process.platform === 'linux' ? markedInProc(mark) : process.platform === 'darwin' ? markedByPs(mark) : [];
  return found.filter((pid) => pid !== process.pid);
}

const processIds = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

const markedInProc = (mark: string): number[] =>
  processIds()
    .filter((pid) => carries(environmentOf(pid).split('\0'), mark))
    .map(Number);

/** The marks of several runs with the living processes that carry them, found in one look. */
export function survivorsOf(marks: readonly string[]): Map<string, number[]> {
  if (process.platform !== 'linux') return new Map(marks.map((mark) => [mark, markedProcesses(mark)]));
  const found = new Map(marks.map((mark): [string, number[]] => [mark, []]));
  if (marks.length === 0) return found;
  for (const pid of processIds()) {
    const environment = environmentOf(pid).split('\0');
    if (Number(pid) !== process.pid && environment.some((entry) => entry.startsWith(`${RUN_VARIABLE}=`)))
      for (const mark of marks) if (carries(environment, mark)) found.get(mark)?.push(Number(pid));
  }
  return found;
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch (error) {
    // The process has ended, or belongs to another user.
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return '';
    throw error;
  }
}

/** `ps -E` prints the environment after the command line. */
function markedByPs(mark: string): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return (stdout ?? '')
    .split('\n')
    .filter((line) => carries(line.split(' '), mark))
    .map((line) => parseInt(line, 10));
}

const carries = (environment: string[], mark: string): boolean =>
  environment.some(
    (entry) =>
      entry.startsWith(`${RUN_VARIABLE}=`) &&
      entry
        .slice(RUN_VARIABLE.length + 1)
        .split(':')
        .includes(mark),
  );
