/** What can be known before a review without spending a token: binary, version, settings, login, sandbox. */
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { infrastructure, type Infrastructure } from '../core/codex-reasons.js';
import { codexHome, scrubbedEnvironment } from './codex-arguments.js';
import { locateCodex, readVersion, type LocatedCodex } from './codex-locate.js';
import { readSettings, type CodexConfig, type CodexSettings } from './codex-settings.js';

export interface ReadyCodex {
  kind: 'ready';
  codex: LocatedCodex;
  version: string;
  settings: CodexSettings;
  /** The environment in which a review runs. */
  env: Record<string, string>;
  login: 'account' | 'api-key' | 'not-needed';
}

export interface PreflightPlaces {
  env: NodeJS.ProcessEnv;
  workTree: string | null;
  /** A folder outside the repository that may be written to; the review's own. Made when it is missing. */
  folder: string;
}

/** Everything that a review needs, or the first thing that is missing. Sends nothing anywhere. */
export async function preflight(config: CodexConfig, places: PreflightPlaces): Promise<ReadyCodex | Infrastructure> {
  const codex = await locateCodex(config.cli_command, places.env, places.workTree);
  if (codex.kind !== 'codex') return codex;
  const userHome = codexHome(places.env);
  await fs.mkdir(places.folder, { recursive: true });
  const env = scrubbedEnvironment(config.pass_env, places.env, await privateHome(config, userHome, places.folder));
  const [version, settings, sandbox] = await Promise.all([readVersion(codex, env), readSettings(config, userHome), checkSandbox(codex, env, places.folder)]);
  if (version.kind !== 'version') return version;
  if (settings.kind !== 'settings') return settings;
  const login = await checkLogin(codex, settings, env);
  if (typeof login !== 'string') return login;
  return sandbox ?? { kind: 'ready', codex, version: version.version, settings, env, login };
}

/** Isolation "hermetic": a home of its own, in which only the login is the user's; null for isolation "repo". */
async function privateHome({ isolation }: CodexConfig, userHome: string, folder: string): Promise<string | null> {
  if (isolation === 'repo') return null;
  const home = path.join(folder, 'home');
  await fs.mkdir(path.join(home, '.codex'), { recursive: true });
  const [from, to] = [path.join(userHome, 'auth.json'), path.join(home, '.codex', 'auth.json')];
  await fs.rm(to, { force: true });
  // Linked, not copied: Codex renews a login in place, and a copy would be left behind with the job.
  await attempt(() => fs.symlink(from, to), ['EPERM']);
  await attempt(() => fs.link(from, to), ['EEXIST', 'ENOENT', 'EXDEV', 'EPERM']);
  return home;
}

async function attempt(work: () => Promise<void>, expected: string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string' && expected.includes(error.code))) throw error;
  }
}

async function checkLogin(codex: LocatedCodex, settings: CodexSettings, env: Record<string, string>): Promise<ReadyCodex['login'] | Infrastructure> {
  const { envKey, usesLogin } = settings;
  if (envKey !== null) return env[envKey] ? 'not-needed' : infrastructure('missing-env-key', envKey);
  // `codex exec` takes the key from here too, but `codex login status` does not look.
  if (!usesLogin || env['CODEX_API_KEY']) return 'not-needed';
  const { code, stderr } = await run(codex, ['login', 'status'], env);
  if (code !== 0) return infrastructure('logged-out', lastLine(stderr));
  return /API key/i.test(stderr) ? 'api-key' : 'account';
}

/** null when Codex can start a command in its read-only sandbox; where it cannot, every command fails and a reply is blind. */
async function checkSandbox(codex: LocatedCodex, env: Record<string, string>, folder: string): Promise<Infrastructure | null> {
  // In a home of its own: a mistake in the user's configuration is not a fault of the sandbox.
  const home = await fs.mkdtemp(path.join(folder, 'sandbox-'));
  const nothing = process.platform === 'win32' ? ['cmd.exe', '/c', 'exit', '0'] : [process.platform === 'darwin' ? '/usr/bin/true' : '/bin/true'];
  try {
    const { code, stderr } = await run(codex, ['sandbox', '--', ...nothing], { ...env, CODEX_HOME: home }, folder);
    return code === 0 ? null : infrastructure('sandbox-unavailable', lastLine(stderr));
  } finally {
    await fs.rm(home, { recursive: true, force: true });
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

async function run(codex: LocatedCodex, args: string[], env: Record<string, string>, cwd?: string): Promise<{ code: number; stderr: string }> {
  try {
    const options = { env, timeout: 30_000, killSignal: 'SIGKILL' as const, windowsHide: true, ...(cwd === undefined ? {} : { cwd }) };
    const { stderr } = await promisify(execFile)(codex.native, [...codex.leading, ...args], options);
    return { code: 0, stderr };
  } catch (error) {
    // execFile rejects for any exit code but 0, and puts what was printed on the error.
    if (!(error instanceof Error)) throw error;
    const printed = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
    return { code: 1, stderr: printed || error.message };
  }
}
