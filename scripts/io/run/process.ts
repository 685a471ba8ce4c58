/** Single processes: identifying one, and ending it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hasCode } from '../ground/files.js';

/** Identifies one process of this boot; its id alone may later be given to another process. */
export interface ProcessName {
  pid: number;
  /** The value of processStart. */
  started: string;
}

/**
 * When a process started, in the platform's own format; together with the id it identifies a process. Empty when
 * unknown.
 */
export function processStart(pid: number): string {
  if (process.platform === 'win32') return '';
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid);
}

function startInProc(pid: number): string {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may contain spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'ENOTDIR')) return '';
    throw error;
  }
}

/** `ps` prints nothing for a process that is gone. */
function startByPs(pid: number): string {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  return (stdout ?? '').trim();
}

/** The name of this process. */
export const thisProcess = (): ProcessName => ({ pid: process.pid, started: processStart(process.pid) });

/** Whether a process named earlier is still running: the same id with the same start. */
export const isStill = ({ pid, started }: ProcessName): boolean => started !== '' && processStart(pid) === started;

/** Kills a process; does nothing if it is already gone. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
