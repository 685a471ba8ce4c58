import { describe, expect, it } from 'vitest';
import { rebasedTree } from '../../../scripts/io/git/base.js';
import { committedTree, diffTrees } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree, type Owned } from '../../../scripts/io/git/tree.js';
import { TaskInClone as Task } from '../../helpers/task-in-clone.js';

const NONE: Owned = { paths: [], rewrite: {} };

describe('carrying an accepted tree over to a new base', () => {
  it('puts upstream’s changes under it, so that a later diff shows neither', async () => {
    const task = new Task();
    const owned: Owned = { paths: ['docs/cccc'], rewrite: {} };
    task.work.write('docs/cccc/plan.md', 'one\n').write('a.ts', 'accepted\n');
    const opened = await openRepository(task.work.dir);
    const { tree: accepted } = await nameTree(opened, owned);
    const up = task.others('up.ts');
    task.work.git('stash', '-q', '-u');
    task.work.git('pull', '-q', 'origin', 'main');
    task.work.git('stash', 'pop', '-q');
    const rebased = await rebasedTree(opened, owned, task.base, up, accepted);
    expect(rebased).toBe((await nameTree(await openRepository(task.work.dir), owned)).tree);
    task.work.write('b.ts', 'next milestone\n');
    const { files } = await diffTrees(opened, rebased ?? '', (await nameTree(opened, owned)).tree);
    expect(files.map((file) => file.path)).toEqual(['b.ts']);
  });

  it('is null on a conflict, and leaves no ref', async () => {
    const task = new Task();
    const opened = await openRepository(task.work.dir);
    task.work.write('src/main.ts', 'mine\n');
    const { tree: accepted } = await nameTree(opened, NONE);
    const refs = task.work.git('for-each-ref');
    const up = task.others('src/main.ts', 'theirs\n');
    task.work.git('fetch', '-q');
    expect(await rebasedTree(opened, NONE, task.base, up, accepted)).toBeNull();
    expect(task.work.git('for-each-ref').split('\n')).toHaveLength(refs.split('\n').length);
  });

  it('of an unchanged tree is the new base', async () => {
    const task = new Task();
    const up = task.others('up.ts');
    task.work.git('fetch', '-q');
    const opened = await openRepository(task.work.dir);
    expect(await rebasedTree(opened, NONE, task.base, up, await committedTree(opened, task.base, NONE))).toBe(
      await committedTree(opened, up, NONE),
    );
  });
});
