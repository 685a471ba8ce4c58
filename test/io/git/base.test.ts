import { describe, expect, it } from 'vitest';
import { observeBase } from '../../../scripts/io/git/base.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { TaskInClone as Task } from '../../helpers/task-in-clone.js';

const named = (subjects: string[]): unknown[] =>
  subjects.map((subject) => expect.objectContaining({ subject, author: 'Tester' }));

const moved = (newBase: string, ...subjects: string[]): unknown => ({
  kind: 'moved',
  newBase,
  leftOut: named(subjects),
  unconfirmed: null,
});

const ADVANCED = { kind: 'advanced', unconfirmed: null };

/** The base stays, and the user can be asked about these commits. */
const asked = (base: string, ...subjects: string[]): unknown => ({
  kind: 'advanced',
  unconfirmed: { base, commits: named(subjects) },
});

describe('the base stays', () => {
  it('while nothing happens, and when upstream is only fetched', async () => {
    const task = new Task();
    expect(await task.observe()).toEqual({ kind: 'same' });
    task.others('up.ts');
    task.work.git('fetch', '-q');
    expect(await task.observe()).toEqual({ kind: 'same' });
  });

  it('through own commits of every kind', async () => {
    const task = new Task();
    const [first] = [task.own('a.ts'), task.own('b.ts')];
    task.work.git('commit', '-q', '--amend', '-m', 'Reworded (start): Fast-forward');
    task.work.git('revert', '--no-edit', first);
    task.work.git('cherry-pick', '-n', first);
    task.work.git('commit', '-q', '-m', 'checkout: moving from a to b');
    task.work.git('checkout', '-q', '-b', 'side');
    task.own('side.ts');
    task.work.git('checkout', '-q', 'feature');
    task.own('main.ts');
    task.work.git('merge', '-q', '--no-edit', 'side');
    expect(await task.observe()).toEqual(ADVANCED);
  });

  it('when own commits are pushed, to a branch of their own or to main itself', async () => {
    const task = new Task();
    task.own('a.ts');
    task.work.git('push', '-q', '-u', 'origin', 'feature');
    expect(await task.observe()).toEqual(ADVANCED);
    task.record();
    task.own('b.ts');
    task.work.git('push', '-q', 'origin', 'HEAD:main');
    expect(await task.observe()).toEqual(ADVANCED);
    task.record();
    task.own('c.ts');
    expect(await task.observe()).toEqual(ADVANCED);
  });

  it('when a merge made elsewhere brings own commits back: what stands on them is not upstream’s', async () => {
    const task = new Task();
    task.own('a.ts');
    task.work.git('push', '-q', 'origin', 'feature');
    const before = task.others('up.ts');
    task.upstream.git('fetch', '-q');
    task.upstream.git('merge', '-q', '--no-ff', '--no-edit', 'origin/feature');
    task.others('later.ts');
    task.work.git('pull', '-q', '--ff-only', 'origin', 'main');
    expect(await task.observe()).toEqual(asked(before, 'Upstream up.ts'));
    expect(await task.observe(task.base, { confirmed: [before] })).toEqual(moved(before, 'Upstream up.ts'));
  });

  it('through a commit that no other branch has, however HEAD came to it', async () => {
    const task = new Task();
    task.work.write('a.ts', 'a\n').git('add', '-A');
    const made = task.work.git('commit-tree', task.work.git('write-tree'), '-p', 'HEAD', '-m', 'By hand');
    task.work.git('reset', '-q', '--hard', made);
    expect(await task.observe()).toEqual(asked(made, 'By hand'));
  });

  it('when a replaced commit pretends that upstream’s do not stand on own ones', async () => {
    const task = new Task('main');
    task.own('a.ts');
    task.work.git('push', '-q', 'origin', 'main');
    task.upstream.git('pull', '-q');
    const up = task.others('up.ts');
    task.work.git('pull', '-q', '--ff-only');
    task.work.git('replace', '--graft', up, task.base);
    expect(await task.observe()).toEqual(ADVANCED);
  });

  it('when own commits are rebased among themselves, squashed, or dropped', async () => {
    const task = new Task();
    task.own('a.ts');
    task.own('b.ts');
    task.work.git('push', '-q', 'origin', 'feature');
    task.record();
    task.work.git(
      '-c',
      'sequence.editor=sed -i 2s/pick/squash/',
      '-c',
      'core.editor=true',
      'rebase',
      '-q',
      '-i',
      'HEAD~2',
    );
    expect(await task.observe()).toEqual(ADVANCED);
    task.work.git('reset', '-q', '--hard', 'HEAD~1');
    expect(await task.observe()).toEqual(ADVANCED);
  });

  it('without a reflog, or one that does not reach back: nothing is left out', async () => {
    const task = new Task();
    task.own('a.ts');
    task.others('up.ts');
    task.work.git('pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main');
    task.work.git('push', '-q', 'origin', 'feature');
    task.work.git('reflog', 'expire', '--expire=now', '--all');
    expect(await task.observe()).toMatchObject({ kind: 'advanced' });
  });
});

describe('the base moves', () => {
  it('by a fast-forward', async () => {
    const task = new Task();
    const up = task.others('up.ts');
    await task.begins();
    task.work.git('pull', '-q', 'origin', 'main');
    expect(await task.observe()).toEqual(moved(up, 'Upstream up.ts'));
  });

  it('by a pull when the base itself, and what is below it, was made here', async () => {
    const task = new Task('main');
    task.own('a.ts');
    const base = task.own('b.ts');
    task.work.git('push', '-q', 'origin', 'main');
    task.record();
    task.upstream.git('pull', '-q');
    const up = task.others('up.ts');
    await task.begins();
    task.work.git('pull', '-q', '--ff-only');
    expect(await task.observe(base)).toEqual(moved(up, 'Upstream up.ts'));
  });

  it.each([
    ['merge', ['pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main']],
    ['rebase', ['pull', '-q', '--rebase', 'origin', 'main']],
    ['rebase by patches', ['-c', 'rebase.backend=apply', 'pull', '-q', '--rebase', 'origin', 'main']],
  ])('by a pull with %s: own commits remain, and the next observation agrees', async (_, pull) => {
    const task = new Task();
    task.own('a.ts');
    task.record();
    task.own('b.ts');
    task.others('up1.ts');
    const up = task.others('up2.ts');
    await task.begins();
    task.work.git(...pull);
    expect(await task.observe()).toEqual(moved(up, 'Upstream up2.ts', 'Upstream up1.ts'));
    task.record();
    expect(await task.observe(up)).toEqual({ kind: 'same' });
    task.own('c.ts');
    task.work.git('push', '-q', 'origin', 'HEAD:main');
    expect(await task.observe(up)).toEqual(ADVANCED);
  });

  it('by a merge on the branch that upstream has too, and twice', async () => {
    const task = new Task('main');
    task.own('a.ts');
    const first = task.others('up1.ts');
    await task.begins();
    task.work.git('pull', '-q', '--no-rebase', '--no-edit');
    task.work.git('push', '-q', 'origin', 'main');
    expect(await task.observe()).toEqual(moved(first, 'Upstream up1.ts'));
    task.record();
    task.upstream.git('pull', '-q');
    const second = task.others('up2.ts');
    task.work.git('fetch', '-q');
    task.work.git('merge', '-q', '--ff-only', 'origin/main');
    // It stands on commits made here, so it is reviewed and not left out.
    expect(await task.observe(first)).toEqual(ADVANCED);
    expect(second).toBe(task.work.head);
  });

  it('by a rebase whose conflict was resolved by hand', async () => {
    const task = new Task();
    task.own('src/main.ts', 'mine\n');
    const up = task.others('src/main.ts', 'theirs\n');
    await task.begins();
    expect(task.work.tryGit('pull', '-q', '--rebase', 'origin', 'main').code).not.toBe(0);
    task.work.write('src/main.ts', 'both\n').git('add', '-A');
    task.work.git('-c', 'core.editor=true', 'rebase', '--continue');
    expect(await task.observe()).toEqual(moved(up, 'Upstream src/main.ts'));
  });

  it('by a rebase onto a history that upstream rewrote, where the old base is gone', async () => {
    const task = new Task();
    task.own('a.ts');
    task.record();
    task.upstream.git('commit', '-q', '--amend', '-m', 'Rewritten start');
    task.upstream.git('push', '-q', '--force', 'origin', 'main');
    const up = task.others('up.ts');
    await task.begins();
    task.work.git('rebase', '-q', '--onto', 'origin/main', task.base);
    expect(await task.observe()).toEqual(moved(up, 'Upstream up.ts', 'Rewritten start'));
  });

  it('not by another local branch, made in another work tree: the user is asked', async () => {
    const task = new Task();
    task.own('a.ts');
    task.work.git('worktree', 'add', '-q', '../beside', '-b', 'beside', task.base);
    task.work.git('-C', '../beside', 'commit', '-q', '--allow-empty', '-m', 'Beside');
    const beside = task.work.git('rev-parse', 'beside');
    task.work.git('merge', '-q', '--no-edit', 'beside');
    expect(await task.observe()).toEqual(asked(beside, 'Beside'));
    task.work.git('worktree', 'remove', '../beside');
  });

  it('in a linked work tree too', async () => {
    const task = new Task();
    task.work.git('worktree', 'add', '-q', '../linked', '-b', 'linked');
    const linked = await openRepository(`${task.work.dir}/../linked`);
    const up = task.others('up.ts');
    await task.begins();
    task.work.git('-C', '../linked', 'pull', '-q', '--rebase', 'origin', 'main');
    const known = { tips: task.tips, confirmed: [], refused: [] };
    expect(await observeBase(await openRepository(linked.top), task.base, task.base, known)).toEqual(
      moved(up, 'Upstream up.ts'),
    );
    task.work.git('worktree', 'remove', '../linked');
  });
});

describe('commits that came later than the task', () => {
  it('are reviewed although a remote-tracking ref holds them, and the user can call them upstream’s', async () => {
    const task = new Task();
    await task.begins();
    const up = task.others('up.ts');
    task.work.git('pull', '-q', 'origin', 'main');
    const seen = await task.observe();
    expect(seen).toEqual(asked(up, 'Upstream up.ts'));
    expect(seen).toHaveProperty('unconfirmed.commits.0.paths', ['up.ts']);
    expect(await task.observe(task.base, { confirmed: [up] })).toEqual(moved(up, 'Upstream up.ts'));
  });

  it('on top of known ones move the base as far as the known ones go', async () => {
    const task = new Task();
    const known = task.others('known.ts');
    await task.begins();
    const late = task.others('late.ts');
    task.work.git('pull', '-q', 'origin', 'main');
    expect(await task.observe()).toEqual({
      kind: 'moved',
      newBase: known,
      leftOut: named(['Upstream known.ts']),
      unconfirmed: { base: late, commits: named(['Upstream late.ts']) },
    });
  });

  it('count for nothing even if the reflog claims that they were fetched', async () => {
    const task = new Task();
    await task.begins();
    task.own('evil.ts');
    task.work.git('push', '-q', 'origin', 'HEAD:main');
    task.work.git('update-ref', '-m', 'pull: Fast-forward', 'HEAD', task.base);
    task.work.git('update-ref', '-m', 'pull: Fast-forward', 'HEAD', 'origin/main');
    expect(await task.observe()).toMatchObject({ kind: 'advanced' });
  });

  it('are lost with a base that was rebased on them, until the user confirms them', async () => {
    const task = new Task();
    const base = task.own('local.ts');
    task.record();
    await task.begins();
    const up = task.others('up.ts');
    task.work.git('pull', '-q', '--rebase', 'origin', 'main');
    expect(await task.observe(base)).toEqual({
      kind: 'lost',
      unconfirmed: { base: up, commits: named(['Upstream up.ts']) },
      way: { kind: 'reset' },
    });
    expect(await task.observe(base, { confirmed: [up] })).toMatchObject({ kind: 'moved', newBase: up });
  });

  it('of a refused task stay reviewed, though it pushed them before', async () => {
    const task = new Task();
    task.upstream.git('checkout', '-q', '-b', 'refused');
    const refused = task.upstream.write('evil.ts', 'evil\n').commit('Refused').head;
    task.upstream.git('push', '-q', 'origin', 'refused');
    await task.begins();
    task.work.git('merge', '-q', '--no-edit', 'origin/refused');
    expect(await task.observe()).toMatchObject({ kind: 'moved', newBase: refused });
    expect(await task.observe(task.base, { refused: [refused] })).toEqual(ADVANCED);
  });
});

describe('the base is lost', () => {
  it('on a branch that does not contain it, and after a reset to before it', async () => {
    const task = new Task();
    task.work.git('branch', 'old');
    task.own('a.ts');
    const late = task.work.head;
    task.work.git('checkout', '-q', 'old');
    task.own('elsewhere.ts');
    task.work.git('push', '-q', 'origin', 'old');
    task.recorded = late;
    expect(await task.observe(late)).toEqual({
      kind: 'lost',
      unconfirmed: null,
      way: { kind: 'switch', branch: 'feature' },
    });
    task.work.git('checkout', '-q', '--orphan', 'fresh');
    expect(await task.observe(late)).toEqual({ kind: 'lost', unconfirmed: null, way: null });
  });

  it('after a reset to what upstream rewrote: no rebase explains it', async () => {
    const task = new Task();
    task.upstream.git('commit', '-q', '--amend', '-m', 'Rewritten start');
    task.upstream.git('push', '-q', '--force', 'origin', 'main');
    task.work.git('fetch', '-q');
    task.work.git('reset', '-q', '--hard', 'origin/main');
    expect(await task.observe()).toEqual({ kind: 'lost', unconfirmed: null, way: { kind: 'reset' } });
  });

  it.each([
    ['amended', ['commit', '-q', '--amend', '-m', 'Other words']],
    ['reset to before it', ['reset', '-q', '--soft', 'HEAD~1']],
    [
      'amended, and committed upon',
      ['commit', '-q', '--amend', '-m', 'Other words'],
      ['commit', '-q', '--allow-empty', '-m', 'More'],
    ],
  ])('%s: the branch is set back to it', async (_, ...calls) => {
    const task = new Task();
    const base = task.own('a.ts');
    task.record();
    for (const call of calls) task.work.git(...call);
    expect(await task.observe(base)).toMatchObject({ kind: 'lost', way: { kind: 'reset' } });
    task.work.git('reset', '-q', '--soft', base);
    expect(await task.observe(base)).toEqual({ kind: 'same' });
  });

  it('if the reflog is gone, no way back is invented', async () => {
    const task = new Task();
    const base = task.own('a.ts');
    task.record();
    task.work.git('commit', '-q', '--amend', '-m', 'Other words');
    task.work.git('reflog', 'expire', '--expire=now', '--all');
    expect(await task.observe(base)).toMatchObject({ kind: 'lost', way: null });
  });
});
