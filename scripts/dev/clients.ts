/**
 * Installs and finds the two real clients that the demo and the tests use, below `<repository>/.clients` and separate
 * from the package's own dependencies and lock file. Each pair of versions has its own folder, so that a checkout that
 * needs other versions never replaces a running client.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TRIED, type Versions } from '../core/install/tried.js';
import { codexPlatform } from '../io/codex/locate.js';

export interface Clients {
  /** Absolute path of the native Codex CLI binary. */
  codex: string;
  /** Absolute path of the native Claude Code binary. */
  claude: string;
}

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '.clients');
const INSTALL_LIMIT_MS = 600_000;
/**
 * Environment variable with the versions of Codex and Claude Code for this run, instead of the pinned ones: `0.171.0
 * 2.1.332`.
 */
export const OTHER_VERSIONS = 'CCCC_CLIENT_VERSIONS';

/** The versions that this run uses: the pinned ones, unless `npm run test:clients -- --newest` names others. */
export function wantedVersions(env: NodeJS.ProcessEnv = process.env): Versions {
  const given = env[OTHER_VERSIONS];
  if (given === undefined) return TRIED;
  const [, codex, claude] = /^(\d[\w.-]*) (\d[\w.-]*)$/.exec(given) ?? [];
  if (codex === undefined || claude === undefined)
    throw new Error(`${OTHER_VERSIONS} is "${given}", not two versions such as "${TRIED.codex} ${TRIED.claude}"`);
  return { codex, claude };
}

/**
 * Finds the clients of these versions and installs what is missing. Needs npm and, on first use, its registry.
 *
 * @throws when npm fails or the platform has no build
 */
export async function findClients(versions: Versions = wantedVersions(), root: string = ROOT): Promise<Clients> {
  const folder = path.join(root, `codex-${versions.codex}+claude-${versions.claude}`);
  const find = (): Promise<Clients | null> => installedClients(folder, versions);
  return (await find()) ?? withLock(root, async () => (await find()) ?? install(folder, versions));
}

/** The newest versions that npm offers. */
export async function newestVersions(): Promise<Versions> {
  const newest = async (name: string): Promise<string> => (await npm(['view', name, 'version'])).trim();
  return { codex: await newest('@openai/codex'), claude: await newest('@anthropic-ai/claude-code') };
}

/** The clients in `folder` if both have these versions, otherwise null. */
async function installedClients(folder: string, versions: Versions): Promise<Clients | null> {
  const modules = path.join(folder, 'node_modules');
  const codex = codexPlatform();
  const codexVersion = await packageVersion(path.join(modules, codex.packageName));
  if (!codexVersion?.startsWith(`${versions.codex}-`)) return null;
  const claude = await claudePackage(modules, versions.claude);
  const clients = claude && { codex: path.join(modules, codex.packageName, codex.binary), claude };
  return clients && existsSync(clients.codex) && existsSync(clients.claude) ? clients : null;
}

/** Claude Code's platform package. npm chooses it by os, cpu and libc, so this looks at what was installed. */
async function claudePackage(modules: string, version: string): Promise<string | null> {
  const base = `@anthropic-ai/claude-code-${process.platform}-${process.arch}`;
  for (const name of [base, `${base}-musl`]) {
    if ((await packageVersion(path.join(modules, name))) !== version) continue;
    return path.join(modules, name, process.platform === 'win32' ? 'claude.exe' : 'claude');
  }
  return null;
}

async function packageVersion(folder: string): Promise<string | null> {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return null;
  const parsed: unknown = JSON.parse(await fs.readFile(file, 'utf8'));
  const isManifest = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return isManifest && typeof parsed.version === 'string' ? parsed.version : null;
}

async function install(folder: string, versions: Versions): Promise<Clients> {
  const wanted = [`@openai/codex@${versions.codex}`, `@anthropic-ai/claude-code@${versions.claude}`];
  // Without install scripts: Claude Code's script only copies its binary, and no third-party code has to run.
  const flags = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  await fs.mkdir(folder, { recursive: true });
  await npm(['install', '--prefix', folder, ...flags, ...wanted], folder);
  const found = await installedClients(folder, versions);
  if (!found)
    throw new Error(`npm finished, but ${wanted.join(' and ')} have no build for this platform under ${folder}`);
  return found;
}

/** Runs npm and returns its output. */
async function npm(args: string[], cwd: string = path.dirname(ROOT)): Promise<string> {
  const options = { cwd, timeout: INSTALL_LIMIT_MS, windowsHide: true };
  return (await promisify(execFile)(process.execPath, [npmScript(), ...args], options)).stdout;
}

/** npm's own script, which starts without a shell on every platform. */
function npmScript(): string {
  const beside = path.dirname(process.execPath);
  const given = process.env['npm_execpath'] ?? '';
  const candidates = [
    path.basename(given) === 'npm-cli.js' ? given : '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((candidate) => candidate !== '' && existsSync(candidate));
  if (!script) throw new Error(`npm was not found beside ${process.execPath}; run this through npm`);
  return script;
}

/** Allows one installer at a time, also between processes, because test files run in parallel. */
async function withLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(root, 'installing');
  await fs.mkdir(root, { recursive: true });
  while (!(await takeLock(lock))) await pause(200);
  try {
    return await work();
  } finally {
    await fs.rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await fs.writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  const owner = Number(await readIfThere(lock));
  if (owner > 0 && !isAlive(owner)) await fs.rm(lock, { force: true });
  return false;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
