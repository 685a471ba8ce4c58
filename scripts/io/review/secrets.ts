/** Finds secrets that a change adds, before anything of the change is sent. */
import { exclusionOf } from '../../core/review/coverage.js';
import { type AddedSecret, addedSecrets, isSecretFile } from '../../secrets/index.js';
import { type JudgedFile, judgedDiff } from '../git/change/contents.js';
import { treeFiles } from '../git/diff.js';
import type { Repository } from '../git/git.js';
import { filePatches } from '../git/patches.js';

/** A file with more changed lines is not searched, because people do not write such files by hand. */
const MOST_LINES = 50_000;
const MOST_BYTES = 64_000_000;

/**
 * @param from a tree or commit, like `to`
 * @returns the secrets in the order of the files. Lock files and binary files are not searched; files whose names say
 *   that
 * they hold secrets are.
 */
export async function secretsAdded(repo: Repository, from: string, to: string): Promise<AddedSecret[]> {
  const [diff, files] = await Promise.all([judgedDiff(repo, from, to), treeFiles(repo, to)]);
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const isSearched = (file: JudgedFile): boolean =>
    file.added > 0 &&
    file.added + file.removed <= MOST_LINES &&
    (sizes.get(file.path) ?? 0) <= MOST_BYTES &&
    (isSecretFile(file.path) || exclusionOf(file) === null);
  const patches = await filePatches(repo, from, to, diff.files.filter(isSearched));
  return diff.files.flatMap(({ path }) => addedSecrets(path, patches.get(path) ?? ''));
}
