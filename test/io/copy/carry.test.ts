/** Ignored files that checks need are copied, kept up to date, and lead nowhere back into the work tree. */
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CARRIED, isCache, isCarried, proposeCarry } from '../../../scripts/core/install/carry.js';
import { bringCopy, copyChanges, inCopy } from '../../../scripts/io/copy/copy.js';
import { editableInstall } from '../../../scripts/io/copy/editable.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { nameTree } from '../../../scripts/io/git/tree.js';
import { runChecks } from '../../../scripts/io/review/checks.js';
import { freshFolder, makeProject, type TestRepo } from '../../helpers/repo.js';

/** A repository with its copy, which `bring` creates and updates. */
function withCopy(repo: TestRepo, patterns: readonly string[] = CARRIED) {
  const state = freshFolder();
  const bring = async () => {
    const opened = await openRepository(repo.dir);
    return bringCopy(state, opened, await nameTree(opened, { paths: [], rewrite: {} }), patterns);
  };
  const dir = path.join(state, 'copies');
  const top = (): string => path.join(dir, readdirSync(dir)[0] ?? '', path.basename(repo.dir));
  return { bring, file: (name: string): string => path.join(top(), name) };
}

const ignoring = (...lines: string[]): TestRepo =>
  makeProject()
    .write('.gitignore', `${lines.join('\n')}\n`)
    .commit();
const link = (repo: TestRepo, name: string, target: string): void => {
  mkdirSync(path.dirname(repo.file(name)), { recursive: true });
  symlinkSync(target, repo.file(name));
};

describe('carried files', () => {
  it('are copies with their times and rights, neither links to the work tree nor shared with it', async () => {
    const repo = ignoring('node_modules', '.env*').write('node_modules/a/index.js', 'a').write('.env.test', 'KEY=1');
    chmodSync(repo.file('node_modules/a/index.js'), 0o755);
    utimesSync(repo.file('node_modules/a/index.js'), 1e9, 1e9);
    linkSync(repo.file('node_modules/a/index.js'), path.join(freshFolder(), 'store'));
    const { bring, file } = withCopy(repo);
    await bring();
    const [live, copy] = [repo.file('node_modules/a/index.js'), file('node_modules/a/index.js')].map((name) =>
      lstatSync(name),
    );
    expect([copy?.mtimeMs, copy?.nlink, (copy?.mode ?? 0) & 0o777, copy?.ino === live?.ino]).toEqual([
      1e12,
      1,
      0o700,
      false,
    ]);
    expect(readFileSync(file('.env.test'), 'utf8')).toBe('KEY=1');
    writeFileSync(file('node_modules/a/index.js'), 'by a check');
    expect(readFileSync(repo.file('node_modules/a/index.js'), 'utf8')).toBe('a');
  });

  it('are copied again when they change, even by one byte with the old times, and removed when gone', async () => {
    const repo = ignoring('node_modules').write('node_modules/a.js', 'aaa').write('node_modules/b/c.js', 'c');
    const { bring, file } = withCopy(repo);
    await bring();
    const { ino } = statSync(file('node_modules/a.js'));
    await bring();
    expect(statSync(file('node_modules/a.js')).ino).toBe(ino);
    const { atime, mtime } = statSync(repo.file('node_modules/a.js'));
    repo.write('node_modules/a.js', 'bbb').remove('node_modules/b').write('node_modules/d.js', 'd');
    utimesSync(repo.file('node_modules/a.js'), atime, mtime);
    await bring();
    expect(readFileSync(file('node_modules/a.js'), 'utf8')).toBe('bbb');
    expect(readdirSync(file('node_modules')).sort()).toEqual(['a.js', 'd.js']);
  });

  it('keep what checks make in caches, and get back what checks change in dependencies', async () => {
    const repo = ignoring('node_modules', 'target', 'other')
      .write('node_modules/a/dist/index.js', 'a')
      .write('node_modules/.cache/x', 'cache')
      .write('target/debug/app', 'live')
      .write('other/x', 'x');
    const { bring, file } = withCopy(repo);
    await bring();
    writeFileSync(file('node_modules/a/dist/index.js'), 'by a check');
    writeFileSync(file('node_modules/a/dist/more.js'), 'by a check');
    writeFileSync(file('node_modules/.cache/x'), 'by a check');
    writeFileSync(file('target/debug/app'), 'by a check');
    writeFileSync(file('target/debug/own'), 'by a check');
    mkdirSync(file('other'));
    writeFileSync(file('other/result'), 'by a check');
    await bring();
    expect(readFileSync(file('node_modules/a/dist/index.js'), 'utf8')).toBe('a');
    expect(readdirSync(file('node_modules/a/dist'))).toEqual(['index.js']);
    for (const name of ['node_modules/.cache/x', 'target/debug/app', 'target/debug/own'])
      expect(readFileSync(file(name), 'utf8'), name).toBe('by a check');
    expect(existsSync(file('other'))).toBe(false);
    repo.write('target/debug/app', 'built again');
    await bring();
    expect(readFileSync(file('target/debug/app'), 'utf8')).toBe('built again');
  });

  it('of npm workspaces and of pnpm lead to the packages of the copy', async () => {
    const repo = ignoring('node_modules')
      .write('packages/one/index.js', 'module.exports = 1;\n')
      .write('node_modules/.pnpm/two@1.0.0/node_modules/two/index.js', 'module.exports = 2;\n')
      .write('node_modules/.bin/two', `#!/bin/sh\nexport NODE_PATH="@TOP@/node_modules/.pnpm/node_modules"\n`)
      .commit();
    repo.write(
      'node_modules/.bin/two',
      readFileSync(repo.file('node_modules/.bin/two'), 'utf8').replace('@TOP@', repo.dir),
    );
    link(repo, 'node_modules/@all/one', '../../packages/one');
    link(repo, 'packages/one/node_modules/two', '../../../node_modules/.pnpm/two@1.0.0/node_modules/two');
    link(repo, 'node_modules/three', repo.file('packages/one'));
    const outside = freshFolder();
    symlinkSync(repo.file('packages/one'), path.join(outside, 'global'));
    link(repo, 'node_modules/four', path.join(outside, 'global'));
    const { bring, file } = withCopy(repo);
    const { redirected } = await bring();
    for (const name of ['node_modules/@all/one', 'node_modules/three', 'node_modules/four'])
      expect(realpathSync(file(name)), name).toBe(realpathSync(file('packages/one')));
    expect(readlinkSync(file('node_modules/@all/one'))).toBe('../../packages/one');
    expect(readFileSync(file('packages/one/node_modules/two/index.js'), 'utf8')).toBe('module.exports = 2;\n');
    expect(readFileSync(file('node_modules/.bin/two'), 'utf8')).toContain(`"${file('node_modules/.pnpm')}/node_mod`);
    expect(redirected).toEqual(['node_modules/.bin/two', 'node_modules/four', 'node_modules/three']);
  });

  it('of a virtual environment run and import from the copy: scripts, .pth files and finders', async () => {
    const repo = ignoring('/nothing').write('src/app/__init__.py', '').commit();
    const packages = '.venv/lib/python3.11/site-packages';
    repo
      .write('.venv/.gitignore', '*\n')
      .write('.venv/bin/pytest', `#!${repo.dir}/.venv/bin/python3\nimport pytest\n`)
      .write('.venv/bin/activate', `VIRTUAL_ENV=${repo.dir}/.venv\nOTHER=${repo.dir}-old/.venv\n`)
      .write(`${packages}/__editable__.app-1.pth`, `${repo.dir}/src\n`)
      .write(`${packages}/__editable___app_finder.py`, `MAPPING = {'app': '${repo.dir}/src/app'}\n`)
      .write(`${packages}/app-1.dist-info/direct_url.json`, `{"url": "file://${encodeURI(repo.dir)}"}`)
      .write(`${packages}/native.so`, Buffer.from(`\0${repo.dir}/src\0`));
    link(repo, '.venv/bin/python3', '/usr/bin/python3');
    const { bring, file } = withCopy(repo);
    const copy = await bring();
    const text = (name: string): string => readFileSync(file(name), 'utf8');
    expect(text('.venv/bin/pytest')).toBe(`#!${file('.venv/bin/python3')}\nimport pytest\n`);
    expect(text('.venv/bin/activate')).toBe(`VIRTUAL_ENV=${file('.venv')}\nOTHER=${repo.dir}-old/.venv\n`);
    expect(text(`${packages}/__editable__.app-1.pth`)).toBe(`${file('src')}\n`);
    expect(text(`${packages}/__editable___app_finder.py`)).toContain(`'${file('src/app')}'`);
    expect(text(`${packages}/app-1.dist-info/direct_url.json`)).toContain(`file://${encodeURI(copy.to)}"`);
    expect(readlinkSync(file('.venv/bin/python3'))).toBe('/usr/bin/python3');
    expect(copy.redirected).toContain('.venv/bin/pytest');
    expect(await copyChanges(copy)).toEqual([]);
  });

  it('are found through the environment and the words of a check too, and its output names the work tree', async () => {
    const repo = ignoring('.venv').write('.venv/bin/x', 'x');
    const copy = await withCopy(repo).bring();
    const { results } = await runChecks({
      commands: [
        {
          name: 'unit',
          run: [process.execPath, '-p', 'process.cwd() + " " + process.env.PATH + " " + process.argv[1]', repo.dir],
          required: true,
          timeout_seconds: 60,
        },
      ],
      cwd: repo.dir,
      place: () => ({ ...inCopy(copy, repo.dir), outOf: (bytes) => bytes.replaceAll(copy.to, 'COPY') }),
      env: { ...process.env, PATH: `${repo.dir}/.venv/bin${path.delimiter}/usr/bin` },
      outputDir: freshFolder(),
    });
    expect(results[0]?.tail).toContain('COPY COPY/.venv/bin:/usr/bin COPY');
    expect(inCopy(copy, repo.dir).outOf(`at ${copy.to}/a.ts:1`)).toBe(`at ${repo.dir}/a.ts:1`);
  });

  it('do not write through a link that a check put in the place of a folder', async () => {
    const repo = ignoring('vendor').write('vendor/bundle/gem.rb', 'gem');
    const { bring, file } = withCopy(repo, ['vendor/bundle']);
    await bring();
    const trap = freshFolder();
    const { renameSync } = await import('node:fs');
    renameSync(file('vendor'), file('moved'));
    symlinkSync(trap, file('vendor'));
    repo.write('vendor/bundle/more.rb', 'more');
    await bring();
    expect(readdirSync(trap)).toEqual([]);
    expect(readdirSync(file('vendor/bundle')).sort()).toEqual(['gem.rb', 'more.rb']);
    expect(existsSync(file('moved'))).toBe(false);
  });
});

describe('an editable install outside the project', () => {
  it('is found in the active environment and in the one of a program, and not for another project', () => {
    const repo = makeProject();
    const environment = freshFolder();
    const packages = path.join(environment, 'lib/python3.12/site-packages');
    mkdirSync(packages, { recursive: true });
    const file = path.join(packages, '__editable__.app.pth');
    writeFileSync(file, `${repo.dir}/src\n`);
    expect(editableInstall(repo.dir, { VIRTUAL_ENV: environment })).toBe(file);
    expect(editableInstall(repo.dir, { PATH: path.join(environment, 'bin') })).toBe(file);
    expect(editableInstall(`${repo.dir}-two`, { VIRTUAL_ENV: environment })).toBeNull();
    expect(editableInstall(environment, { VIRTUAL_ENV: environment })).toBeNull();
  });
});

describe('the list of what is carried', () => {
  it.each<[string, string[], boolean]>([
    ['packages/a/node_modules', ['node_modules'], true],
    ['node_modules2', ['node_modules'], false],
    ['.env.local', ['.env*'], true],
    ['target/debug/x', ['target'], true],
    ['packages/a/dist', ['packages/*/dist'], true],
    ['packages/a/b/dist', ['packages/*/dist'], false],
    ['gen', ['/gen'], true],
    ['a/gen', ['/gen'], false],
  ])('%s by %j: %s', (name, patterns, expected) => {
    expect(isCarried(patterns, name)).toBe(expected);
  });

  it('is proposed from what exists: known names once, other paths as they are, no noise', () => {
    expect(proposeCarry(['node_modules', 'a/node_modules', '.env', 'src/pb', 'debug.log', 'tmp'])).toEqual([
      'node_modules',
      '.env*',
      '/src/pb',
    ]);
    expect([proposeCarry([]), proposeCarry(['debug.log'])]).toEqual([null, null]);
  });

  it('tells caches from dependencies', () => {
    const caches = ['target/debug/x', 'web/dist/a.js', 'node_modules/.cache/x', 'a/__pycache__/b.pyc', 'x.tsbuildinfo'];
    const dependencies = ['node_modules/a/dist/a.js', '.venv/bin/python', 'vendor/x/build/y', '.env'];
    expect([caches.map(isCache), dependencies.map(isCache)]).toEqual([
      caches.map(() => true),
      dependencies.map(() => false),
    ]);
  });
});
