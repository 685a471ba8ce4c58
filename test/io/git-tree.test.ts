import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../scripts/core/notices.js';
import { openRepository } from '../../scripts/io/git.js';
import { blobText, committedDifference, diffTrees, treeFiles } from '../../scripts/io/git-diff.js';
import { withNested } from '../../scripts/io/git-nested.js';
import { hidingRules, nameTree, type Owned, type TreeName } from '../../scripts/io/git-tree.js';
import { makeProject, makeRepo, type TestRepo } from '../helpers/repo.js';
import { until } from '../helpers/until.js';

const OWNED: Owned = { paths: ['docs/cccc', '.claude/commands'], rewrite: {} };

const name = async (repo: TestRepo, owned: Owned = OWNED): Promise<TreeName> => nameTree(await openRepository(repo.dir), owned);
const digest = async (repo: TestRepo, owned: Owned = OWNED): Promise<string> => (await name(repo, owned)).digest;
const files = async (repo: TestRepo, tree: string): Promise<string[]> => (await treeFiles(await openRepository(repo.dir), tree)).map((file) => file.path);
const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const caught: unknown = await promise.then(() => null, (error: unknown) => error);
  if (!(caught instanceof Problem)) throw new Error(`no Problem but ${String(caught)}`);
  return caught;
};

/** Everything that git keeps for the user: objects, refs and the index with its time. */
function userState(repo: TestRepo): unknown {
  const gitDir = repo.git('rev-parse', '--absolute-git-dir');
  const index = path.join(gitDir, 'index');
  return {
    objects: readdirSync(path.join(gitDir, 'objects'), { recursive: true }).sort(),
    refs: repo.git('for-each-ref'),
    index: existsSync(index) ? [readFileSync(index).toString('base64'), statSync(index).mtimeMs] : null,
    inside: readdirSync(gitDir).filter((entry) => entry !== 'cccc').sort(),
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
    await until(() => Date.now() >= (second('src/main.ts') + 1) * 1000);
    const content = await blobText(await openRepository(repo.dir), (await name(repo)).tree, 'src/main.ts');
    expect(content?.toString()).toBe('export const answer = 20;\n');
  });

  it('of a file whose time and size were put back', async () => {
    const repo = makeProject();
    repo.git('config', 'core.trustctime', 'false');
    const file = repo.file('src/main.ts');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    repo.git('update-index', '--refresh');
    const before = await digest(repo);
    // Most builds of git compare the time of the last change in whole seconds.
    await until(() => Date.now() >= Math.ceil(statSync(file).ctimeMs / 1000) * 1000);
    writeFileSync(file, 'export const answer = 99;\n');
    utimesSync(file, 1_000_000_000, 1_000_000_000);
    expect(await digest(repo)).not.toBe(before);
  });

  it.each(['--assume-unchanged', '--skip-worktree'])('of a file marked %s, also after its edit was there all along', async (flag) => {
    const repo = makeProject();
    const before = await digest(repo);
    repo.git('update-index', flag, 'src/main.ts');
    expect(await digest(repo)).toBe(before);
    repo.write('src/main.ts', 'export const answer = 0;\n');
    expect(await digest(repo)).not.toBe(before);
    repo.write('src/main.ts', 'export const answer = 41;\n');
    expect(await digest(repo)).toBe(before);
  });

  it('of a file with both flags, and of one that core.ignoreStat marked', async () => {
    const repo = makeProject();
    repo.git('config', 'core.ignoreStat', 'true');
    repo.write('b.ts', 'b1\n').commit();
    repo.git('update-index', '--assume-unchanged', '--skip-worktree', 'src/main.ts');
    const before = await digest(repo);
    repo.write('src/main.ts', 'export const answer = 1;\n');
    const middle = await digest(repo);
    repo.write('b.ts', 'b2\n');
    expect(new Set([before, middle, await digest(repo)]).size).toBe(3);
  });

  it('of a new file, a deleted file, a mode and a link', async () => {
    const repo = makeProject();
    const seen = new Set([await digest(repo)]);
    for (const change of [
      () => repo.write('new.ts', 'new\n'),
      () => repo.remove('README.md'),
      () => execFileSync('chmod', ['+x', repo.file('src/main.ts')]),
      () => symlinkSync('src/main.ts', repo.file('link')),
    ]) {
      change();
      seen.add(await digest(repo));
    }
    expect(seen.size).toBe(5);
  });

  it('where a folder took the place of a file and a file that of a folder', async () => {
    const repo = makeProject().write('a', 'file\n').write('b/one', '1\n').write('b/two', '2\n').commit();
    repo.remove('a').write('a/inner', 'x\n').remove('b').write('b', 'now a file\n');
    const { tree } = await name(repo);
    expect(await files(repo, tree)).toEqual(['README.md', 'a/inner', 'b', 'src/main.ts']);
  });

  it('where a symbolic link took the place of a folder', async () => {
    const repo = makeProject();
    renameSync(repo.file('src'), repo.file('lib'));
    symlinkSync('lib', repo.file('src'));
    expect(await files(repo, (await name(repo)).tree)).toEqual(['README.md', 'lib/main.ts', 'src']);
  });

  it('of a file that was added with intent only, and in the middle of a conflict', async () => {
    const repo = makeProject();
    repo.write('later.ts', 'later\n').git('add', '-N', 'later.ts');
    expect(await files(repo, (await name(repo)).tree)).toContain('later.ts');
    repo.git('rm', '-q', '--cached', 'later.ts');
    repo.remove('later.ts').git('checkout', '-q', '-b', 'other');
    repo.write('src/main.ts', 'other\n').commit().git('checkout', '-q', 'main');
    repo.write('src/main.ts', 'mine\n').commit();
    expect(repo.tryGit('merge', 'other').code).toBe(1);
    repo.write('src/main.ts', 'resolved\n');
    const opened = await openRepository(repo.dir);
    expect((await blobText(opened, (await name(repo)).tree, 'src/main.ts'))?.toString()).toBe('resolved\n');
  });

  it('below an ignored path that is tracked', async () => {
    const repo = makeProject().write('gen/out.js', 'one\n').commit().write('.gitignore', 'gen/\n').commit();
    const before = await digest(repo);
    repo.write('gen/out.js', 'two\n');
    expect(await digest(repo)).not.toBe(before);
  });
});

describe('what is not an edit leaves the name alone', () => {
  it('staging, unstaging, committing, amending, a branch, a touch, an ignored file', async () => {
    const repo = makeProject().write('.gitignore', '*.log\n').commit();
    repo.write('src/main.ts', 'export const answer = 42;\n').write('new.ts', 'new\n');
    const before = await digest(repo);
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
      expect(await digest(repo)).toBe(before);
    }
    expect(before).toBe(`tree/v1:${repo.git('rev-parse', 'HEAD^{tree}')}`);
  });

  it('stash takes the name away and pop brings it back; so does leaving and returning to a branch', async () => {
    const repo = makeProject();
    const clean = await digest(repo);
    repo.git('checkout', '-q', '-b', 'work');
    repo.write('src/main.ts', 'export const answer = 7;\n').write('new.ts', 'new\n');
    const edited = await digest(repo);
    repo.git('stash', '-q', '-u');
    expect(await digest(repo)).toBe(clean);
    repo.git('stash', 'pop', '-q');
    expect(await digest(repo)).toBe(edited);
    repo.commit().git('checkout', '-q', 'main');
    expect(await digest(repo)).toBe(clean);
    repo.git('checkout', '-q', 'work');
    expect(await digest(repo)).toBe(edited);
  });

  it('what is ours: new, staged, committed, deleted', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    repo.write('docs/cccc/roadmap.md', 'one\n').write('.claude/commands/cccc.md', 'x\n');
    expect(await digest(repo)).toBe(before);
    repo.git('add', '-A');
    expect(await digest(repo)).toBe(before);
    repo.write('docs/cccc/roadmap.md', 'two\n');
    expect(await digest(repo)).toBe(before);
    repo.commit().remove('docs');
    expect(await digest(repo)).toBe(before);
    repo.write('docs/cccc-notes.md', 'not ours\n');
    expect(await digest(repo)).not.toBe(before);
  });

  it('a file whose content is normalised: our part of it does not count, the rest does', async () => {
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
    const without = await digest(repo, owned);
    repo.write('.claude/settings.json', 'ours\n');
    expect(await digest(repo, owned)).toBe(without);
    repo.write('.claude/settings.json', 'theirs\n').commit();
    const theirs = await digest(repo, owned);
    repo.write('.claude/settings.json', 'ours\ntheirs\n');
    const named = await name(repo, owned);
    expect(named.digest).toBe(theirs);
    const opened = await openRepository(repo.dir);
    expect((await blobText(opened, named.tree, '.claude/settings.json'))?.toString()).toBe('theirs\n');
    expect(await committedDifference(opened, owned, named.tree)).toEqual([]);
    repo.write('.claude/settings.json', 'ours\nchanged\n');
    expect(await digest(repo, owned)).not.toBe(theirs);
  });

  it('git clean -fdx: the private objects survive', async () => {
    const repo = makeProject().write('new.ts', 'private\n');
    const { tree } = await name(repo);
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
    const { tree } = await name(repo);
    const opened = await openRepository(repo.dir);
    await diffTrees(opened, `${repo.head}^{tree}`, tree);
    expect(userState(repo)).toEqual(before);
    expect(readdirSync(path.join(opened.commonDir, 'cccc')).sort()).toEqual(['objects', 'reader']);
  });

  it('a foreign index.lock does not matter, nor do the caller’s git variables', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    writeFileSync(repo.file('.git/index.lock'), '');
    process.env['GIT_INDEX_FILE'] = repo.file('nowhere');
    process.env['GIT_DIR'] = repo.file('nowhere');
    process.env['GIT_LITERAL_PATHSPECS'] = '1';
    try {
      expect(await digest(repo)).toBe(before);
    } finally {
      for (const variable of ['GIT_INDEX_FILE', 'GIT_DIR', 'GIT_LITERAL_PATHSPECS']) delete process.env[variable];
    }
  });

  it('a split index and a replaced object do not matter', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    const blob = repo.git('rev-parse', 'HEAD:src/main.ts');
    const other = repo.git('rev-parse', 'HEAD:README.md');
    repo.git('replace', blob, other);
    repo.git('update-index', '--split-index');
    expect(await digest(repo)).toBe(before);
    repo.write('src/main.ts', '# Project\n');
    expect(await digest(repo)).not.toBe(before);
  });
});

describe('untracked files that are too large', () => {
  it('1 GB is refused by name before anything is hashed, and ignoring it helps', async () => {
    const repo = makeProject().write('data/huge.bin', '');
    truncateSync(repo.file('data/huge.bin'), 1_000_000_000);
    const { notice } = await problemOf(digest(repo));
    expect(notice).toEqual({ code: 'untracked-too-large', args: { files: [{ path: 'data/huge.bin', bytes: 1_000_000_000 }], limit: 50e6 } });
    expect(readdirSync(repo.file('.git/cccc/objects'))).toEqual(['info']);
    repo.write('.gitignore', '*.bin\n');
    expect(await digest(repo)).toMatch(/^tree\/v1:/);
  });

  it('many small ones together count too, the largest are named', async () => {
    const repo = makeProject();
    for (let i = 1; i <= 8; i += 1) repo.write(`f${i}`, 'x'.repeat(i * 10));
    const { notice } = await problemOf(nameTree(await openRepository(repo.dir), OWNED, { maxUntrackedBytes: 300 }));
    expect(notice.code === 'untracked-too-large' && notice.args.files.map((file) => file.path)).toEqual(['f8', 'f7', 'f6', 'f5', 'f4']);
  });
});

describe('submodules and repositories inside', () => {
  function withSubmodule(): { repo: TestRepo; inner: (...args: string[]) => string } {
    const library = makeRepo().write('lib.ts', 'export const lib = 1;\n').commit();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', '--', library.dir, 'sub');
    repo.commit('Add the library');
    return { repo, inner: (...args) => repo.git('-C', 'sub', ...args) };
  }

  it('a submodule that is clean at its commit adds nothing, populated or not', async () => {
    const { repo } = withSubmodule();
    const named = await name(repo);
    expect([named.nested, named.notices, named.digest]).toEqual([[], [], `tree/v1:${repo.git('rev-parse', 'HEAD^{tree}')}`]);
    repo.git('submodule', '--quiet', 'deinit', '--all');
    expect(await digest(repo)).toBe(named.digest);
  });

  it('an edit, an untracked file, a new commit and a hidden edit in it are seen', async () => {
    const { repo, inner } = withSubmodule();
    repo.git('config', 'submodule.sub.ignore', 'all');
    const seen = new Set([await digest(repo)]);
    repo.write('sub/lib.ts', 'export const lib = 2;\n');
    const dirty = await name(repo);
    expect(dirty.notices).toEqual([{ code: 'submodule-dirty', args: { path: 'sub' } }]);
    seen.add(dirty.digest);
    repo.write('sub/new.ts', 'new\n');
    seen.add(await digest(repo));
    inner('add', '-A');
    inner('commit', '-q', '-m', 'Inside');
    const committed = await name(repo);
    expect(committed.nested).toEqual([]);
    seen.add(committed.digest);
    inner('update-index', '--assume-unchanged', 'lib.ts');
    repo.write('sub/lib.ts', 'export const lib = 3;\n');
    seen.add(await digest(repo));
    expect(seen.size).toBe(5);
  });

  it('committing the moved pointer outside keeps the name', async () => {
    const { repo, inner } = withSubmodule();
    inner('commit', '-q', '--allow-empty', '-m', 'Inside');
    const before = await digest(repo);
    repo.commit('Take it');
    expect(await digest(repo)).toBe(before);
  });

  it('what changed in it can be shown to a reviewer', async () => {
    const { repo, inner } = withSubmodule();
    const opened = await openRepository(repo.dir);
    const base = repo.git('rev-parse', 'HEAD^{tree}');
    repo.write('sub/lib.ts', 'export const lib = 2;\n');
    const show = async (): Promise<string[]> => {
      const ends = await withNested(opened, OWNED, base, await name(repo));
      return (await diffTrees(opened, ends.from, ends.to)).files.map((file) => `${file.status} ${file.path} +${file.added} -${file.removed}`);
    };
    expect(await show()).toEqual(['modified sub/lib.ts +1 -1']);
    inner('commit', '-q', '-a', '-m', 'Inside');
    expect(await show()).toEqual(['modified sub/lib.ts +1 -1']);
  });

  it('files in a submodule’s folder without a repository are seen', async () => {
    const { repo } = withSubmodule();
    repo.git('submodule', '--quiet', 'deinit', '--all');
    const before = await digest(repo);
    repo.write('sub/hidden.ts', 'hidden\n');
    const named = await name(repo);
    expect(named.digest).not.toBe(before);
    expect(named.nested.map((part) => part.path)).toEqual(['sub']);
  });

  it('a submodule that was replaced by a file or removed is seen', async () => {
    const { repo } = withSubmodule();
    const seen = new Set([await digest(repo)]);
    repo.remove('sub');
    seen.add(await digest(repo));
    repo.write('sub', 'a file\n');
    seen.add(await digest(repo));
    expect(seen.size).toBe(3);
  });

  it('a repository inside counts by its content, commits in it do not move the name', async () => {
    const repo = makeProject().write('vendor/tool/a.ts', 'a\n');
    repo.git('init', '-q', 'vendor/tool');
    repo.git('-C', 'vendor/tool', 'add', '-A');
    repo.git('-C', 'vendor/tool', 'commit', '-q', '-m', 'Inside');
    const named = await name(repo);
    expect(named.nested.map((part) => part.path)).toEqual(['vendor/tool']);
    expect(named.notices).toEqual([{ code: 'nested-repository', args: { path: 'vendor/tool' } }]);
    repo.git('-C', 'vendor/tool', 'commit', '-q', '--allow-empty', '-m', 'Nothing');
    expect(await digest(repo)).toBe(named.digest);
    writeFileSync(repo.file('vendor/tool/.git/info/exclude'), '*\n');
    repo.write('vendor/tool/b.ts', 'b\n');
    expect(await digest(repo)).not.toBe(named.digest);
    const opened = await openRepository(repo.dir);
    const ends = await withNested(opened, OWNED, repo.git('rev-parse', 'HEAD^{tree}'), await name(repo));
    expect((await diffTrees(opened, ends.from, ends.to)).files.map((file) => file.path)).toEqual(['vendor/tool/a.ts', 'vendor/tool/b.ts']);
  });

  it('a repository inside without commits is named by its content', async () => {
    const repo = makeProject().write('vendor/a.ts', 'a\n');
    repo.git('init', '-q', 'vendor');
    const before = await name(repo);
    expect(before.nested.map((part) => part.path)).toEqual(['vendor']);
    repo.write('vendor/a.ts', 'b\n');
    expect(await digest(repo)).not.toBe(before.digest);
  });

  it('one in a repository inside is seen', async () => {
    const repo = makeProject().write('a/b/c.ts', 'c\n');
    repo.git('init', '-q', 'a');
    repo.git('init', '-q', 'a/b');
    const before = await digest(repo);
    repo.write('a/b/c.ts', 'd\n');
    const named = await name(repo);
    expect(named.digest).not.toBe(before);
    expect(named.notices.map((notice) => notice.args)).toEqual([{ path: 'a/b' }, { path: 'a' }]);
  });

  it('another work tree of this repository below it is skipped, whatever is committed there', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    repo.git('worktree', 'add', '-q', 'trees/feature', '-b', 'feature');
    const named = await name(repo);
    expect([named.digest, named.notices]).toEqual([before, [{ code: 'own-worktree-skipped', args: { path: 'trees/feature' } }]]);
    repo.write('trees/feature/x.ts', 'x\n').git('-C', 'trees/feature', 'add', '-A');
    repo.git('-C', 'trees/feature', 'commit', '-q', '-m', 'There');
    expect(await digest(repo)).toBe(before);
  });

  it('a linked work tree is named as the plain one is', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    repo.git('worktree', 'add', '-q', 'linked', '-b', 'feature');
    const linked = await openRepository(repo.file('linked'));
    expect((await nameTree(linked, OWNED)).digest).toBe(before);
    repo.write('linked/src/main.ts', 'edited\n');
    expect((await nameTree(linked, OWNED)).digest).not.toBe(before);
    expect(await digest(repo)).toBe(before);
  });

  it('documents of ours in a submodule do not count', async () => {
    const library = makeRepo().write('index.md', '# Docs\n').commit();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', '--', library.dir, 'docs');
    repo.commit();
    const before = await digest(repo);
    repo.write('docs/cccc/roadmap.md', 'x\n');
    expect(await digest(repo)).toBe(before);
    repo.write('docs/guide.md', 'x\n');
    expect(await digest(repo)).not.toBe(before);
  });

  it('one that cannot be read is refused by name', async () => {
    const repo = makeProject().write('broken/a.ts', 'a\n');
    repo.git('init', '-q', 'broken');
    writeFileSync(repo.file('broken/.git/config'), '[core]\n\trepositoryFormatVersion = 99\n');
    const { notice } = await problemOf(digest(repo));
    expect(notice).toMatchObject({ code: 'nested-unreadable', args: { path: 'broken' } });
  });
});

describe('unusual repositories and names', () => {
  it('an empty repository has a name, and its first commit keeps it', async () => {
    const repo = makeRepo().write('a.ts', 'a\n');
    const before = await digest(repo);
    repo.commit();
    expect(await digest(repo)).toBe(before);
  });

  it('a shallow clone and a sparse checkout have the name of the whole', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    const whole = await digest(origin);
    const shallow = origin.clone('--no-local', '--depth=1');
    expect(await digest(shallow)).toBe(whole);
    const sparse = origin.clone();
    sparse.git('sparse-checkout', 'set', '--cone', 'src');
    expect(existsSync(sparse.file('far'))).toBe(false);
    expect(await digest(sparse)).toBe(whole);
    sparse.write('far/away.ts', 'made again, elsewhere\n');
    expect(await digest(sparse)).not.toBe(whole);
  });

  it('a sparse index has the name of the whole', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    const sparse = origin.clone();
    sparse.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
    expect(await digest(sparse)).toBe(await digest(origin));
  });

  it('a partial clone is named without asking its remote', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const partial = origin.clone('--no-local', '--filter=blob:none', '--sparse');
    const moved = `${origin.dir} moved`;
    renameSync(origin.dir, moved);
    partial.write('src/new.ts', 'new\n');
    expect(await digest(partial)).toMatch(/^tree\/v1:/);
    renameSync(moved, origin.dir);
  });

  it('a repository with sha256 names works alike', async () => {
    const repo = makeRepo('--object-format=sha256').write('a.ts', 'a\n').write('docs/cccc/x.md', 'x\n').commit();
    const before = await digest(repo);
    expect(before).toMatch(/^tree\/v1:[0-9a-f]{64}$/);
    repo.write('docs/cccc/x.md', 'y\n');
    expect(await digest(repo)).toBe(before);
    repo.write('a.ts', 'b\n');
    expect(await digest(repo)).not.toBe(before);
  });

  it('names with a line break, quotes, Chinese and bytes that are not UTF-8 are kept', async () => {
    const repo = makeProject().write('line\nbreak.ts', '1\n').write('"quoted" \\ name.ts', '2\n').write('源码/主.ts', '3\n').write('-dash', '4\n').write(':(top)x', '5\n');
    writeFileSync(Buffer.from(`${repo.dir}/caf\xe9.ts`, 'latin1'), '6\n');
    const { tree, digest: before } = await name(repo);
    const opened = await openRepository(repo.dir);
    const listed = await files(repo, tree);
    expect(listed.sort()).toEqual(['"quoted" \\ name.ts', '-dash', ':(top)x', 'README.md', 'caf\udce9.ts', 'line\nbreak.ts', 'src/main.ts', '源码/主.ts'].sort());
    expect((await blobText(opened, tree, 'caf\udce9.ts'))?.toString()).toBe('6\n');
    expect((await blobText(opened, tree, '源码/主.ts'))?.toString()).toBe('3\n');
    repo.commit();
    expect(await digest(repo)).toBe(before);
    writeFileSync(Buffer.from(`${repo.dir}/caf\xe9.ts`, 'latin1'), '7\n');
    expect(await digest(repo)).not.toBe(before);
  });

  it('line ends that git normalises do not count, bytes that it keeps do', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    repo.git('config', 'core.autocrlf', 'true');
    repo.write('src/main.ts', 'export const answer = 41;\r\n');
    expect(await digest(repo)).toBe(before);
    repo.commit();
    expect(await digest(repo)).toBe(before);
    repo.git('config', 'core.autocrlf', 'false');
    repo.write('src/main.ts', 'export const answer = 41;\r\n\r\n');
    expect(await digest(repo)).not.toBe(before);
  });

  it('a FIFO does not hang it: untracked it does not count, in a file’s place the file is missing', async () => {
    const repo = makeProject();
    const before = await digest(repo);
    execFileSync('mkfifo', [repo.file('pipe')]);
    expect(await digest(repo)).toBe(before);
    repo.remove('src/main.ts');
    execFileSync('mkfifo', [repo.file('src/main.ts')]);
    const named = await name(repo);
    expect(await files(repo, named.tree)).toEqual(['README.md']);
    expect(named.notices).toEqual([{ code: 'special-file-skipped', args: { path: 'src/main.ts' } }]);
  });

  it('a required filter that cannot run is named', async () => {
    const repo = makeProject().write('.gitattributes', '*.bin filter=vault\n').commit();
    repo.git('config', 'filter.vault.clean', 'no-such-program-anywhere');
    repo.git('config', 'filter.vault.required', 'true');
    repo.write('secret.bin', 'x\n');
    const { notice } = await problemOf(digest(repo));
    expect(notice).toEqual({ code: 'git-filter-failed', args: { filter: 'vault', path: 'secret.bin' } });
  });

  it('twenty calls at once agree and leave nothing behind', async () => {
    const repo = makeProject().write('new.ts', 'new\n');
    const digests = await Promise.all(Array.from({ length: 20 }, () => digest(repo)));
    expect(new Set(digests).size).toBe(1);
    expect(readdirSync(repo.file('.git/cccc')).sort()).toEqual(['objects', 'reader']);
  });
});

describe('what was committed against what was approved', () => {
  it('names what a reformatting commit hook changed, and nothing when the content is the same', async () => {
    const repo = makeProject();
    repo.write('src/main.ts', 'export const answer = 42;\n').write('new.ts', 'new\n').write('docs/cccc/plan.md', 'p\n');
    const { tree } = await name(repo);
    const difference = async (): Promise<string[]> => committedDifference(await openRepository(repo.dir), OWNED, tree);
    expect(await difference()).toEqual(['new.ts', 'src/main.ts']);
    repo.commit('As approved');
    expect(await difference()).toEqual([]);
    repo.hook('pre-commit', 'printf "reformatted\\n" > src/main.ts; git add src/main.ts');
    repo.git('commit', '-q', '--amend', '-m', 'Again');
    expect(await difference()).toEqual(['src/main.ts']);
  });

  it('without a commit everything is missing', async () => {
    const repo = makeRepo().write('a.ts', 'a\n').write('docs/cccc/plan.md', 'p\n');
    const { tree } = await name(repo);
    expect(await committedDifference(await openRepository(repo.dir), OWNED, tree)).toEqual(['a.ts']);
  });
});

describe('hiding rules', () => {
  it('move when files could be hidden by another way than .gitignore, and only then', async () => {
    const repo = makeProject();
    const rules = async (): Promise<string> => hidingRules(await openRepository(repo.dir));
    const seen = new Set([await rules()]);
    repo.write('.gitignore', '*.log\n').write('src/main.ts', 'x\n').commit();
    repo.git('config', 'user.name', 'Somebody');
    seen.add(await rules());
    expect(seen.size).toBe(1);
    const home = process.env['HOME'] ?? '';
    for (const hide of [
      () => writeFileSync(repo.file('.git/info/exclude'), '*.ts\n'),
      () => repo.git('config', 'filter.x.clean', 'cat'),
      () => repo.git('config', 'core.excludesFile', '~/hide'),
      () => writeFileSync(path.join(home, 'hide'), 'src/\n'),
      () => writeFileSync(repo.file('.git/info/attributes'), '*.ts filter=x\n'),
      () => repo.git('config', 'core.fileMode', 'false'),
    ]) {
      hide();
      seen.add(await rules());
    }
    repo.git('config', '--unset', 'core.excludesFile');
    mkdirSync(path.join(home, '.config', 'git'), { recursive: true });
    seen.add(await rules());
    writeFileSync(path.join(home, '.config', 'git', 'ignore'), '*\n');
    seen.add(await rules());
    rmSync(path.join(home, '.config', 'git'), { recursive: true });
    expect(seen.size).toBe(9);
  });
});
