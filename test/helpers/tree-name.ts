/** Shorthands for tests about ids of git trees. */
import { Problem } from '../../scripts/core/say/notices.js';
import { treeFiles } from '../../scripts/io/git/diff.js';
import { openRepository } from '../../scripts/io/git/git.js';
import { nameTree, type Owned } from '../../scripts/io/git/tree.js';
import type { TreeName } from '../../scripts/io/git/tree-name.js';
import type { TestRepo } from './repo.js';

export const OWNED: Owned = { paths: ['docs/cccc', '.claude/commands'], rewrite: {} };

/** The name of a work tree's present content. */
export const nameOf = async (repo: TestRepo, owned: Owned = OWNED): Promise<TreeName> =>
  nameTree(await openRepository(repo.dir), owned);

export const digestOf = async (repo: TestRepo, owned: Owned = OWNED): Promise<string> =>
  (await nameOf(repo, owned)).digest;

/** The paths in a tree. */
export const filesIn = async (repo: TestRepo, tree: string): Promise<string[]> =>
  (await treeFiles(await openRepository(repo.dir), tree)).map((file) => file.path);

/** The Problem with which a promise ends; any other result fails the test. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const caught: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof Problem)) throw new Error(`no Problem but ${String(caught)}`);
  return caught;
}
