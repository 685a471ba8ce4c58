/**
 * What the processes of a review receive of the caller's environment, and who may read what they write; with the built
 * program.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TaskProject } from '../helpers/task.js';

const isPosix = process.platform !== 'win32';
const SHOW = 'console.log(JSON.stringify(process.env))';

/** Variables that would steer a program, or that only the caller should see. */
const HOSTILE = [
  ...[
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_PARAMETERS',
    'GIT_EXTERNAL_DIFF',
    'GIT_SSH_COMMAND',
    'GIT_EXEC_PATH',
  ],
  ...[
    'BASH_ENV',
    'ENV',
    'PYTHONPATH',
    'PYTHONSTARTUP',
    'PERL5OPT',
    'RUBYOPT',
    'JAVA_TOOL_OPTIONS',
    'NODE_PATH',
    'DYLD_INSERT_LIBRARIES',
    'LD_LIBRARY_PATH',
    'npm_config_registry',
  ],
  ...[
    'CODEX_API_KEY',
    'CODEX_SANDBOX',
    'OPENAI_API_KEY',
    'ANTHROPIC_API_KEY',
    'CLAUDE_PROJECT_DIR',
    'CLAUDE_CODE_SESSION_ID',
  ],
  ...[
    'GITHUB_TOKEN',
    'NPM_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'DATABASE_URL',
    'SSH_AUTH_SOCK',
    'KUBECONFIG',
    'VAULT_ADDR',
    'TYPO_TOKNE',
  ],
];

describe('the environment', () => {
  let task: TaskProject;
  let check: Record<string, string>;
  let codex: Record<string, string>;

  beforeAll(() => {
    task = new TaskProject({
      config: {
        testing: {
          commands: [{ name: 'env', run: [process.execPath, '-e', SHOW], required: true, timeout_seconds: 60 }],
        },
        codex: { pass_env: ['WANTED_TOKEN'] },
      },
    });
    // A login of Codex's own is pinned when the task starts, and Codex gets it; checks do not.
    task.env['CODEX_API_KEY'] = '/LEAKED';
    task.implemented();
    for (const name of HOSTILE) task.env[name] = '/LEAKED';
    Object.assign(task.env, {
      NODE_OPTIONS: '--title=LEAKED',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.worktree',
      GIT_CONFIG_VALUE_0: '/LEAKED',
      CCCC_RUN: 'LEAKED',
      WANTED_TOKEN: 'wanted',
    });
    if (process.platform === 'linux') task.env['LD_PRELOAD'] = '/LEAKED.so';
    const ran = task.run('review', 'milestone');
    expect(ran.code, ran.stdout).toBe(0);
    const [output = ''] = readdirSync(path.join(task.taskDir, 'checks', 'milestone-2'));
    check = JSON.parse(readFileSync(path.join(task.taskDir, 'checks', 'milestone-2', output), 'utf8'));
    codex = task.codex.call(2).env;
  });
  afterAll(() => task.end());

  it('of a check and of Codex has none of what steers a program, and none of the secrets of the caller', () => {
    const { CODEX_API_KEY: login, ...rest } = codex;
    expect(login).toBe('/LEAKED');
    for (const env of [check, rest]) {
      expect(Object.keys(env)).toContain('PATH');
      expect(
        Object.entries(env)
          .filter(([name, value]) => value.includes('LEAKED') || HOSTILE.includes(name) || /^GIT_|TOKEN$/.test(name))
          .map(([name]) => name)
          .filter((name) => name !== 'WANTED_TOKEN'),
      ).toEqual([]);
    }
  });

  it('has what the settings name for Codex, and not for the checks', () => {
    expect([codex['WANTED_TOKEN'], check['WANTED_TOKEN']]).toEqual(['wanted', undefined]);
  });

  it('carries a mark of its own, and a folder for temporary files that is gone', () => {
    expect(check['CCCC_RUN']).toMatch(/^[0-9a-f]{32}$/);
    expect(codex['CCCC_RUN']).toMatch(/^[0-9a-f]{32}$/);
    expect(check['CCCC_RUN']).not.toBe(codex['CCCC_RUN']);
    for (const env of [check, codex]) {
      expect(path.basename(env['TMPDIR'] ?? '')).toMatch(/^cccc-[0-9a-f]{12}$/);
      expect(lstatSync(env['TMPDIR'] ?? '', { throwIfNoEntry: false })).toBeUndefined();
    }
  });
});

describe.runIf(isPosix)('the rights of files, whatever the mask of the user', () => {
  let task: TaskProject;
  let before = 0;
  afterAll(() => {
    process.umask(before);
    task.end();
  });

  beforeAll(() => {
    before = process.umask(0);
    task = new TaskProject({
      config: {
        testing: {
          commands: [
            {
              name: 'mask',
              run: [process.execPath, '-e', 'console.log(process.umask())'],
              required: true,
              timeout_seconds: 60,
            },
          ],
        },
      },
    });
    task.approved();
    // Backups of a file that someone edited, and lines of the guard and of a failed turn.
    writeFileSync(task.repo.file('docs/cccc/state.json'), '{}');
    task.ok('loop', 'start');
    task.ok('milestone', 'accept');
    task.repo.write('.claude/settings.json', '{ "model": "x" }\n');
    task.ok('loop', 'start');
    const hook = task.repo.file('.claude/hooks/cccc-guard.cjs');
    execFileSync(process.execPath, [hook], {
      input: JSON.stringify({ tool_name: 'Bash', tool_input: { command: 'rm -rf ~' }, cwd: task.repo.dir }),
      env: { ...task.env, CLAUDE_PROJECT_DIR: task.repo.dir },
    });
  });

  /** Everything below a folder, including the folder, that other users could read, write or enter. */
  function open(dir: string): string[] {
    const names = ['', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })];
    expect(names.length, dir).toBeGreaterThan(1);
    return names.filter((name) => (lstatSync(path.join(dir, name)).mode & 0o077) !== 0);
  }

  it.each(['.git/cccc', 'docs/cccc/logs', 'docs/cccc/backups'])("everything in %s is the user's alone", (dir) => {
    expect(open(task.repo.file(dir))).toEqual([]);
  });

  it('everything in the state directory is, the copy that Codex reads included', () => {
    expect(open(task.stateDir)).toEqual([]);
    expect(readdirSync(task.stateDir).sort()).toEqual([
      'anchors',
      'copies',
      'hook-node',
      'key',
      'programs.json',
      'snapshots',
    ]);
  });

  it('so are the folder for what runs, and the pointer to the task', () => {
    for (const file of ['docs/cccc/runtime', '.git/cccc-active-task'])
      expect(lstatSync(task.repo.file(file)).mode & 0o077, file).toBe(0);
  });

  it("documents, settings and git's own files stay as open as the user wants them", () => {
    for (const file of [
      'docs/cccc/config.json',
      'docs/cccc/state.json',
      'docs/cccc/context-bundle.md',
      'docs/cccc/project-brief.md',
      '.claude/settings.json',
    ])
      expect(lstatSync(task.repo.file(file)).mode & 0o777, file).toBe(0o666);
    const [artifact = ''] = readdirSync(task.repo.file('docs/cccc/reviews/milestones'));
    expect(lstatSync(task.repo.file(`docs/cccc/reviews/milestones/${artifact}`)).mode & 0o777).toBe(0o666);
    const refs = task.repo.file('.git/refs/cccc');
    for (const name of readdirSync(refs, { recursive: true, encoding: 'utf8' }))
      expect(lstatSync(path.join(refs, name)).mode & 0o044, name).toBe(0o044);
  });

  it("a check runs with the user's mask", () => {
    const [output = ''] = readdirSync(path.join(task.taskDir, 'checks', 'milestone-2'));
    expect(readFileSync(path.join(task.taskDir, 'checks', 'milestone-2', output), 'utf8').trim()).toBe('0');
  });
});
