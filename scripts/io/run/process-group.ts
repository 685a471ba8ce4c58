/**
 * A process together with everything that it starts: its group and the processes with its mark, or on Windows its tree.
 */
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../ground/files.js';
import { markedProcesses } from './run-trace.js';

const GRACE_MS = 2_000;
/** After SIGKILL only the kernel has work left, and process 1 has to collect orphans. */
const KILLED_MS = 200;
const POLL_MS = 20;
/** A process may start another one between the look and the signal; this many looks are enough. */
const LOOKS = 50;

const isWindows = process.platform === 'win32';

/** Options for a process that can be ended as a whole. On Windows its tree needs no group of its own. */
export const ownGroup = { detached: !isWindows, windowsHide: true } as const;

export interface Family {
  /** Leader of the group; null when it is gone, since its id may name another process by then. */
  pid: number | null;
  /** Finds the processes that left the group (io/run/run-trace.ts). */
  mark: string;
}

/** Returns whether there was a process to signal. In a group, a zombie counts. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    // EPERM: only members that run as another user are left, or (macOS) only zombies.
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

const signalGroup = (pid: number | null, name: NodeJS.Signals | 0): boolean =>
  pid !== null && signal(isWindows ? pid : -pid, name);
const signalMarked = (mark: string, name: NodeJS.Signals | 0): boolean =>
  markedProcesses(mark).filter((pid) => signal(pid, name)).length > 0;

/**
 * Ends a family, and returns when it is gone or cannot be ended.
 *
 * @param options graceful: asked first, and killed after two seconds; else killed at once
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

/** taskkill fails for a tree that is gone already, which is fine here. */
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

/** Runs `work`, which ends the family itself; when a signal ends this process meanwhile, the family is ended first. */
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
    // Another listener (io/ground/interrupt.ts) has the work end in order.
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
