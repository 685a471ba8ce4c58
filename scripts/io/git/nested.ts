/** Repositories inside a work tree: submodules, and folders that are repositories of their own. */
import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Notice, type NoticeCode, notice, Problem } from '../../core/say/notices.js';
import { isMissing } from '../ground/files.js';
import { openRepository, type Repository, runGit } from './git.js';
import { hidingRulesOf } from './hiding.js';
import { type Edit, editedTree, nameIn, readObjects } from './objects.js';
import { type Owned, ownedBelow, withoutOwned } from './owned.js';
import { partsOf, textOf } from './paths.js';
import { lendObjects, readNamed, realObjects } from './store.js';
import { type Place, placeOf, statOf } from './tree/scan.js';
import type { HidingRules, Naming, NestedPart, TreeName } from './tree-name.js';

/** What one nested repository contributes to the digest of the outer one. */
export interface Inside {
  raw: string;
  /** The commit that the outer index records; null when it is not a submodule. */
  recorded: string | null;
  /**
   * What changes in the outer tree: `touch` when its commit moved or it is now a file, `remove` when it is gone, `keep`
   * otherwise.
   */
  action: 'touch' | 'remove' | 'keep';
  /** null when the recorded commit describes its content completely. */
  part: NestedPart | null;
  notices: Notice[];
  hiding: HidingRules[];
}

interface Question {
  naming: Naming;
  place: Place;
  owned: Owned;
  raw: string;
  /** The commit that the outer index records; null when it is not a submodule. */
  recorded: string | null;
  nameContent: (naming: Naming, place: Place, owned: Owned) => Promise<TreeName>;
}

/** Inside another repository only .gitignore hides files, because no reviewer sees its info/exclude. */
const EXCLUDES = ['--exclude-per-directory=.gitignore'];

/**
 * Names the content of one repository inside a work tree.
 *
 * A submodule without changes at its recorded commit adds nothing. A linked work tree of one of the outer repositories
 * is skipped.
 *
 * @throws Problem nested-unreadable
 */
export async function nameInside(question: Question): Promise<Inside> {
  const { naming, place, raw, recorded } = question;
  const stats = statOf(place, raw);
  const nothing: Inside = { raw, recorded, action: 'keep', part: null, notices: [], hiding: [] };
  if (stats === null) return { ...nothing, action: 'remove' };
  if (!stats.isDirectory())
    return { ...nothing, action: stats.isFile() || stats.isSymbolicLink() ? 'touch' : 'remove' };
  if (statOf(place, `${raw}/.git`) === null) return nameUnpopulated(question, nothing);
  const inner = await openInside(place, raw);
  if (naming.commonDirs.includes(inner.commonDir) && (await isListedWorkTree(inner))) {
    return { ...nothing, notices: [notice('own-worktree-skipped', { path: place.prefix + textOf(raw) })] };
  }
  await lendObjects(naming.store, realObjects(inner));
  const owned = ownedBelow(question.owned, textOf(raw));
  const within = placeOf(inner, EXCLUDES, `${place.prefix}${textOf(raw)}/`);
  const named = await question.nameContent(
    { ...naming, commonDirs: [...naming.commonDirs, inner.commonDir] },
    within,
    owned,
  );
  const hasMoved = recorded !== null && inner.head !== null && inner.head !== recorded;
  const hiding = [...(await hidingRulesOf(inner, textOf(raw))), ...below(textOf(raw), named.hiding)];
  const found: Inside = { ...nothing, action: hasMoved ? 'touch' : 'keep', notices: named.notices, hiding };
  if (recorded !== null && (await isClean(naming.store, inner, named, owned))) return found;
  return withPart(found, question, named);
}

const below = (folder: string, hiding: readonly HidingRules[]): HidingRules[] =>
  hiding.map(({ path: inner, digest }) => ({ path: `${folder}/${inner}`, digest }));

/**
 * Whether git itself lists the folder as a work tree of its repository. A handwritten `.git` file can point there too;
 * then the files next to it are content.
 */
async function isListedWorkTree(inner: Repository): Promise<boolean> {
  const listed = (await runGit(inner, ['worktree', 'list', '--porcelain'])).split('\n');
  const top = realpathSync(inner.top);
  return listed.some((line) => line.startsWith('worktree ') && isSameFolder(line.slice('worktree '.length), top));
}

function isSameFolder(dir: string, real: string): boolean {
  try {
    return realpathSync(dir) === real;
  } catch (error) {
    // git lists a work tree whose folder is gone until it is pruned.
    if (isMissing(error)) return false;
    throw error;
  }
}

async function isClean(store: Repository, inner: Repository, named: TreeName, owned: Owned): Promise<boolean> {
  return (
    inner.head !== null && named.nested.length === 0 && named.tree === (await withoutOwned(store, inner.head, owned))
  );
}

async function withPart(found: Inside, { naming, place, raw, recorded }: Question, named: TreeName): Promise<Inside> {
  const path = textOf(raw);
  const part = { path, digest: named.digest, tree: await grafted(naming.store, named.tree, named.nested) };
  const code = recorded === null ? 'nested-repository' : 'submodule-dirty';
  return { ...found, part, notices: [...named.notices, notice(code, { path: place.prefix + path })] };
}

/**
 * Names a submodule's folder without a repository. It is usually empty. Files in it are invisible to git, but count as
 * content here.
 */
async function nameUnpopulated(question: Question, nothing: Inside): Promise<Inside> {
  const { naming, place, raw } = question;
  const top = path.join(place.top, textOf(raw));
  if (readdirSync(top).length === 0) return nothing;
  const within: Place = {
    top,
    gitDir: place.gitDir,
    index: null,
    excludes: EXCLUDES,
    prefix: `${place.prefix}${textOf(raw)}/`,
  };
  const named = await question.nameContent(naming, within, ownedBelow(question.owned, textOf(raw)));
  return withPart({ ...nothing, notices: named.notices, hiding: below(textOf(raw), named.hiding) }, question, named);
}

/** What is wrong with the folder itself; any other cause has its own words and its own command. */
const OF_THE_FOLDER: readonly NoticeCode[] = [
  'not-a-repository',
  'bare-repository',
  'git-link-broken',
  'git-directory-broken',
  'git-failed',
];

async function openInside(place: Place, raw: string): Promise<Repository> {
  const dir = path.join(place.top, textOf(raw));
  const shown = place.prefix + textOf(raw);
  try {
    const inner = await openRepository(dir);
    if (realpathSync(inner.top) === realpathSync(dir)) return inner;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, args } = error.notice;
    if (!OF_THE_FOLDER.includes(code)) throw error;
    throw new Problem(notice('nested-unreadable', { path: shown, detail: code === 'git-failed' ? args.detail : code }));
  }
  throw new Problem(notice('nested-unreadable', { path: shown, detail: 'its .git leads elsewhere' }));
}

/** The tree with the nested content at its place. */
async function grafted(store: Repository, tree: string, nested: NestedPart[]): Promise<string> {
  if (nested.length === 0) return tree;
  return editedTree(store, tree, new Map<string, Edit>(nested.map((part) => [part.path, { folder: part.tree }])));
}

/**
 * The two trees for a diff, including the content of submodules and nested repositories where it changed and can be
 * read. Without this, a reviewer would see only a commit id, or nothing.
 *
 * @param owned as for nameTree
 * @param from a tree without that content
 * @param to the result of nameTree
 * @returns two trees for diffTrees, patchOf and materialise
 */
export async function withNested(
  repo: Repository,
  owned: Owned,
  from: string,
  to: TreeName,
): Promise<{ from: string; to: string }> {
  const moved = await movedLinks(repo, from, to.tree);
  const paths = [...new Set([...to.nested.map((part) => part.path), ...moved])];
  if (paths.length === 0) return { from, to: to.tree };
  const [before, after] = await Promise.all([from, to.tree].map((tree) => treesOfCommits(repo, owned, tree, paths)));
  const ends = { from: new Map<string, Edit>(), to: new Map<string, Edit>() };
  for (const path of paths) {
    const old = before?.get(path);
    const part = to.nested.find((candidate) => candidate.path === path)?.tree;
    const now = part ?? (old === undefined ? undefined : after?.get(path));
    if (now !== undefined) ends.to.set(path, { folder: now });
    if (old !== undefined && now !== undefined) ends.from.set(path, { folder: old });
  }
  return { from: await editedTree(repo, from, ends.from), to: await editedTree(repo, to.tree, ends.to) };
}

/** Submodules whose recorded commit differs between two trees. */
async function movedLinks(repo: Repository, from: string, to: string): Promise<string[]> {
  const parts = partsOf(
    await readNamed(repo, ['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to], [from, to]),
  );
  return parts.flatMap((part, i) => (part.startsWith(':160000 160000 ') ? [textOf(parts[i + 1] ?? '')] : []));
}

/**
 * By path: the tree of the commit that is recorded there, without the program's own files, if the commit can be read.
 */
async function treesOfCommits(
  repo: Repository,
  owned: Owned,
  tree: string,
  paths: string[],
): Promise<Map<string, string>> {
  const objects = await readObjects(
    repo,
    paths.map((name) => nameIn(tree, name)),
  );
  const trees = new Map<string, string>();
  for (const [position, name] of paths.entries()) {
    const found = objects[position];
    if (found?.type === 'commit') trees.set(name, await withoutOwned(repo, found.oid, ownedBelow(owned, name)));
  }
  return trees;
}
