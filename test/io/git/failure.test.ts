/** What git printed, and the cause that it stands for; the texts are those of git 2.39 with LC_ALL=C. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitEnvironment } from '../../../scripts/io/git/call/environment.js';
import { gitProblem } from '../../../scripts/io/git/call/failure.js';
import { git } from '../../../scripts/io/git/git.js';
import { freshFolder, makeProject } from '../../helpers/repo.js';
import { isRunning, until } from '../../helpers/until.js';

const cwd = path.resolve('/repo');
const causeOf = (stderr: string) => gitProblem(['add'], { code: 128, stderr, cwd }).notice;

describe('a failed call of git', () => {
  it.each([
    [
      'a filter that is not installed',
      "git-lfs clean -- 'b.bin': 1: git-lfs: not found\nerror: external filter 'git-lfs clean -- %f' failed 127\n" +
        "error: external filter 'git-lfs clean -- %f' failed\nfatal: b.bin: clean filter 'lfs' failed\n",
      {
        code: 'git-filter-failed',
        args: { filter: 'lfs', path: 'b.bin', detail: expect.stringContaining('not found') },
      },
    ],
    [
      'a process of a filter that is not installed',
      'git-lfs filter-process: 1: git-lfs: not found\nfatal: the remote end hung up unexpectedly\n',
      { code: 'git-filter-failed', args: { detail: 'git-lfs filter-process: 1: git-lfs: not found' } },
    ],
    [
      'a filter that writes files out',
      "error: external filter 'vault' failed 1\nerror: external filter 'vault' failed\n" +
        'fatal: b.bin: smudge filter vault failed\n',
      { code: 'git-filter-failed', args: { filter: 'vault', path: 'b.bin' } },
    ],
    [
      'the remote of a partial clone, gone',
      "fatal: '/srv/o' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\n" +
        'Please make sure you have the correct access rights\nand the repository exists.\n' +
        'fatal: could not fetch 745d0e7e9dedfd85b06f8499b24afb58c59620c2 from promisor remote\n',
      { code: 'git-objects-away', args: { detail: "'/srv/o' does not appear to be a git repository" } },
    ],
    [
      'the remote of a partial clone that wants a password',
      "fatal: could not read Username for 'https://example.invalid': terminal prompts disabled\n" +
        'fatal: could not fetch 745d0e7e9dedfd85b06f8499b24afb58c59620c2 from promisor remote\n',
      { code: 'git-objects-away', args: { detail: expect.stringContaining('terminal prompts disabled') } },
    ],
    [
      'borrowed objects, gone',
      'error: unable to normalize alternate object path: /mnt/o/objects\nfatal: bad object HEAD\n',
      { code: 'git-alternates-away', args: { dir: '/mnt/o/objects' } },
    ],
    [
      'a lock of a git that was killed',
      "fatal: update_ref failed for ref 'refs/x': cannot lock ref 'refs/x': " +
        "Unable to create '/repo/.git/refs/x.lock': File exists.\n",
      { code: 'git-lock-left', args: { file: path.resolve('/repo/.git/refs/x.lock') } },
    ],
    [
      'objects that belong to another user',
      'error: insufficient permission for adding an object to repository database .git/objects\n' +
        'error: a.txt: failed to insert into database\nfatal: Unable to process path a.txt\n',
      { code: 'system-refused', args: { file: path.resolve('/repo/.git/objects'), detail: 'EACCES' } },
    ],
    [
      'a file system that is read-only',
      "fatal: Unable to create '/repo/.git/index.lock': Read-only file system\n",
      { code: 'system-refused', args: { file: path.resolve('/repo/.git/index.lock'), detail: 'EROFS' } },
    ],
    [
      'a full disk',
      'error: unable to write file .git/objects/ab/cdef: No space left on device\nfatal: unable to write object\n',
      { code: 'system-refused', args: { detail: 'ENOSPC' } },
    ],
    [
      'a file that may not be read',
      'error: open("secret.txt"): Permission denied\n' +
        "error: unable to index file 'secret.txt'\nfatal: updating files failed\n",
      { code: 'system-refused', args: { file: path.resolve('/repo/secret.txt'), detail: 'EACCES' } },
    ],
    [
      'a broken configuration',
      'fatal: bad config line 6 in file .git/config\n',
      { code: 'git-config-broken', args: { file: path.resolve('/repo/.git/config'), line: 6 } },
    ],
    ['a broken index', 'fatal: .git/index: index file smaller than expected\n', { code: 'git-index-broken' }],
    ['a newer format', 'fatal: unknown repository extension found:\n\tfoo\n', { code: 'git-format-unknown' }],
    [
      'damaged content',
      'error: object file .git/objects/fc/05 is empty\n' +
        'fatal: loose object fc05 (stored in .git/objects/fc/05) is corrupt\n',
      { code: 'git-objects-broken', args: { detail: 'error: object file .git/objects/fc/05 is empty' } },
    ],
    [
      'another owner',
      "fatal: detected dubious ownership in repository at '/srv/x'\nTo add an exception for this directory, call:\n",
      { code: 'git-dubious-ownership', args: { dir: '/srv/x' } },
    ],
    ['anything else', 'fatal: Needed a single revision\n', { code: 'git-failed', args: { command: 'git add' } }],
  ])('by %s is named', (_, stderr, notice) => {
    expect(causeOf(stderr)).toMatchObject(notice);
  });

  it('is not named by a warning beside it', () => {
    expect(
      causeOf("warning: unable to access '/home/x/.config/git/ignore': Permission denied\nfatal: bad revision\n"),
    ).toMatchObject({ code: 'git-failed', args: { detail: 'fatal: bad revision' } });
  });
});

describe.runIf(process.platform !== 'win32')('a filter that does not end', () => {
  it('is ended with the git that waits for it', async () => {
    const repo = makeProject().write('.gitattributes', '*.bin filter=slow\n').write('a.bin', 'a\n');
    const said = path.join(freshFolder(), 'pid');
    repo.git('config', 'filter.slow.clean', `echo $$ > "${said}"; sleep 600; :`);
    const call = git(repo.dir, ['hash-object', '--stdin', '--path=a.bin'], { limitMs: 5000 });
    await expect(call).rejects.toMatchObject({ notice: { code: 'git-silent', args: { seconds: 5 } } });
    const pid = Number(readFileSync(said, 'utf8'));
    await until(() => !isRunning(pid));
  });
});

describe('the environment of git', () => {
  const trusted = (env: NodeJS.ProcessEnv): string[] => {
    const { GIT_CONFIG_COUNT: count = '0', ...given } = gitEnvironment(env);
    return Array.from(
      { length: Number(count) },
      (_, at) => `${given[`GIT_CONFIG_KEY_${at}`]}=${given[`GIT_CONFIG_VALUE_${at}`]}`,
    );
  };

  it('keeps where configuration is, and nothing that leads elsewhere', () => {
    const { GIT_CONFIG_GLOBAL, GIT_DIR, GIT_SSH_COMMAND, HOME } = gitEnvironment({
      HOME: '/h',
      GIT_CONFIG_GLOBAL: '/g',
      GIT_DIR: '/elsewhere',
      GIT_SSH_COMMAND: 'ssh -v',
    });
    expect([HOME, GIT_CONFIG_GLOBAL, GIT_DIR, GIT_SSH_COMMAND]).toEqual(['/h', '/g', undefined, undefined]);
  });

  it('asks nobody: not on a terminal, not in a window', () => {
    expect(gitEnvironment({ GIT_ASKPASS: 'ask', SSH_ASKPASS: 'ask', GIT_TERMINAL_PROMPT: '1' })).toMatchObject({
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      SSH_ASKPASS: 'false',
      SSH_ASKPASS_REQUIRE: 'force',
    });
  });

  it.each([
    [
      'counted settings',
      {
        GIT_CONFIG_COUNT: '3',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: 'evil',
        GIT_CONFIG_KEY_1: 'Safe.Directory',
        GIT_CONFIG_VALUE_1: '/a',
        GIT_CONFIG_KEY_2: 'safe.directory',
        GIT_CONFIG_VALUE_2: '',
      },
      ['safe.directory=/a', 'safe.directory='],
    ],
    [
      'what git -c passes on',
      { GIT_CONFIG_PARAMETERS: `'core.bare'='false' 'safe.directory'='/it'\\''s a'` },
      ["safe.directory=/it's a"],
    ],
    [
      'a setting without a value before it',
      { GIT_CONFIG_PARAMETERS: `'core.bare'= 'safe.directory'='*'` },
      ['safe.directory=*'],
    ],
    ['the form before 2.31', { GIT_CONFIG_PARAMETERS: `'safe.directory=/old=er' 'a.b'` }, ['safe.directory=/old=er']],
    ['a name that only looks like it', { GIT_CONFIG_PARAMETERS: `'x.safe.directory'='/a'` }, []],
    ['a count that is none', { GIT_CONFIG_COUNT: '-1', GIT_CONFIG_KEY_0: 'safe.directory' }, []],
  ])('keeps of all settings only whom the user trusts: %s', (_, env, expected) => {
    expect(trusted(env)).toEqual(expected);
  });
});
