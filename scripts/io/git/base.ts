/**
 * Observes the base of a task's change. Only commits that the remote-tracking refs held when the task began, or that
 * the user has confirmed since, count as upstream's. Every other commit is reviewed, no matter who made it and where.
 */
import path from 'node:path';
import { git, type Repository, runGit } from './git.js';
import { type Owned, withoutOwned } from './owned.js';
import { readTrees, textOrEmpty } from './store.js';

export interface Commit {
  commit: string;
  subject: string;
  author: string;
  /** The paths that it changes, sorted; at most PATHS_SHOWN of them. */
  paths: string[];
}

/** The commits that may count as upstream's. */
export interface Upstream {
  /** The commits of all remote-tracking refs when the task began. */
  tips: readonly string[];
  /** Commits that the user has confirmed as upstream's since. */
  confirmed: readonly string[];
  /** Commits of abandoned and refused tasks; they are reviewed even if a remote-tracking ref held them. */
  refused: readonly string[];
}

export type BaseObservation =
  /** HEAD is still at the recorded commit. */
  | { kind: 'same' }
  /** HEAD moved; the base stays. */
  | { kind: 'advanced'; unconfirmed: Unconfirmed | null }
  /** Upstream's commits came in; everything up to newBase needs no review. */
  | { kind: 'moved'; newBase: string; leftOut: Commit[]; unconfirmed: Unconfirmed | null }
  /** HEAD does not contain the base, and no rebase or pull explains it: it is on another branch, or was reset. */
  | { kind: 'lost'; unconfirmed: Unconfirmed | null; way: WayBack | null };

/** How HEAD can contain the base again, with the files unchanged; null when the reflog does not tell. */
export type WayBack = { kind: 'switch'; branch: string } | { kind: 'reset' };

/**
 * Commits that came from elsewhere since the task began. They are reviewed unless the user confirms that they are
 * upstream's.
 */
export interface Unconfirmed {
  /** The base if they were confirmed. */
  base: string;
  commits: Commit[];
}

const PATHS_SHOWN = 50;

/** The commits of all remote-tracking refs, without duplicates, sorted. */
export async function remoteTips(repo: Repository): Promise<string[]> {
  const tips = await runGit(repo, ['for-each-ref', '--format=%(objectname)', 'refs/remotes']);
  return [...new Set(tips.split('\n').filter(Boolean))].sort();
}

/** Whether a commit is in the repository. */
export const hasCommit = async (repo: Repository, commit: string): Promise<boolean> =>
  (await presentCommits(repo, [commit])).length > 0;

/**
 * Compares HEAD with what was recorded.
 *
 * @param pinnedBase the task's present base, a commit
 * @param recordedHead HEAD when it was last observed
 */
export async function observeBase(
  repo: Repository,
  pinnedBase: string,
  recordedHead: string,
  upstream: Upstream,
): Promise<BaseObservation> {
  if (repo.head === recordedHead) return { kind: 'same' };
  if (repo.head === null) return { kind: 'lost', unconfirmed: null, way: null };
  const [movements, isBaseKept, range, known] = await Promise.all([
    movementsOfHead(repo),
    isAncestor(repo, pinnedBase, repo.head),
    commitsSince(repo, pinnedBase),
    knownSince(repo, pinnedBase, upstream),
  ]);
  const isExplained = isBaseKept || isRebased(movements, recordedHead);
  const lost = async (unconfirmed: Unconfirmed | null): Promise<BaseObservation> => ({
    kind: 'lost',
    unconfirmed,
    way: await wayBack(repo, movementsSince(movements, recordedHead) ?? movements, pinnedBase),
  });
  if (!isExplained) return lost(null);
  const newBase = newestStandingOn(range, (commit) => known.has(commit));
  const unconfirmed = await unconfirmedIn(repo, pinnedBase, {
    range,
    known,
    newBase,
    movements,
    refused: upstream.refused,
  });
  if (newBase !== null)
    return { kind: 'moved', newBase, leftOut: await commitsBetween(repo, pinnedBase, newBase), unconfirmed };
  return isBaseKept ? { kind: 'advanced', unconfirmed } : lost(unconfirmed);
}

/** A commit and its parents. */
type Node = [commit: string, ...parents: string[]];

/** The commits that HEAD gained since the base, children first. */
async function commitsSince(repo: Repository, base: string): Promise<Node[]> {
  const graph = await revList(repo, ['--topo-order', '--parents', 'HEAD', `^${base}`]);
  return graph.map((line) => line.split(' ') as Node);
}

/** The commits since the base that are upstream's. A recorded commit that no longer exists proves nothing. */
async function knownSince(
  repo: Repository,
  base: string,
  { tips, confirmed, refused }: Upstream,
): Promise<Set<string>> {
  const present = await presentCommits(repo, tips);
  const reachable = present.length === 0 ? [] : await revListOf(repo, [...present, `^${base}`]);
  const known = new Set([...reachable, ...confirmed]);
  for (const commit of refused) known.delete(commit);
  return known;
}

async function presentCommits(repo: Repository, commits: readonly string[]): Promise<string[]> {
  if (commits.length === 0) return [];
  const input = commits.map((commit) => `${commit}^{commit}\n`).join('');
  const answer = await runGit(repo, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input });
  return answer.split('\n').flatMap((line) => (line.endsWith(' commit') ? [line.slice(0, -' commit'.length)] : []));
}

/** The newest commit that passes the test together with all its ancestors since the base; null when there is none. */
function newestStandingOn(range: readonly Node[], passes: (commit: string) => boolean): string | null {
  const since = new Set(range.map(([commit]) => commit));
  const standing = new Set<string>();
  // In this order, parents come before children.
  for (const [commit, ...parents] of range.toReversed()) {
    const isCarried = parents.every((parent) => !since.has(parent) || standing.has(parent));
    if (isCarried && passes(commit)) standing.add(commit);
  }
  return range.find(([commit]) => standing.has(commit))?.[0] ?? null;
}

interface Seen {
  range: readonly Node[];
  known: ReadonlySet<string>;
  newBase: string | null;
  movements: Movement[];
  refused: readonly string[];
}

/**
 * The commits about which the user can be asked: those that the reflog does not show as made here. Only the question
 * depends on the reflog: a forged reflog can make it longer or shorter, but cannot leave anything out of a review.
 */
async function unconfirmedIn(repo: Repository, base: string, seen: Seen): Promise<Unconfirmed | null> {
  const { range, known, newBase, movements, refused } = seen;
  const madeHere = new Set(movements.filter(isMadeHere).map(({ commit }) => commit));
  const isRefused = new Set(refused);
  const candidate = newestStandingOn(
    range,
    (commit) => known.has(commit) || (!madeHere.has(commit) && !isRefused.has(commit)),
  );
  if (candidate === null || candidate === newBase) return null;
  const commits = await commitsBetween(repo, base, candidate);
  return { base: candidate, commits: commits.filter(({ commit }) => !known.has(commit)) };
}

/** How many reflog entries are examined. Before those, HEAD was elsewhere long ago. */
const MOST_MOVEMENTS = 50;

/**
 * Determined by the movement that left the base behind: a change of branch is undone by switching back, anything else
 * by a reset.
 */
async function wayBack(repo: Repository, movements: Movement[], base: string): Promise<WayBack | null> {
  for (const { from, action } of movements.slice(0, MOST_MOVEMENTS)) {
    if (!(await isAncestor(repo, base, from))) continue;
    const branch = /^checkout: moving from (\S+) to /.exec(action)?.[1];
    if (branch === undefined) return { kind: 'reset' };
    return (await isAncestor(repo, base, `refs/heads/${branch}`)) ? { kind: 'switch', branch } : null;
  }
  return null;
}

/** Whether a rebase, or a pull with rebase, has happened since HEAD was at a commit. A lost reflog explains nothing. */
function isRebased(movements: Movement[], recordedHead: string): boolean {
  const since = movementsSince(movements, recordedHead) ?? [];
  return since.some(({ action }) => /^(rebase|pull\b.* --rebase)\b/.test(action));
}

interface Movement {
  from: string;
  commit: string;
  action: string;
}

/** The reflog of HEAD in this work tree, newest first: where it was, and what git says moved it there. */
async function movementsOfHead(repo: Repository): Promise<Movement[]> {
  const text = await textOrEmpty(path.join(repo.gitDir, 'logs', 'HEAD'));
  // "<old> <new> <name> <mail> <time> <zone>\t<action>". In a linked work tree, only the oldest line tells where <old>
  // was.
  const lines = text.split('\n').filter(Boolean).reverse();
  if (lines.length > 0)
    return lines.map((line) => ({
      from: line.split(' ')[0] ?? '',
      commit: line.split(' ')[1] ?? '',
      action: line.split('\t')[1] ?? '',
    }));
  // The reflog is kept elsewhere (reftable) or does not exist.
  const log = (await runGit(repo, ['log', '--walk-reflogs', '--format=%H %gs', 'HEAD', '--'], { allowFail: true }))
    .split('\n')
    .filter(Boolean);
  return log.map((line, i) => ({
    from: log[i + 1]?.split(' ')[0] ?? '',
    commit: line.split(' ')[0] ?? '',
    action: line.slice(line.indexOf(' ') + 1),
  }));
}

/** The movements since HEAD was at a commit, newest first; null when the reflog does not reach back to it. */
function movementsSince(movements: Movement[], commit: string): Movement[] | null {
  const arrived = movements.findIndex((movement) => movement.commit === commit);
  const left = movements.findIndex(({ from }) => from === commit);
  if (arrived >= 0) return movements.slice(0, arrived);
  return left >= 0 ? movements.slice(0, left + 1) : null;
}

/**
 * Actions that moved HEAD to an existing commit. The patterns are anchored, because a commit's subject can contain any
 * text.
 */
const WENT_TO = [
  /^(clone: from|checkout: moving from|reset: moving to|Branch: renamed|initial pull)\b/,
  /^(merge|pull|fetch)\b.*: fast-forward$/i,
  /^rebase: fast-forward$/,
  /^rebase (-i )?(finished|aborted)\b/,
];

/**
 * Whether the movement made a commit. All steps of a rebase except its start and end do, and an unknown action counts
 * as one that did.
 */
function isMadeHere({ from, action }: Movement): boolean {
  // The first entry of a linked work tree.
  if (action === '' && /^0+$/.test(from)) return false;
  const step = /^(?:rebase|pull)\b.*?\((\w+)\): /.exec(action)?.[1];
  if (step !== undefined) return !['start', 'finish', 'abort'].includes(step);
  return !WENT_TO.some((pattern) => pattern.test(action));
}

async function revList(repo: Repository, args: string[]): Promise<string[]> {
  return (await runGit(repo, ['rev-list', ...args])).split('\n').filter(Boolean);
}

/** Like revList, for more names than fit on a command line. */
async function revListOf(repo: Repository, names: string[]): Promise<string[]> {
  const input = names.map((name) => `${name}\n`).join('');
  return (await runGit(repo, ['rev-list', '--stdin'], { input })).split('\n').filter(Boolean);
}

/** Whether a commit is the other one or an ancestor of it. */
export async function isAncestor(repo: Repository, commit: string, of: string): Promise<boolean> {
  return (await git(repo.top, ['merge-base', '--is-ancestor', commit, of])).code === 0;
}

/** Commits, newest first. The paths of a merge are those in which it differs from all its parents. */
async function commitsBetween(repo: Repository, from: string, to: string): Promise<Commit[]> {
  const format = '--format=%x01%H%n%an%n%s';
  const log = await runGit(repo, [
    'log',
    '-z',
    '--no-show-signature',
    '--name-only',
    '--no-renames',
    format,
    `${from}..${to}`,
  ]);
  return log
    .split('\u0001')
    .filter((entry) => /^[0-9a-f]{40,64}\n/.test(entry))
    .map((entry) => {
      const [head = '', ...names] = entry.split('\0');
      const [commit = '', author = '', subject = ''] = head.split('\n');
      const paths = names.map((name) => name.replace(/^\n/, '')).filter(Boolean);
      return { commit, author, subject, paths: paths.sort().slice(0, PATHS_SHOWN) };
    });
}

/**
 * Carries an accepted tree over to a new base: the tree as it would be if it had been made there.
 *
 * @param owned left out of both bases, as it was left out of the accepted tree
 * @param oldBase a commit or tree, like newBase
 * @returns a tree's id; null on a conflict or if git is older than 2.38. The caller then falls back to the new base's
 *   own
 * tree.
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
  // After a conflict, git also prints a tree, followed by the conflicting files; after a clean merge it prints only the
  // tree.
  return /^([0-9a-f]{40,64})\0$/.exec(merged)?.[1] ?? null;
}

/**
 * merge-tree finds the merge base through history, so the trees get one. These commits are private objects without a
 * ref.
 */
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
