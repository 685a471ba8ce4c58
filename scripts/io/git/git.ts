/**
 * Runs git: the environment, the errors by name, and what repository a folder belongs to.
 *
 * Only scripts/io/git/ runs git. Every call gets a scrubbed environment and settings that make the work tree's files
 * count as they are (docs/facts/git.md, hidden files); no hook of the user runs.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { causeOf, systemRefusal } from '../ground/faults.js';
import { isMissing, isSystemError } from '../ground/files.js';
import { asTheUser } from '../ground/user-mask.js';
import { endCall } from './call/ending.js';
import { gitEnvironment } from './call/environment.js';
import { type EndedCall, gitProblem } from './call/failure.js';

/** The oldest git that the calls in scripts/io/git*.ts are written for. */
export const GIT_FLOOR = '2.31';

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
  /** A folder for what is only looked at and then forgotten; missing where new private objects are to be kept. */
  scratch?: string;
}

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
  /** A non-zero exit is an answer, not a Problem. */
  allowFail?: boolean;
  /** After so long it counts as hanging and is ended; ten minutes where it is missing. */
  limitMs?: number;
}

export interface GitResult extends EndedCall {
  stdout: Buffer;
}

/** Settings that could hide an edit, run a program of the repository or quote names; overridden on each call. */
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

/** Far more than git needs; what takes longer is a filter or a remote that hangs. */
const LIMIT_MS = 600_000;

/**
 * Runs git in a folder, without a shell.
 *
 * node's own spawn rather than execa: a naming takes eight calls, and execa's start and bookkeeping made that cost
 * half a `git status` of 50,000 files more (bench: gates).
 *
 * @param cwd the folder; args: without the leading "git"
 * @returns exit code, stdout as bytes, stderr
 * @throws Problem git-missing, git-silent, system-refused, not-a-repository (the folder does not exist); never for a
 *   non-zero exit
 */
export function git(cwd: string, args: string[], options: GitOptions = {}): Promise<GitResult> {
  const limit = options.limitMs ?? LIMIT_MS;
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...SETTINGS, ...args], {
      cwd,
      env: { ...gitEnvironment(process.env), ...options.env },
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const timer = setTimeout(() => {
      endCall(child);
      reject(new Problem(notice('git-silent', { command: `git ${args[0] ?? ''}`, seconds: limit / 1000 })));
    }, limit);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(notStarted(cwd, error));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const said = Buffer.concat(stderr).toString('utf8') + (signal === null ? '' : `ended by ${signal}`);
      resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr: said, cwd });
    });
    // git may end without reading all of its input; what it says then is in stderr.
    child.stdin.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'EOF' ? undefined : reject(error),
    );
    child.stdin.end(options.input ?? '');
  });
}

/** A missing folder and a missing git look the same to spawn. */
function notStarted(cwd: string, error: Error): Problem {
  if (!existsSync(cwd) || !statSync(cwd).isDirectory()) return new Problem(notice('not-a-repository', { dir: cwd }));
  const isThere = isSystemError(error) && !isMissing(error);
  return new Problem(isThere ? systemRefusal('git', error.code) : notice('git-missing', { detail: error.message }));
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
  const [place, symbolic] = await Promise.all([git(dir, QUESTION), git(dir, ['symbolic-ref', '--quiet', 'HEAD'])]);
  const [shallow, format, gitDir, commonDir, top, head] = place.stdout.toString('utf8').trimEnd().split('\n');
  const isUnderstood = shallow === 'true' || shallow === 'false';
  if (!isUnderstood || gitDir === undefined || commonDir === undefined || top === undefined || place.code > 1)
    throw await noRepository(dir, place);
  if (head === undefined) await verifyUnborn(dir);
  const found = { top: path.resolve(top), gitDir: realpathSync(gitDir), commonDir: realpathSync(commonDir) };
  return {
    ...found,
    kind: kindOf(found),
    shallow: shallow === 'true',
    format: format === 'sha256' ? 'sha256' : 'sha1',
    head: head ?? null,
    branch:
      symbolic.code === 0
        ? symbolic.stdout
            .toString('utf8')
            .trim()
            .replace(/^refs\/heads\//, '')
        : null,
    empty: head === undefined,
  };
}

/** A branch whose commit cannot be read is not one without commits. */
async function verifyUnborn(dir: string): Promise<void> {
  const named = await git(dir, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (named.code !== 0) return;
  const asked = ['cat-file', '-t', named.stdout.toString('utf8').trim()];
  throw gitProblem(asked, await git(dir, asked));
}

/** Exits with 1, and without its last line, when there is no commit. */
const QUESTION = [
  'rev-parse',
  '--path-format=absolute',
  '--is-shallow-repository',
  '--show-object-format',
  '--git-dir',
  '--git-common-dir',
  '--show-toplevel',
  '--verify',
  '--quiet',
  'HEAD^{commit}',
];

/** The version of git on PATH, such as "2.39.5". */
export async function gitVersion(dir: string): Promise<string> {
  const said = (await git(dir, ['version'])).stdout.toString('utf8').trim();
  return /\d+\.\d+[\w.]*/.exec(said)?.[0] ?? said;
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = GIT_FLOOR.split('.').map(Number);
  const [foundMajor = 0, foundMinor = 0] = version.split('.').map(Number);
  return foundMajor < major || (foundMajor === major && foundMinor < minor);
}

/** An old git does not know the question; then that is the reason. */
async function noRepository(dir: string, result: GitResult): Promise<Problem> {
  const version = await gitVersion(dir);
  if (isOld(version)) return new Problem(notice('git-too-old', { found: version, needed: GIT_FLOOR }));
  if (/must be run in a work tree/.test(result.stderr)) return new Problem(notice('bare-repository', { dir }));
  const named = /not a git repository: (\S.*)$/m.exec(result.stderr)?.[1];
  if (named !== undefined) return new Problem(notice('git-link-broken', { dir, gitDir: named }));
  if (/not a git repository/i.test(result.stderr))
    return new Problem(unusableGit(dir) ?? notice('not-a-repository', { dir }));
  return gitProblem(QUESTION, result);
}

/** A `.git` that is there, though git does not take it for one: it may not be read, or it is damaged. */
function unusableGit(dir: string): Notice | null {
  for (let top = path.resolve(dir); ; top = path.dirname(top)) {
    const dotGit = path.join(top, '.git');
    if (existsSync(dotGit)) return refusedRead(dotGit) ?? notice('git-directory-broken', { dir: dotGit });
    if (top === path.dirname(top)) return null;
  }
}

function refusedRead(dotGit: string): Notice | null {
  try {
    if (statSync(dotGit).isDirectory()) readFileSync(path.join(dotGit, 'HEAD'));
    return null;
  } catch (error) {
    // Without a HEAD it is damaged, or a folder that only has the name.
    if (isMissing(error)) return null;
    return causeOf(error);
  }
}

function kindOf({ top, gitDir, commonDir }: { top: string; gitDir: string; commonDir: string }): Repository['kind'] {
  if (gitDir !== commonDir) return 'linked-worktree';
  // A submodule's .git is a file that points below the outer repository's modules/; so is a separate git dir's, but
  // elsewhere.
  const isFile = statSync(path.join(top, '.git'), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile && gitDir.split(path.sep).includes('modules') ? 'submodule' : 'plain';
}

const pinsOf = (taskId: string): string => `refs/cccc/${taskId}/`;

/** Keeps a commit from being collected while the task lives. Commits only: a mirroring push publishes such refs. */
export async function pinCommit(repo: Repository, taskId: string, commit: string): Promise<void> {
  // Started within the call, so that the user's refs get the user's rights.
  await asTheUser(() => runGit(repo, ['update-ref', `${pinsOf(taskId)}base`, commit]));
}

/** Removes every pin of a task; none is an answer too. */
export async function unpinTask(repo: Repository, taskId: string): Promise<void> {
  const refs = (await runGit(repo, ['for-each-ref', '--format=%(refname)', pinsOf(taskId)]))
    .split('\n')
    .filter(Boolean);
  if (refs.length > 0)
    await asTheUser(() =>
      runGit(repo, ['update-ref', '--stdin'], { input: refs.map((ref) => `delete ${ref}\n`).join('') }),
    );
}
