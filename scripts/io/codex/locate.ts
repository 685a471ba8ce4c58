/** Finds the Codex CLI, the file that really runs, and its version. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { jsonOf, textAt } from '../../core/json.js';
import { hasCode, isMissing } from '../ground/files.js';

/** The oldest version whose flags, events and sandbox were measured; older ones lack some of them. */
export const MINIMUM_VERSION = '0.169.0';

export interface LocatedCodex {
  kind: 'codex';
  /** The absolute path to which PATH or the configuration leads. */
  command: string;
  /**
   * The program that is started, with links resolved: the native binary behind npm's wrapper, or the user's own script.
   */
  native: string;
  /** Arguments before those of the program: the script, if `native` is Node. */
  leading: string[];
  /** Size and time of the file that decides what runs; it changes when the file is replaced. */
  identity: string;
}

/**
 * The platform package of @openai/codex and the binary in it. `packageName` is empty for a platform without a build.
 */
export function codexPlatform(
  platform: string = process.platform,
  arch: string = process.arch,
): { packageName: string; binary: string } {
  const triples: Record<string, string> = {
    'linux-x64': 'x86_64-unknown-linux-musl',
    'linux-arm64': 'aarch64-unknown-linux-musl',
    'darwin-x64': 'x86_64-apple-darwin',
    'darwin-arm64': 'aarch64-apple-darwin',
    'win32-x64': 'x86_64-pc-windows-msvc',
    'win32-arm64': 'aarch64-pc-windows-msvc',
  };
  const triple = triples[`${platform}-${arch}`];
  const name = platform === 'win32' ? 'codex.exe' : 'codex';
  return triple
    ? { packageName: `@openai/codex-${platform}-${arch}`, binary: path.join('vendor', triple, 'bin', name) }
    : { packageName: '', binary: '' };
}

/**
 * Finds Codex without starting it.
 *
 * @param cliCommand `codex.cli_command`: a name to look up on PATH, or an absolute path
 * @param workTree the project's work tree: what lies in there is never run, since whoever can change the
 *   project could approve with it
 */
export async function locateCodex(
  cliCommand: string,
  env: NodeJS.ProcessEnv,
  workTree: string | null,
): Promise<LocatedCodex | Infrastructure> {
  const command = await lookUp(cliCommand, env);
  if (command === null) return infrastructure('codex-missing', cliCommand);
  const located = await nativeOf(command);
  if ('kind' in located) return located;
  const files = [command, located.native, ...located.leading];
  if (workTree !== null && (await insideProject(files, workTree)))
    return infrastructure('codex-inside-project', command);
  const { native, leading } = located;
  const { size, mtimeMs } = await fs.stat(leading[0] ?? native);
  return { kind: 'codex', command, native, leading, identity: `${size}-${Math.floor(mtimeMs)}` };
}

/** The first match on PATH, as a shell would find it. Relative entries are skipped, because they mean the project. */
async function lookUp(cliCommand: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  if (path.isAbsolute(cliCommand)) return firstRunnable(withExtensions(cliCommand, env));
  if (/[\\/]/.test(cliCommand)) return null;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return firstRunnable(folders.flatMap((folder) => withExtensions(path.join(folder, cliCommand), env)));
}

/** On Windows, a name runs only with an extension of PATHEXT; of npm's three shims, the .cmd file is used. */
function withExtensions(file: string, env: NodeJS.ProcessEnv): string[] {
  if (process.platform !== 'win32' || path.extname(file) !== '') return [file];
  return (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';').map((extension) => file + extension.toLowerCase());
}

async function firstRunnable(files: string[]): Promise<string | null> {
  for (const file of files) {
    if (await isRunnable(file)) return file;
  }
  return null;
}

async function isRunnable(file: string): Promise<boolean> {
  try {
    await fs.access(file, fs.constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch (error) {
    if (isMissing(error) || hasCode(error, 'EACCES', 'ELOOP', 'EPERM')) return false;
    throw error;
  }
}

type Program = Pick<LocatedCodex, 'native' | 'leading'> & {
  /** Whether it starts no other file by its own choice: npm's native binary, or a script of Node. */
  isFinal: boolean;
};

/** The program behind a file, with links resolved and npm's wrapper skipped. */
export async function nativeOf(command: string): Promise<Program | Infrastructure> {
  const real = await fs.realpath(command);
  const wrapper = (await npmPackage(real)) ?? (await npmPackage(await shimTarget(real)));
  if (wrapper !== null) {
    const native = platformBinary(wrapper);
    return native === null
      ? infrastructure('codex-missing', `${codexPlatform().packageName || process.platform} ${wrapper}`)
      : { native, leading: [], isFinal: true };
  }
  // The user's own script; Windows cannot start one directly.
  if (/\.[cm]?js$/.test(real)) return { native: process.execPath, leading: [real], isFinal: true };
  return { native: real, leading: [], isFinal: false };
}

/** The folder of @openai/codex when `file` is its wrapper script (bin/codex.js), else null. */
async function npmPackage(file: string | null): Promise<string | null> {
  if (file === null || path.basename(file) !== 'codex.js') return null;
  const folder = path.dirname(path.dirname(file));
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return null;
  return textAt(jsonOf(await fs.readFile(manifest, 'utf8')), 'name') === '@openai/codex' ? folder : null;
}

/** The script that a .cmd shim of npm starts, or null. */
async function shimTarget(file: string): Promise<string | null> {
  if (!/\.(cmd|bat)$/i.test(file)) return null;
  const target = /%(?:~dp0|dp0%)\\?([^"%]*codex\.js)"/i.exec(await fs.readFile(file, 'utf8'))?.[1];
  return target === undefined ? null : path.join(path.dirname(file), ...target.split('\\'));
}

function platformBinary(wrapper: string): string | null {
  const { packageName, binary } = codexPlatform();
  if (packageName === '') return null;
  const binaries = [path.join(wrapper, binary)];
  try {
    const manifest = createRequire(path.join(wrapper, 'package.json')).resolve(`${packageName}/package.json`);
    binaries.unshift(path.join(path.dirname(manifest), binary));
  } catch (error) {
    if (!hasCode(error, 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED')) throw error;
  }
  return binaries.find((file) => existsSync(file)) ?? null;
}

/** Whether one of the files is in the project, or a link to a file in it. */
export async function insideProject(files: string[], folder: string): Promise<boolean> {
  const root = await fs.realpath(folder);
  const real = await Promise.all(files.map((file) => fs.realpath(file)));
  return [...files, ...real].some((file) => [root, folder].some((top) => isInside(file, top)));
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

export interface Version {
  kind: 'version';
  version: string;
}

/** The version in what `codex --version` printed, checked against MINIMUM_VERSION; null where there is none. */
export function versionIn(said: string): Version | Infrastructure | null {
  const version = /\b(\d+\.\d+\.\d+)/.exec(said)?.[1];
  if (version === undefined) return null;
  return isOlder(version, MINIMUM_VERSION)
    ? infrastructure('codex-too-old', `${version} < ${MINIMUM_VERSION}`)
    : { kind: 'version', version };
}

/** Asks Codex for its version. */
export async function readVersion(codex: LocatedCodex, env: NodeJS.ProcessEnv): Promise<Version | Infrastructure> {
  try {
    const { stdout } = await promisify(execFile)(codex.native, [...codex.leading, '--version'], {
      env,
      timeout: 20_000,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    return versionIn(stdout) ?? infrastructure('codex-unusable', stdout.trim().slice(0, 200));
  } catch (error) {
    // execFile rejects with an Error if the program cannot start, fails, or is too slow.
    if (error instanceof Error)
      return infrastructure('codex-unusable', (error.message.split('\n')[0] ?? '').slice(0, 200));
    throw error;
  }
}

export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (const [index, part] of (b ?? []).entries()) {
    const own = a?.[index] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
