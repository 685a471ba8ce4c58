/** Temporary git repositories with a private HOME, without system configuration and the caller's GIT_* variables. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cccc repo-')));
const home = path.join(base, 'home');
let count = 0;

isolate();
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** This also changes the environment of this process, because the code under test runs git too. */
function isolate(): void {
  mkdirSync(home);
  writeFileSync(
    path.join(home, '.gitconfig'),
    '[user]\n\tname = Tester\n\temail = tester@example.invalid\n[init]\n\tdefaultBranch = main\n' +
      '[protocol "file"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n',
  );
  for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];
  Object.assign(process.env, {
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    GIT_CONFIG_NOSYSTEM: '1',
    LC_ALL: 'C',
  });
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** A repository in a temporary folder. Everything is removed after the test file. */
export class TestRepo {
  /** The root of the work tree, absolute; its name contains a space. */
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** The absolute path of a file in it. */
  file(name: string): string {
    return path.join(this.dir, name);
  }

  /** Writes a file, and creates its folders. */
  write(name: string, content: string | Buffer): this {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), content);
    return this;
  }

  /** Writes a small script into .git/hooks. */
  hook(name: string, script: string): this {
    const file = path.join(this.git('rev-parse', '--absolute-git-dir'), 'hooks', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return this;
  }

  remove(name: string): this {
    rmSync(this.file(name), { recursive: true, force: true });
    return this;
  }

  /**
   * Runs git in it; returns stdout without the last line break.
   *
   * @throws what git wrote to stderr
   */
  git(...args: string[]): string {
    const ran = this.tryGit(...args);
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')} (${ran.code}): ${ran.stderr}${ran.stdout}`);
    return ran.stdout.replace(/\n$/, '');
  }

  tryGit(...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.dir, encoding: 'utf8', maxBuffer: 2 ** 28 });
    return { code: status ?? -1, stdout, stderr };
  }

  /** Commits everything that is not ignored. */
  commit(message = 'Change'): this {
    this.git('add', '-A');
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
    return this;
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** A clone of it, with this one as origin. */
  clone(...options: string[]): TestRepo {
    const dir = freshFolder();
    this.git('clone', '--quiet', ...options, '--', this.dir, dir);
    return new TestRepo(dir);
  }

  cleanup(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Makes an empty folder outside any repository. */
export function freshFolder(): string {
  count += 1;
  const dir = path.join(base, `work ${count}`);
  mkdirSync(dir);
  return dir;
}

/** A new repository on the branch main without a commit; the options go to git init. */
export function makeRepo(...options: string[]): TestRepo {
  const repo = new TestRepo(freshFolder());
  repo.git('init', '--quiet', ...options);
  return repo;
}

/** A repository with one commit of two files. */
export const makeProject = (): TestRepo => withProject(makeRepo());

/** The same in a folder that is given. */
export function makeProjectIn(dir: string): TestRepo {
  mkdirSync(dir, { recursive: true });
  const repo = new TestRepo(dir);
  repo.git('init', '--quiet');
  return withProject(repo);
}

function withProject(repo: TestRepo): TestRepo {
  return repo.write('README.md', '# Project\n').write('src/main.ts', 'export const answer = 41;\n').commit('Start');
}
