/** Doctor's trials: the steps of a review, done on a small example. Nothing is left behind. */
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { shortDigest } from '../../core/say/plain.js';
import { type TriedFilter, tryFilters } from '../../io/git/programs/filters.js';
import { nameTree } from '../../io/git/tree.js';
import { withTemporaryFolder } from '../../io/ground/inspect.js';
import { refusedPlaces, writtenFolders } from '../../io/task/places.js';
import { whileLooking } from '../task/observe.js';
import { ownedPaths } from '../task/owned.js';
import type { Project } from '../task/place.js';
import { failed, passed, warned } from './check.js';

/** Writes to each folder that the program writes to. */
export function checkDirectories(project: Project, task: string | null): Check {
  const places = { ...project, task };
  const refused = refusedPlaces(places);
  const count = writtenFolders(places).length;
  const facts = `${count - Math.min(refused.length, count)}/${count}`;
  return refused.length > 0 ? failed('directories', facts, refused) : passed('directories', facts);
}

/** Runs each filter that applies to a file of the work tree. */
export async function checkFilters({ repository }: Project): Promise<Check> {
  const tried = await withTemporaryFolder((folder) => tryFilters(repository, folder));
  const faults = tried.filter(({ fault }) => fault !== null);
  const facts = tried.map(({ name }) => name).join(', ') || '-';
  const notices = faults.flatMap(faultNotice);
  if (notices.length === 0) return passed('filters', facts);
  return faults.some(({ fault, required }) => fault?.kind === 'clean' && required)
    ? failed('filters', facts, notices)
    : warned('filters', facts, notices);
}

function faultNotice({ name: filter, path, fault, required }: TriedFilter): Notice[] {
  if (fault === null) return [];
  switch (fault.kind) {
    case 'unconfigured':
      return [notice('filter-unconfigured', { filter, path })];
    case 'smudge':
      return [notice('filter-not-undone', { filter, path, detail: fault.detail })];
    case 'clean':
      return [notice(required ? 'git-filter-failed' : 'filter-not-required', { filter, path, detail: fault.detail })];
    default:
      return fault.kind satisfies never;
  }
}

/** Computes the digest of the work tree, as every gate does; git reports what it cannot read. */
export async function checkWorkTree(project: Project): Promise<Check> {
  const { digest, nested } = await whileLooking(project, ({ repository }) =>
    nameTree(repository, ownedPaths(repository, project.paths)),
  );
  const inside = nested.length > 0 ? ` · ${nested.map(({ path }) => path).join(', ')}` : '';
  return passed('worktree', shortDigest(digest) + inside);
}
