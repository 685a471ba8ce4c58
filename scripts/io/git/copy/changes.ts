/** Finds what checks did to the copy, and what git ignores in a work tree. */
import { existsSync } from 'node:fs';
import { type Repository, runGitBytes } from '../git.js';
import { partsOf, textOf } from '../paths.js';
import { askIn, type Level, runIn } from './level.js';

/** Files of the copy that differ from their checked-out state, and new files that git does not ignore. */
export async function changedIn(levels: readonly Level[]): Promise<string[]> {
  const changed: string[] = [];
  for (const level of levels) {
    if (!existsSync(level.top)) {
      changed.push(level.prefix);
      continue;
    }
    // Exits with 1 when a file differs. A file that was rewritten with the same content does not count.
    const [refreshed, added] = await Promise.all([
      askIn(level, ['update-index', '--refresh']),
      runIn(level, ['ls-files', '-o', '--exclude-standard', '-z']),
    ]);
    const edited =
      refreshed.code === 0
        ? []
        : partsOf(await runIn(level, ['diff-files', '--name-only', '--ignore-submodules=all', '-z']));
    changed.push(...[...edited, ...partsOf(added)].map((raw) => level.prefix + textOf(raw)));
  }
  return [...new Set(changed)].sort();
}

const IGNORED = ['ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z'];

/** What git ignores in a work tree, with folders as a whole: raw names without a trailing slash. */
export async function ignoredIn(repository: Repository): Promise<string[]> {
  return partsOf(await runGitBytes(repository, IGNORED)).map((raw) => raw.replace(/\/$/, ''));
}

/** What git ignores in the copy, likewise. */
export async function ignoredInCopy(level: Level): Promise<string[]> {
  return partsOf(await runIn(level, IGNORED)).map((raw) => raw.replace(/\/$/, ''));
}
