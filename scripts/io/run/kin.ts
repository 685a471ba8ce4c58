/**
 * Finds the processes from which a process descends, as the system reports them, even if the process emptied its own
 * environment: its parents, the leaders of its session and its process group, and theirs.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from '../ground/files.js';
import { RUN_VARIABLE } from './mark.js';

export interface Kin {
  pid: number;
  /** The words of its command line. */
  command: readonly string[];
  /** Its environment when the program started, as `NAME=value`; empty when it cannot be read. */
  environment: readonly string[];
}

interface Found extends Kin {
  /** Its parent, the leader of its session, and the leader of its process group. */
  above: readonly number[];
}

/**
 * A process and everything from which it descends.
 *
 * @returns null when the system should report this but does not; empty on Windows, which does not report environments
 */
export function kinOf(pid: number): Kin[] | null {
  if (process.platform === 'win32') return [];
  const look = process.platform === 'linux' ? findInProc : findByPs();
  const found = new Map<number, Found>();
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const kin = found.has(next) || next === 0 ? null : look(next);
    if (kin === null) continue;
    found.set(next, kin);
    open.push(...kin.above);
  }
  return found.has(pid) ? [...found.values()] : null;
}

function findInProc(pid: number): Found | null {
  const stat = procFile(pid, 'stat');
  // The name in the second field may contain spaces and brackets.
  const [, parent, group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (session === undefined) return null;
  return {
    pid,
    above: [parent, session, group].map(Number),
    command: procFile(pid, 'cmdline').split('\0'),
    environment: procFile(pid, 'environ').split('\0'),
  };
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch (error) {
    // The process has ended, or belongs to another user.
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return '';
    throw error;
  }
}

/** `ps -E` prints the environment after the command line, without a mark where it begins. */
function findByPs(): (pid: number) => Found | null {
  const { stdout } = spawnSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,command='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const all = new Map<number, Found>();
  for (const line of (stdout ?? '').split('\n')) {
    const [pid, parent, group, ...words] = line.trim().split(/\s+/);
    all.set(Number(pid), {
      pid: Number(pid),
      above: [Number(parent), Number(group)],
      command: words,
      environment: words,
    });
  }
  return (pid) => all.get(pid) ?? null;
}

const OWN_SCRIPT = /(?:^|\/)(?:cccc|review-supervisor|delegate-supervisor)(?:\.[cm]?[jt]s)?$/;

/** Whether a process belongs to a run: it carries a run's mark, or it is this program itself at work. */
export function belongsToRun(kin: Kin): boolean {
  return isMarked(kin.environment) || (kin.pid !== process.pid && isOwnProgram(kin.command));
}

const isMarked = (environment: readonly string[]): boolean =>
  environment.some((entry) => entry.startsWith(`${RUN_VARIABLE}=`));

/** Options of Node that take the next word as their value. */
const WITH_VALUE = /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/;

/**
 * Whether a command line is Node with this program's script; a package runner with this program's name as an argument
 * is not.
 */
function isOwnProgram([program = '', ...words]: readonly string[]): boolean {
  if (!/^(?:node|nodejs|tsx|bun)(?:\.exe)?$/.test(path.basename(program))) return false;
  const script = words.find((word, index) => !word.startsWith('-') && !WITH_VALUE.test(words[index - 1] ?? ''));
  return script !== undefined && OWN_SCRIPT.test(script);
}
