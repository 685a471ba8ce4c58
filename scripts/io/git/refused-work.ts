/** Finds what an abandoned task left in the work tree and in its commits, and makes the next task's base without it. */
import type { LeftPath, TakenBack } from '../../core/task/refused-work.js';
import { treeFiles } from './diff.js';
import { type Repository, runGit } from './git.js';
import { type Edit, editedTree, readObjects } from './objects.js';
import { type Owned, withoutOwned } from './owned.js';
import { isWithin, partsOf, textOf } from './paths.js';
import { readTrees } from './store.js';

/**
 * Finds what a task leaves that ends without an approval.
 *
 * @param since the task's base, a commit
 * @param accepted the last accepted tree, or the task's base tree
 * @param present the present tree of the work tree
 * @param upstream commits that count as upstream's; those that no longer exist are ignored
 * @returns the paths, sorted, and the commits that were made during the task, newest first
 */
export async function leftWork(
  repo: Repository,
  owned: Owned,
  since: string,
  accepted: string,
  present: string,
  upstream: readonly string[],
): Promise<{ paths: LeftPath[]; commits: string[] }> {
  const contents = new Map<string, Set<string>>();
  const add = ({ path, oid }: Change): void => {
    if (owned.paths.some((folder) => isWithin(path, folder))) return;
    const oids = contents.get(path) ?? new Set();
    if (oid !== null) oids.add(oid);
    contents.set(path, oids);
  };
  for (const change of changesIn(await rawDiff(repo, accepted, present))) add(change);
  const commits = await commitsSince(repo, since, upstream);
  for (const change of await changesOf(repo, commits)) add(change);
  const before = new Map((await treeFiles(repo, accepted)).map(({ path, mode, oid }) => [path, { mode, oid }]));
  const paths = [...contents].map(([path, oids]) => ({
    path,
    oids: [...oids].sort(),
    accepted: before.get(path) ?? null,
  }));
  return { paths: paths.sort((a, b) => (a.path < b.path ? -1 : 1)), commits };
}

interface Change {
  path: string;
  /** The content after the change; null when the file was deleted. */
  oid: string | null;
}

const RAW = ['-r', '-z', '--raw', '--no-renames', '--no-abbrev'];

const rawDiff = async (repo: Repository, from: string, to: string): Promise<string[]> =>
  partsOf(await readTrees(repo, ['diff-tree', ...RAW, from, to]));

/** Parses pairs of ":<mode> <mode> <id> <id> <letter>" and a name. */
function changesIn(parts: readonly string[]): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const [, , , oid = ''] = parts[at]?.startsWith(':') ? (parts[at]?.split(' ') ?? []) : [];
    if (oid === '') continue;
    at += 1;
    changes.push({ path: textOf(parts[at] ?? ''), oid: /^0+$/.test(oid) ? null : oid });
  }
  return changes;
}

async function commitsSince(repo: Repository, base: string, upstream: readonly string[]): Promise<string[]> {
  if (repo.head === null) return [];
  const input = [repo.head, ...[base, ...upstream].map((commit) => `^${commit}`)].map((name) => `${name}\n`).join('');
  return (await runGit(repo, ['rev-list', '--ignore-missing', '--stdin'], { input })).split('\n').filter(Boolean);
}

/** What commits changed compared with each of their parents. */
async function changesOf(repo: Repository, commits: readonly string[]): Promise<Change[]> {
  if (commits.length === 0) return [];
  const input = commits.map((commit) => `${commit}\n`).join('');
  const args = ['diff-tree', '--stdin', '-m', '--root', '--no-commit-id', ...RAW];
  return changesIn(partsOf(await readTrees(repo, args, { input })));
}

/** The files of a commit that count for a task: path → mode and content. */
export async function committedFiles(
  repo: Repository,
  owned: Owned,
  commit: string,
): Promise<{ tree: string; files: Map<string, { mode: string; oid: string }> }> {
  const tree = await withoutOwned(repo, commit, owned);
  return {
    tree,
    files: new Map((await treeFiles(repo, tree)).map(({ path, mode, oid }) => [path, { mode, oid }])),
  };
}

/**
 * The tree with paths set back to their accepted versions. If such a version no longer exists in the repository, the
 * file is left out of the tree, so that all of it is reviewed.
 *
 * @returns the tree's id, readable through the private object directory
 */
export async function withTakenBack(repo: Repository, tree: string, plan: readonly TakenBack[]): Promise<string> {
  if (plan.length === 0) return tree;
  const found = await readObjects(
    repo,
    plan.map(({ to }) => to?.oid ?? 'nothing'),
  );
  const edits = plan.map(({ path, to }, at): [string, Edit] => [path, found[at] === null ? null : to]);
  return editedTree(repo, tree, new Map(edits));
}
