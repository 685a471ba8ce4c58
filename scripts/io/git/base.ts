/**
 * Watches what a task's changes stand on: has HEAD only gained commits made here, or has it taken in upstream's
 * (merge, rebase, pull)? What was made here must never count as upstream's; a doubtful commit is reviewed.
 */
import path from 'node:path';
import { git, type Repository, runGit } from './git.js';
import { type Owned, withoutOwned } from './owned.js';
import { readTrees, textOrEmpty } from './store.js';

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
export async function observeBase(
  repo: Repository,
  pinnedBase: string,
  recordedHead: string,
): Promise<BaseObservation> {
  if (repo.head === recordedHead) return { kind: 'same' };
  if (repo.head === null) return { kind: 'lost' };
  const head = repo.head;
  const [movements, isBaseKept] = await Promise.all([movementsOfHead(repo), isAncestor(repo, pinnedBase, head)]);
  const since = movementsSince(movements, recordedHead);
  // Without a record of every movement since, a commit made here could pass for upstream's.
  const newBase =
    since === null
      ? null
      : await newestForeign(
          repo,
          pinnedBase,
          recordedHead,
          new Set(movements.filter(isMadeHere).map(({ commit }) => commit)),
        );
  const isExplained = isBaseKept || (since ?? []).some(({ action }) => /^(rebase|pull\b.* --rebase)\b/.test(action));
  if (newBase !== null && isExplained)
    return { kind: 'moved', newBase, leftOut: await commitsBetween(repo, pinnedBase, newBase) };
  return { kind: isBaseKept ? 'advanced' : 'lost' };
}

interface Movement {
  from: string;
  commit: string;
  action: string;
}

/** Where HEAD of this work tree has been, newest first, and what git says brought it there. */
async function movementsOfHead(repo: Repository): Promise<Movement[]> {
  const text = await textOrEmpty(path.join(repo.gitDir, 'logs', 'HEAD'));
  // "<old> <new> <name> <mail> <time> <zone>\t<action>"; the oldest line of a linked work tree has no other trace of
  // <old>.
  const lines = text.split('\n').filter(Boolean).reverse();
  if (lines.length > 0)
    return lines.map((line) => ({
      from: line.split(' ')[0] ?? '',
      commit: line.split(' ')[1] ?? '',
      action: line.split('\t')[1] ?? '',
    }));
  // Kept elsewhere (reftable), or nowhere.
  const log = (await runGit(repo, ['log', '--walk-reflogs', '--format=%H %gs', 'HEAD', '--'], { allowFail: true }))
    .split('\n')
    .filter(Boolean);
  return log.map((line, i) => ({
    from: log[i + 1]?.split(' ')[0] ?? '',
    commit: line.split(' ')[0] ?? '',
    action: line.slice(line.indexOf(' ') + 1),
  }));
}

/** The movements since HEAD was at a commit, newest first; null when they do not reach back to it. */
function movementsSince(movements: Movement[], commit: string): Movement[] | null {
  const arrived = movements.findIndex((movement) => movement.commit === commit);
  const left = movements.findIndex(({ from }) => from === commit);
  if (arrived >= 0) return movements.slice(0, arrived);
  return left >= 0 ? movements.slice(0, left + 1) : null;
}

/** Steps that went to a commit that was there already; anchored, since a subject may say anything. */
const WENT_TO = [
  /^(clone: from|checkout: moving from|reset: moving to|Branch: renamed|initial pull)\b/,
  /^(merge|pull|fetch)\b.*: fast-forward$/i,
  /^rebase: fast-forward$/,
  /^rebase (-i )?(finished|aborted)\b/,
];

/** Whether the step made a commit. Of a rebase every step but its start and end did; so did what is not known. */
function isMadeHere({ from, action }: Movement): boolean {
  // How a linked work tree begins.
  if (action === '' && /^0+$/.test(from)) return false;
  const step = /^(?:rebase|pull)\b.*?\((\w+)\): /.exec(action)?.[1];
  if (step !== undefined) return !['start', 'finish', 'abort'].includes(step);
  return !WENT_TO.some((pattern) => pattern.test(action));
}

/**
 * The newest commit since the base that was not made here, has nothing made here in its history since the base, and
 * is in another branch, local or remote-tracking. Pushing one's own commits does not make them foreign.
 */
async function newestForeign(
  repo: Repository,
  base: string,
  recordedHead: string,
  madeHere: ReadonlySet<string>,
): Promise<string | null> {
  const range = ['HEAD', `^${base}`];
  // Before --branches the pattern is a branch's name, not a whole ref's.
  const current = repo.branch === null ? [] : [`--exclude=${repo.branch}`];
  const [graph, recorded, unshared] = await Promise.all([
    revList(repo, ['--topo-order', '--parents', ...range]),
    revList(repo, [recordedHead, `^${base}`]),
    revList(repo, [...range, '--not', ...current, '--branches', '--remotes']),
  ]);
  const commits = graph.map((line) => line.split(' '));
  // Of the base and what is below it, it does not matter who made it.
  const made = new Set([...madeHere, ...recorded]);
  const own = new Set(commits.map(([commit = '']) => commit).filter((commit) => made.has(commit)));
  const onlyHere = new Set(unshared);
  const eligible = new Set<string>();
  // Parents come before children here: whatever stands on a commit made here is not upstream's.
  for (const [commit = '', ...parents] of commits.toReversed()) {
    if (parents.some((parent) => own.has(parent))) own.add(commit);
    if (!own.has(commit) && !onlyHere.has(commit)) eligible.add(commit);
  }
  return commits.map(([commit = '']) => commit).find((commit) => eligible.has(commit)) ?? null;
}

async function revList(repo: Repository, args: string[]): Promise<string[]> {
  return (await runGit(repo, ['rev-list', ...args])).split('\n').filter(Boolean);
}

async function isAncestor(repo: Repository, commit: string, of: string): Promise<boolean> {
  return (await git(repo.top, ['merge-base', '--is-ancestor', commit, of])).code === 0;
}

async function commitsBetween(repo: Repository, from: string, to: string): Promise<LeftOut[]> {
  const log = await runGit(repo, ['log', '-z', '--no-show-signature', '--format=%H%n%an%n%s', `${from}..${to}`]);
  return log
    .split('\0')
    .filter(Boolean)
    .map((entry) => {
      const [commit = '', author = '', subject = ''] = entry.split('\n');
      return { commit, author, subject };
    });
}

/**
 * Carries an accepted tree over to a new base: what it would hold had it been made there.
 *
 * @param owned left out of both bases, as it is of the accepted tree; oldBase, newBase: commits or trees
 * @returns a tree's id; null on a conflict, or where git is too old for it (2.38): the new base's own tree is the
 *   fallback
 */
export async function rebasedTree(
  repo: Repository,
  owned: Owned,
  oldBase: string,
  newBase: string,
  acceptedTree: string,
): Promise<string | null> {
  const [before, after] = await Promise.all([oldBase, newBase].map((base) => withoutOwned(repo, base, owned)));
  if (before === undefined || after === undefined) return null;
  const root = await temporaryCommit(repo, before, []);
  const [accepted, upstream] = await Promise.all(
    [acceptedTree, after].map((tree) => temporaryCommit(repo, tree, [root])),
  );
  if (accepted === undefined || upstream === undefined) return null;
  const merged = (
    await readTrees(repo, ['merge-tree', '--write-tree', '--no-messages', '-z', accepted, upstream], {
      allowFail: true,
    })
  ).toString('latin1');
  // A conflict prints a tree too, and then its conflicted files; a clean merge nothing more.
  return /^([0-9a-f]{40,64})\0$/.exec(merged)?.[1] ?? null;
}

/** merge-tree finds its base through history, so the trees get one. The commits are private objects without a ref. */
async function temporaryCommit(repo: Repository, tree: string, parents: string[]): Promise<string> {
  const who = { GIT_AUTHOR_NAME: 'cccc', GIT_AUTHOR_EMAIL: 'cccc@localhost', GIT_AUTHOR_DATE: '@0 +0000' };
  const env = {
    ...who,
    GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
    GIT_COMMITTER_DATE: who.GIT_AUTHOR_DATE,
  };
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'x'];
  return (await readTrees(repo, args, { env })).toString('latin1').trim();
}
