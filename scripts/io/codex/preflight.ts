/** What can be known before a review without spending a token: binary, version, settings, login, sandbox. */
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import type { CodexProgram } from '../../core/task/pins/program.js';
import type { Repository } from '../git/git.js';
import { codexEnvironment, loginOptions, PROFILE, sandboxProfile } from './arguments.js';
import { deniedReads, neededBy, type Reads } from './denied.js';
import { codexHome } from './environment.js';
import type { LocatedCodex } from './locate.js';
import { makeHome } from './private-home.js';
import { type FoundCodex, findCodex, nameProgram } from './program.js';
import { type CodexConfig, type CodexSettings, readCall } from './settings.js';

/** A Codex that can review, with its files not yet hashed. */
export interface TriedCodex {
  kind: 'ready';
  codex: LocatedCodex;
  version: string;
  /** The file that runs in the end. */
  native: string;
  settings: CodexSettings;
  /** The environment in which a review runs. */
  env: Record<string, string>;
  login: 'account' | 'api-key' | 'not-needed';
  /** What its commands may read, as it was tried just now. */
  reads: Reads;
}

export interface ReadyCodex extends TriedCodex {
  /** The files that will run, by their digests. */
  program: CodexProgram;
}

export interface PreflightPlaces {
  env: NodeJS.ProcessEnv;
  /** The project's, whose Codex is never run and whose files commands may not read; null outside of one. */
  repository: Pick<Repository, 'top' | 'gitDir' | 'commonDir'> | null;
  stateDir: string;
  /** A folder outside the repository that may be written to; the review's own. Made when it is missing. */
  folder: string;
  /** Further files that commands may not read. */
  secrets?: readonly string[];
  /** A folder outside of git that Codex reads, and whose Codex is never run. */
  reading?: string;
}

/** Everything that a review needs, or the first thing that is missing. Sends nothing anywhere. */
export async function preflight(config: CodexConfig, places: PreflightPlaces): Promise<ReadyCodex | Infrastructure> {
  // Named before it is tried: what is put in its place meanwhile is not what was tried.
  const named: { program?: CodexProgram } = {};
  const ready = await tryCodex(config, places, async (found) => {
    named.program = await nameProgram(found, places.stateDir);
  });
  if (ready.kind !== 'ready') return ready;
  const { program = await nameProgram(ready, places.stateDir) } = named;
  return { ...ready, program };
}

/**
 * The same without the digests of Codex's files, for commands that start no review: hashing takes the longest.
 *
 * @param onFound called when Codex is found, before it is tried
 */
export async function tryCodex(
  config: CodexConfig,
  places: PreflightPlaces,
  onFound: (found: FoundCodex) => Promise<void> = async () => undefined,
): Promise<TriedCodex | Infrastructure> {
  const userHome = codexHome(places.env);
  await fs.mkdir(places.folder, { recursive: true });
  const call = await readCall(config, places);
  const isPrivate = call.kind === 'call' && call.secret !== null;
  const home = await makeHome(config, isPrivate, userHome, places.folder);
  const env = codexEnvironment(config, call.kind === 'call' ? call : null, places.env, home);
  const top = places.repository?.top ?? places.reading ?? null;
  const found = await findCodex(config.cli_command, { ...places, top }, env);
  if (found.kind !== 'found') return found;
  if (call.kind !== 'call') return call;
  await onFound(found);
  const { codex, version, native } = found;
  const { settings } = call;
  // Each of them waits for Codex to start.
  const [reads, login] = await Promise.all([
    trySandbox(codex, env, places.folder, deniedIn(places, codex, home.codexHome)),
    checkLogin(codex, settings, env),
  ]);
  if (typeof login !== 'string') return login;
  return 'kind' in reads ? reads : { kind: 'ready', codex, version, native, settings, env, login, reads };
}

/**
 * What a review's commands must not read; null where Codex's sandbox denies no single reads (measured on Linux; Windows
 * has another).
 */
function deniedIn(
  { env, folder, repository, stateDir, secrets }: PreflightPlaces,
  codex: LocatedCodex,
  home: string | null,
): string[] | null {
  if (process.platform === 'win32') return null;
  const own = [
    ...(repository ? [repository.top, repository.gitDir, repository.commonDir] : []),
    ...(home === null ? [] : [home]),
    ...(secrets ?? []),
  ];
  return deniedReads({ needed: neededBy(folder, codex), own, stateDir }, env);
}

async function checkLogin(
  codex: LocatedCodex,
  settings: CodexSettings,
  env: Record<string, string>,
): Promise<ReadyCodex['login'] | Infrastructure> {
  const { envKey, usesLogin } = settings;
  if (envKey !== null) return env[envKey] ? 'not-needed' : infrastructure('missing-env-key', envKey);
  // `codex exec` takes the key from here too, but `codex login status` does not look.
  if (!usesLogin || env['CODEX_API_KEY']) return 'not-needed';
  const { code, stderr } = await run(codex, ['login', 'status', ...loginOptions(settings)], env);
  if (code !== 0) return infrastructure('logged-out', lastLine(stderr));
  return /API key/i.test(stderr) ? 'api-key' : 'account';
}

/**
 * Tries the sandbox as a review uses it: a file in the review's folder can be read, not written, and what is denied not
 * read. Where the profile does not do that, the plain read-only sandbox is tried, never less. Where that does not work
 * either, every command would fail, and a reply be blind.
 */
async function trySandbox(
  codex: LocatedCodex,
  env: Record<string, string>,
  folder: string,
  denied: string[] | null,
): Promise<Reads | Infrastructure> {
  // In a home of its own: a mistake in the user's configuration is not a fault of the sandbox.
  const home = await fs.mkdtemp(path.join(folder, 'sandbox-'));
  const [shown, hidden] = [path.join(home, 'shown'), path.join(home, 'hidden')];
  const sandbox = (options: string[], command: string[]): Promise<Ran> =>
    run(codex, ['sandbox', ...options, '--', ...command], { ...env, CODEX_HOME: home }, folder);
  // What should fail may fail for any reason, so what should work is tried beside it.
  const tried = async (options: string[], secret: string[]): Promise<Ran> => {
    const [read, write] = await Promise.all([
      sandbox(options, ['cat', shown, ...secret]),
      sandbox(options, ['touch', shown]),
    ]);
    if (!read.stdout.startsWith('shown')) return { ...read, code: 1 };
    return write.code === 0 || read.stdout.includes('hidden')
      ? { ...read, code: 1, stderr: 'it writes, or reads what is denied' }
      : { ...read, code: 0 };
  };
  try {
    await Promise.all([fs.writeFile(shown, 'shown'), fs.writeFile(hidden, 'hidden')]);
    const profile =
      denied &&
      (await tried(
        ['-P', PROFILE, ...sandboxProfile([...denied, hidden]).flatMap((setting) => ['-c', setting])],
        [hidden],
      ));
    if (profile?.code === 0) return { denied, because: null };
    const plain =
      process.platform === 'win32' ? await sandbox([], ['cmd.exe', '/c', 'exit', '0']) : await tried([], []);
    if (plain.code !== 0) return infrastructure('sandbox-unavailable', lastLine(plain.stderr));
    return { denied: null, because: profile === null ? process.platform : lastLine(profile.stderr).slice(0, 300) };
  } finally {
    await fs.rm(home, { recursive: true, force: true });
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

async function run(codex: LocatedCodex, args: string[], env: Record<string, string>, cwd?: string): Promise<Ran> {
  try {
    const options = {
      env,
      timeout: 30_000,
      killSignal: 'SIGKILL' as const,
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
    };
    const { stdout, stderr } = await promisify(execFile)(codex.native, [...codex.leading, ...args], options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    // execFile rejects for any exit code but 0, and puts what was printed on the error.
    if (!(error instanceof Error)) throw error;
    const printed = (name: 'stdout' | 'stderr'): string => {
      const text: unknown = Reflect.get(error, name);
      return typeof text === 'string' ? text : '';
    };
    return { code: 1, stdout: printed('stdout'), stderr: printed('stderr') || error.message };
  }
}
