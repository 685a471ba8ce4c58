import { renameSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  blobText,
  blobTexts,
  committedTree,
  diffTrees,
  emptyTree,
  type FileChange,
  patchOf,
  shortLog,
  statusSummary,
  treeFiles,
} from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree, type Owned } from '../../../scripts/io/git/tree.js';
import { makeProject, makeRepo, type TestRepo } from '../../helpers/repo.js';

const NONE: Owned = { paths: [], rewrite: {} };
const TEXT = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');

const changesOf = async (repo: TestRepo, from: string, to: string): Promise<FileChange[]> =>
  (await diffTrees(await openRepository(repo.dir), from, to)).files;

describe('what differs between two trees', () => {
  it('every kind of change, with its lines', async () => {
    const repo = makeProject()
      .write('old.ts', TEXT)
      .write('gone.ts', 'a\nb\n')
      .write('kind', 'x\n')
      .write('bin', Buffer.from([0, 1, 2]))
      .commit();
    const opened = await openRepository(repo.dir);
    renameSync(repo.file('old.ts'), repo.file('renamed.ts'));
    repo
      .write('renamed.ts', `${TEXT}one more\n`)
      .remove('gone.ts')
      .remove('kind')
      .write('src/main.ts', 'a\nb\nc\n')
      .write('bin', Buffer.from([0, 9]))
      .write('新 file.ts', 'x');
    symlinkSync('README.md', repo.file('kind'));
    const { tree } = await nameTree(opened, NONE);
    const { files, lines } = await diffTrees(opened, `${repo.head}^{tree}`, tree);
    const id = expect.stringMatching(/^[0-9a-f]{40}$/);
    const plain = { from: null, binary: false, blobs: { before: id, after: id } };
    expect(files).toEqual([
      { ...plain, path: 'bin', status: 'modified', added: 0, removed: 0, binary: true },
      { ...plain, path: 'gone.ts', status: 'deleted', added: 0, removed: 2 },
      { ...plain, path: 'kind', status: 'type-changed', added: 1, removed: 1 },
      { ...plain, path: 'renamed.ts', from: 'old.ts', status: 'renamed', added: 1, removed: 0 },
      { ...plain, path: 'src/main.ts', status: 'modified', added: 3, removed: 1 },
      { ...plain, path: '新 file.ts', status: 'added', added: 1, removed: 0 },
    ]);
    expect(lines).toBe(10);
  });

  it('nothing, and everything since the empty tree', async () => {
    const repo = makeProject();
    const opened = await openRepository(repo.dir);
    expect(await diffTrees(opened, repo.head, repo.head)).toEqual({ files: [], lines: 0 });
    expect((await diffTrees(opened, await emptyTree(opened), repo.head)).lines).toBe(2);
  });

  it('names with a line break, a tab and quotes, renamed among themselves', async () => {
    const repo = makeProject().write('a\nb\t"c".ts', TEXT).commit();
    const before = repo.head;
    repo.git('mv', 'a\nb\t"c".ts', 'd\n\te.ts');
    repo.commit();
    expect(await changesOf(repo, before, repo.head)).toMatchObject([
      { path: 'd\n\te.ts', from: 'a\nb\t"c".ts', status: 'renamed' },
    ]);
  });

  it('does not depend on attributes and settings that hide content, and runs none of their programs', async () => {
    const repo = makeProject();
    const before = repo.head;
    const trap = (name: string): string => `touch "${repo.file(name)}" #`;
    repo.git('config', 'diff.trap.command', trap('external'));
    repo.git('config', 'diff.trap.textconv', trap('textconv'));
    repo.git('config', 'diff.external', trap('global-external'));
    repo.git('config', 'diff.noprefix', 'true');
    repo.git('config', 'diff.ignoreSubmodules', 'all');
    repo
      .write('.gitattributes', 'src/*.ts diff=trap -text\n*.md binary\n')
      .write('src/main.ts', 'export const answer = 666;\n')
      .write('README.md', '# Evil\n')
      .commit();
    const opened = await openRepository(repo.dir);
    expect(await changesOf(repo, before, repo.head)).toMatchObject([
      { path: '.gitattributes' },
      { path: 'README.md', binary: false, added: 1, removed: 1 },
      { path: 'src/main.ts', binary: false, added: 1, removed: 1 },
    ]);
    const patch = await patchOf(opened, before, repo.head);
    expect(patch).toContain('+# Evil\n');
    expect(patch).toContain('diff --git a/src/main.ts b/src/main.ts\n');
    expect(patch).toContain('-export const answer = 41;\n+export const answer = 666;\n');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('a patch can be limited to paths, which are taken literally', async () => {
    const repo = makeProject();
    const before = repo.head;
    repo.write('*.ts', 'star\n').write(':(top)x', 'magic\n').write('a.ts', 'a\n').commit();
    const opened = await openRepository(repo.dir);
    const patch = await patchOf(opened, before, repo.head, ['*.ts', ':(top)x']);
    expect(patch.match(/^\+\w+$/gm)?.sort()).toEqual(['+magic', '+star']);
    expect(await patchOf(opened, before, repo.head, [])).toBe('');
  });

  it('a partial clone fetches what it lacks', async () => {
    const origin = makeProject();
    const before = origin.head;
    origin.write('src/main.ts', 'export const answer = 42;\n').commit().git('config', 'uploadpack.allowFilter', 'true');
    const partial = origin.clone('--no-local', '--filter=blob:none');
    expect(await changesOf(partial, before, origin.head)).toMatchObject([
      { path: 'src/main.ts', added: 1, removed: 1 },
    ]);
    expect(await patchOf(await openRepository(partial.dir), before, origin.head)).toContain(
      '-export const answer = 41;',
    );
    expect((await blobText(await openRepository(partial.dir), before, 'src/main.ts'))?.toString()).toBe(
      'export const answer = 41;\n',
    );
  });

  it("the program's own files are missing on both sides", async () => {
    const repo = makeProject().write('docs/cccc/plan.md', 'one\n').commit();
    const opened = await openRepository(repo.dir);
    const owned: Owned = { paths: ['docs/cccc'], rewrite: {} };
    const base = await committedTree(opened, repo.head, owned);
    repo.write('docs/cccc/plan.md', 'two\n').write('src/main.ts', 'x\n');
    const { files } = await diffTrees(opened, base, (await nameTree(opened, owned)).tree);
    expect(files.map((file) => file.path)).toEqual(['src/main.ts']);
  });
});

describe('reading a tree', () => {
  it('contents, in the order asked, null where there is none', async () => {
    const repo = makeProject();
    const opened = await openRepository(repo.dir);
    const found = await blobTexts(opened, repo.head, ['src/main.ts', 'nothing', 'src', 'README.md', 'with space']);
    expect(found.map((content) => content?.toString() ?? null)).toEqual([
      'export const answer = 41;\n',
      null,
      null,
      '# Project\n',
      null,
    ]);
    expect(await blobText(opened, repo.head, 'nothing')).toBeNull();
  });

  it('every file with mode and size', async () => {
    const repo = makeProject();
    symlinkSync('README.md', repo.file('link'));
    repo.commit();
    const opened = await openRepository(repo.dir);
    expect((await treeFiles(opened, repo.head)).map(({ path, mode, size }) => [path, mode, size])).toEqual([
      ['README.md', '100644', 10],
      ['link', '120000', 9],
      ['src/main.ts', '100644', 26],
    ]);
  });
});

describe('what git says about the repository', () => {
  it('the status and the last commits, also before the first one', async () => {
    const repo = makeRepo();
    expect(await shortLog(await openRepository(repo.dir), 5)).toBe('');
    repo.write('a.ts', 'a\n').commit('First').write('a.ts', 'b\n').commit('Second').write('中 文.ts', 'x\n');
    const opened = await openRepository(repo.dir);
    expect(await statusSummary(opened)).toBe('## main\n?? "中 文.ts"');
    expect((await shortLog(opened, 1)).replace(/^\w+ /, '')).toBe('Second');
    expect((await shortLog(opened, 5)).split('\n')).toHaveLength(2);
  });
});
