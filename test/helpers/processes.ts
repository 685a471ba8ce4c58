/** What runs on this machine because of a test; Linux only, elsewhere nothing is found. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  pid: number;
  parent: number;
  group: number;
  session: number;
  command: string;
}

/** Processes whose command line or working directory names `text`, and which have not ended. */
export function processesNaming(text: string): Process[] {
  return allProcesses().filter(({ pid, command }) => command.includes(text) || workingDirectory(pid).includes(text));
}

/** Processes of a group. */
export const processesOfGroup = (group: number): Process[] => allProcesses().filter((found) => found.group === group);

/** A process, or null where it has ended. */
export const processOf = (pid: number): Process | null => allProcesses().find((found) => found.pid === pid) ?? null;

function allProcesses(): Process[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
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
    return { pid, parent: Number(parent), group: Number(group), session: Number(session), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
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
