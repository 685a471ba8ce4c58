/** Version managers whose launchers choose by the folder, asked for their choice: what works where none can be seen. */
import { execFile } from 'node:child_process';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Each answers `<manager> which codex` with the file that its launcher would start in the working directory. */
const MANAGERS = ['volta', 'asdf', 'mise', 'rtx', 'nodenv'] as const;
const HEAD_BYTES = 4096;
const LIMIT_MS = 20_000;

/** What the manager behind a launcher chooses in a folder; null where there is none that is known, or it cannot say. */
export async function managersChoice(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const manager = await managerOf(command);
  if (manager === null) return null;
  const name = path.parse(command).name;
  try {
    const options = { cwd, env, timeout: LIMIT_MS, killSignal: 'SIGKILL' as const, windowsHide: true };
    const { stdout } = await promisify(execFile)(manager, ['which', name], options);
    const file = stdout.trim().split('\n').at(-1) ?? '';
    return path.isAbsolute(file) ? file : null;
  } catch (error) {
    // execFile rejects with an Error whether the program cannot start, fails or is too slow.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** By the program that the launcher is a link to, or by the one that its script names. */
async function managerOf(command: string): Promise<string | null> {
  const real = await realpath(command);
  const program = path.parse(real).name.replace(/-shim$/, '');
  const linked = MANAGERS.find((name) => name === program);
  if (linked !== undefined) return linked;
  const head = await headOf(real);
  const isScript = head.startsWith('#!') || /\.(cmd|bat)$/i.test(real);
  return isScript ? (MANAGERS.find((name) => new RegExp(`\\b${name}\\b`).test(head)) ?? null) : null;
}

/** Whether a shell runs the file; such a file can start another program and wait for it. */
export const isShellScript = async (file: string): Promise<boolean> =>
  /^#!.*\b(ba|da|z|k)?sh\b/.test(await headOf(await realpath(file)));

async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
