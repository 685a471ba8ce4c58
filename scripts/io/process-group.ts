/** A process together with everything that it starts: its group, or on Windows its tree. */
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './files.js';

const GRACE_MS = 2_000;
/** After SIGKILL only the kernel's work is left, and the collecting of what nobody waits for. */
const KILLED_MS = 200;
const POLL_MS = 20;

const isWindows = process.platform === 'win32';

/** Options for a process that can be ended as a whole. On Windows its tree needs no group of its own. */
export const ownGroup = { detached: !isWindows, windowsHide: true } as const;

/** Returns whether there was anybody to signal. A process that only waits to be collected counts. */
function signalGroup(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(isWindows ? pid : -pid, name);
    return true;
  } catch (error) {
    // EPERM: only members that run as somebody else are left, or (macOS) only zombies.
    if (['ESRCH', 'EPERM'].includes(errorCode(error))) return false;
    throw error;
  }
}

/**
 * Ends a group, and returns when it is gone or cannot be ended.
 *
 * @param pid leader of the group
 * @param options graceful: asked first, and killed after two seconds; else killed at once
 */
export async function endGroup(pid: number, options: { graceful: boolean }): Promise<void> {
  if (isWindows) {
    // A tree that is gone already is an error to taskkill, and what was wanted.
    return new Promise((done) => void execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => done()));
  }
  if (options.graceful) {
    signalGroup(pid, 'SIGTERM');
    await gone(pid, GRACE_MS);
  }
  if (signalGroup(pid, 'SIGKILL')) await gone(pid, KILLED_MS);
}

async function gone(pid: number, limitMs: number): Promise<void> {
  for (let waited = 0; waited < limitMs && signalGroup(pid, 0); waited += POLL_MS) await delay(POLL_MS);
}

/** Runs `work`, which ends the group itself; when this process is told to end meanwhile, the group goes first. */
export async function withGroup<T>(pid: number, work: () => Promise<T>): Promise<T> {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const onExit = (): void => void signalGroup(pid, 'SIGKILL');
  const remove = (): void => {
    process.off('exit', onExit);
    for (const name of signals) process.off(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    signalGroup(pid, 'SIGKILL');
    remove();
    // Nobody else handles it: end as the signal says.
    if (process.listenerCount(name) === 0) process.kill(process.pid, name);
  };
  process.on('exit', onExit);
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work();
  } finally {
    remove();
  }
}
