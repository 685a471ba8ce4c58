import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diffTrees } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { withNested } from '../../../scripts/io/git/nested.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { makeProject, makeRepo, type TestRepo } from '../../helpers/repo.js';
import { digestOf, nameOf, OWNED, problemOf } from '../../helpers/tree-name.js';

describe('submodules and repositories inside', () => {
  function withSubmodule(): { repo: TestRepo; inner: (...args: string[]) => string } {
    const library = makeRepo().write('lib.ts', 'export const lib = 1;\n').commit();
    // sub.ts sorts after the submodule "sub", but before a folder of that name.
    const repo = makeProject().write('sub.ts', 'x\n').commit();
    repo.git('submodule', '--quiet', 'add', '--', library.dir, 'sub');
    repo.commit('Add the library');
    return { repo, inner: (...args) => repo.git('-C', 'sub', ...args) };
  }

  it('a submodule that is clean at its commit adds nothing, populated or not', async () => {
    const { repo } = withSubmodule();
    const named = await nameOf(repo);
    expect([named.nested, named.notices, named.digest]).toEqual([
      [],
      [],
      `tree/v1:${repo.git('rev-parse', 'HEAD^{tree}')}`,
    ]);
    repo.git('submodule', '--quiet', 'deinit', '--all');
    expect(await digestOf(repo)).toBe(named.digest);
  });

  it('an edit, an untracked file, a new commit and a hidden edit in it are seen', async () => {
    const { repo, inner } = withSubmodule();
    repo.git('config', 'submodule.sub.ignore', 'all');
    const seen = new Set([await digestOf(repo)]);
    repo.write('sub/lib.ts', 'export const lib = 2;\n');
    const dirty = await nameOf(repo);
    expect(dirty.notices).toEqual([{ code: 'submodule-dirty', args: { path: 'sub' } }]);
    seen.add(dirty.digest);
    repo.write('sub/new.ts', 'new\n');
    seen.add(await digestOf(repo));
    inner('add', '-A');
    inner('commit', '-q', '-m', 'Inside');
    const committed = await nameOf(repo);
    expect(committed.nested).toEqual([]);
    seen.add(committed.digest);
    inner('update-index', '--assume-unchanged', 'lib.ts');
    repo.write('sub/lib.ts', 'export const lib = 3;\n');
    seen.add(await digestOf(repo));
    expect(seen.size).toBe(5);
  });

  it('committing the moved pointer outside keeps the name', async () => {
    const { repo, inner } = withSubmodule();
    inner('commit', '-q', '--allow-empty', '-m', 'Inside');
    const before = await digestOf(repo);
    repo.commit('Take it');
    expect(await digestOf(repo)).toBe(before);
  });

  it('what changed in it can be shown to a reviewer', async () => {
    const { repo, inner } = withSubmodule();
    const opened = await openRepository(repo.dir);
    const base = repo.git('rev-parse', 'HEAD^{tree}');
    repo.write('sub/lib.ts', 'export const lib = 2;\n');
    const show = async (): Promise<string[]> => {
      const ends = await withNested(opened, OWNED, base, await nameOf(repo));
      return (await diffTrees(opened, ends.from, ends.to)).files.map(
        (file) => `${file.status} ${file.path} +${file.added} -${file.removed}`,
      );
    };
    expect(await show()).toEqual(['modified sub/lib.ts +1 -1']);
    inner('commit', '-q', '-a', '-m', 'Inside');
    expect(await show()).toEqual(['modified sub/lib.ts +1 -1']);
  });

  it('files in a submodule’s folder without a repository are seen', async () => {
    const { repo } = withSubmodule();
    repo.git('submodule', '--quiet', 'deinit', '--all');
    const before = await digestOf(repo);
    repo.write('sub/hidden.ts', 'hidden\n');
    const named = await nameOf(repo);
    expect(named.digest).not.toBe(before);
    expect(named.nested.map((part) => part.path)).toEqual(['sub']);
  });

  it('a submodule that was replaced by a file or removed is seen', async () => {
    const { repo } = withSubmodule();
    const seen = new Set([await digestOf(repo)]);
    repo.remove('sub');
    seen.add(await digestOf(repo));
    repo.write('sub', 'a file\n');
    seen.add(await digestOf(repo));
    expect(seen.size).toBe(3);
  });

  it('a repository inside counts by its content, commits in it do not move the name', async () => {
    const repo = makeProject().write('vendor/tool/a.ts', 'a\n');
    repo.git('init', '-q', 'vendor/tool');
    repo.git('-C', 'vendor/tool', 'add', '-A');
    repo.git('-C', 'vendor/tool', 'commit', '-q', '-m', 'Inside');
    const named = await nameOf(repo);
    expect(named.nested.map((part) => part.path)).toEqual(['vendor/tool']);
    expect(named.notices).toEqual([{ code: 'nested-repository', args: { path: 'vendor/tool' } }]);
    repo.git('-C', 'vendor/tool', 'commit', '-q', '--allow-empty', '-m', 'Nothing');
    expect(await digestOf(repo)).toBe(named.digest);
    writeFileSync(repo.file('vendor/tool/.git/info/exclude'), '*\n');
    repo.write('vendor/tool/b.ts', 'b\n');
    expect(await digestOf(repo)).not.toBe(named.digest);
    const opened = await openRepository(repo.dir);
    const ends = await withNested(opened, OWNED, repo.git('rev-parse', 'HEAD^{tree}'), await nameOf(repo));
    expect((await diffTrees(opened, ends.from, ends.to)).files.map((file) => file.path)).toEqual([
      'vendor/tool/a.ts',
      'vendor/tool/b.ts',
    ]);
  });

  it('a repository inside without commits is named by its content', async () => {
    const repo = makeProject().write('vendor/a.ts', 'a\n');
    repo.git('init', '-q', 'vendor');
    const before = await nameOf(repo);
    expect(before.nested.map((part) => part.path)).toEqual(['vendor']);
    repo.write('vendor/a.ts', 'b\n');
    expect(await digestOf(repo)).not.toBe(before.digest);
  });

  it('one in a repository inside is seen', async () => {
    const repo = makeProject().write('a/b/c.ts', 'c\n');
    repo.git('init', '-q', 'a');
    repo.git('init', '-q', 'a/b');
    const before = await digestOf(repo);
    repo.write('a/b/c.ts', 'd\n');
    const named = await nameOf(repo);
    expect(named.digest).not.toBe(before);
    expect(named.notices.map((notice) => notice.args)).toEqual([{ path: 'a/b' }, { path: 'a' }]);
  });

  it('another work tree of this repository below it is skipped, whatever is committed there', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.git('worktree', 'add', '-q', 'trees/feature', '-b', 'feature');
    const named = await nameOf(repo);
    expect([named.digest, named.notices]).toEqual([
      before,
      [{ code: 'own-worktree-skipped', args: { path: 'trees/feature' } }],
    ]);
    repo.write('trees/feature/x.ts', 'x\n').git('-C', 'trees/feature', 'add', '-A');
    repo.git('-C', 'trees/feature', 'commit', '-q', '-m', 'There');
    expect(await digestOf(repo)).toBe(before);
  });

  it('a linked work tree is named as the plain one is', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.git('worktree', 'add', '-q', 'linked', '-b', 'feature');
    const linked = await openRepository(repo.file('linked'));
    expect((await nameTree(linked, OWNED)).digest).toBe(before);
    repo.write('linked/src/main.ts', 'edited\n');
    expect((await nameTree(linked, OWNED)).digest).not.toBe(before);
    expect(await digestOf(repo)).toBe(before);
  });

  it('documents of the program in a submodule do not count', async () => {
    const library = makeRepo().write('index.md', '# Docs\n').commit();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', '--', library.dir, 'docs');
    repo.commit();
    const before = await digestOf(repo);
    repo.write('docs/cccc/roadmap.md', 'x\n');
    expect(await digestOf(repo)).toBe(before);
    repo.write('docs/guide.md', 'x\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it('one that git cannot read is refused with what git says', async () => {
    const repo = makeProject().write('broken/a.ts', 'a\n');
    repo.git('init', '-q', 'broken');
    writeFileSync(repo.file('broken/.git/config'), '[core]\n\trepositoryFormatVersion = 99\n');
    const { notice } = await problemOf(digestOf(repo));
    expect(notice).toMatchObject({ code: 'git-format-unknown' });
  });
});
