import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../scripts/core/say/notices.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { dropSnapshot, materialise } from '../../../scripts/io/git/snapshot.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { freshFolder, makeProject, makeRepo, type TestRepo } from '../../helpers/repo.js';

/** Names and contents of everything below a folder; a symbolic link is shown as a link. */
function contentOf(dir: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isDirectory())
      found[path.relative(dir, file)] = lstatSync(file).isSymbolicLink() ? 'LINK' : readFileSync(file, 'latin1');
  }
  return found;
}

async function snapshot(repo: TestRepo, dir = path.join(freshFolder(), 'copy')): Promise<string> {
  const opened = await openRepository(repo.dir);
  const { tree } = await nameTree(opened, { paths: ['docs/cccc'], rewrite: {} });
  await materialise(opened, tree, dir);
  return dir;
}

const PROJECT = { 'README.md': '# Project\n', 'src/main.ts': 'export const answer = 41;\n' };

describe('a copy of a tree', () => {
  it("holds exactly the tree: with untracked files, without ignored ones and the program's own", async () => {
    const repo = makeProject()
      .write('.gitignore', '*.log\n')
      .write('new.ts', 'new\n')
      .write('noise.log', 'x')
      .write('docs/cccc/plan.md', 'p\n');
    const dir = await snapshot(repo);
    expect(contentOf(dir)).toEqual({ ...PROJECT, '.gitignore': '*.log\n', 'new.ts': 'new\n' });
  });

  it('is brought up to date in place: unchanged files are not written again', async () => {
    const repo = makeProject();
    const dir = await snapshot(repo);
    const inode = statSync(path.join(dir, 'README.md')).ino;
    repo.write('src/main.ts', 'two\n').write('a/b.ts', 'b\n');
    await snapshot(repo, dir);
    expect(contentOf(dir)).toEqual({ ...PROJECT, 'src/main.ts': 'two\n', 'a/b.ts': 'b\n' });
    repo.write('src/main.ts', 'export const answer = 41;\n').remove('a');
    await snapshot(repo, dir);
    expect(contentOf(dir)).toEqual(PROJECT);
    expect(existsSync(path.join(dir, 'a'))).toBe(false);
    expect(statSync(path.join(dir, 'README.md')).ino).toBe(inode);
  });

  it("is not a repository, and git run in it finds none of the program's", async () => {
    const dir = await snapshot(makeProject());
    expect(readdirSync(dir).sort()).toEqual(['README.md', 'src']);
    expect(() => execFileSync('git', ['-C', dir, 'rev-parse', '--git-dir'], { stdio: 'pipe' })).toThrow(
      /not a git repository/,
    );
  });

  it('turns symbolic links into small text files', async () => {
    const repo = makeProject();
    symlinkSync('/etc/passwd', repo.file('out'));
    symlinkSync('src', repo.file('folder'));
    expect(contentOf(await snapshot(repo))).toEqual({ ...PROJECT, out: '/etc/passwd', folder: 'src' });
  });

  it('runs no filter, hook or line-end rule, and keeps every byte', async () => {
    const repo = makeProject();
    const trap = repo.file('trap');
    repo.git('config', 'filter.x.smudge', `touch "${trap}"; cat`);
    repo.git('config', 'filter.x.clean', 'cat');
    repo.git('config', 'core.autocrlf', 'false');
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction'])
      repo.hook(hook, `touch "${trap}"`);
    repo
      .write('.gitattributes', '*.ts filter=x eol=crlf\n*.id ident\n*.u working-tree-encoding=UTF-16\n')
      .write('a.id', '$Id$\n')
      .write('crlf.md', 'a\r\nb\n')
      .write('a.u', Buffer.from('\ufeffx\n', 'utf16le'));
    const dir = await snapshot(repo);
    expect(contentOf(dir)).toMatchObject({ ...PROJECT, 'a.id': '$Id$\n', 'crlf.md': 'a\r\nb\n', 'a.u': 'x\n' });
    expect(existsSync(trap)).toBe(false);
  });

  it('of a partial clone fetches what is missing, into the private objects', async () => {
    const origin = makeProject().write('far/away.ts', 'far\n').commit();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const partial = origin.clone('--no-local', '--filter=blob:none', '--sparse');
    const objects = readdirSync(partial.file('.git/objects'), { recursive: true }).sort();
    expect(contentOf(await snapshot(partial))).toEqual({ ...PROJECT, 'far/away.ts': 'far\n' });
    expect(readdirSync(partial.file('.git/objects'), { recursive: true }).sort()).toEqual(objects);
  });

  it('leaves submodules out, and removes what someone put in their place', async () => {
    const library = makeRepo().write('lib.ts', 'l\n').commit();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', '--', library.dir, 'sub');
    repo.commit();
    const dir = await snapshot(repo);
    writeFileSync(path.join(dir, 'sub.ts'), 'x');
    execFileSync('mkdir', ['-p', path.join(dir, 'sub')]);
    writeFileSync(path.join(dir, 'sub', 'planted.ts'), 'x');
    await snapshot(repo, dir);
    expect(Object.keys(contentOf(dir)).sort()).toEqual(['.gitmodules', 'README.md', 'src/main.ts']);
  });
});

describe('what happened to the copy in between is undone', () => {
  it.each<[string, (dir: string) => void]>([
    [
      'an edit of the same size in the same second',
      (dir) => writeFileSync(path.join(dir, 'src/main.ts'), 'export const answer = 42;\n'),
    ],
    [
      'an edit whose time was put back',
      (dir) => {
        const { atime, mtime } = statSync(path.join(dir, 'README.md'));
        writeFileSync(path.join(dir, 'README.md'), '# Changed, longer\n');
        utimesSync(path.join(dir, 'README.md'), atime, mtime);
      },
    ],
    ['a removed file', (dir) => rmSync(path.join(dir, 'README.md'))],
    ['an added file that the tree ignores', (dir) => writeFileSync(path.join(dir, 'planted.log'), 'x')],
    [
      'a folder replaced by a link',
      (dir) => {
        const away = path.join(freshFolder(), 'away');
        renameSync(path.join(dir, 'src'), away);
        symlinkSync(away, path.join(dir, 'src'));
      },
    ],
    [
      'a file replaced by a folder',
      (dir) => {
        rmSync(path.join(dir, 'README.md'));
        execFileSync('mkdir', ['-p', path.join(dir, 'README.md', 'deep')]);
      },
    ],
    ['a repository made inside', (dir) => execFileSync('git', ['init', '-q', path.join(dir, 'planted')])],
    ['a .git made in its root', (dir) => execFileSync('git', ['init', '-q', dir])],
    ['a .git made in a folder of it', (dir) => execFileSync('git', ['init', '-q', path.join(dir, 'src')])],
    ['the whole copy removed', (dir) => rmSync(dir, { recursive: true })],
    ['its git directory removed', (dir) => rmSync(`${dir}.git`, { recursive: true })],
    ['a lock that a killed process left', (dir) => writeFileSync(path.join(`${dir}.git`, 'index.lock'), '')],
    ['half an index', (dir) => writeFileSync(path.join(`${dir}.git`, 'index'), 'DIRC')],
    ['a mode', (dir) => execFileSync('chmod', ['+x', path.join(dir, 'README.md')])],
  ])('%s', async (_, tamper) => {
    const repo = makeProject().write('.gitignore', '*.log\n').commit();
    const dir = await snapshot(repo);
    const before = { content: contentOf(dir), mode: statSync(path.join(dir, 'README.md')).mode };
    tamper(dir);
    await snapshot(repo, dir);
    expect({ content: contentOf(dir), mode: statSync(path.join(dir, 'README.md')).mode }).toEqual(before);
    expect(lstatSync(path.join(dir, 'src')).isDirectory()).toBe(true);
  });

  it("a link in its place, or in a folder’s, leads to no one else's repository", async () => {
    const repo = makeProject();
    const victim = makeRepo().write('main.ts', 'precious\n').write('untracked.ts', 'precious\n').commit();
    const dir = await snapshot(repo);
    rmSync(path.join(dir, 'src'), { recursive: true });
    symlinkSync(victim.dir, path.join(dir, 'src'));
    await snapshot(repo, dir);
    rmSync(dir, { recursive: true });
    symlinkSync(victim.dir, dir);
    await snapshot(repo, dir);
    expect(contentOf(dir)).toEqual(PROJECT);
    expect(victim.git('status', '--porcelain')).toBe('');
    expect(Object.keys(contentOf(victim.dir)).filter((name) => !name.startsWith('.git'))).toEqual([
      'main.ts',
      'untracked.ts',
    ]);
  });

  it('a tree that is not there is a Problem, and dropping removes both folders', async () => {
    const repo = makeProject();
    const dir = await snapshot(repo);
    await expect(materialise(await openRepository(repo.dir), '1'.repeat(40), dir)).rejects.toBeInstanceOf(Problem);
    await dropSnapshot(dir);
    expect(readdirSync(path.dirname(dir))).toEqual([]);
  });
});
