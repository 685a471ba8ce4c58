/**
 * The copy in which checks run: what it contains, what git says in it, and that nothing reaches the user's repository.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bringCopy, type CheckCopy, copyChanges } from '../../../scripts/io/copy/copy.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { freshFolder, makeProject, makeRepo, type TestRepo } from '../../helpers/repo.js';

const OWNED = { paths: ['docs/cccc'], rewrite: {} };

/** Updates the copy of a repository; the same state directory gives the same folder. */
async function copyOf(repo: TestRepo, stateDir: string, carried: string[] = []): Promise<CheckCopy> {
  const opened = await openRepository(repo.dir);
  return bringCopy(stateDir, opened, await nameTree(opened, OWNED), carried);
}

/** Everything below a folder except git directories: content, `-> target` for a link, with x if it is executable. */
function contentOf(dir: string, below = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(path.join(dir, below), { withFileTypes: true }).map((entry) => {
      const name = path.join(below, entry.name);
      const file = path.join(dir, name);
      if (entry.name === '.git') return {};
      if (entry.isSymbolicLink()) return { [name]: `-> ${readlinkSync(file)}` };
      if (entry.isDirectory()) return contentOf(dir, name);
      return { [name]: (lstatSync(file).mode & 0o100 ? 'x ' : '') + readFileSync(file, 'latin1') };
    }),
  );
}

const git = (dir: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: dir, encoding: 'utf8' });
  return { code: status, out: stdout.trimEnd(), said: stderr };
};

/** Everything in the user's repository to which something could be written, as text. */
const refsOf = (repo: TestRepo): string =>
  repo.git('for-each-ref') + repo.git('reflog', '--all') + repo.git('config', '--list') + repo.git('worktree', 'list');

describe('the copy for checks', () => {
  it('holds what the work tree holds: links, rights, names of any script, but nothing that is ignored', async () => {
    const repo = makeProject()
      .write('.gitignore', '*.log\n')
      .write('new file.ts', 'new\n')
      .write('目录/чай ☕.txt', 'tea\n')
      .write('noise.log', 'x')
      .write('docs/cccc/plan.md', 'p\n')
      .write('run.sh', '#!/bin/sh\n');
    chmodSync(repo.file('run.sh'), 0o755);
    symlinkSync('src/main.ts', repo.file('main'));
    symlinkSync('/etc/hostname', repo.file('out'));
    const copy = await copyOf(repo, freshFolder());
    const expected = contentOf(repo.dir);
    delete expected['noise.log'];
    delete expected[path.join('docs', 'cccc', 'plan.md')];
    expect(contentOf(copy.to)).toEqual(expected);
    expect(path.basename(copy.to)).toBe(path.basename(repo.dir));
  });

  it('has line ends and filtered content as the work tree has them', async () => {
    const repo = makeRepo();
    repo.git('config', 'core.autocrlf', 'true');
    const script = path.join(freshFolder(), 'swap.mjs');
    writeFileSync(
      script,
      `import fs from 'node:fs'; const text = fs.readFileSync(0, 'latin1');
       const pointer = 'pointer ' + Buffer.from(text, 'latin1').toString('hex');
       process.stdout.write(process.argv[2] === 'clean' ? pointer : Buffer.from(text.slice(8), 'hex'))`,
    );
    for (const way of ['clean', 'smudge'])
      repo.git('config', `filter.swap.${way}`, `"${process.execPath}" "${script}" ${way}`);
    repo.git('config', 'filter.swap.required', 'true');
    repo
      .write('.gitattributes', '*.bin filter=swap -text\n')
      .write('a.txt', 'one\r\ntwo\r\n')
      .write('b.bin', 'real')
      .commit();
    expect(repo.git('cat-file', 'blob', 'HEAD:b.bin')).toMatch(/^pointer /);
    repo.write('c.bin', 'not added yet');
    const copy = await copyOf(repo, freshFolder());
    expect(contentOf(copy.to)).toEqual(contentOf(repo.dir));
    expect(copy.unfiltered).toEqual([]);
    expect(git(copy.to, 'status', '--porcelain').out).toBe('?? c.bin');
  });

  it('takes from the work tree what a filter cannot write there: its script is checked out later', async () => {
    const repo = makeRepo();
    repo.write(
      'tools/swap.cjs',
      `const fs = require('fs'); const text = fs.readFileSync(0, 'utf8');
       process.stdout.write(process.argv[2] === 'clean' ? 'pointer ' + text : text.slice(8))`,
    );
    for (const way of ['clean', 'smudge']) repo.git('config', `filter.swap.${way}`, `node tools/swap.cjs ${way}`);
    repo.write('.gitattributes', '*.bin filter=swap\n').write('b.bin', 'real').commit();
    const state = freshFolder();
    const copy = await copyOf(repo, state);
    expect(contentOf(copy.to)).toEqual(contentOf(repo.dir));
    expect(copy.unfiltered).toEqual(['b.bin']);
    expect([git(copy.to, 'status', '--porcelain').out, await copyChanges(copy)]).toEqual(['', []]);
    repo.write('b.bin', 'changed');
    expect(contentOf((await copyOf(repo, state)).to)['b.bin']).toBe('changed');
  });

  it('tests what is reviewed where a clean filter hides a part of it', async () => {
    const repo = makeRepo();
    repo.git('config', 'filter.strip.clean', 'sed /HIDDEN/d');
    repo.git('config', 'filter.strip.smudge', 'cat');
    repo.write('.gitattributes', '*.txt filter=strip\n').write('a.txt', 'shown\n').commit();
    repo.write('a.txt', 'shown\nHIDDEN\nmore\n');
    expect(contentOf((await copyOf(repo, freshFolder())).to)['a.txt']).toBe('shown\nmore\n');
  });

  it('holds submodules and nested repositories, each with a git directory of its own', async () => {
    const library = makeProject();
    const repo = makeProject();
    repo.git('submodule', '--quiet', 'add', library.dir, 'clean');
    repo.git('submodule', '--quiet', 'add', library.dir, 'dirty');
    repo.commit().write('dirty/src/main.ts', 'edited\n').write('nested/a.txt', 'a\n').write('empty/x', '');
    rmSync(repo.file('empty'), { recursive: true });
    spawnSync('git', ['init', '-q', repo.file('nested')]);
    const copy = await copyOf(repo, freshFolder());
    expect(contentOf(copy.to)).toEqual(contentOf(repo.dir));
    for (const dir of ['.', 'clean', 'dirty', 'nested'])
      expect(git(path.join(copy.to, dir), 'status', '--porcelain').out, dir).toBe(
        git(repo.file(dir), 'status', '--porcelain').out,
      );
    expect(git(path.join(copy.to, 'clean'), 'rev-parse', 'HEAD').out).toBe(library.head);
    writeFileSync(path.join(copy.to, 'clean/README.md'), 'by a check\n');
    writeFileSync(path.join(copy.to, 'nested/b.txt'), 'by a check\n');
    expect(await copyChanges(copy)).toEqual(['clean/README.md', 'nested/b.txt']);
  });

  it('leaves out what a sparse checkout leaves out', async () => {
    const repo = makeProject().write('left/out.ts', 'x\n').write('kept/in.ts', 'y\n').commit();
    repo.git('sparse-checkout', 'set', 'kept');
    const copy = await copyOf(repo, freshFolder());
    expect(contentOf(copy.to)).toEqual(contentOf(repo.dir));
    expect(existsSync(path.join(copy.to, 'left'))).toBe(false);
    expect([git(copy.to, 'status', '--porcelain').out, await copyChanges(copy)]).toEqual(['', []]);
  });

  it('answers as git does in the work tree: HEAD, branches, tags; what is staged, edited, new or deleted', async () => {
    const repo = makeProject().write('gone.ts', 'x\n').write('docs/cccc/brief.md', 'b\n').commit();
    repo.git('tag', 'v1');
    repo.git('branch', 'other');
    repo.write('staged.ts', 's\n').git('add', 'staged.ts');
    repo.write('src/main.ts', 'edited\n').write('new.ts', 'n\n').remove('gone.ts');
    const copy = await copyOf(repo, freshFolder());
    for (const line of [
      ['rev-parse', 'HEAD'],
      ['rev-parse', '--abbrev-ref', 'HEAD'],
      ['describe', '--tags'],
      ['log', '--oneline'],
      ['branch', '--all'],
      ['diff', '--stat', 'HEAD'],
      ['diff', '--cached', '--stat'],
      ['status', '--porcelain'],
      ['ls-files', '--error-unmatch', 'src/main.ts'],
    ])
      expect(git(copy.to, ...line), line.join(' ')).toEqual(git(repo.dir, ...line));
  });

  it('has a git in which commits, tags, stashes, work trees, hooks and pushes stay its own', async () => {
    const repo = makeProject();
    repo.git('remote', 'add', 'origin', makeRepo('--bare').dir);
    repo.hook('pre-commit', 'echo ran >> "$GIT_DIR/../hook-ran"').hook('post-checkout', 'echo ran > hook-ran');
    repo.write('src/main.ts', 'edited\n');
    const before = refsOf(repo);
    const state = freshFolder();
    const copy = await copyOf(repo, state);
    for (const line of [
      ['commit', '-qam', 'by a check'],
      ['tag', 'by-a-check'],
      ['branch', 'by-a-check'],
      ['worktree', 'add', '-q', path.join(freshFolder(), 'tree')],
      ['config', 'user.name', 'Check'],
      ['gc', '--quiet', '--prune=now'],
    ])
      expect(git(copy.to, ...line).code, line.join(' ')).toBe(0);
    writeFileSync(path.join(copy.to, 'src/main.ts'), 'more\n');
    expect(git(copy.to, 'stash').code).toBe(0);
    expect(git(copy.to, 'push', 'origin', 'HEAD').code).not.toBe(0);
    expect(git(copy.to, 'remote').out).toBe('');
    expect([refsOf(repo), existsSync(path.join(copy.to, 'hook-ran')), repo.git('stash', 'list')]).toEqual([
      before,
      false,
      '',
    ]);
    const again = await copyOf(repo, state);
    expect(git(again.to, 'rev-parse', 'HEAD').out).toBe(repo.head);
    expect(git(again.to, 'tag').out).toBe('');
    expect(contentOf(again.to)).toEqual(contentOf(repo.dir));
  });

  it('is reset before the next run, and writes only what differs', async () => {
    const repo = makeProject().write('other.ts', 'other\n').write('.gitignore', '*.out\n').commit();
    const state = freshFolder();
    const copy = await copyOf(repo, state);
    const times = (): number[] => ['README.md', 'other.ts'].map((name) => statSync(path.join(copy.to, name)).mtimeMs);
    const before = times();
    writeFileSync(path.join(copy.to, 'src/main.ts'), 'by a check\n');
    writeFileSync(path.join(copy.to, 'added.ts'), 'by a check\n');
    writeFileSync(path.join(copy.to, 'result.out'), 'by a check\n');
    mkdirSync(path.join(copy.to, 'src/.git'));
    rmSync(path.join(copy.to, '.git/HEAD'));
    expect(await copyChanges(copy)).toEqual(['added.ts', 'src/main.ts']);
    repo.write('src/main.ts', 'export const answer = 42;\n');
    expect(contentOf((await copyOf(repo, state)).to)).toEqual(contentOf(repo.dir));
    expect([times(), await copyChanges(copy)]).toEqual([before, []]);
    expect(existsSync(path.join(copy.to, 'src/.git'))).toBe(false);
  });

  it('sees a change that a check hides from git: rights, times, settings, ignored names', async () => {
    const copy = await copyOf(makeProject(), freshFolder());
    git(copy.to, 'config', 'core.fileMode', 'false');
    git(copy.to, 'update-index', '--assume-unchanged', 'README.md');
    writeFileSync(path.join(copy.to, '.git/info/exclude'), 'added.ts\n');
    chmodSync(path.join(copy.to, 'src/main.ts'), 0o755);
    writeFileSync(path.join(copy.to, 'README.md'), '# projecT\n');
    writeFileSync(path.join(copy.to, 'added.ts'), 'x');
    expect(await copyChanges(copy)).toEqual(['README.md', 'added.ts', 'src/main.ts']);
    const same = path.join(copy.to, 'README.md');
    writeFileSync(same, '# Project\n');
    expect(await copyChanges(copy)).toEqual(['added.ts', 'src/main.ts']);
  });

  it('leads a tracked link that names the work tree into the copy, and says so', async () => {
    const repo = makeProject();
    symlinkSync(repo.file('src'), repo.file('absolute'));
    symlinkSync(`../${path.basename(repo.dir)}/src`, repo.file('around'));
    repo.commit();
    const state = freshFolder();
    for (let round = 0; round < 2; round += 1) {
      const copy = await copyOf(repo, state);
      expect(copy.redirected).toEqual(['absolute', 'around']);
      for (const name of ['absolute', 'around'])
        expect(readlinkSync(path.join(copy.to, name))).toBe(path.join(copy.to, 'src'));
      expect(await copyChanges(copy)).toEqual([]);
    }
  });
});
