/** The processes that run because of a test. Only on Linux; elsewhere none are found. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Process {
  pid: number;
  parent: number;
  group: number;
  session: number;
  /** The arguments, separated by NUL. */
  command: string;
}

/**
 * The living processes that have one of some files or folders, or a path in it, on their command line or as their
 * working directory.
 */
export function processesNaming(...files: string[]): Process[] {
  // Every path would contain it, and whoever ends what is found would end every process of the machine.
  for (const file of files) if (file.length < 2) throw new Error(`no file to look for: "${file}"`);
  const parts = files.flatMap((file) => [`${file}/`, `${file}\0`]);
  const names = (text: string): boolean => parts.some((part) => `${text}\0`.includes(part));
  return allProcesses().filter(({ pid, command }) => names(command) || names(workingDirectory(pid)));
}

/** The processes of a group. */
export const processesOfGroup = (group: number): Process[] => allProcesses().filter((found) => found.group === group);

/** A process; null when it has ended. */
export const processOf = (pid: number): Process | null => allProcesses().find((found) => found.pid === pid) ?? null;

/** All processes of all users. */
export function allProcesses(): Process[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const found = readProcess(Number(name));
      return found ? [found] : [];
    });
}

/** A process; null when it is gone or a zombie. */
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
    // ENOENT: it has ended in the meantime.
    return null;
  }
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It is gone, or belongs to another user.
    return '';
  }
}
