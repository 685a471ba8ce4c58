/** Ways to keep an edit from changing the name of a work tree, none of which works. */
import { lstatSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { makeProject, makeRepo, type TestRepo } from '../../helpers/repo.js';
import { digestOf, filesIn, nameOf } from '../../helpers/tree-name.js';
import { until } from '../../helpers/until.js';

/** A project with a library as a submodule in lib/. */
function withSubmodule(): { repo: TestRepo; gitDir: string } {
  const library = makeRepo();
  library.write('x.js', 'export const safe = true;\n').commit('Library');
  const repo = makeProject();
  repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.dir, 'lib');
  repo.commit('Add the library');
  return { repo, gitDir: repo.git('-C', 'lib', 'rev-parse', '--absolute-git-dir') };
}

describe('in a submodule', () => {
  it.each([
    [
      'a clean filter of its own configuration',
      (repo: TestRepo, gitDir: string) => {
        repo.git('-C', 'lib', 'config', 'filter.h.clean', `git --git-dir="${gitDir}" show HEAD:%f`);
        mkdirSync(path.join(gitDir, 'info'), { recursive: true });
        writeFileSync(path.join(gitDir, 'info', 'attributes'), '* filter=h\n');
      },
    ],
    [
      'a clean filter of a file that its configuration includes',
      (repo: TestRepo, gitDir: string) => {
        writeFileSync(path.join(gitDir, 'more'), `[filter "h"]\n\tclean = "git --git-dir='${gitDir}' show HEAD:%f"\n`);
        repo.git('-C', 'lib', 'config', 'include.path', path.join(gitDir, 'more'));
        mkdirSync(path.join(gitDir, 'info'), { recursive: true });
        writeFileSync(path.join(gitDir, 'info', 'attributes'), '* filter=h\n');
      },
    ],
  ])('%s moves the name', async (_, hide) => {
    const { repo, gitDir } = withSubmodule();
    const before = await digestOf(repo);
    hide(repo, gitDir);
    repo.write('lib/x.js', 'export const safe = false;\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it('nothing of the kind leaves the name alone', async () => {
    const { repo } = withSubmodule();
    const { digest, tree } = await nameOf(repo);
    expect(digest).toBe(`tree/v1:${tree}`);
  });
});

describe('a folder with a .git file that leads to the repository around it', () => {
  it('is content, since git does not know it as a work tree', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.write('src/inner/evil.js', 'evil\n').write('src/inner/.git', `gitdir: ${repo.file('.git')}\n`);
    const named = await nameOf(repo);
    expect(named.digest).not.toBe(before);
    expect(await filesIn(repo, named.nested[0]?.tree ?? '')).toEqual(['evil.js']);
  });

  it('is not where git lists it: the work trees that a client makes inside a project', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.git('worktree', 'add', '-q', 'inner/tree', '-b', 'inner');
    const named = await nameOf(repo);
    expect([named.digest, named.notices.map(({ code }) => code)]).toEqual([before, ['own-worktree-skipped']]);
  });
});

describe('the attribute ident', () => {
  const project = (): TestRepo => {
    const repo = makeProject();
    repo.write('.gitattributes', '*.js ident\n').write('a.js', '// $Id$\n').commit('Ident');
    return repo;
  };

  it('hides no words between its dollar signs', async () => {
    const repo = project();
    const before = await digestOf(repo);
    repo.write('a.js', '/* $Id: */ evil(); /* $\n*/\n');
    const named = await nameOf(repo);
    expect(named.digest).not.toBe(before);
    repo.write('a.js', '// $Id: evil $\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it('leaves the name alone where git itself wrote an id there', async () => {
    const repo = project();
    const before = await digestOf(repo);
    repo.remove('a.js').git('checkout', 'a.js');
    expect(readFileSync(repo.file('a.js'), 'utf8')).toMatch(/\$Id: [0-9a-f]{40} \$/);
    expect(await digestOf(repo)).toBe(before);
  });
});

describe('a write that leaves size and times as they were', () => {
  /** Makes the index believe that it knows the present file: present times and inode, but the old content. */
  function blindIndex(repo: TestRepo, name: string): void {
    const index = repo.file('.git/index');
    const bytes = readFileSync(index);
    // Index version 2: ten numbers of 4 bytes, 20 bytes of object id and 2 of flags come before the name.
    const at = bytes.indexOf(`${name}\0`) - 62;
    const { ctimeNs, mtimeNs, ino } = lstatSync(repo.file(name), { bigint: true });
    const fields = [ctimeNs / 10n ** 9n, ctimeNs % 10n ** 9n, mtimeNs / 10n ** 9n, mtimeNs % 10n ** 9n];
    for (const [place, value] of fields.entries()) bytes.writeUInt32BE(Number(value & 0xffffffffn), at + 4 * place);
    bytes.writeUInt32BE(Number(ino & 0xffffffffn), at + 20);
    writeFileSync(index, bytes);
  }

  it('is seen by a thorough naming, though not by an ordinary one', async () => {
    const repo = makeProject();
    repo.write('a.ts', 'export const a = 1;\n').commit('A');
    const ordinary = (): Promise<string> => digestOf(repo, { paths: [], rewrite: {} });
    const thorough = async (): Promise<string> =>
      (await nameTree(await openRepository(repo.dir), { paths: [], rewrite: {} }, { thorough: true })).digest;
    const before = await thorough();
    repo.write('a.ts', 'export const a = 2;\n');
    const old = new Date(Date.now() - 60_000);
    utimesSync(repo.file('a.ts'), old, old);
    await until(() => Date.now() / 1000 > Math.floor(Number(lstatSync(repo.file('a.ts')).ctimeMs) / 1000) + 1);
    blindIndex(repo, 'a.ts');
    expect(await ordinary()).toBe(before);
    expect(await thorough()).not.toBe(before);
  });

  it('is not looked for in files that a sparse checkout leaves out', async () => {
    const repo = makeProject();
    repo.write('kept/a.ts', 'a\n').write('left/b.ts', 'b\n').commit('Two folders');
    const before = await digestOf(repo);
    repo.git('sparse-checkout', 'set', 'kept');
    const named = await nameTree(
      await openRepository(repo.dir),
      { paths: ['docs/cccc', '.claude/commands'], rewrite: {} },
      { thorough: true },
    );
    expect(named.digest).toBe(before);
  });
});
