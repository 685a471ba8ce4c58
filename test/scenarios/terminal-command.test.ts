/** The `cccc` command that setup puts into a user's own bin folder: it finds the project that one is in. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { installed, placeSkill, runNode, typed } from '../helpers/cli.js';
import { freshFolder, makeProjectIn, type TestRepo } from '../helpers/repo.js';

/** A user with a bin folder on PATH. */
class User {
  readonly home = freshFolder();
  readonly bin = path.join(this.home, '.local', 'bin');
  readonly file = path.join(this.bin, 'cccc');
  readonly env: NodeJS.ProcessEnv = {
    HOME: this.home,
    XDG_STATE_HOME: path.join(this.home, 'state'),
    PATH: [this.bin, path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    LC_ALL: 'C',
  };

  constructor() {
    mkdirSync(this.bin, { recursive: true });
  }

  /** Sets a project up with the command. */
  async project(name = '我的 项目 🚀'): Promise<TestRepo> {
    const repo = makeProjectIn(path.join(freshFolder(), name));
    placeSkill(repo.dir);
    repo.write('answers.json', JSON.stringify({ command: true }));
    const isOffered = (await this.offered(repo)).includes('command');
    const ran = await installed(
      repo.dir,
      ['setup', ...(isOffered ? ['--answers', 'answers.json'] : ['--yes'])],
      this.env,
    );
    expect(ran.code).toBe(0);
    return repo;
  }

  async offered(repo: TestRepo): Promise<string[]> {
    const { envelope } = await installed(repo.dir, ['setup', '--questions'], this.env);
    return Object(envelope?.data).questions.map(({ id }: { id: string }) => id);
  }

  /** Types the command in a folder. */
  type(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}) {
    return runNode(args, { cwd, env: { ...this.env, ...env }, input: '', program: this.file });
  }
}

const skip = process.platform === 'win32';

describe.skipIf(skip)('the terminal command', () => {
  test('works in every folder of a project, spaces in its path and arguments included', async () => {
    const user = new User();
    const repo = await user.project();
    repo.write('src/a b/c.js', '');
    const ran = await user.type(repo.file('src/a b'), ['start', 'Say "hello", twice', '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true });
    const status = JSON.parse((await user.type(repo.dir, ['status', '--json'])).stdout);
    expect(status.data.text).toBe('Say "hello", twice');
  });

  test('is how the messages of a call name the program, so that they can be pasted', async () => {
    const user = new User();
    const repo = await user.project();
    expect((await user.type(repo.dir, ['statsu'])).stderr).toContain('→ cccc help');
    expect(JSON.parse((await user.type(repo.dir, ['next', '--json'])).stdout).next ?? '').not.toContain('node ');
  });

  test.each([
    ['C', 'this folder is in no project with cc-codex-collaborate'],
    ['zh_CN.UTF-8', '当前文件夹不在安装了 cc-codex-collaborate 的项目中'],
  ])('says outside of a project that it is in none (%s)', async (language, said) => {
    const user = new User();
    await user.project();
    const ran = await user.type(freshFolder(), ['status'], { LC_ALL: language });
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr).toContain(said);
    expect((await user.type('/', ['status'])).code).toBe(3);
  });

  test('is not offered where any cccc exists, and a foreign one stays as it is', async () => {
    const user = new User();
    writeFileSync(user.file, 'mine', { mode: 0o644 });
    const repo = makeProjectIn(freshFolder());
    placeSkill(repo.dir);
    expect(await user.offered(repo)).not.toContain('command');
    repo.write('answers.json', '{"command":true}');
    const ran = await installed(repo.dir, ['setup', '--answers', 'answers.json'], user.env);
    expect([ran.code, ran.said]).toEqual([2, ['answer-wrong']]);
    expect(readFileSync(user.file, 'utf8')).toBe('mine');
  });

  test('is not offered without a bin folder of the user on PATH', async () => {
    const user = new User();
    const repo = makeProjectIn(freshFolder());
    placeSkill(repo.dir);
    user.env['PATH'] = [path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    expect(await user.offered(repo)).not.toContain('command');
  });

  test('goes with the last project that uses it', async () => {
    const user = new User();
    const first = await user.project();
    const second = await user.project('other');
    expect(await user.offered(second)).not.toContain('command');
    await typed(first.dir, ['uninstall'], user.env);
    expect(existsSync(user.file)).toBe(true);
    const planned = await installed(second.dir, ['uninstall', '--dry-run'], user.env);
    expect(planned.envelope?.findings.map(({ args }) => args['file'])).toContain(user.file);
    expect(existsSync(user.file)).toBe(true);
    expect((await typed(second.dir, ['uninstall'], user.env)).said).toContain('command-removed');
    expect(existsSync(user.file)).toBe(false);
  });

  test('stays when somebody changed it', async () => {
    const user = new User();
    const repo = await user.project();
    writeFileSync(user.file, '#!/bin/sh\necho mine\n');
    expect((await typed(repo.dir, ['uninstall'], user.env)).said).toContain('kept-changed');
    expect(readFileSync(user.file, 'utf8')).toContain('mine');
  });
});
