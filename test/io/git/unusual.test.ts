import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blobText } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { makeProject, makeRepo } from '../../helpers/repo.js';
import { digestOf, filesIn, nameOf, OWNED, problemOf } from '../../helpers/tree-name.js';

describe('untracked files that are too large', () => {
  it('1 GB is refused by name before anything is hashed, and ignoring it helps', async () => {
    const repo = makeProject().write('data/huge.bin', '');
    truncateSync(repo.file('data/huge.bin'), 1_000_000_000);
    const { notice } = await problemOf(digestOf(repo));
    expect(notice).toEqual({
      code: 'untracked-too-large',
      args: { files: [{ path: 'data/huge.bin', bytes: 1_000_000_000 }], limit: 50e6 },
    });
    expect(readdirSync(repo.file('.git/cccc/objects'))).toEqual(['info']);
    repo.write('.gitignore', '*.bin\n');
    expect(await digestOf(repo)).toMatch(/^tree\/v1:/);
  });

  it('many small ones together count too, the largest are named', async () => {
    const repo = makeProject();
    for (let i = 1; i <= 8; i += 1) repo.write(`f${i}`, 'x'.repeat(i * 10));
    const { notice } = await problemOf(nameTree(await openRepository(repo.dir), OWNED, { maxUntrackedBytes: 300 }));
    expect(notice.code === 'untracked-too-large' && notice.args.files.map((file) => file.path)).toEqual([
      'f8',
      'f7',
      'f6',
      'f5',
      'f4',
    ]);
  });
});

describe('unusual repositories and names', () => {
  it('an empty repository has a name, and its first commit keeps it', async () => {
    const repo = makeRepo().write('a.ts', 'a\n');
    const before = await digestOf(repo);
    repo.commit();
    expect(await digestOf(repo)).toBe(before);
  });

  it('a shallow clone and a sparse checkout have the name of the whole', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    const whole = await digestOf(origin);
    const shallow = origin.clone('--no-local', '--depth=1');
    expect(await digestOf(shallow)).toBe(whole);
    const sparse = origin.clone();
    sparse.git('sparse-checkout', 'set', '--cone', 'src');
    expect(existsSync(sparse.file('far'))).toBe(false);
    expect(await digestOf(sparse)).toBe(whole);
    sparse.write('far/away.ts', 'made again, elsewhere\n');
    expect(await digestOf(sparse)).not.toBe(whole);
  });

  it('a sparse index has the name of the whole', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    const sparse = origin.clone();
    sparse.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
    expect(await digestOf(sparse)).toBe(await digestOf(origin));
  });

  it('a partial clone is named without asking its remote', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const partial = origin.clone('--no-local', '--filter=blob:none', '--sparse');
    const moved = `${origin.dir} moved`;
    renameSync(origin.dir, moved);
    partial.write('src/new.ts', 'new\n');
    expect(await digestOf(partial)).toMatch(/^tree\/v1:/);
    renameSync(moved, origin.dir);
  });

  it('a repository with sha256 names works alike', async () => {
    const repo = makeRepo('--object-format=sha256').write('a.ts', 'a\n').write('docs/cccc/x.md', 'x\n').commit();
    const before = await digestOf(repo);
    expect(before).toMatch(/^tree\/v1:[0-9a-f]{64}$/);
    repo.write('docs/cccc/x.md', 'y\n');
    expect(await digestOf(repo)).toBe(before);
    repo.write('a.ts', 'b\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it('names with a line break, quotes, Chinese and bytes that are not UTF-8 are kept', async () => {
    const repo = makeProject()
      .write('line\nbreak.ts', '1\n')
      .write('"quoted" \\ name.ts', '2\n')
      .write('源码/主.ts', '3\n')
      .write('-dash', '4\n')
      .write(':(top)x', '5\n');
    writeFileSync(Buffer.from(`${repo.dir}/caf\xe9.ts`, 'latin1'), '6\n');
    const { tree, digest: before } = await nameOf(repo);
    const opened = await openRepository(repo.dir);
    const listed = await filesIn(repo, tree);
    expect(listed.sort()).toEqual(
      [
        '"quoted" \\ name.ts',
        '-dash',
        ':(top)x',
        'README.md',
        'caf\udce9.ts',
        'line\nbreak.ts',
        'src/main.ts',
        '源码/主.ts',
      ].sort(),
    );
    expect((await blobText(opened, tree, 'caf\udce9.ts'))?.toString()).toBe('6\n');
    expect((await blobText(opened, tree, '源码/主.ts'))?.toString()).toBe('3\n');
    repo.commit();
    expect(await digestOf(repo)).toBe(before);
    writeFileSync(Buffer.from(`${repo.dir}/caf\xe9.ts`, 'latin1'), '7\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it('line ends that git normalises do not count, bytes that it keeps do', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    repo.git('config', 'core.autocrlf', 'true');
    repo.write('src/main.ts', 'export const answer = 41;\r\n');
    expect(await digestOf(repo)).toBe(before);
    repo.commit();
    expect(await digestOf(repo)).toBe(before);
    repo.git('config', 'core.autocrlf', 'false');
    repo.write('src/main.ts', 'export const answer = 41;\r\n\r\n');
    expect(await digestOf(repo)).not.toBe(before);
  });

  it(
    'the name is the tree that git would commit: old CRLF, kept modes, encodings, added and ' + 'removed folders',
    async () => {
      const repo = makeProject()
        .write('crlf.txt', 'a\r\nb\r\n')
        .write('tool.sh', 'x\n')
        .write('deep/er/one.ts', '1\n')
        .write('was/folder.ts', 'x\n')
        .write('was.file', 'x\n');
      repo.git('add', '-A');
      repo.git('update-index', '--chmod=+x', 'tool.sh');
      repo.git('commit', '-q', '-m', 'Files');
      repo.git('config', 'core.autocrlf', 'true');
      repo.git('config', 'core.fileMode', 'false');
      repo.write('.gitattributes', '*.utf16 text working-tree-encoding=UTF-16LE\n*.sh text eol=lf\n');
      repo
        .write('crlf.txt', 'a\r\nb\r\nc\r\n')
        .write('tool.sh', 'y\r\n')
        .write('new.txt', 'n\r\n')
        .write('a.utf16', Buffer.from('x\n', 'utf16le'));
      repo
        .remove('deep')
        .remove('was')
        .write('was', 'now a file\n')
        .remove('was.file')
        .write('was.file/now/a.ts', 'x\n')
        .write('line\nbreak/源.ts', 'x\n');
      const digest = await digestOf(repo);
      repo.commit();
      expect(digest).toBe(`tree/v1:${repo.git('rev-parse', 'HEAD^{tree}')}`);
      expect(repo.git('ls-tree', 'HEAD', 'tool.sh')).toMatch(/^100755/);
    },
  );

  it('attributes that a sparse checkout leaves out stay in force', async () => {
    const origin = makeProject().write('.gitattributes', '*.ts text\n').commit();
    const sparse = origin.clone();
    sparse.git('sparse-checkout', 'set', '--no-cone', '/src/');
    expect(existsSync(sparse.file('.gitattributes'))).toBe(false);
    sparse.write('src/main.ts', 'a\r\n');
    const digest = await digestOf(sparse);
    sparse.git('add', '--sparse', 'src/main.ts');
    expect(sparse.git('ls-files', '--eol', 'src/main.ts')).toContain('i/lf');
    expect(digest).toBe(`tree/v1:${sparse.git('write-tree')}`);
  });

  it('a FIFO does not hang it: untracked it does not count, in a file’s place the file is missing', async () => {
    const repo = makeProject();
    const before = await digestOf(repo);
    execFileSync('mkfifo', [repo.file('pipe')]);
    expect(await digestOf(repo)).toBe(before);
    repo.remove('src/main.ts');
    execFileSync('mkfifo', [repo.file('src/main.ts')]);
    const named = await nameOf(repo);
    expect(await filesIn(repo, named.tree)).toEqual(['README.md']);
    expect(named.notices).toEqual([{ code: 'special-file-skipped', args: { path: 'src/main.ts' } }]);
  });

  it('a required filter that cannot run is named', async () => {
    const repo = makeProject().write('.gitattributes', '*.bin filter=vault\n').commit();
    repo.git('config', 'filter.vault.clean', 'no-such-program-anywhere');
    repo.git('config', 'filter.vault.required', 'true');
    repo.write('secret.bin', 'x\n');
    const { notice } = await problemOf(digestOf(repo));
    expect(notice).toEqual({
      code: 'git-filter-failed',
      args: { filter: 'vault', path: 'secret.bin', detail: expect.stringContaining('no-such-program-anywhere') },
    });
  });

  it('twenty calls at once agree and leave nothing behind', async () => {
    const repo = makeProject().write('new.ts', 'new\n');
    const digests = await Promise.all(Array.from({ length: 20 }, () => digestOf(repo)));
    expect(new Set(digests).size).toBe(1);
    expect(readdirSync(repo.file('.git/cccc')).sort()).toEqual(['objects', 'reader']);
  });
});
