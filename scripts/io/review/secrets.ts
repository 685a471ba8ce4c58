/** Looks for secrets in what a change adds, before anything of it is sent. */
import { exclusionOf } from '../../core/review/coverage.js';
import { type AddedSecret, addedSecrets, isSecretFile } from '../../secrets/index.js';
import { type JudgedFile, judgedDiff } from '../git/change/contents.js';
import { treeFiles } from '../git/diff.js';
import type { Repository } from '../git/git.js';
import { filePatches } from '../git/patches.js';

/** Beyond these a file is not searched: it is no file that people write. */
const MOST_LINES = 50_000;
const MOST_BYTES = 64_000_000;

/**
 * @param from tree or commit; to: likewise
 * @returns in the order of the files; lock files and binary ones are not searched, files that are secret by their name
 *   are
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
