/**
 * A process together with everything that it starts: its process group and the processes with its mark; on Windows, its
 * process tree.
 */
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../ground/files.js';
import { markedProcesses } from './run-trace.js';

const GRACE_MS = 2_000;
/** How long to wait after SIGKILL. Only the kernel has work left then, and process 1 has to collect orphans. */
const KILLED_MS = 200;
const POLL_MS = 20;
/** How often to look again, because a process may start another one between the look and the signal. */
const LOOKS = 50;

const isWindows = process.platform === 'win32';

/** Options for starting a process that can be ended together with its children. On Windows, its tree needs no group. */
export const ownGroup = { detached: !isWindows, windowsHide: true } as const;

export interface Family {
  /** The leader of the group; null when it is gone, because another process may have its id by then. */
  pid: number | null;
  /** The mark that finds processes which left the group (io/run/run-trace.ts). */
  mark: string;
}

/**
 * Sends a signal to a process, or to a group if the id is negative.
 *
 * @returns whether there was a process to receive it; a zombie in the group counts
 */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    // EPERM: only processes of another user are left, or on macOS only zombies.
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

const signalGroup = (pid: number | null, name: NodeJS.Signals | 0): boolean =>
  pid !== null && signal(isWindows ? pid : -pid, name);
const signalMarked = (mark: string, name: NodeJS.Signals | 0): boolean =>
  markedProcesses(mark).filter((pid) => signal(pid, name)).length > 0;

/**
 * Ends a family; returns when it is gone or cannot be ended.
 *
 * @param options graceful: send SIGTERM first, and kill after two seconds; otherwise kill at once
 */
export async function endFamily(family: Family, options: { graceful: boolean }): Promise<void> {
  const { pid, mark } = family;
  if (isWindows) return endTree(pid);
  if (options.graceful) {
    signalGroup(pid, 'SIGTERM');
    signalMarked(mark, 'SIGTERM');
    await gone(GRACE_MS, () => signalGroup(pid, 0) || signalMarked(mark, 0));
  }
  if (signalGroup(pid, 'SIGKILL')) await gone(KILLED_MS, () => signalGroup(pid, 0));
  for (let looks = 0; looks < LOOKS && signalMarked(mark, 'SIGKILL'); looks += 1) await delay(POLL_MS);
}

/** taskkill fails when the tree is already gone, which does not matter here. */
function endTree(pid: number | null): Promise<void> {
  return new Promise((done) =>
    pid === null
      ? done()
      : void execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => done()),
  );
}

async function gone(limitMs: number, isThere: () => boolean): Promise<void> {
  for (let waited = 0; waited < limitMs && isThere(); waited += POLL_MS) await delay(POLL_MS);
}

/**
 * Runs `work`, which ends the family itself. If a signal ends this process in the meantime, the family is ended first.
 */
export async function withFamily<T>(family: Family & { pid: number }, work: () => Promise<T>): Promise<T> {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const kill = (): void => {
    signalGroup(family.pid, 'SIGKILL');
    if (!isWindows) for (let looks = 0; looks < LOOKS && signalMarked(family.mark, 'SIGKILL'); looks += 1);
  };
  const remove = (): void => {
    process.off('exit', kill);
    for (const name of signals) process.off(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    // Another listener (io/ground/interrupt.ts) ends the work in an orderly way.
    if (process.listenerCount(name) > 1) return;
    kill();
    remove();
    process.kill(process.pid, name);
  };
  process.on('exit', kill);
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work();
  } finally {
    remove();
  }
}
