/**
 * Runs git: sets the environment, turns errors into Problems, and finds the repository of a folder.
 *
 * Only scripts/io/git/ runs git. Every call gets a scrubbed environment, and settings that make the files of the work
 * tree count as they are on disk (docs/facts/git.md, hidden files). No hook of the user runs.
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

/** The oldest git version that the calls in scripts/io/git/ support. */
export const GIT_FLOOR = '2.31';

export interface Repository {
  /** The work tree's root, absolute. */
  top: string;
  /** The git directory of this work tree; equal to commonDir in a plain repository. */
  gitDir: string;
  /** The directory that all work trees share; objects, refs and the ledgers of this program are stored here. */
  commonDir: string;
  kind: 'plain' | 'linked-worktree' | 'submodule';
  shallow: boolean;
  format: 'sha1' | 'sha256';
  /** Commit id; null before the first commit of the branch. */
  head: string | null;
  /** The name without refs/heads/; null when HEAD is detached. */
  branch: string | null;
  empty: boolean;
  /**
   * A folder for objects of a command that only looks; they are deleted afterwards. Missing when new private objects
   * should be kept.
   */
  scratch?: string;
  /** Whether `scratch` holds everything by itself, because it may outlive the program's private objects. */
  isApart?: true;
}

export interface GitOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
  /** A non-zero exit code is returned and does not become a Problem. */
  allowFail?: boolean;
  /** After this time the call counts as hanging and is ended; the default is five minutes. */
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

/** Far more than git needs; if a call takes longer, a filter or a remote hangs. */
const LIMIT_MS = 300_000;

/**
 * Runs git in a folder, without a shell.
 *
 * Uses node's spawn instead of execa: naming a tree takes eight calls, and execa would add half the time of a `git
 * status` on 50,000 files (bench: gates).
 *
 * @param cwd the folder
 * @param args without the leading "git"
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
    // git may exit without reading all of its input; the reason is then in stderr.
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
 * Runs git in the repository's work tree.
 *
 * @returns its output as UTF-8
 * @throws Problem git-failed and related ones on a non-zero exit code, unless allowFail
 */
export async function runGit(repo: Repository, args: string[], options: GitOptions = {}): Promise<string> {
  return (await runGitBytes(repo, args, options)).toString('utf8');
}

/** Like runGit, with the output as bytes: for names that need not be UTF-8, and for file contents. */
export async function runGitBytes(repo: Repository, args: string[], options: GitOptions = {}): Promise<Buffer> {
  const result = await git(options.cwd ?? repo.top, args, options);
  if (result.code !== 0 && !options.allowFail) throw gitProblem(args, result);
  return result.stdout;
}

/**
 * Finds the repository that a folder belongs to.
 *
 * @param dir an absolute path anywhere inside the work tree
 * @returns the repository; head is null when it has no commits, and the caller refuses if it needs one
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

/** A branch whose commit cannot be read must not be mistaken for a branch without commits. */
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

/** Why there is no repository; if git is too old to understand the question, that is the reason. */
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

/** A `.git` that exists but that git does not accept: it is unreadable or damaged. */
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
    // Without a HEAD it is damaged, or it is an unrelated folder of that name.
    if (isMissing(error)) return null;
    return causeOf(error);
  }
}

function kindOf({ top, gitDir, commonDir }: { top: string; gitDir: string; commonDir: string }): Repository['kind'] {
  if (gitDir !== commonDir) return 'linked-worktree';
  // The .git of a submodule is a file that points below the outer repository's modules/. A separate git directory also
  // has such a file, which points elsewhere.
  const isFile = statSync(path.join(top, '.git'), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile && gitDir.split(path.sep).includes('modules') ? 'submodule' : 'plain';
}

const pinsOf = (taskId: string): string => `refs/cccc/${taskId}/`;

/**
 * Protects a commit from garbage collection while the task exists. Only commits are pinned, because a mirroring push
 * publishes such refs.
 */
export async function pinCommit(repo: Repository, taskId: string, commit: string): Promise<void> {
  // asTheUser, so that the files of the user's refs get the user's permissions.
  await asTheUser(() => runGit(repo, ['update-ref', `${pinsOf(taskId)}base`, commit]));
}

/** The commit that is pinned for a task; null when none is. */
export async function pinnedCommit(repo: Repository, taskId: string): Promise<string | null> {
  const found = await runGit(repo, ['for-each-ref', '--format=%(objectname)', `${pinsOf(taskId)}base`]);
  return found.trim() || null;
}

/** Removes all pins of a task, if there are any. */
export async function unpinTask(repo: Repository, taskId: string): Promise<void> {
  const refs = (await runGit(repo, ['for-each-ref', '--format=%(refname)', pinsOf(taskId)]))
    .split('\n')
    .filter(Boolean);
  if (refs.length > 0)
    await asTheUser(() =>
      runGit(repo, ['update-ref', '--stdin'], { input: refs.map((ref) => `delete ${ref}\n`).join('') }),
    );
}
