import { expect, test } from 'vitest';
import { planTakingBack } from '../../../scripts/core/task/refused-work.js';
import { committedTree, treeFiles } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { committedFiles, leftWork, withTakenBack } from '../../../scripts/io/git/refused-work.js';
import { nameTree, type Owned } from '../../../scripts/io/git/tree.js';
import { makeProject } from '../../helpers/repo.js';

const OWNED: Owned = { paths: ['docs/cccc'], rewrite: {} };

test('committed, overwritten and uncommitted work of an abandoned task is not in the next base', async () => {
  const repo = makeProject();
  const base = repo.head;
  const before = await openRepository(repo.dir);
  const accepted = await committedTree(before, base, OWNED);
  repo.write('src/evil.ts', 'first\n').write('docs/cccc/plan.md', 'plan\n').commit('Evil');
  repo.write('src/evil.ts', 'second\n').write('src/main.ts', 'changed\n').remove('README.md');

  const now = await openRepository(repo.dir);
  const { tree: present } = await nameTree(now, OWNED);
  const left = await leftWork(now, OWNED, base, accepted, present, []);
  expect(left.commits).toEqual([repo.head]);
  expect(left.paths.map(({ path, oids, accepted: was }) => [path, oids.length, was !== null])).toEqual([
    ['README.md', 0, true],
    ['src/evil.ts', 2, false],
    ['src/main.ts', 1, true],
  ]);

  repo.commit('All of it').write('src/copy.ts', 'second\n').commit('And a copy');
  const later = await openRepository(repo.dir);
  const { tree, files } = await committedFiles(later, OWNED, repo.head);
  const plan = planTakingBack(files, [{ task: 'T1', paths: left.paths }], []);
  expect(plan.map(({ path }) => path)).toEqual(['README.md', 'src/copy.ts', 'src/evil.ts', 'src/main.ts']);
  expect(await withTakenBack(later, tree, plan)).toBe(accepted);
});

test(
  'an accepted version that is gone from the repository is left out, so that the whole file ' + 'is reviewed',
  async () => {
    const repo = makeProject();
    const opened = await openRepository(repo.dir);
    const { tree } = await committedFiles(opened, OWNED, repo.head);
    const gone = { mode: '100644', oid: 'd'.repeat(40) };
    const taken = await withTakenBack(opened, tree, [{ task: 'T1', path: 'README.md', to: gone }]);
    expect((await treeFiles(opened, taken)).map(({ path }) => path)).not.toContain('README.md');
  },
);
