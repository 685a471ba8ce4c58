import { execFileSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobText, committedDifference, diffTrees } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import type { Owned } from '../../../scripts/io/git/tree.js';
import { makeProject, type TestRepo } from '../../helpers/repo.js';
import { digestOf, filesIn, nameOf } from '../../helpers/tree-name.js';
import { until } from '../../helpers/until.js';

/** Everything that git stores for the user: objects, refs, and the index with its time. */
function userState(repo: TestRepo): unknown {
  const gitDir = repo.git('rev-parse', '--absolute-git-dir');
  const index = path.join(gitDir, 'index');
  return {
    objects: readdirSync(path.join(gitDir, 'objects'), { recursive: true }).sort(),
    refs: repo.git('for-each-ref'),
    index: existsSync(index) ? [readFileSync(index).toString('base64'), statSync(index).mtimeMs] : null,
    inside: readdirSync(gitDir)
      .filter((entry) => entry !== 'cccc')
      .sort(),
  };
}

describe('an edit is seen', () => {
  it('of the same size in the second in which the index was written, looked at later', async () => {
    const repo = makeProject();
    const second = (file: string): number => Math.floor(statSync(repo.file(file)).mtimeMs / 1000);
    await until(() => {
      repo.write('src/main.ts', 'export const answer = 10;\n').git('add', '-A');
      repo.write('src/main.ts', 'export const answer = 20;\n');
      return second('src/main.ts') === second('.git/index');
    });
    // A copy of the index made in a later second would look newer than the file.
    await until(() => repo.write('.git/probe', '') && second('.git/probe') > second('src/main.ts'));
    const content = await blobText(await openRepository(repo.dir), (await nameOf(repo)).tree, 'src/main.ts');
    expect(content?.toString()).toBe('export const answer = 20;\n');
  });

  it('of a file whose time and size were put back', async () => {
    const repo = makeProject();
    repo.git('config', 'core.trustctime', 'false');
    const file = repo.file('src/main.ts');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    repo.git('update-index', '--refresh');
    const before = await digestOf(repo);
    // Most builds of git compare the time of the last change in whole seconds.
    const second = (of: string): number => Math.floor(statSync(of).ctimeMs / 1000);
    await until(() => repo.write('.git/probe', '') && second(repo.file('.git/probe')) > second(file));
    writeFileSync(file, 'export const answer = 99;\n');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    expect(await digestOf(repo)).not.toBe(before);
  });

  it.each(['--assume-unchanged', '--skip-worktree'])(
    'of a file marked %s, also after its edit was there all along',
    async (flag) => {
      const repo = makeProject();
      const before = await digestOf(repo);
      repo.git('update-index', flag, 'src/main.ts');
      expect(await digestOf(repo)).toBe(before);
      repo.write('src/main.ts', 'export const answer = 0;\n');
      expect(await digestOf(repo)).not.toBe(before);
      repo.write('src/main.ts', 'export const answer = 41;\n');
      expect(await digestOf(repo)).toBe(before);
    },
  );

  it('of a file with both flags, and of one that core.ignoreStat marked', async () => {
    const repo = makeProject();
    repo.git('config', 'core.ignoreStat', 'true');
    repo.write('b.ts', 'b1\n').commit();
    repo.git('update-index', '--assume-unchanged', '--skip-worktree', 'src/main.ts');
    const before = await digestOf(repo);
    repo.write('src/main.ts', 'export const answer = 1;\n');
    const middle = await digestOf(repo);
    repo.write('b.ts', 'b2\n');
    expect(new Set([before, middle, await digestOf(repo)]).size).toBe(3);
  });

  it('of a new file, a deleted file, a mode and a link', async () => {
    const repo = makeProject();
    const seen = new Set([await digestOf(repo)]);
    for (const change of [
      () => repo.write('new.ts', 'new\n'),
      () => repo.remove('README.md'),
      () => execFileSync('chmod', ['+x', repo.file('src/main.ts')]),
      () => symlinkSync('src/main.ts', repo.file('link')),
    ]) {
      change();
      seen.add(await digestOf(repo));
    }
    expect(seen.size).toBe(5);
  });

  it('where a folder took the place of a file and a file that of a folder', async () => {
    const repo = makeProject().write('a', 'file\n').write('b/one', '1\n').write('b/two', '2\n').commit();
    repo.remove('a').write('a/inner', 'x\n').remove('b').write('b', 'now a file\n');
    const { tree } = await nameOf(repo);
    expect(await filesIn(repo, tree)).toEqual(['README.md', 'a/inner', 'b', 'src/main.ts']);
  });

  it('where a symbolic link took the place of a folder', async () => {
    const repo = makeProject();
    renameSync(repo.file('src'), repo.file('lib'));
    symlinkSync('lib', repo.file('src'));
    expect(await filesIn(repo, (await nameOf(repo)).tree)).toEqual(['README.md', 'lib/main.ts', 'src']);
  });

  it('of a file that was added with intent only, and in the middle of a conflict', async () => {
    const repo = makeProject();
    repo.write('later.ts', 'later\n').git('add', '-N', 'later.ts');
    expect(await filesIn(repo, (await nameOf(repo)).tree)).toContain('later.ts');
    repo.git('rm', '-q', '--cached', 'later.ts');
    repo.remove('later.ts').git('checkout', '-q', '-b', 'other');
    repo.write('src/main.ts', 'other\n').commit().git('checkout', '-q', 'main');
    repo.write('src/main.ts', 'mine\n').commit();
    expect(repo.tryGit('merge', 'other').code).toBe(1);
    repo.write('src/main.ts', 'resolved\n');
    const opened = await openRepository(repo.dir);
    expect((await blobText(opened, (await nameOf(repo)).tree, 'src/main.ts'))?.toString()).toBe('resolved\n');
  });

  it('below an ignored path that is tracked', async () => {
    const repo = makeProject().write('gen/out.js', 'one\n').commit().write('.gitignore', 'gen/\n').commit();
    const before = await digestOf(repo);
    repo.write('gen/out.js', 'two\n');
    expect(await digestOf(repo)).not.toBe(before);
  });
});

describe('what is not an edit leaves the name alone', () => {
  it('staging, unstaging, committing, amending, a branch, a touch, an ignored file', async () => {
    const repo = makeProject().write('.gitignore', '*.log\n').commit();
    repo.write('src/main.ts', 'export const answer = 42;\n').write('new.ts', 'new\n');
    const before = await digestOf(repo);
    for (const step of [
      () => repo.git('add', '-A'),
      () => repo.git('reset', '-q'),
      () => repo.commit('Same content'),
      () => repo.git('commit', '-q', '--amend', '-m', 'Other words'),
      () => repo.git('checkout', '-q', '-b', 'elsewhere'),
      () => utimesSync(repo.file('src/main.ts'), 1, 1),
      () => repo.write('debug.log', 'noise\n'),
      () => repo.git('gc', '-q'),
    ]) {
      step();
      expect(await digestOf(repo)).toBe(before);
    }
    expect(before).toBe(`tree/v1:${repo.git('rev-parse', 'HEAD^{tree}')}`);
  });

  it('stash takes the name away and pop brings it back; so does leaving and returning to a branch', async () => {
    const repo = makeProject();
    const clean = await digestOf(repo);
    repo.git('checkout', '-q', '-b', 'work');
    repo.write('src/main.ts', 'export const answer = 7;\n').write('new.ts', 'new\n');
    const edited = await digestOf(repo);
    repo.git('stash', '-q', '-u');
    expect(await digestOf(repo)).toBe(clean);
    repo.git('stash', 'pop', '-q');
    expect(await digestOf(repo)).toBe(edited);
    repo.commit().git('checkout', '-q', 'main');
    expect(await digestOf(repo)).toBe(clean);
    repo.git('checkout', '-q', 'work');
    expect(await digestOf(repo)).toBe(edited);
  });

  it("the program's own files: new, staged, committed, deleted", async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.write('docs/cccc/roadmap.md', 'one\n').write('.claude/commands/cccc.md', 'x\n');
    expect(await digestOf(repo)).toBe(before);
    repo.git('add', '-A');
    expect(await digestOf(repo)).toBe(before);
    repo.write('docs/cccc/roadmap.md', 'two\n');
    expect(await digestOf(repo)).toBe(before);
    repo.commit().remove('docs');
    expect(await digestOf(repo)).toBe(before);
    repo.write('docs/cccc-notes.md', 'not ours\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it("a file whose content is normalised: the program's part of it does not count, the rest does", async () => {
    const owned: Owned = {
      paths: [],
      rewrite: {
        '.claude/settings.json': (content) => {
          const left = content.toString().replace(/ours\n/g, '');
          return left === '' ? null : Buffer.from(left);
        },
      },
    };
    const repo = makeProject();
    const without = await digestOf(repo, owned);
    repo.write('.claude/settings.json', 'ours\n');
    expect(await digestOf(repo, owned)).toBe(without);
    repo.write('.claude/settings.json', 'theirs\n').commit();
    const theirs = await digestOf(repo, owned);
    repo.write('.claude/settings.json', 'ours\ntheirs\n');
    const named = await nameOf(repo, owned);
    expect(named.digest).toBe(theirs);
    const opened = await openRepository(repo.dir);
    expect((await blobText(opened, named.tree, '.claude/settings.json'))?.toString()).toBe('theirs\n');
    expect(await committedDifference(opened, owned, named.tree)).toEqual([]);
    repo.write('.claude/settings.json', 'ours\nchanged\n');
    expect(await digestOf(repo, owned)).not.toBe(theirs);
  });

  it('git clean -fdx: the private objects survive', async () => {
    const repo = makeProject().write('new.ts', 'private\n');
    const { tree } = await nameOf(repo);
    repo.git('clean', '-q', '-fdx');
    repo.git('gc', '-q', '--prune=now');
    expect((await blobText(await openRepository(repo.dir), tree, 'new.ts'))?.toString()).toBe('private\n');
  });
});

describe('the user’s repository is left alone', () => {
  it('objects, refs and index are what they were, with an untracked secret and every flag about', async () => {
    const repo = makeProject().write('.env', 'TOKEN=x\n').write('staged.ts', 's\n');
    repo.git('add', 'staged.ts');
    repo.git('update-index', '--assume-unchanged', 'README.md');
    repo.hook('post-index-change', 'echo ran >> "$(git rev-parse --git-dir)/hook-ran"');
    repo.write('README.md', 'other\n').write('src/main.ts', 'edited\n');
    const before = userState(repo);
    const { tree } = await nameOf(repo);
    const opened = await openRepository(repo.dir);
    await diffTrees(opened, `${repo.head}^{tree}`, tree);
    expect(userState(repo)).toEqual(before);
    expect(readdirSync(path.join(opened.commonDir, 'cccc')).sort()).toEqual(['objects', 'reader']);
  });

  it("another program's index.lock does not matter, nor do the caller’s git variables", async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    writeFileSync(repo.file('.git/index.lock'), '');
    process.env['GIT_INDEX_FILE'] = repo.file('nowhere');
    process.env['GIT_DIR'] = repo.file('nowhere');
    process.env['GIT_LITERAL_PATHSPECS'] = '1';
    try {
      expect(await digestOf(repo)).toBe(before);
    } finally {
      for (const variable of ['GIT_INDEX_FILE', 'GIT_DIR', 'GIT_LITERAL_PATHSPECS']) delete process.env[variable];
    }
  });

  it('a split index and a replaced object do not matter', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    const blob = repo.git('rev-parse', 'HEAD:src/main.ts');
    const other = repo.git('rev-parse', 'HEAD:README.md');
    repo.git('replace', blob, other);
    repo.git('update-index', '--split-index');
    expect(await digestOf(repo)).toBe(before);
    repo.write('src/main.ts', '# Project\n');
    expect(await digestOf(repo)).not.toBe(before);
  });
});
