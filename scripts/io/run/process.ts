/** Single processes: which one an id names, and ending it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hasCode } from '../ground/files.js';

/** Names one process of this boot; the id alone may be given to another process later. */
export interface ProcessName {
  pid: number;
  /** As processStart gives it. */
  started: string;
}

/** When a process started, as the platform gives it; with the id it names one process. Empty where unknown. */
export function processStart(pid: number): string {
  if (process.platform === 'win32') return '';
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid);
}

function startInProc(pid: number): string {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets.
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

/** Whether a process that was named earlier still runs: the same id with the same start. */
export const isStill = ({ pid, started }: ProcessName): boolean => started !== '' && processStart(pid) === started;

/** Kills a process; one that is gone already is fine. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
