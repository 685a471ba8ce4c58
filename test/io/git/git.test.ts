import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../scripts/core/say/notices.js';
import {
  openRepository,
  pinCommit,
  type Repository,
  runGit,
  runGitBytes,
  unpinTask,
} from '../../../scripts/io/git/git.js';
import { rawOf, textOf } from '../../../scripts/io/git/paths.js';
import { freshFolder, makeProject, makeRepo } from '../../helpers/repo.js';

const noticeOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const caught: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  return caught instanceof Problem ? caught.notice : caught;
};

describe('finding the repository of a folder', () => {
  it('works from the top and from below, and says where it is', async () => {
    const repo = makeProject();
    const expected: Repository = {
      top: repo.dir,
      gitDir: repo.file('.git'),
      commonDir: repo.file('.git'),
      kind: 'plain',
      shallow: false,
      format: 'sha1',
      head: repo.head,
      branch: 'main',
      empty: false,
    };
    expect(await openRepository(repo.dir)).toEqual(expected);
    expect(await openRepository(repo.file('src'))).toEqual(expected);
    const link = path.join(freshFolder(), 'link');
    symlinkSync(repo.dir, link);
    expect(await openRepository(link)).toEqual(expected);
  });

  it('a repository without commits has no head', async () => {
    const repo = makeRepo();
    expect(await openRepository(repo.dir)).toMatchObject({ head: null, branch: 'main', empty: true });
  });

  it('a branch with a slash and the name of a tag, and a detached head', async () => {
    const repo = makeProject();
    repo.git('checkout', '-q', '-b', 'team/feature');
    repo.git('tag', 'team/feature');
    expect(await openRepository(repo.dir)).toMatchObject({ branch: 'team/feature' });
    repo.git('checkout', '-q', '--detach');
    expect(await openRepository(repo.dir)).toMatchObject({ branch: null, head: repo.head });
  });

  it('a linked work tree, a submodule, a shallow clone and sha256 are told apart', async () => {
    const repo = makeProject();
    repo.git('worktree', 'add', '-q', 'linked', '-b', 'feature');
    const linked = await openRepository(repo.file('linked'));
    expect(linked).toMatchObject({ kind: 'linked-worktree', commonDir: repo.file('.git'), branch: 'feature' });
    expect(linked.gitDir).not.toBe(linked.commonDir);
    const outer = makeProject();
    outer.git('submodule', '--quiet', 'add', '--', repo.dir, 'sub');
    expect(await openRepository(outer.file('sub'))).toMatchObject({ kind: 'submodule', top: outer.file('sub') });
    const separate = makeRepo('--separate-git-dir', path.join(freshFolder(), 'elsewhere.git'));
    expect(await openRepository(separate.dir)).toMatchObject({ kind: 'plain' });
    expect(await openRepository(repo.clone('--no-local', '--depth=1').dir)).toMatchObject({ shallow: true });
    expect(await openRepository(makeRepo('--object-format=sha256').dir)).toMatchObject({ format: 'sha256' });
  });

  it('names what is in the way: no repository, no such folder, a bare one, the .git folder', async () => {
    const folder = freshFolder();
    expect(await noticeOf(openRepository(folder))).toEqual({ code: 'not-a-repository', args: { dir: folder } });
    const nowhere = path.join(folder, 'nowhere');
    expect(await noticeOf(openRepository(nowhere))).toEqual({ code: 'not-a-repository', args: { dir: nowhere } });
    const bare = makeRepo('--bare').dir;
    expect(await noticeOf(openRepository(bare))).toEqual({ code: 'bare-repository', args: { dir: bare } });
    const inside = makeProject().file('.git');
    expect(await noticeOf(openRepository(inside))).toEqual({ code: 'bare-repository', args: { dir: inside } });
  });
});

describe('a git that cannot be used', () => {
  const PATH = process.env['PATH'] ?? '';
  afterEach(() => {
    process.env['PATH'] = PATH;
  });

  function pretendGit(script: string): void {
    const folder = freshFolder();
    writeFileSync(path.join(folder, 'git'), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, 'git'), 0o755);
    process.env['PATH'] = `${folder}${path.delimiter}${PATH}`;
  }

  it('missing', async () => {
    const repo = makeProject();
    process.env['PATH'] = freshFolder();
    expect(await noticeOf(openRepository(repo.dir))).toMatchObject({ code: 'git-missing' });
  });

  it('too old: it echoes options that it does not know', async () => {
    pretendGit(
      'for a; do case "$a" in version) echo "git version 2.17.1"; exit;; rev-parse) shift; while [ ' +
        '"$1" != rev-parse ]; do shift; done; shift; printf "%s\\n" "$@"; exit;; esac; done',
    );
    expect(await noticeOf(openRepository(makeFolder()))).toEqual({
      code: 'git-too-old',
      args: { found: '2.17.1', needed: '2.31' },
    });
  });

  it('distrusting the owner', async () => {
    pretendGit(
      'for a; do [ "$a" = version ] && echo "git version 2.39.5" && exit; done; echo "fatal: ' +
        `detected dubious ownership in repository at '/srv/x'" >&2; exit 128`,
    );
    expect(await noticeOf(openRepository(makeFolder()))).toEqual({
      code: 'git-dubious-ownership',
      args: { dir: '/srv/x' },
    });
  });

  function makeFolder(): string {
    const folder = freshFolder();
    mkdirSync(path.join(folder, '.git'));
    return realpathSync(folder);
  }
});

describe('running git', () => {
  it('a failure is named by the command and what git said', async () => {
    const opened = await openRepository(makeProject().dir);
    expect(await noticeOf(runGit(opened, ['rev-parse', '--verify', 'nothing']))).toEqual({
      code: 'git-failed',
      args: { command: 'git rev-parse --verify nothing', detail: 'fatal: Needed a single revision' },
    });
    expect(await runGit(opened, ['rev-parse', '--verify', 'nothing'], { allowFail: true })).toBe('');
  });

  it('passes input and returns bytes as they are', async () => {
    const opened = await openRepository(makeProject().dir);
    const content = Buffer.from([0, 255, 10, 13, 10]);
    const oid = (await runGit(opened, ['hash-object', '-w', '--stdin'], { input: content })).trim();
    expect(await runGitBytes(opened, ['cat-file', 'blob', oid])).toEqual(content);
  });

  it('it is no error when git does not read its input', async () => {
    const opened = await openRepository(makeProject().dir);
    expect(await runGit(opened, ['rev-parse', '--is-shallow-repository'], { input: Buffer.alloc(4_000_000) })).toBe(
      'false\n',
    );
  });
});

describe('pinned commits', () => {
  it('keep a commit through gc until the task is over; other tasks keep theirs', async () => {
    const repo = makeProject();
    const opened = await openRepository(repo.dir);
    const pinned = repo.commit('To be lost').head;
    await pinCommit(opened, 'T1', pinned);
    await pinCommit(opened, 'T10', repo.head);
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.git('reflog', 'expire', '--expire=now', '--all');
    repo.git('gc', '-q', '--prune=now');
    expect(repo.git('cat-file', '-t', pinned)).toBe('commit');
    expect(repo.git('for-each-ref', '--format=%(refname)', 'refs/cccc')).toBe('refs/cccc/T1/base\nrefs/cccc/T10/base');
    await unpinTask(opened, 'T1');
    await unpinTask(opened, 'T1');
    expect(repo.git('for-each-ref', '--format=%(refname)', 'refs/cccc')).toBe('refs/cccc/T10/base');
  });
});

describe('names as bytes', () => {
  it.each([
    'plain',
    'caf\xe9',
    '\xe6\xba\x90',
    '\xe6\xba',
    'a\xff\xfeb\xf0\x9f\x98\x80',
    '\xed\xb2\x80',
    '\xef\xbb\xbfbom',
  ])('come back from text: %j', (raw) => {
    expect(rawOf(textOf(raw))).toBe(raw);
  });

  it('are text where they are UTF-8', () => {
    expect(textOf('\xe6\xba\x90')).toBe('源');
    expect(JSON.parse(JSON.stringify(textOf('caf\xe9')))).toBe('caf\udce9');
  });
});
