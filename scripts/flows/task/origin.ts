/** Where a task's change begins: the base without what abandoned tasks left, and what was there before the task. */
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import type { Base, Origin, State } from '../../core/task/model.js';
import { type LeftPath, type LeftWork, planTakingBack, type SettledPath } from '../../core/task/refused-work.js';
import { hasCommit, remoteTips } from '../../io/git/base.js';
import { treeFiles } from '../../io/git/diff.js';
import { pinnedCommit } from '../../io/git/git.js';
import { committedFiles, leftWork, withTakenBack } from '../../io/git/refused-work.js';
import { nameTree } from '../../io/git/tree.js';
import { readLeftAside } from '../../io/task/set-aside.js';
import { beginningOf, listTasks, readTask } from '../../io/task/store.js';
import { ownedPaths } from './owned.js';
import type { ConfiguredProject, OpenTask, Project } from './place.js';

/**
 * The base of a new task: the commit's tree, in which every path that still holds content of an abandoned task goes
 * back to its last accepted version. Uncommitted content of the work tree belongs to the task.
 *
 * @param commit HEAD, or an earlier commit from which a lost task is taken up again. What came after that one is work
 * of the task, also where it was pushed, so no remote-tracking ref makes it upstream's
 */
export async function beginning(project: ConfiguredProject, commit: string): Promise<{ base: Base; origin: Origin }> {
  const { repository, paths } = project;
  const owned = ownedPaths(repository, paths);
  const present = await nameTree(repository, owned);
  const { left, settled, commits } = earlierWork(project);
  const { tree, files } = await committedFiles(repository, owned, commit);
  const plan = planTakingBack(files, left, settled);
  const base = await withTakenBack(repository, tree, plan);
  return {
    base: { commit, tree: `tree/v1:${base}`, tree_id: base },
    origin: {
      upstream: commit === repository.head ? await remoteTips(repository) : [commit],
      confirmed: [],
      refused: commits,
      taken_back: plan.map(({ task, path }) => ({ task, path })),
      present: { tree: present.digest, tree_id: present.tree },
    },
  };
}

interface EarlierWork {
  left: LeftWork[];
  settled: SettledPath[];
  commits: string[];
}

/**
 * What earlier tasks of this repository left behind, oldest first. A ledger that cannot be believed contributes
 * nothing.
 */
function earlierWork(project: ConfiguredProject): EarlierWork {
  const { repository, paths, stateDir } = project;
  const found: EarlierWork = { left: [], settled: [], commits: [] };
  const places = { project: paths.project, gitDir: repository.gitDir, commonDir: repository.commonDir, stateDir };
  for (const { task, paths: gone, commits } of readLeftAside(repository.commonDir)) {
    found.left.push({ task, paths: gone });
    found.commits.push(...commits);
  }
  for (const task of listTasks(repository.commonDir)) {
    const last = lastEvent(() => readTask({ ...places, task })?.entries.at(-1)?.event ?? null);
    if (last?.type === 'task-abandoned' && last.left) {
      found.left.push({ task, paths: last.left.paths });
      found.commits.push(...last.left.commits);
    }
    if (last?.type === 'task-finished') found.settled.push(...(last.settled ?? []));
  }
  return found;
}

function lastEvent<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/**
 * What a task leaves behind that ends without an approval. If the work tree cannot be hashed, it is what HEAD holds.
 */
export async function leftBy(task: OpenTask): Promise<{ paths: LeftPath[]; commits: string[] }> {
  const { repository, paths, state } = task;
  const owned = ownedPaths(repository, paths);
  const present = await nameOrHead(task, state.base.commit);
  const { upstream, confirmed } = state.origin;
  return leftWork(repository, owned, state.base.commit, state.milestones.base.tree_id, present, [
    ...upstream,
    ...confirmed,
  ]);
}

/**
 * The same for a task whose ledger cannot be believed: everything since the base that its first line names, or that is
 * pinned for it, if the ledger is gone.
 */
export async function leftAside(
  project: Project,
  task: string,
): Promise<{ paths: LeftPath[]; commits: string[] } | null> {
  const { repository, paths } = project;
  const base = beginningOf(repository.commonDir, task).base ?? (await pinnedCommit(repository, task));
  const isThere = base !== null && (await hasCommit(repository, base));
  if (!isThere) return null;
  const owned = ownedPaths(repository, paths);
  const { tree } = await committedFiles(repository, owned, base);
  return leftWork(repository, owned, base, tree, await nameOrHead(project, base), []);
}

async function nameOrHead({ repository, paths }: Project, base: string): Promise<string> {
  const owned = ownedPaths(repository, paths);
  try {
    return (await nameTree(repository, owned)).tree;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (await committedFiles(repository, owned, repository.head ?? base)).tree;
  }
}

/** For the paths that went back to their accepted version at the start: the content that the final approval covers. */
export async function settledBy({ repository, state }: OpenTask): Promise<SettledPath[]> {
  const approved = state.approvals.final?.tree_id ?? null;
  if (state.origin.taken_back.length === 0 || approved === null) return [];
  const files = new Map((await treeFiles(repository, approved)).map(({ path, oid }) => [path, oid]));
  return state.origin.taken_back.map(({ task, path }) => ({ task, path, oid: files.get(path) ?? null }));
}

const SHOWN = 20;

/** Notices that name the paths with content of abandoned tasks, which are reviewed as part of this task. */
export function takenBackNotices({ taken_back: taken }: Pick<State['origin'], 'taken_back'>): Notice[] {
  if (taken.length === 0) return [];
  const tasks = [...new Set(taken.map(({ task }) => task))].join(', ');
  const shown = taken
    .slice(0, SHOWN)
    .map(({ path }) => path)
    .join(', ');
  return [
    notice('work-left-behind', { tasks, paths: shown + (taken.length > SHOWN ? ` … (+${taken.length - SHOWN})` : '') }),
  ];
}
