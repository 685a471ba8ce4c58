/** Processes in a group of their own, and the end of all of them. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

export type GroupLeader = ChildProcessByStdio<Writable, Readable, Readable>;

const isWindows = process.platform === 'win32';

/** Starts a program that leads its own group, so that everything it starts can be ended with it. */
export function startGroup(program: string, args: string[], options: { cwd: string; env: Record<string, string> }): GroupLeader {
  return spawn(program, args, {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
    // On Windows this would open a console window; there the process tree serves as the group.
    detached: !isWindows,
    windowsHide: true,
  });
}

/** How long a group may take to end by itself before it is killed, and to be gone after that. */
const GRACE_MS = 2000;
const GONE_MS = 10_000;

/**
 * Ends a process and all that it started: asked first, killed then.
 *
 * @param pid leader of the group
 * @returns whether nothing is left (in a container whose first process does not collect zombies they stay)
 */
export async function endGroup(pid: number): Promise<boolean> {
  if (isWindows) return endTree(pid);
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; isGroupAlive(pid); waited += 20) {
    if (waited >= GONE_MS) return false;
    if (waited >= GRACE_MS) signalGroup(pid, 'SIGKILL');
    await pause(20);
  }
  return true;
}

/** Whether anything of the group is left. A zombie nobody has waited for still counts. */
export function isGroupAlive(pid: number): boolean {
  return signalGroup(pid, 0);
}

/** Returns whether there was anybody to signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    // macOS reports EPERM for a group in which only zombies are left.
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return false;
    throw error;
  }
}

function endTree(pid: number): Promise<boolean> {
  const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  return new Promise((done) => {
    const ended = spawn(taskkill, ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    ended.once('error', () => done(false));
    // 128: there is no such process.
    ended.once('exit', (code) => done(code === 0 || code === 128));
  });
}
