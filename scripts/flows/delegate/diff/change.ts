/** The present change: what the work tree holds, and what it is compared with. */
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import type { DiffReview } from '../../../generated/types.js';
import {
  commitNamed,
  defaultBranch,
  mergeBase,
  unmergedPaths,
  upstreamBranch,
} from '../../../io/git/change/compared.js';
import { committedTree } from '../../../io/git/diff.js';
import { withNested } from '../../../io/git/nested.js';
import { nameTree } from '../../../io/git/tree.js';
import type { TreeName } from '../../../io/git/tree-name.js';
import { ownedPaths } from '../../task/owned.js';
import type { Project } from '../../task/place.js';

type Base = DiffReview['base'];

export interface Change {
  base: Base;
  /** The digest of the content. */
  digest: string;
  /** The trees that are compared, with what submodules and nested repositories hold. */
  from: string;
  to: string;
}

/**
 * Looks at the change, including what is uncommitted and untracked.
 *
 * @param given what to compare with: a ref, or a base that was found before; null for HEAD where something is
 *   uncommitted, else for where the branch left its upstream, or the default branch
 * @returns the change, or why there is none to review
 * @throws Problem `no-commit`, and those of git
 */
export async function presentChange(
  project: Project,
  given: string | Base | null,
): Promise<Change | { refused: Notice }> {
  const { repository } = project;
  const { head } = repository;
  if (head === null) throw new Problem(notice('no-commit', { dir: repository.top }));
  const unmerged = await unmergedPaths(repository);
  if (unmerged.length > 0) return { refused: notice('diff-unmerged', { files: namesOf(unmerged) }) };
  const base = typeof given === 'string' ? await givenBase(project, given) : given;
  const tree = await presentTree(project);
  const uncommitted = await comparedWith(project, tree, base ?? { kind: 'head', name: 'HEAD', commit: head });
  if (base !== null || !('refused' in uncommitted)) return uncommitted;
  const left = await leftAt(project, head);
  return left === null ? uncommitted : comparedWith(project, tree, left);
}

async function comparedWith(
  { repository, paths }: Project,
  tree: TreeName,
  base: Base,
): Promise<Change | { refused: Notice }> {
  const owned = ownedPaths(repository, paths);
  const { from, to } = await withNested(repository, owned, await committedTree(repository, base.commit, owned), tree);
  return from === to
    ? { refused: notice('diff-nothing', { base: base.name }) }
    : { base, digest: tree.digest, from, to };
}

/** The present content, read again whatever the times of the files say. */
export const presentTree = ({ repository, paths }: Project): Promise<TreeName> =>
  nameTree(repository, ownedPaths(repository, paths), { thorough: true });

/**
 * Where the present branch left what the user named: what others have committed there since is no part of the change.
 *
 * @throws Problem `diff-base-unknown`, `diff-base-unrelated`
 */
async function givenBase({ repository }: Project, name: string): Promise<Base> {
  const { shallow } = repository;
  const commit = await commitNamed(repository, name);
  if (commit === null) throw new Problem(notice('diff-base-unknown', { base: name, shallow }), 2);
  const left = await mergeBase(repository, commit);
  if (left === null) throw new Problem(notice('diff-base-unrelated', { base: name, shallow }), 2);
  return { kind: 'given', name, commit: left };
}

/** Where the present branch left its upstream, else the default branch; null when it has not left either. */
async function leftAt({ repository }: Project, head: string): Promise<Base | null> {
  for (const [kind, find] of [
    ['upstream', upstreamBranch],
    ['default-branch', defaultBranch],
  ] as const) {
    const branch = await find(repository);
    const commit = branch && (await mergeBase(repository, branch.commit));
    if (branch && commit && commit !== head) return { kind, name: branch.name, commit };
  }
  return null;
}

const SHOWN = 5;

const namesOf = (files: readonly string[]): string =>
  `${files.slice(0, SHOWN).join(', ')}${files.length > SHOWN ? ` (+${files.length - SHOWN})` : ''}`;
