/**
 * What all hooks share: stdin is one JSON object, stdout is one JSON object or nothing, the exit code is 0.
 * Each hook states here what happens when it fails: Stop lets the user go, the guard denies.
 */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isObject, type JsonObject, jsonOf, parseJson, withoutBom } from '../../core/json.js';

/**
 * What a hook gets on stdin. Throws when it is not a JSON object, without quoting it: it may hold a secret.
 */
export function readHookInput(): JsonObject {
  const value = jsonOf(readFileSync(0, 'utf8'));
  if (isObject(value)) return value;
  throw new Error('the input is not a JSON object');
}

/**
 * Runs a hook to its end.
 *
 * @param work what to print, or null for nothing
 * @param onFailure what to print when `work` throws; the hook's fail direction
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

/** Where the client works: its project folder, else the folder in which the hook runs. */
export const hookFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  path.resolve(env['CLAUDE_PROJECT_DIR'] || process.cwd());

export interface WorkTree {
  top: string;
  gitDir: string;
  commonDir: string;
}

/**
 * The work tree around a folder, found as git finds it but without git, since a hook has no time for it; null when
 * there is none.
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
 * A file's text; null where there is none. In a process that has just started, the error of a failed read and a read
 * through a buffer cost ten times as much each (`npm run bench -- --only hooks`).
 */
export const readText = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** A folder `.git` without a HEAD is no repository: sandboxes leave such folders in the place for temporary files. */
const isEmptyPlaceholder = (dotGit: string): boolean =>
  statSync(dotGit).isDirectory() && !existsSync(path.join(dotGit, 'HEAD'));

/** `.git` is the git directory, or a file that names it (a linked work tree, a submodule). */
function gitDirOf(dotGit: string): string | null {
  if (existsSync(path.join(dotGit, 'HEAD')) || statSync(dotGit).isDirectory()) return dotGit;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(dotGit, 'utf8'))?.[1]?.trim();
  return named === undefined ? null : path.resolve(path.dirname(dotGit), named);
}

/** A JSON file's value; undefined when there is no such file. Throws with the file's name when it is not JSON. */
export function readJsonIfThere(file: string): unknown {
  const text = readText(file);
  if (text === null) return undefined;
  const parsed = parseJson(withoutBom(text));
  if (parsed.ok) return parsed.value;
  throw new Error(`${file} is not valid JSON`);
}

/** Up to here a file is read whole: as text that is faster than a piece of it through a buffer. */
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
