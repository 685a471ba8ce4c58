/**
 * The detached start of a run, in two steps: a launcher starts the supervisor and exits at once. Whatever kills the
 * command with its process tree would find a child; it does not find the child of a process that is gone.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { asTheUser } from '../ground/user-mask.js';

/** Starts the launcher, so that the supervisor outlives this process and its shell. In: the supervisor's script. */
export function launchSupervisor(script: string, dir: string, env: NodeJS.ProcessEnv): void {
  mkdirSync(dir, { recursive: true });
  // With the user's umask: a supervisor may write a document of the user at the end.
  const child = asTheUser(() =>
    spawn(process.execPath, [script, '--launch', dir], { detached: true, stdio: 'ignore', env, windowsHide: true }),
  );
  child.unref();
}

/** All that the launcher does: starts the supervisor in a session of its own, with its output in the run's folder. */
export function detachSupervisor(script: string, dir: string): void {
  const log = openSync(path.join(dir, 'supervisor.log'), 'a', 0o600);
  spawn(process.execPath, [script, '--run', dir], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  }).unref();
  closeSync(log);
}
