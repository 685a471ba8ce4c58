/**
 * Runs git: the environment, the errors by name, and what repository a folder belongs to.
 *
 * Only scripts/io/git*.ts run git. Every call gets a scrubbed environment and settings that make the work tree's
 * files count as they are (facts: git-trees, "The pipeline that held"); no hook of the user's runs.
 */
import { execa } from 'execa';
import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { notice, Problem } from '../core/notices.js';

/** The oldest git that the calls in scripts/io/git*.ts are written for. */
export const GIT_FLOOR = '2.30';

export interface Repository {
  /** The work tree's root, absolute. */
  top: string;
  /** This work tree's own git directory; equal to commonDir in a plain repository. */
  gitDir: string;
  /** What all work trees share; objects, refs and our ledgers live here. */
  commonDir: string;
  kind: 'plain' | 'linked-worktree' | 'submodule';
  shallow: boolean;
  format: 'sha1' | 'sha256';
  /** Commit id; null before the first commit of the branch. */
  head: string | null;
  /** Name without refs/heads/; null when HEAD is detached. */
  branch: string | null;
  empty: boolean;
}

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
  /** A non-zero exit is an answer, not a Problem. */
  allowFail?: boolean;
}

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/** What of the caller's GIT_* variables may stay: where its configuration and git itself are found. */
const KEPT = new Set(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM', 'GIT_EXEC_PATH', 'GIT_CEILING_DIRECTORIES', 'GIT_DISCOVERY_ACROSS_FILESYSTEM']);

/** Settings that would let an edit go unseen, run somebody's program, or quote names; overridden on each call. */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.splitIndex=false',
  'core.trustctime=true',
  'core.checkStat=default',
  'core.ignoreStat=false',
  'core.safecrlf=false',
  'core.quotePath=false',
  'core.hooksPath=/dev/null',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting]);

/** git's answers are read whole; this is only a bound against running out of memory. */
const MAX_OUTPUT = 2 ** 30;

/**
 * Runs git in a folder.
 *
 * @param cwd the folder; args: without the leading "git"
 * @returns exit code, stdout as bytes, stderr
 * @throws Problem git-missing, not-a-repository (the folder does not exist); never for a non-zero exit
 */
export async function git(cwd: string, args: string[], options: GitOptions = {}): Promise<GitResult> {
  const result = await execa('git', [...SETTINGS, ...args], {
    cwd,
    env: { ...scrubbedEnvironment(), ...options.env },
    extendEnv: false,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    encoding: 'buffer',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: MAX_OUTPUT,
  });
  if (result.exitCode === undefined) throw notStarted(cwd, result.shortMessage ?? 'it did not start');
  const stderr = Buffer.from(result.stderr).toString('utf8');
  return { code: result.exitCode, stdout: Buffer.from(result.stdout.buffer, result.stdout.byteOffset, result.stdout.byteLength), stderr };
}

function scrubbedEnvironment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase();
    if (value !== undefined && (!upper.startsWith('GIT_') || KEPT.has(upper))) env[name] = value;
  }
  return { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_REPLACE_OBJECTS: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

/** A missing folder and a missing git look the same to spawn. */
function notStarted(cwd: string, detail: string): Problem {
  if (!existsSync(cwd) || !statSync(cwd).isDirectory()) return new Problem(notice('not-a-repository', { dir: cwd }));
  return new Problem(notice('git-missing', { detail }));
}

/**
 * Turns a failed git call into the Problem that names its cause.
 *
 * @param args of the call, for the message; settings left out
 */
export function gitProblem(args: string[], result: GitResult): Problem {
  const filter = /^fatal: (.*): clean filter '(.*)' failed/m.exec(result.stderr);
  if (filter) return new Problem(notice('git-filter-failed', { path: filter[1] ?? '', filter: filter[2] ?? '' }));
  const owner = /(?:dubious ownership in repository at|unsafe repository \()\s?'([^']*)'/.exec(result.stderr);
  if (owner) return new Problem(notice('git-dubious-ownership', { dir: owner[1] ?? '' }));
  const said = result.stderr.trim().split('\n');
  const detail = said.findLast((line) => /^(fatal|error): /.test(line)) ?? said.at(-1) ?? '';
  return new Problem(notice('git-failed', { command: `git ${args.slice(0, 3).join(' ')}`, detail: detail || `exit code ${result.code}` }));
}

/**
 * Runs git in the repository's work tree and returns its output as UTF-8.
 *
 * @throws Problem git-failed and its kin on a non-zero exit, unless allowFail
 */
export async function runGit(repo: Repository, args: string[], options: GitOptions = {}): Promise<string> {
  return (await runGitBytes(repo, args, options)).toString('utf8');
}

/** As runGit, with the output as bytes: for names that need not be UTF-8, and for contents. */
export async function runGitBytes(repo: Repository, args: string[], options: GitOptions = {}): Promise<Buffer> {
  const result = await git(options.cwd ?? repo.top, args, options);
  if (result.code !== 0 && !options.allowFail) throw gitProblem(args, result);
  return result.stdout;
}

/**
 * Finds the repository that a folder belongs to.
 *
 * @param dir absolute; any folder inside the work tree
 * @returns a repository without commits has head null; the caller refuses where a commit is needed
 * @throws Problem not-a-repository, bare-repository, git-missing, git-too-old, git-dubious-ownership
 */
export async function openRepository(dir: string): Promise<Repository> {
  const question = ['rev-parse', '--is-shallow-repository', '--show-object-format', '--absolute-git-dir', '--git-common-dir', '--show-toplevel'];
  const [version, place, head, branch] = await Promise.all([
    git(dir, ['version']),
    git(dir, question),
    git(dir, ['rev-parse', '--quiet', '--verify', 'HEAD^{commit}']),
    git(dir, ['symbolic-ref', '--quiet', 'HEAD']),
  ]);
  refuseOldGit(version.stdout.toString('utf8'));
  if (place.code !== 0) throw noRepository(dir, question, place);
  const [shallow, format, gitDir, commonDir, top] = place.stdout.toString('utf8').split('\n');
  if (!gitDir || !commonDir || !top) throw gitProblem(question, place);
  const found = { top: path.resolve(top), gitDir: realpathSync(gitDir), commonDir: realpathSync(path.resolve(dir, commonDir)) };
  const commit = head.code === 0 ? head.stdout.toString('utf8').trim() : null;
  return {
    ...found,
    kind: kindOf(found),
    shallow: shallow === 'true',
    format: format === 'sha256' ? 'sha256' : 'sha1',
    head: commit,
    branch: branch.code === 0 ? branch.stdout.toString('utf8').trim().replace(/^refs\/heads\//, '') : null,
    empty: commit === null,
  };
}

function refuseOldGit(said: string): void {
  const found = /(\d+)\.(\d+)[\w.]*/.exec(said);
  const [major = 0, minor = 0] = GIT_FLOOR.split('.').map(Number);
  const isOld = found === null || Number(found[1]) < major || (Number(found[1]) === major && Number(found[2]) < minor);
  if (isOld) throw new Problem(notice('git-too-old', { found: found?.[0] ?? said.trim(), needed: GIT_FLOOR }));
}

function noRepository(dir: string, args: string[], result: GitResult): Problem {
  if (/must be run in a work tree/.test(result.stderr)) return new Problem(notice('bare-repository', { dir }));
  if (/not a git repository/i.test(result.stderr)) return new Problem(notice('not-a-repository', { dir }));
  return gitProblem(args, result);
}

function kindOf({ top, gitDir, commonDir }: { top: string; gitDir: string; commonDir: string }): Repository['kind'] {
  if (gitDir !== commonDir) return 'linked-worktree';
  // A submodule's .git is a file that points below the outer repository's modules/; so is a separate git dir's, but elsewhere.
  const isFile = statSync(path.join(top, '.git'), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile && gitDir.split(path.sep).includes('modules') ? 'submodule' : 'plain';
}

const pinsOf = (taskId: string): string => `refs/cccc/${taskId}/`;

/** Keeps a commit from being collected while the task lives. Commits only: a mirroring push publishes such refs. */
export async function pinCommit(repo: Repository, taskId: string, commit: string): Promise<void> {
  await runGit(repo, ['update-ref', `${pinsOf(taskId)}base`, commit]);
}

/** Removes every pin of a task; none is an answer too. */
export async function unpinTask(repo: Repository, taskId: string): Promise<void> {
  const refs = (await runGit(repo, ['for-each-ref', '--format=%(refname)', pinsOf(taskId)])).split('\n').filter(Boolean);
  if (refs.length > 0) await runGit(repo, ['update-ref', '--stdin'], { input: refs.map((ref) => `delete ${ref}\n`).join('') });
}
