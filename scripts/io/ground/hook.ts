/**
 * Shared by all hooks: stdin is one JSON object, stdout is one JSON object or empty, the exit code is 0. Each hook says
 * here what happens if it fails: Stop lets the turn end, the guard denies.
 */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isObject, type JsonObject, jsonOf, parseEditedJson } from '../../core/json.js';

/**
 * The hook's input from stdin.
 *
 * @throws when it is not a JSON object; the message does not quote it, because it may contain a secret
 */
export function readHookInput(): JsonObject {
  const value = jsonOf(readFileSync(0, 'utf8'));
  if (isObject(value)) return value;
  throw new Error('the input is not a JSON object');
}

/**
 * Runs a hook to its end.
 *
 * @param work returns what to print, or null for nothing
 * @param onFailure returns what to print when `work` throws, which decides whether the hook fails open or closed
 */
export function runHook(work: () => object | null, onFailure: (detail: string) => object): void {
  let output: object | null;
  try {
    output = work();
  } catch (error) {
    output = onFailure(error instanceof Error ? error.message : String(error));
  }
  if (output !== null) writeSync(1, JSON.stringify(output));
}

/** Where the client works: its project folder, otherwise the folder in which the hook runs. */
export const hookFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  path.resolve(env['CLAUDE_PROJECT_DIR'] || process.cwd());

export interface WorkTree {
  top: string;
  gitDir: string;
  commonDir: string;
}

/**
 * The work tree around a folder; null when there is none. It is found by the same rules as in git, but without running
 * git, which would take a hook too long.
 */
export function findWorkTree(from: string): WorkTree | null {
  for (let top = from; ; top = path.dirname(top)) {
    const dotGit = path.join(top, '.git');
    if (existsSync(dotGit) && !isEmptyPlaceholder(dotGit)) {
      const gitDir = gitDirOf(dotGit);
      const common = gitDir === null ? null : readText(path.join(gitDir, 'commondir'))?.trim();
      return gitDir === null ? null : { top, gitDir, commonDir: common ? path.resolve(gitDir, common) : gitDir };
    }
    if (top === path.dirname(top)) return null;
  }
}

/**
 * A file's text; null when there is no such file. existsSync and an unbuffered read are used because, in a process that
 * has just started, the error of a failed read and a read through a buffer each take ten times as long (`npm run bench
 * -- --only hooks`).
 */
export const readText = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** A folder `.git` without a HEAD is not a repository; sandboxes leave such folders as placeholders. */
const isEmptyPlaceholder = (dotGit: string): boolean =>
  statSync(dotGit).isDirectory() && !existsSync(path.join(dotGit, 'HEAD'));

/**
 * The git directory. `.git` is that directory itself, or a file that names it (in a linked work tree or a submodule).
 */
function gitDirOf(dotGit: string): string | null {
  if (existsSync(path.join(dotGit, 'HEAD')) || statSync(dotGit).isDirectory()) return dotGit;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(dotGit, 'utf8'))?.[1]?.trim();
  return named === undefined ? null : path.resolve(path.dirname(dotGit), named);
}

/**
 * The value of a JSON file; undefined when there is no such file.
 *
 * @throws an error with the file's name when it is not JSON
 */
export function readJsonIfThere(file: string): unknown {
  const text = readText(file);
  if (text === null) return undefined;
  const parsed = parseEditedJson(text);
  if (parsed.ok) return parsed.value;
  throw new Error(`${file} is not valid JSON`);
}

/** Files up to this size are read whole, which is faster than reading a part through a buffer. */
const WHOLE = 262_144;
const TAIL = 16_384;

function lastLineOf(text: string): string | null {
  const end = text.lastIndexOf('\n');
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, Math.max(end, 0)) || null;
}

/** The last complete line of a file, read from its end; null when there is none. */
export function readLastLine(file: string): string | null {
  if (!existsSync(file)) return null;
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size <= WHOLE) return lastLineOf(readFileSync(handle, 'utf8'));
    for (let length = Math.min(TAIL, size); ; length = Math.min(length * 4, size)) {
      const buffer = Buffer.alloc(length);
      const read = readSync(handle, buffer, 0, length, size - length);
      const lines = buffer.subarray(0, read).toString('utf8').split('\n');
      if (lines.length > 2 || length === size) return lines.at(-2) || null;
    }
  } finally {
    closeSync(handle);
  }
}
