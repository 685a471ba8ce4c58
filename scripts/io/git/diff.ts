/** Compares trees, and gets git's own description of the repository as text. */
import type { ChangedFile } from '../../core/review/coverage.js';
import { type Repository, runGit } from './git.js';
import { nameIn, readObjects } from './objects.js';
import { type Owned, withoutOwned } from './owned.js';
import { partsOf, textOf } from './paths.js';
import { readNamed, readTrees } from './store.js';

/** A file that differs between two trees. The numbers of lines are 0 for a binary file. */
export interface FileChange extends Pick<ChangedFile, 'path' | 'from' | 'status' | 'added' | 'removed' | 'binary'> {
  /** The object ids of the contents before and after; zeros where there is none. */
  blobs: { before: string; after: string };
}

/** Adds the modes before and after; zeros where there is none. */
export interface ModedChange extends FileChange {
  modes: { before: string; after: string };
}

export interface TreeDiff<File extends FileChange = FileChange> {
  files: File[];
  /** Added plus removed lines. */
  lines: number;
}

/** Options that make a diff independent of the user's configuration and attributes. */
const PLAIN = ['--no-textconv', '--no-ext-diff', '--submodule=short', '--find-renames=50%', '-l2000'];

/**
 * Lists the differences between two trees.
 *
 * @param from a tree or commit, like `to`
 */
export async function diffTrees(repo: Repository, from: string, to: string): Promise<TreeDiff> {
  const diff = await diffWithModes(repo, from, to);
  return { ...diff, files: diff.files.map(({ modes: _modes, ...file }) => file) };
}

/** Like diffTrees, with modes. */
export async function diffWithModes(repo: Repository, from: string, to: string): Promise<TreeDiff<ModedChange>> {
  const args = ['diff-tree', '-r', '-z', '--raw', '--numstat', ...PLAIN, from, to];
  const parts = partsOf(await readNamed(repo, args, [from, to]));
  const files = new Map<string, ModedChange>();
  const rest = readStatuses(parts, files);
  readCounts(parts.slice(rest), files);
  const all = [...files.values()];
  return { files: all, lines: all.reduce((sum, file) => sum + file.added + file.removed, 0) };
}

/**
 * Reads the --raw half: ":<mode> <mode> <id> <id> <letter>", the name, and for a rename the new name.
 *
 * @returns where it ends
 */
function readStatuses(parts: string[], files: Map<string, ModedChange>): number {
  let at = 0;
  while (parts[at]?.startsWith(':')) {
    const [mode = '', newMode = '', before = '', after = '', [letter = ''] = ''] = parts[at]?.split(' ') ?? [];
    const isRename = letter === 'R' || letter === 'C';
    const raw = parts[at + (isRename ? 2 : 1)] ?? '';
    const from = isRename ? textOf(parts[at + 1] ?? '') : null;
    files.set(raw, {
      path: textOf(raw),
      from,
      status: statusOf(letter),
      added: 0,
      removed: 0,
      binary: false,
      blobs: { before, after },
      modes: { before: mode.slice(1), after: newMode },
    });
    at += isRename ? 3 : 2;
  }
  return at;
}

function statusOf(letter: string): FileChange['status'] {
  switch (letter) {
    case 'A':
      return 'added';
    case 'D':
      return 'deleted';
    case 'R':
      return 'renamed';
    case 'T':
      return 'type-changed';
    default:
      return 'modified';
  }
}

/** Reads the --numstat half: "<added>\t<removed>\t<name>". For a rename the name is empty and both names follow. */
function readCounts(parts: string[], files: Map<string, ModedChange>): void {
  for (let at = 0; at < parts.length; ) {
    const [added = '', removed = '', ...name] = (parts[at] ?? '').split('\t');
    const plain = name.join('\t');
    const file = files.get(plain === '' ? (parts[at + 2] ?? '') : plain);
    at += plain === '' ? 3 : 1;
    if (file === undefined) continue;
    file.binary = added === '-';
    file.added += Number(added) || 0;
    file.removed += Number(removed) || 0;
  }
}

/** How many names go on one command line. */
const NAMES_PER_CALL = 200;

/**
 * The differences as a patch, also for files with the attribute "-diff" or with bytes that look binary.
 *
 * @param paths limits the patch to these; for a renamed file, pass both paths
 * @returns UTF-8; bytes of other encodings become replacement characters
 */
export async function patchOf(repo: Repository, from: string, to: string, paths?: string[]): Promise<string> {
  const args = [
    'diff-tree',
    '-r',
    '-p',
    '--text',
    '--full-index',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    ...PLAIN,
    from,
    to,
  ];
  if (paths === undefined) return (await readNamed(repo, args, [from, to])).toString('utf8');
  let patch = '';
  for (let at = 0; at < paths.length; at += NAMES_PER_CALL) {
    const some = [...args, '--', ...paths.slice(at, at + NAMES_PER_CALL)];
    patch += (await readNamed(repo, some, [from, to])).toString('utf8');
  }
  return patch;
}

/** The tree of a commit as nameTree would name it, for the other side of a diff. */
export async function committedTree(repo: Repository, commit: string, owned: Owned): Promise<string> {
  return withoutOwned(repo, commit, owned);
}

/**
 * The paths in which the commit at HEAD differs from an approved tree; the program's own files are left out on both
 * sides.
 *
 * @returns [] when they are equal; without a commit, every path of the approved tree
 */
export async function committedDifference(repo: Repository, owned: Owned, approvedTree: string): Promise<string[]> {
  const committed = repo.head === null ? await emptyTree(repo) : await withoutOwned(repo, repo.head, owned);
  if (committed === approvedTree) return [];
  return partsOf(
    await readTrees(repo, ['diff-tree', '-r', '-z', '--name-only', '--no-renames', committed, approvedTree]),
  ).map(textOf);
}

/** The empty tree, for the diff of a first commit. */
export async function emptyTree(repo: Repository): Promise<string> {
  return (await readTrees(repo, ['hash-object', '-w', '-t', 'tree', '--stdin'], { input: '' }))
    .toString('latin1')
    .trim();
}

/** The contents of files in a tree, read in one call; null for a file that does not exist. */
export async function blobTexts(repo: Repository, tree: string, paths: string[]): Promise<(Buffer | null)[]> {
  return (
    await readObjects(
      repo,
      paths.map((path) => nameIn(tree, path)),
    )
  ).map((found) => (found?.type === 'blob' ? found.content : null));
}

/** The content of one file in a tree; null when it does not exist. */
export async function blobText(repo: Repository, tree: string, path: string): Promise<Buffer | null> {
  return (await blobTexts(repo, tree, [path]))[0] ?? null;
}

export interface TreeFile {
  path: string;
  /** 100644, 100755, 120000 (symbolic link) or 160000 (submodule). */
  mode: string;
  oid: string;
  /** Bytes; 0 for a submodule. */
  size: number;
}

/** All files of a tree. */
export async function treeFiles(repo: Repository, tree: string): Promise<TreeFile[]> {
  const lines = partsOf(await readNamed(repo, ['ls-tree', '-r', '-l', '-z', '--full-tree', tree], [tree]));
  return lines.map((line) => {
    const [mode = '', , oid = '', size = ''] = line.slice(0, line.indexOf('\t')).split(/ +/);
    return { path: textOf(line.slice(line.indexOf('\t') + 1)), mode, oid, size: Number(size) || 0 };
  });
}

/** `git status` in its short form: the branch, and one line per file. */
export async function statusSummary(repo: Repository): Promise<string> {
  return (
    await runGit(repo, ['-c', 'color.ui=false', 'status', '--short', '--branch', '--untracked-files=normal'])
  ).trimEnd();
}

/** The last commits, one line each, newest first; '' before the first commit. */
export async function shortLog(repo: Repository, n: number): Promise<string> {
  if (repo.head === null) return '';
  const log = await runGit(repo, [
    'log',
    `--max-count=${n}`,
    '--no-color',
    '--no-show-signature',
    '--no-decorate',
    '--format=%h %s',
    repo.head,
  ]);
  return log.trimEnd();
}
