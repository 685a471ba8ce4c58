/** Finds the files that a repository declares as generated (https://github.com/github-linguist/linguist, overrides). */
import { treeFiles } from '../diff.js';
import type { Repository } from '../git.js';
import { listOf, partsOf, rawOf } from '../paths.js';
import { readTrees, withIndex } from '../store.js';

const ATTRIBUTE = 'linguist-generated';

/**
 * @param tree the tree whose .gitattributes decide: that of an approved state, because a change could declare itself
 *   generated
 * @param paths paths of files, which need not be in the tree
 * @returns the paths that are declared as generated
 */
export async function generatedFiles(repo: Repository, tree: string, paths: string[]): Promise<Set<string>> {
  const attributes = (await treeFiles(repo, tree)).filter(({ path }) => /(?:^|\/)\.gitattributes$/.test(path));
  if (attributes.length === 0 || paths.length === 0) return new Set();
  return withIndex(repo, null, async (index) => {
    const env = { GIT_INDEX_FILE: index };
    const entries = attributes.map(({ mode, oid, path }) => `${mode} ${oid}\t${rawOf(path)}`);
    await readTrees(repo, ['update-index', '-z', '--index-info'], { env, input: listOf(entries) });
    const answer = await readTrees(repo, ['check-attr', '--cached', '--stdin', '-z', ATTRIBUTE], {
      env,
      input: listOf(paths.map(rawOf)),
    });
    return declared(partsOf(answer), paths);
  });
}

/** Parses the answer of git: name, attribute and value of each path, in the order of the question. */
const declared = (parts: string[], paths: string[]): Set<string> =>
  new Set(paths.filter((_, index) => ['set', 'true'].includes(parts[3 * index + 2] ?? '')));
