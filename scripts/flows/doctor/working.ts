/** Doctor's trials: the steps of a review, done on a small example. Nothing is left behind. */
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { shortDigest } from '../../core/say/plain.js';
import { type TriedFilter, tryFilters } from '../../io/git/programs/filters.js';
import { nameTree } from '../../io/git/tree.js';
import { withTemporaryFolder } from '../../io/ground/inspect.js';
import { refusedPlaces, writtenFolders } from '../../io/task/places.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { whileLooking } from '../task/observe.js';
import { ownedPaths } from '../task/owned.js';
import type { Project } from '../task/place.js';
import { failed, passed, warned } from './check.js';

/** Writes to each folder that the program writes to. */
export function checkDirectories({ language }: Context, project: Project, task: string | null): Check {
  const places = { ...project, task };
  const refused = refusedPlaces(places);
  const folders = writtenFolders(places);
  const { length: all } = folders;
  const found = {
    facts: catalogOf(language).doctor.facts.folders({ writable: all - Math.min(refused.length, all), all }),
    details: folders.join(', '),
  };
  return refused.length > 0 ? failed('directories', found, refused) : passed('directories', found);
}

/** Runs each filter that applies to a file of the work tree. */
export async function checkFilters({ language }: Context, { repository }: Project): Promise<Check> {
  const tried = await withTemporaryFolder((folder) => tryFilters(repository, folder));
  const faults = tried.filter(({ fault }) => fault !== null);
  const facts = catalogOf(language).doctor.facts.filters(tried.map(({ name }) => name).join(', '));
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
export async function checkWorkTree({ language }: Context, project: Project): Promise<Check> {
  const { digest, nested } = await whileLooking(project, ({ repository }) =>
    nameTree(repository, ownedPaths(repository, project.paths)),
  );
  const facts = catalogOf(language).doctor.facts.workTree(nested.map(({ path }) => path).join(', '));
  return passed('worktree', { facts, details: shortDigest(digest) });
}
