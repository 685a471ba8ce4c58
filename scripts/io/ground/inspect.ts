/** Inspections for doctor and resume that leave nothing behind. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { hasCode, isMissing, isSystemError, readIfThere } from './files.js';
import { Interrupt } from './interrupt.js';
import { madeTemporary, temporaryPath } from './temporary.js';

/** Lends a temporary folder, and removes it with its content afterwards, also before Ctrl-C ends this process. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const prefix = temporaryPath('cccc-');
  const folder = madeTemporary(prefix, () => realpathSync(mkdtempSync(prefix)));
  const interrupt = new Interrupt();
  try {
    return await work(folder);
  } finally {
    removeAll(folder);
    interrupt.passOn();
  }
}

/** If work fails half-way, something may still write there; a failed removal must not hide the first error. */
function removeAll(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

export interface HookRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

const HOOK_LIMIT_MS = 20_000;

/** Runs a hook with an empty event on stdin; `project` is its CLAUDE_PROJECT_DIR and working directory. */
export function runHookCommand(
  { program, args }: { program: string; args: readonly string[] },
  project: string,
  env: NodeJS.ProcessEnv,
): Promise<HookRun> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: project,
      env: { ...env, CLAUDE_PROJECT_DIR: project },
      windowsHide: true,
    });
    // The timeout of spawn stays set where the program cannot start, and keeps this process alive until it is over.
    const limit = setTimeout(() => child.kill(), HOOK_LIMIT_MS);
    const end = (run: HookRun): void => {
      clearTimeout(limit);
      done(run);
    };
    const run: HookRun = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.stderr += text));
    // A hook that ends before it reads its input breaks the pipe; its exit code tells the reason.
    child.stdin.on('error', () => undefined);
    child.once('error', (error) => end({ ...run, stderr: error.message }));
    child.once('close', (code) => end({ ...run, code }));
    child.stdin.end('{}');
  });
}

/** A folder outside any repository, so that a hook that runs there finds nothing to write to. */
export const nowhere = (): string => path.parse(process.cwd()).root;

/**
 * Files that killed processes of this program left in some folders; their names end in the process id. Absolute paths.
 */
export function leftBehind(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => isOrphan(name))
      .map((name) => path.join(folder, name)),
  );
}

/** The names in a folder; none where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Names of temporary files: `<file>.<pid>.tmp` (io/ground/files.ts), `index.<pid>.<hex>` (io/git/store.ts). */
function isOrphan(name: string): boolean {
  const pid = /\.(\d+)\.tmp$|^index\.(\d+)\.[0-9a-f]+$/.exec(name)?.slice(1).find(Boolean);
  return pid !== undefined && !isAlive(Number(pid));
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that the process exists but belongs to another user.
    return !hasCode(error, 'ESRCH');
  }
}

/** How many non-empty lines a file has; 0 when there is no such file. */
export const linesIn = (file: string): number =>
  (readIfThere(file) ?? '').split('\n').filter((line) => line.trim() !== '').length;

/** The files of the list that do not exist. */
export const missingFiles = (files: readonly string[]): string[] => files.filter((file) => !existsSync(file));

/** Bytes that this user may still write to the file system of an existing folder. */
export function freeSpace(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** The access rights of a file, and when it changed (ms since the epoch); null when there is none. */
export function rightsAndTime(file: string): { mode: number; changed: number } | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : { mode: found.mode, changed: found.mtimeMs };
}
