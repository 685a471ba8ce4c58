/** Which file a process really runs: what a launcher chose shows in the processes that it becomes or starts (Linux). */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { hasCode } from '../ground/files.js';

/** A program as it runs. */
export interface RunningProgram {
  /** The executable, or the script where an interpreter runs one. */
  file: string;
  /** Leads to the very content that runs: of a script, its path. */
  content: string;
}

const LIMIT_MS = 20_000;

/**
 * What stands behind a process: the last of the programs that it became or started and that were given the arguments
 * beginning with `word` untouched. Null where the system does not show it.
 */
export function runningProgram(pid: number, word: string): RunningProgram | null {
  return runningPrograms(pid, word).at(-1) ?? null;
}

/** Each of them, a launcher before what it started. */
function runningPrograms(pid: number, word: string): RunningProgram[] {
  if (process.platform !== 'linux') return [];
  const own = programOf(pid, word);
  const started = childrenOf(pid).flatMap((child) => runningPrograms(child, word));
  return own === null ? started : [own, ...started];
}

function programOf(pid: number, word: string): RunningProgram | null {
  const argv = fromProc(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.split('\0') ?? [];
  const exe = fromProc(() => readlinkSync(`/proc/${pid}/exe`));
  const [script, ...more] = argv.slice(1, argv.indexOf(word));
  if (exe === null || argv.indexOf(word) < 1 || more.length > 0) return null;
  if (script === undefined) return { file: exe.replace(/ \(deleted\)$/, ''), content: `/proc/${pid}/exe` };
  return path.isAbsolute(script) && existsSync(script) ? { file: script, content: script } : null;
}

const childrenOf = (pid: number): number[] =>
  (fromProc(() => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')) ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number);

function fromProc(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    // Gone meanwhile, or not ours to look at.
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return null;
    throw error;
  }
}

/** What a launcher chose. */
export interface Choice {
  /** The file that ran in the end; null where nothing was seen. */
  file: string | null;
  /** What it printed; null where it failed. A process that it leaves behind may keep the end of that. */
  said: string | null;
}

/** Runs a launcher with one word, and looks at what it becomes until it ends. */
export async function choiceOf(command: string, word: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Choice> {
  if (process.platform !== 'linux') return { file: null, said: null };
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  const child = spawn(command, [word], { cwd, env, stdio });
  // The timeout of spawn stays set where the program cannot start, and keeps this process alive until it is over.
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  let isOver = false;
  const over = new Promise<void>((done) => child.once('error', () => done()).once('exit', () => done())).then(() => {
    isOver = true;
  });
  // A launcher that waits for its child goes on after it, in forks of itself too, and is no new choice.
  const seen = new Set<string>();
  let chosen: string | null = null;
  while (!isOver && child.pid !== undefined) {
    const running = runningPrograms(child.pid, word);
    const last = running.at(-1);
    if (last !== undefined && !seen.has(last.file)) chosen = last.file;
    for (const one of running) seen.add(one.file);
    await nextTurn();
  }
  await over;
  clearTimeout(limit);
  await nextTurn();
  child.stdout.destroy();
  return { file: chosen, said: child.exitCode === 0 ? said : null };
}
