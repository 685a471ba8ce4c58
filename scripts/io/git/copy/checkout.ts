/**
 * Maintains the copy in which checks run: a kept folder that holds exactly the tree under review, checked out as git
 * would do it, with its own git directory (docs/facts/git.md, copy for checks).
 */
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { copyFile, lstat, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../../core/say/notices.js';
import { isMissing, readIfThere, removeFile, writeAtomically } from '../../ground/files.js';
import { sha256 } from '../../ground/signing.js';
import { openRepository, type Repository, runGitBytes } from '../git.js';
import { type Edit, editedTree } from '../objects.js';
import { bytesOf, listOf, partsOf, textOf } from '../paths.js';
import { fetchBlobs, removeRepositories } from '../snapshot.js';
import { openStore, withIndex } from '../store.js';
import { placeOf, runOn, statOf } from '../tree/scan.js';
import type { NestedPart, TreeName } from '../tree-name.js';
import { fillLevel } from './fill.js';
import { type Level, runIn, visibleGit } from './level.js';
import { isPrivateGit, makePrivateGit, readTakenOver, refreshPrivateGit, type TakenOver } from './private-git.js';

/** Where a copy is stored; absolute paths. */
export interface CopyPlaces {
  /** The folder of the copy. */
  top: string;
  /** The folder next to it with the program's own data about the copy. */
  side: string;
}

export interface WorkCopy {
  levels: Level[];
  /** Files whose filter could not run here; they hold the content of the work tree. */
  unfiltered: string[];
}

/**
 * Brings the copy to the tree under review. Unchanged files are not rewritten, so that they keep their times. What a
 * check changed or added is undone. Ignored files stay (see io/copy/carry.ts).
 *
 * @param name the result of nameTree; only one caller at a time
 */
export async function checkOut(
  store: Repository,
  name: Pick<TreeName, 'tree' | 'nested'>,
  places: CopyPlaces,
): Promise<WorkCopy> {
  await openStore(store);
  if ((await lstat(places.top).catch(nothingThere))?.isSymbolicLink()) await rm(places.top);
  const root = {
    live: store,
    top: places.top,
    prefix: '',
    gitDir: gitDirOf(places, ''),
    isRepository: true,
    links: [],
  };
  try {
    return await bringLevel({ store, places }, root, name.tree, name.nested);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The cause may be an incomplete index of a killed process, a folder in the way, or a blob that a partial clone has
    // not fetched yet.
    await Promise.all(
      [places.top, path.join(places.side, 'git')].map((dir) => rm(dir, { recursive: true, force: true })),
    );
    await fetchBlobs(store, name.tree);
    return await bringLevel({ store, places }, root, name.tree, name.nested);
  }
}

const gitDirOf = ({ side }: CopyPlaces, prefix: string): string =>
  path.join(side, 'git', prefix === '' ? 'top' : sha256(prefix).slice(0, 12));

interface Around {
  store: Repository;
  places: CopyPlaces;
}

async function bringLevel(around: Around, level: Level, treeish: string, nested: NestedPart[]): Promise<WorkCopy> {
  const { store } = around;
  await mkdir(level.top, { recursive: true });
  const taken = await readTakenOver(level.live);
  if (isPrivateGit(level.gitDir)) refreshPrivateGit(level.live, taken, level.gitDir);
  else await makePrivateGit(store, level.live, taken, level.gitDir);
  const [left, before, tree] = await Promise.all([
    level.isRepository ? leftOut(level.live) : new Set<string>(),
    entriesOf(level),
    treeOf(level, treeish),
  ]);
  const edits = new Map<string, Edit>([
    ...[...left].map((raw) => [textOf(raw), null] as const),
    ...nested.map((part) => [part.path, { mode: '160000', oid: noCommit(store) }] as const),
  ]);
  const wanted = edits.size === 0 ? tree : await editedTree(store, tree, edits);
  await removeRepositories(
    level.top,
    before.filter(({ mode }) => mode !== '160000').map(({ raw }) => raw),
  );
  await runIn(level, ['clean', '-ffdq']);
  const unfiltered = await fillLevel(level, wanted, taken);
  const entries = await entriesOf(level);
  level.links = entries.filter(({ mode }) => mode === '120000').map(({ raw }) => raw);
  const [inside] = await Promise.all([
    bringInside(
      around,
      level,
      entries.filter(({ mode }) => mode === '160000').map(({ raw }) => raw),
      nested,
    ),
    level.isRepository ? makeVisible(store, level, left, taken) : null,
  ]);
  return { levels: [level, ...inside.levels], unfiltered: [...unfiltered, ...inside.unfiltered] };
}

async function treeOf(level: Level, treeish: string): Promise<string> {
  if (level.prefix === '') return treeish;
  return (await runIn(level, ['rev-parse', '--verify', `${treeish}^{tree}`])).toString('latin1').trim();
}

async function bringInside(around: Around, level: Level, raws: string[], nested: NestedPart[]): Promise<WorkCopy> {
  const all: WorkCopy = { levels: [], unfiltered: [] };
  for (const raw of raws) {
    const inner = await bringInner(around, level, raw, nested);
    all.levels.push(...inner.levels);
    all.unfiltered.push(...inner.unfiltered);
  }
  return all;
}

/** What the index holds for a nested repository: only its folder shows that there is one. */
const noCommit = ({ format }: Repository): string => 'f'.repeat(format === 'sha256' ? 64 : 40);

async function entriesOf(level: Level): Promise<{ mode: string; raw: string }[]> {
  const listed = partsOf(await runIn(level, ['ls-files', '-s', '-z']));
  return listed.map((entry) => ({ mode: entry.slice(0, 6), raw: entry.slice(entry.indexOf('\t') + 1) }));
}

/**
 * Checks out a submodule or nested repository. If it is not populated in the work tree, its folder is empty here too.
 */
async function bringInner(around: Around, outer: Level, raw: string, nested: NestedPart[]): Promise<WorkCopy> {
  const name = textOf(raw);
  const part = nested.find(({ path: inner }) => inner === name);
  const dir = path.join(outer.live.top, name);
  const isPopulated = statOf({ top: dir }, '.git') !== null;
  if (part === undefined && !isPopulated) return { levels: [], unfiltered: [] };
  const prefix = `${outer.prefix}${name}/`;
  // Files in a submodule's folder without a repository are checked out with the settings of the outer repository.
  const live = isPopulated ? await openRepository(dir) : { ...outer.live, top: dir };
  const level = {
    live,
    top: path.join(outer.top, name),
    prefix,
    gitDir: gitDirOf(around.places, prefix),
    isRepository: isPopulated,
    links: [],
  };
  return bringLevel(around, level, part?.tree ?? (await recordedIn(outer, raw)), []);
}

async function recordedIn(level: Level, raw: string): Promise<string> {
  const [entry = ''] = partsOf(await runIn(level, ['ls-files', '-s', '-z', '--', textOf(raw)]));
  return entry.split(' ')[1] ?? '';
}

/** The files that a sparse checkout leaves out of the work tree: raw names. */
async function leftOut(live: Repository): Promise<Set<string>> {
  const listed = partsOf(await runGitBytes(live, ['ls-files', '-v', '-z']));
  const skipped = listed.filter((line) => /^[Ss] /.test(line)).map((line) => line.slice(2));
  return new Set(skipped.filter((raw) => statOf(live, raw) === null));
}

/**
 * Makes the git directory that checks find: HEAD, branches and tags as in the user's repository, and an index with
 * which `git status` gives the same answer. Files of the program itself, which are not part of the tree, do not show as
 * deleted.
 */
async function makeVisible(
  store: Repository,
  level: Level,
  left: ReadonlySet<string>,
  taken: TakenOver,
): Promise<void> {
  const gitDir = visibleGit(level);
  await makePrivateGit(store, level.live, taken, gitDir);
  const index = path.join(gitDir, 'index');
  const kept = path.join(level.gitDir, 'visible');
  const keptFor = `${kept}-for`;
  const key = await keyOf(level);
  if (readIfThere(keptFor) === key) return copyFile(kept, index);
  await copyFile(path.join(level.gitDir, 'index'), index);
  await runIn(level, ['read-tree', '--reset', await stagedTree(store, level.live)], { gitDir });
  const deleted = partsOf(await runIn(level, ['diff-files', '--name-only', '--diff-filter=D', '-z'], { gitDir }));
  const hidden = deleted.filter((raw) => left.has(raw) || isThere(level.live.top, raw));
  if (hidden.length > 0)
    await runIn(level, ['update-index', '-z', '--skip-worktree', '--stdin'], { gitDir, input: listOf(hidden) });
  removeFile(keptFor);
  await copyFile(index, kept);
  writeAtomically(keptFor, key);
}

/**
 * A key that changes when the user's index or the program's own index changes; while it stays the same, so does the
 * index for checks.
 */
async function keyOf(level: Level): Promise<string> {
  const stats = await stat(path.join(level.live.gitDir, 'index')).catch(nothingThere);
  const own = await readFile(path.join(level.gitDir, 'index'));
  return [
    stats?.ino,
    stats?.size,
    stats?.mtimeMs,
    stats?.ctimeMs,
    createHash('sha256').update(own).digest('hex'),
  ].join();
}

const isThere = (top: string, raw: string): boolean =>
  lstatSync(bytesOf(top, raw), { throwIfNoEntry: false }) !== undefined;

/** The staged content of the user's index as a tree. A file with conflicts counts as not staged. */
async function stagedTree(store: Repository, live: Repository): Promise<string> {
  const place = placeOf(live, [], '');
  return withIndex(store, place.index, async (index) => {
    const run = runOn(store, place, index);
    const unmerged = partsOf(await run(['ls-files', '-u', '-z'])).map((line) => line.slice(line.indexOf('\t') + 1));
    if (unmerged.length > 0) await run(['update-index', '--force-remove', '-z', '--stdin'], listOf(unmerged));
    return (await run(['write-tree'])).toString('latin1').trim();
  });
}

function nothingThere(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
