/** What the present content can be compared with: refs, merge bases, the upstream and the default branch. */
import { git, type Repository, runGit, runGitBytes } from '../git.js';
import { partsOf, textOf } from '../paths.js';

/** The commit that a ref or revision names; null when there is none of that name. */
export async function commitNamed(repo: Repository, ref: string): Promise<string | null> {
  // On stdin, no name can be taken for an option.
  if (/[\n\r\0]/.test(ref)) return null;
  const input = `${ref}^{commit}\n`;
  const answer = await runGit(repo, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input });
  return /^([0-9a-f]{40,64}) commit$/.exec(answer.trim())?.[1] ?? null;
}

/** The newest commit that HEAD (or `head`) and another commit both contain; null when there is none in this clone. */
export async function mergeBase(repo: Repository, commit: string, head = 'HEAD'): Promise<string | null> {
  const found = await git(repo.top, ['merge-base', head, commit]);
  return found.code === 0 ? (found.stdout.toString('latin1').trim().split('\n')[0] ?? null) : null;
}

/** A branch with the commit at its tip. */
export interface Branch {
  name: string;
  commit: string;
}

/** The branch that the current one follows, such as `origin/main`; null when there is none, or it is gone. */
export async function upstreamBranch(repo: Repository): Promise<Branch | null> {
  if (repo.branch === null) return null;
  const format = '--format=%(upstream)%00%(upstream:short)';
  const [ref = '', name = ''] = (await runGit(repo, ['for-each-ref', format, `refs/heads/${repo.branch}`]))
    .trim()
    .split('\0');
  return ref === '' ? null : branchAt(repo, ref, name);
}

/** Where the default branch is looked for if the remote does not tell it. */
const USUAL = ['refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'];

/** The default branch: the remote's own, or else a branch with a usual name; null when there is none. */
export async function defaultBranch(repo: Repository): Promise<Branch | null> {
  const told = await git(repo.top, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']);
  const named = told.code === 0 ? [told.stdout.toString('utf8').trim()] : [];
  for (const ref of [...named, ...USUAL]) {
    const branch = await branchAt(repo, ref, ref.replace(/^refs\/(?:heads|remotes)\//, ''));
    if (branch !== null) return branch;
  }
  return null;
}

async function branchAt(repo: Repository, ref: string, name: string): Promise<Branch | null> {
  const commit = await commitNamed(repo, ref);
  return commit === null ? null : { name, commit };
}

/** The paths that a merge left unmerged, each once. */
export async function unmergedPaths(repo: Repository): Promise<string[]> {
  const listed = partsOf(await runGitBytes(repo, ['ls-files', '--unmerged', '-z']));
  return [...new Set(listed.map((entry) => textOf(entry.slice(entry.indexOf('\t') + 1))))];
}
