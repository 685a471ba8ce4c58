/**
 * Names the content of a work tree with `tree/v1`: a git tree of everything that is neither ignored nor the program's
 * own. The user's index and objects stay untouched (docs/facts/git.md, copied index).
 */
import { createHash } from 'node:crypto';
import { notice, Problem } from '../../core/say/notices.js';
import type { Repository } from './git.js';
import { type Inside, nameInside } from './nested.js';
import type { Edit } from './objects.js';
import { isOwnName, type Owned, withoutOwned } from './owned.js';
import { isWithin, listOf, rawOf, textOf } from './paths.js';
import { openStore, withIndex } from './store.js';
import { entriesOnDisk } from './tree/entries.js';
import { type Place, placeOf, type Run, runOn, type Scan, scanWorkTree } from './tree/scan.js';
import type { HidingRules, Naming, NestedPart, TreeName } from './tree-name.js';

export type { Owned } from './owned.js';

/** Untracked files are hashed on every call, so neither one of them nor all together may exceed this many bytes. */
const MAX_UNTRACKED = 50e6;
/** How many of the largest files a refusal lists. */
const LISTED = 5;

/**
 * Names the present content of the work tree.
 *
 * Equal names mean equal content. Staging, committing, amending and stashing do not change the name; an edit does,
 * whatever the index says about the file. Committing inside a submodule changes it, because the recorded commit is
 * content.
 *
 * @param owned what does not count
 * @param options.thorough reads every tracked file again, whatever its times say, so that an edit that restored the
 *   times
 * is found
 *
 * @throws Problem untracked-too-large (before anything is hashed), git-filter-failed, nested-unreadable, git-failed
 */
export async function nameTree(
  repo: Repository,
  owned: Owned,
  options: { maxUntrackedBytes?: number; thorough?: boolean } = {},
): Promise<TreeName> {
  await openStore(repo);
  const naming: Naming = {
    store: repo,
    limit: options.maxUntrackedBytes ?? MAX_UNTRACKED,
    commonDirs: [repo.commonDir],
    thorough: options.thorough ?? false,
  };
  return nameContent(naming, placeOf(repo, ['--exclude-standard'], ''), owned);
}

async function nameContent(naming: Naming, place: Place, owned: Owned): Promise<TreeName> {
  return withIndex(naming.store, place.index, async (index) => {
    const run = runOn(naming.store, place, index);
    const own = owned.paths.map(rawOf);
    const isOwn = (raw: string): boolean =>
      own.some((name) => isWithin(raw.replace(/\/$/, ''), name)) || isOwnName(owned, raw);
    const scan = await scanWorkTree(place, run, isOwn, naming.thorough);
    refuseLarge(scan.untracked, naming.limit);
    const insides = await nameAll(naming, place, owned, scan);
    const [indexed, changes] = await Promise.all([
      treeOfIndex(run, scan.unmerged),
      changesOf(naming.store, place, scan, insides),
    ]);
    const tree =
      changes.size === 0 && hasNone(owned) ? indexed : await withoutOwned(naming.store, indexed, owned, changes);
    const nested = insides.flatMap(({ part }) => (part === null ? [] : [part]));
    const hiding = insides.flatMap((inside) => inside.hiding);
    return {
      digest: digestOf(tree, nested, hiding),
      tree,
      nested,
      hiding,
      notices: [...scan.notices, ...insides.flatMap(({ notices }) => notices)],
    };
  });
}

async function treeOfIndex(run: Run, unmerged: string[]): Promise<string> {
  if (unmerged.length > 0) await run(['update-index', '--force-remove', '-z', '--stdin'], listOf(unmerged));
  return (await run(['write-tree'])).toString('latin1').trim();
}

/** The edits to the index's tree. Writing the index instead would take a third of the time of a `git status`, twice. */
async function changesOf(store: Repository, place: Place, scan: Scan, insides: Inside[]): Promise<Map<string, Edit>> {
  const removed = [...scan.removed, ...insides.filter(({ action }) => action === 'remove').map(({ raw }) => raw)];
  const links = insides
    .filter(({ action }) => action === 'touch')
    .map(({ raw, recorded }) => ({ raw, old: recorded === null ? null : { mode: '160000', oid: recorded } }));
  const touched = [...scan.touched, ...links];
  const entries = await entriesOnDisk(store, place, touched, scan.attributes);
  return new Map<string, Edit>([
    ...removed.map((raw) => [textOf(raw), null] as const),
    ...touched.map(({ raw }) => [textOf(raw), entries.get(raw) ?? null] as const),
  ]);
}

const hasNone = ({ paths, rewrite, below = {} }: Owned): boolean =>
  paths.length + Object.keys(rewrite).length + Object.keys(below).length === 0;

/** Names submodules and nested repositories one after the other, because each starts several processes at once. */
async function nameAll(naming: Naming, place: Place, owned: Owned, scan: Scan): Promise<Inside[]> {
  const insides: Inside[] = [];
  const all = [...scan.links, ...scan.nested.map((raw) => ({ raw, commit: null }))];
  for (const { raw, commit } of all.sort((a, b) => (a.raw < b.raw ? -1 : 1))) {
    insides.push(await nameInside({ naming, place, owned, raw, recorded: commit, nameContent }));
  }
  return insides;
}

function digestOf(tree: string, nested: NestedPart[], hiding: HidingRules[]): string {
  if (nested.length === 0 && hiding.length === 0) return `tree/v1:${tree}`;
  const hash = createHash('sha256').update(tree);
  for (const part of nested) hash.update(`\0${part.path}\0${part.digest}`);
  for (const rules of hiding) hash.update(`\0${rules.path}\0${rules.digest}`);
  return `tree/v1:${hash.digest('hex')}`;
}

function refuseLarge(untracked: Scan['untracked'], limit: number): void {
  const total = untracked.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= limit) return;
  const largest = [...untracked].sort((a, b) => b.bytes - a.bytes).slice(0, LISTED);
  throw new Problem(notice('untracked-too-large', { files: largest, limit }));
}
