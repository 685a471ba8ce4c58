/** What runs on this machine because of a test; Linux only, elsewhere nothing is found. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  pid: number;
  parent: number;
  group: number;
  session: number;
  /** Its arguments, with a NUL between them. */
  command: string;
}

/**
 * Processes that name a file or folder, or something in it, on their command line or as their working directory, and
 * have not ended.
 */
export function processesNaming(file: string): Process[] {
  const names = (text: string): boolean => [`${file}/`, `${file}\0`].some((name) => `${text}\0`.includes(name));
  return allProcesses().filter(({ pid, command }) => names(command) || names(workingDirectory(pid)));
}

/** Processes of a group. */
export const processesOfGroup = (group: number): Process[] => allProcesses().filter((found) => found.group === group);

/** A process, or null where it has ended. */
export const processOf = (pid: number): Process | null => allProcesses().find((found) => found.pid === pid) ?? null;

/** All that runs, of whomever. */
export function allProcesses(): Process[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const found = readProcess(Number(name));
      return found ? [found] : [];
    });
}

/** Null for one that is gone, or that has ended and only waits to be collected. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return null;
    return {
      pid,
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    };
  } catch {
    // It ended between two looks.
    return null;
  }
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Gone, or somebody else's.
    return '';
  }
}
