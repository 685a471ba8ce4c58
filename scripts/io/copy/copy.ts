/** The copy of a work tree in which checks run, together with the ignored files that they need. */
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
  /** Absolute path of the work tree; `to` is that of the copy. */
  from: string;
  to: string;
  levels: Level[];
  /** Files and links that led back into the work tree and now lead into the copy. */
  redirected: string[];
  /** Files whose filter could not run in the copy. */
  unfiltered: string[];
}

/** The folder that holds everything of one work tree's copy. */
export const copyFolder = (stateDir: string, repository: Repository): string =>
  keptFolders(stateDir, repository.top).checks;

/** The copy keeps the name of the project's folder, because some tools show it or rely on it. */
function placesOf(stateDir: string, repository: Repository): CopyPlaces {
  const folder = copyFolder(stateDir, repository);
  return { top: path.join(folder, path.basename(repository.top) || 'top'), side: path.join(folder, '.cccc') };
}

/**
 * Brings the copy up to date. Only one caller at a time may do this (see withCopyClaimed).
 *
 * @param name the tree under review
 * @param carried patterns of ignored paths
 */
export const bringCopy = (
  stateDir: string,
  repository: Repository,
  name: TreeName,
  carried: readonly string[],
  signal?: AbortSignal,
): Promise<CheckCopy> => bringCopyTo(placesOf(stateDir, repository), repository, name, carried, signal);

/** Brings a copy that lies elsewhere up to date, likewise. */
export async function bringCopyTo(
  places: CopyPlaces,
  repository: Repository,
  name: Pick<TreeName, 'tree' | 'nested'>,
  carried: readonly string[],
  signal?: AbortSignal,
): Promise<CheckCopy> {
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

/** The paths that checks changed in the copy. */
export const copyChanges = (copy: CheckCopy): Promise<string[]> => changedIn(copy.levels);

/** The place in the copy that corresponds to a folder of the project. */
export const inCopy = ({ from, to }: CheckCopy, project: string): CheckPlace => ({
  cwd: path.join(to, path.relative(from, project)),
  in_place: null,
  into: (text) => redirected(text, from, to),
  outOf: (bytes) => redirected(bytes, to, from, rawOf),
});
