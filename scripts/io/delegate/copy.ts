/** The copy in which a writer works: made once from the work tree, kept while the session lives. */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { EntryChange } from '../../core/delegate/patch-rules.js';
import type { DelegatedCopy, DelegatedSession } from '../../generated/types.js';
import { validateDelegatedCopy } from '../../generated/validators.js';
import { isSecretFile } from '../../secrets/index.js';
import type { Writable } from '../codex/arguments.js';
import { bringCopyTo } from '../copy/copy.js';
import { changedIn } from '../git/copy/changes.js';
import { writtenTree } from '../git/copy/written.js';
import type { Repository } from '../git/git.js';
import { readObjects } from '../git/objects.js';
import { makeFolder, writeAtomically } from '../ground/files.js';
import { readOwnJson } from '../ground/json.js';
import { namesBelow } from './below.js';
import type { SessionPlaces } from './sessions.js';

/** The user's repository with the objects of one session, which nobody else removes. */
export const sessionStore = (repository: Repository, { side }: Pick<SessionPlaces, 'side'>): Repository => ({
  ...repository,
  scratch: side,
  isApart: true,
});

/** The copy as it was made; null before it is whole. Problem: `record-corrupt`. */
export const readCopy = ({ copy }: Pick<SessionPlaces, 'copy'>): DelegatedCopy | null =>
  readOwnJson(copy, validateDelegatedCopy);

/**
 * Makes the copy if it is not there: the work tree as it was when the session began, with what git ignores and programs
 * need. Files that are secret as a whole are left out.
 */
export async function makeCopy(
  store: Repository,
  places: Pick<SessionPlaces, 'tree' | 'side' | 'copy'>,
  base: NonNullable<DelegatedSession['base']>,
  carried: readonly string[],
  signal: AbortSignal,
): Promise<DelegatedCopy> {
  const made = readCopy(places);
  if (made !== null) return made;
  makeFolder(places.side);
  const { levels } = await bringCopyTo({ top: places.tree, side: places.side }, store, base, carried, signal);
  for (const file of namesBelow(places.tree, OTHERS))
    if (isSecretFile(file)) rmSync(path.join(places.tree, file), { force: true });
  const [root] = levels;
  if (root === undefined) throw new Error('a copy has at least one level');
  const copy: DelegatedCopy = {
    v: 1,
    base: (await writtenTree(store, root)).tree,
    levels: levels.map(({ prefix, top, gitDir }) => ({ prefix, top, git_dir: gitDir })),
  };
  writeAtomically(places.copy, JSON.stringify(copy));
  return copy;
}

/** Folders that belong to third parties or to git, in which a name does not say that a file is the user's secret. */
const OTHERS = ['.git', 'node_modules', 'site-packages', '.venv', 'venv', 'vendor'];

/** What the copy holds now, and the repositories inside it of which something changed. */
export async function nameCopy(
  store: Repository,
  copy: DelegatedCopy,
): Promise<{ tree: string; left: string[]; nested: string[] }> {
  const [root, ...inside] = copy.levels.map(({ prefix, top, git_dir: gitDir }) => ({
    ...{ prefix, top, gitDir, live: store, isRepository: true, links: [] },
  }));
  if (root === undefined) throw new Error('a copy has at least one level');
  return { ...(await writtenTree(store, root)), nested: await changedIn(inside) };
}

/** Where the symbolic links among some changes lead. */
export async function linkTargets(store: Repository, changes: readonly EntryChange[]): Promise<Map<string, string>> {
  const links = changes.flatMap(({ path: name, after }) =>
    after?.mode === '120000' ? [{ name, oid: after.oid }] : [],
  );
  const found = await readObjects(
    store,
    links.map(({ oid }) => oid),
  );
  return new Map(links.map(({ name }, at) => [name, found[at]?.content.toString('utf8') ?? '']));
}

/** Where the sandbox of a writer lets its commands write: real paths, since Codex resolves links too. */
export function writableIn({ tree }: Pick<SessionPlaces, 'tree'>, scratch: string): Writable {
  const real = realpathSync(tree);
  return { folders: [real, realpathSync(scratch)], kept: [path.join(real, '.git')] };
}

/** Whether the copy holds a path now. */
export const isInCopy = ({ tree }: Pick<SessionPlaces, 'tree'>, stored: string): boolean =>
  existsSync(path.join(tree, stored));
