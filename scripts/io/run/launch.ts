/**
 * Starts a detached run in two steps: a launcher starts the supervisor and exits at once. If the command is killed with
 * its whole process tree, the supervisor survives, because its parent no longer exists.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { asTheUser } from '../ground/user-mask.js';

/**
 * Starts the launcher, so that the supervisor outlives this process and its shell.
 *
 * @param script the supervisor's script
 */
export function launchSupervisor(script: string, dir: string, env: NodeJS.ProcessEnv): void {
  mkdirSync(dir, { recursive: true });
  // With the user's umask, because a supervisor may write a document of the user at the end.
  const child = asTheUser(() =>
    spawn(process.execPath, [script, '--launch', dir], { detached: true, stdio: 'ignore', env, windowsHide: true }),
  );
  child.unref();
}

/** All that the launcher does: it starts the supervisor in a new session, with its output in the run's folder. */
export function detachSupervisor(script: string, dir: string): void {
  const log = openSync(path.join(dir, 'supervisor.log'), 'a', 0o600);
  spawn(process.execPath, [script, '--run', dir], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  }).unref();
  closeSync(log);
}
