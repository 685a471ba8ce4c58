/**
 * Watches what a task's changes stand on: has HEAD only gained commits made here, or has it taken in upstream's
 * (merge, rebase, pull)? What was made here must never count as upstream's; a doubtful commit is reviewed.
 */
import { git, runGit, type Repository } from './git.js';
import { withoutOwned, type Owned } from './git-owned.js';
import { readTrees } from './git-store.js';

export interface LeftOut {
  commit: string;
  subject: string;
  author: string;
}

export type BaseObservation =
  /** HEAD is where it was recorded. */
  | { kind: 'same' }
  /** HEAD moved; the base stays. */
  | { kind: 'advanced' }
  /** Upstream's commits came in: what is up to newBase needs no review. */
  | { kind: 'moved'; newBase: string; leftOut: LeftOut[] }
  /** HEAD does not contain the base, and no rebase or pull explains it: another branch, a reset. */
  | { kind: 'lost' };

/**
 * Compares HEAD with what was recorded.
 *
 * @param pinnedBase the task's present base, a commit; recordedHead: HEAD when it was last observed
 */
export async function observeBase(repo: Repository, pinnedBase: string, recordedHead: string): Promise<BaseObservation> {
  if (repo.head === recordedHead) return { kind: 'same' };
  if (repo.head === null) return { kind: 'lost' };
  const head = repo.head;
  const [movements, isBaseKept] = await Promise.all([movementsOfHead(repo), isAncestor(repo, pinnedBase, head)]);
  const since = movements.findIndex(({ commit }) => commit === recordedHead);
  // Without a record of every movement since, a commit made here could pass for upstream's.
  const newBase = since < 0 ? null : await newestForeign(repo, pinnedBase, recordedHead, new Set(movements.filter(isMadeHere).map(({ commit }) => commit)));
  const isExplained = isBaseKept || movements.slice(0, Math.max(since, 0)).some(({ action }) => /\brebase\b/.test(action));
  if (newBase !== null && isExplained) return { kind: 'moved', newBase, leftOut: await commitsBetween(repo, pinnedBase, newBase) };
  return { kind: isBaseKept ? 'advanced' : 'lost' };
}

interface Movement {
  commit: string;
  action: string;
}

/** Where HEAD of this work tree has been, newest first, and what git says brought it there. */
async function movementsOfHead(repo: Repository): Promise<Movement[]> {
  const log = await runGit(repo, ['log', '--walk-reflogs', '--format=%H %gs', 'HEAD', '--'], { allowFail: true });
  return log.split('\n').filter(Boolean).map((line) => ({ commit: line.slice(0, line.indexOf(' ')), action: line.slice(line.indexOf(' ') + 1) }));
}

/** Steps that went to a commit that was there already. */
const WENT_TO = [
  /^(clone: from|checkout: moving from|reset: moving to|Branch: renamed|initial pull)\b/,
  /^(merge|pull|fetch|rebase)\b.*: fast-forward$/i,
  /^rebase (-i )?(finished|aborted)\b/,
];

/**
 * Whether the step made a commit. What git calls "commit" did, whatever its subject says; of a rebase every step but
 * its start and end did; an action that is not known counts as having made one.
 */
function isMadeHere({ action }: Movement): boolean {
  if (/^(commit|cherry-pick|revert|am)\b/.test(action)) return true;
  const step = /^(?:rebase|pull)\b.*?\((\w+)\): /.exec(action)?.[1];
  if (step !== undefined) return !['start', 'finish', 'abort'].includes(step);
  return !WENT_TO.some((pattern) => pattern.test(action));
}

/**
 * The newest commit since the base that was not made here, has nothing made here in its history since the base, and
 * is in another branch, local or remote-tracking. Pushing one's own commits does not make them foreign.
 */
async function newestForeign(repo: Repository, base: string, recordedHead: string, madeHere: ReadonlySet<string>): Promise<string | null> {
  const range = ['HEAD', `^${base}`];
  const current = repo.branch === null ? [] : [`--exclude=refs/heads/${repo.branch}`];
  const [graph, recorded, unshared] = await Promise.all([
    revList(repo, ['--topo-order', '--parents', ...range]),
    revList(repo, [recordedHead, `^${base}`]),
    revList(repo, [...range, '--not', ...current, '--branches', '--remotes']),
  ]);
  const own = new Set([...madeHere, ...recorded]);
  const onlyHere = new Set(unshared);
  const eligible = new Set<string>();
  // Parents come before children here: whatever stands on a commit made here is not upstream's.
  for (const [commit = '', ...parents] of graph.map((line) => line.split(' ')).reverse()) {
    if (parents.some((parent) => own.has(parent))) own.add(commit);
    if (!own.has(commit) && !onlyHere.has(commit)) eligible.add(commit);
  }
  return graph.map((line) => line.split(' ')[0] ?? '').find((commit) => eligible.has(commit)) ?? null;
}

async function revList(repo: Repository, args: string[]): Promise<string[]> {
  return (await runGit(repo, ['rev-list', ...args])).split('\n').filter(Boolean);
}

async function isAncestor(repo: Repository, commit: string, of: string): Promise<boolean> {
  return (await git(repo.top, ['merge-base', '--is-ancestor', commit, of])).code === 0;
}

async function commitsBetween(repo: Repository, from: string, to: string): Promise<LeftOut[]> {
  const log = await runGit(repo, ['log', '-z', '--no-show-signature', '--format=%H%n%an%n%s', `${from}..${to}`]);
  return log.split('\0').filter(Boolean).map((entry) => {
    const [commit = '', author = '', subject = ''] = entry.split('\n');
    return { commit, author, subject };
  });
}

/**
 * Carries an accepted tree over to a new base: what it would hold had it been made there.
 *
 * @param owned left out of both bases, as it is of the accepted tree; oldBase, newBase: commits or trees
 * @returns a tree's id; null on a conflict, or where git is too old for it (2.38): the new base's own tree is the fallback
 */
export async function rebasedTree(repo: Repository, owned: Owned, oldBase: string, newBase: string, acceptedTree: string): Promise<string | null> {
  const [before, after] = await Promise.all([oldBase, newBase].map((base) => withoutOwned(repo, base, owned)));
  if (before === undefined || after === undefined) return null;
  const root = await temporaryCommit(repo, before, []);
  const [accepted, upstream] = await Promise.all([acceptedTree, after].map((tree) => temporaryCommit(repo, tree, [root])));
  if (accepted === undefined || upstream === undefined) return null;
  const merged = (await readTrees(repo, ['merge-tree', '--write-tree', '--no-messages', '-z', accepted, upstream], { allowFail: true })).toString('latin1');
  // A conflict prints a tree too, and then its conflicted files; a clean merge nothing more.
  return /^([0-9a-f]{40,64})\0$/.exec(merged)?.[1] ?? null;
}

/** merge-tree finds its base through history, so the trees get one. The commits are private objects without a ref. */
async function temporaryCommit(repo: Repository, tree: string, parents: string[]): Promise<string> {
  const who = { GIT_AUTHOR_NAME: 'cccc', GIT_AUTHOR_EMAIL: 'cccc@localhost', GIT_AUTHOR_DATE: '0 +0000' };
  const env = { ...who, GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME, GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL, GIT_COMMITTER_DATE: who.GIT_AUTHOR_DATE };
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'x'];
  return (await readTrees(repo, args, { env })).toString('latin1').trim();
}
