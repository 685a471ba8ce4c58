/** The copy of a work tree in which checks run, with what they need and git ignores. */
import path from 'node:path';
import { redirected } from '../../core/review/redirect.js';
import { changedIn, ignoredIn, ignoredInCopy } from '../git/copy/changes.js';
import { type CopyPlaces, checkOut } from '../git/copy/checkout.js';
import type { Level } from '../git/copy/level.js';
import { redirectLinks } from '../git/copy/links.js';
import type { Repository } from '../git/git.js';
import { rawOf } from '../git/paths.js';
import type { TreeName } from '../git/tree-name.js';
import { makeFolder } from '../ground/files.js';
import type { CheckPlace } from '../review/checks.js';
import { keptFolders } from '../task/kept-folders.js';
import { carry } from './carry.js';
import { linkTarget } from './links.js';

export interface CheckCopy {
  /** The work tree, and the copy of it; absolute. */
  from: string;
  to: string;
  levels: Level[];
  /** What led back into the work tree and leads into the copy now. */
  redirected: string[];
  /** Files whose filter could not run in the copy. */
  unfiltered: string[];
}

/** Everything of one work tree's copy lies below this folder. */
export const copyFolder = (stateDir: string, repository: Repository): string =>
  keptFolders(stateDir, repository.top).checks;

/** The copy keeps the name of the project's folder, which some tools show or rely on. */
function placesOf(stateDir: string, repository: Repository): CopyPlaces {
  const folder = copyFolder(stateDir, repository);
  return { top: path.join(folder, path.basename(repository.top) || 'top'), side: path.join(folder, '.cccc') };
}

/**
 * Brings the copy up to date; one caller at a time (see claimCopy).
 *
 * @param name the tree under review; carried: patterns of ignored paths
 */
export async function bringCopy(
  stateDir: string,
  repository: Repository,
  name: TreeName,
  carried: readonly string[],
  signal?: AbortSignal,
): Promise<CheckCopy> {
  const places = placesOf(stateDir, repository);
  makeFolder(places.side);
  const [from, to] = [repository.top, places.top];
  const { levels, unfiltered } = await checkOut(repository, name, places);
  const lead = (file: string, target: string): string => linkTarget({ from, to, name: file, target }).target;
  const links = await redirectLinks(levels, lead);
  const ignored: string[] = [];
  const present: string[] = [];
  for (const level of levels.filter(({ isRepository }) => isRepository)) {
    const [there, here] = await Promise.all([ignoredIn(level.live), ignoredInCopy(level)]);
    ignored.push(...there.map((raw) => rawOf(level.prefix) + raw));
    present.push(...here.map((raw) => rawOf(level.prefix) + raw));
  }
  const record = path.join(places.side, 'carried');
  const files = await carry({ from, to, patterns: carried, ignored, present, record, signal });
  return { from, to, levels, redirected: [...links, ...files], unfiltered };
}

/** What the checks did to it. */
export const copyChanges = (copy: CheckCopy): Promise<string[]> => changedIn(copy.levels);

/** In the copy, where the same folder of the project is. */
export const inCopy = ({ from, to }: CheckCopy, project: string): CheckPlace => ({
  cwd: path.join(to, path.relative(from, project)),
  in_place: null,
  into: (text) => redirected(text, from, to),
  outOf: (bytes) => redirected(bytes, to, from, rawOf),
});
