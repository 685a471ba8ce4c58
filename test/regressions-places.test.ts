/** Bugs about the places of a task, its key and its base; numbered as in regressions.test.ts. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentsOf } from './helpers/contents.js';
import { freshFolder, TestRepo } from './helpers/repo.js';
import { eachFrom, TaskProject } from './helpers/task.js';

const codes = (ran: ReturnType<TaskProject['run']>): string[] => ran.json.findings.map(({ code }) => code);

/** Runs one verb in another folder and environment. */
function runIn(cwd: string, env: NodeJS.ProcessEnv, cli: string, ...args: string[]): ReturnType<TaskProject['run']> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, '--json'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) throw new Error(`cccc ${args.join(' ')} (${status}): ${stdout}${stderr}`);
  return { code: status ?? -1, stdout, stderr, json: JSON.parse(stdout) };
}

/** Runs commands as another process of the user would, and expects that they change nothing. */
function unchanged<T>(task: TaskProject, work: () => T, more: readonly string[] = [], what = ''): T {
  const folders = [task.repo.dir, task.stateDir, ...more];
  const before = contentsOf(...folders);
  const result = work();
  expect(contentsOf(...folders), what).toEqual(before);
  return result;
}

/** Commands that write to a task. */
const WRITING = [
  'next',
  'resume',
  'confirm',
  'confirm key',
  'confirm upstream',
  'abandon enough',
  'milestone accept',
  'report implemented',
  'review milestone',
  'review wait',
  'review cancel',
  'finish',
  'loop start',
  'loop stop',
];

/** Commands that only read, or that a task in RECORD_ACCEPTANCE refuses. */
const READING = [
  'status',
  'gates',
  'gates --assert final',
  'next',
  'trace',
  'doctor',
  'help',
  'review show',
  'review status',
  'loop status',
  'confirm --dry-run',
  'loop start --dry-run',
  'guard explain ls',
  'finish',
  'milestone accept',
  'milestone start M002',
  'report implemented',
  'report discovery',
  'report fixes',
  'resume',
  'review plan',
  'review final',
  'review cancel',
  'start another',
];

describe('#61 a terminal with another state directory made the ledger unsigned for good', () => {
  const task = eachFrom(() => new TaskProject().approved());
  const elsewhere = (): string => freshFolder();
  it('writes nothing there, whatever the command, and names the directory that has the key', () => {
    const there = task().stateDir;
    const other = elsewhere();
    Object.assign(task().env, { XDG_STATE_HOME: other, LOCALAPPDATA: other });
    unchanged(task(), () => {
      for (const line of WRITING) {
        const ran = task().run(...line.split(' '));
        expect(ran.code, line).not.toBe(0);
        expect(ran.json.findings, line).toMatchObject([
          { code: 'key-elsewhere', args: { there, here: task().stateDir }, message: expect.stringContaining(there) },
        ]);
      }
    }, [there]);
  });

  it('goes on where the key is as if nothing had been typed, by the very command that was named', () => {
    const other = elsewhere();
    const kept = { ...task().env };
    Object.assign(task().env, { XDG_STATE_HOME: other, LOCALAPPDATA: other });
    const named = task().run('next').json.findings[0]?.command ?? '';
    task().run('confirm');
    if (process.platform !== 'win32')
      expect(
        spawnSync('/bin/sh', ['-c', named], { cwd: task().repo.dir, env: task().env, encoding: 'utf8' }).stdout,
      ).toContain('accept-milestone');
    Object.assign(task().env, kept);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().ok('milestone', 'accept');
  });

  it('a home folder that differs, with XDG_STATE_HOME unset, is the same', () => {
    const home = freshFolder();
    const { XDG_STATE_HOME: _, ...rest } = task().env;
    const env = {
      ...rest,
      HOME: home,
      USERPROFILE: home,
      LOCALAPPDATA: home,
      GIT_CONFIG_GLOBAL: path.join(home, 'none'),
    };
    const ran = unchanged(task(), () => runIn(task().repo.dir, env, task().cli, 'next'), [home]);
    expect(codes(ran)).toEqual(['key-elsewhere']);
  });

  it('a state directory that cannot be seen from here (a container) is named, with the way on for a lost key', () => {
    const { stateDir } = task();
    renameSync(stateDir, `${stateDir}.away`);
    const other = elsewhere();
    Object.assign(task().env, { XDG_STATE_HOME: other, LOCALAPPDATA: other });
    const ran = unchanged(task(), () => task().run('next'));
    expect(ran.json.findings).toMatchObject([
      { code: 'key-unreachable', args: { there: stateDir }, command: expect.stringMatching(/ confirm key$/) },
    ]);
    renameSync(`${stateDir}.away`, stateDir);
  });

  it('a key that is lost for good is replaced by the user alone, and what is open is reviewed again', () => {
    rmSync(path.join(task().stateDir, 'key'));
    expect(unchanged(task(), () => codes(task().run('milestone', 'accept')))).toEqual(['key-unreachable']);
    task().env['CLAUDECODE'] = '1';
    expect(unchanged(task(), () => codes(task().run('confirm', 'key')))).toEqual(['human-only']);
    delete task().env['CLAUDECODE'];
    expect(unchanged(task(), () => codes(task().run('confirm', 'key', '--dry-run')))).toEqual(['key-unreachable']);
    task().ok('confirm', 'key');
    expect(task().events.at(-1)).toMatchObject({ type: 'key-replaced', asked_by: 'terminal' });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'not-reviewed' });
    expect(codes(task().ok('confirm', 'key'))).toEqual(['key-here']);
  });

  it('is not told to teammates: the exported ledger does not name the directory', () => {
    task().ok('milestone', 'accept');
    const exported = spawnSync('grep', ['-rlF', task().stateDir, task().repo.file('docs')], { encoding: 'utf8' });
    expect(exported.stdout).toBe('');
  });

  it('shows the gates there with no command that would be refused', () => {
    const other = elsewhere();
    Object.assign(task().env, { XDG_STATE_HOME: other, LOCALAPPDATA: other });
    const ran = task().ok('gates');
    expect(codes(ran)).toEqual(['key-elsewhere']);
    expect(Object.values(Object(ran.json.data['gates']))).toMatchObject([
      { opens_with: null },
      { opens_with: null },
      { opens_with: null },
    ]);
    expect(task().asserted('milestone')).toBe(1);
  });
});

describe('#62 a copied project', () => {
  const task = eachFrom(() => new TaskProject().approved());
  /** A copy of the whole project including .git, in which commands of the task run. */
  function copied(): { copy: TestRepo; run: (...args: string[]) => ReturnType<TaskProject['run']> } {
    const copy = new TestRepo(path.join(freshFolder(), 'copy'));
    cpSync(task().repo.dir, copy.dir, { recursive: true });
    const cli = copy.file('.claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
    const run = (...args: string[]): ReturnType<TaskProject['run']> => runIn(copy.dir, task().env, cli, ...args);
    return { copy, run };
  }

  it('moved the anchor that both share, and the first was called rolled back', () => {
    const { copy, run } = copied();
    for (const args of [
      ['milestone', 'accept'],
      ['abandon', 'x'],
      ['review', 'milestone'],
      ['report', 'plan'],
    ]) {
      const ran = unchanged(task(), () => run(...args), [copy.dir]);
      expect([ran.code, codes(ran)]).toEqual([3, ['task-elsewhere']]);
      expect(ran.json.findings[0]?.args).toMatchObject({ here: copy.dir, there: task().repo.dir });
    }
    for (const args of [['status'], ['gates'], ['trace'], ['doctor'], ['next']])
      expect(unchanged(task(), () => codes(run(...args)), [copy.dir])).toContain('task-elsewhere');
    task().ok('milestone', 'accept');
    expect(codes(run('status')), 'also when the first has gone on').toEqual(['task-elsewhere']);
  });

  it('takes a task of its own, beside that of the first', () => {
    const { run } = copied();
    expect(run('start', 'Another one').code).toBe(0);
    expect(run('status').json.data['status']).toBe('DISCOVER_EXISTING_PROJECT');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('that was moved is no copy: its task goes on', () => {
    const { copy, run } = copied();
    rmSync(copy.dir, { recursive: true });
    renameSync(task().repo.dir, copy.dir);
    expect(run('milestone', 'accept').code).toBe(0);
  });

  it('takes the place of a first that is gone', () => {
    const { run } = copied();
    expect(run('status').json.findings[0]?.code).toBe('task-elsewhere');
    rmSync(task().repo.dir, { recursive: true });
    expect(run('milestone', 'accept').code, 'the first is gone, so this one is it').toBe(0);
  });
});

describe('#63 commands that only read, or that were refused, left something behind', () => {
  const task = eachFrom(() => new TaskProject().approved());

  it('and now they write nothing, in the repository or in the state directory', () => {
    // Content that no command has seen, so that any command that names the work tree has to create new objects.
    task().repo.write('src/new.ts', 'export const news = true;\n');
    writeFileSync(task().repo.file('docs/cccc/state.json'), '{}');
    for (const line of READING.filter((one) => one !== 'next'))
      unchanged(task(), () => task().run(...line.split(' ')), [], line);
    // The Stop hook answers from state.json, so what leads on writes it again where it was edited, and nothing else.
    expect(
      task()
        .ok('next')
        .json.findings.map(({ code }) => code),
    ).toEqual(['state-rebuilt']);
    unchanged(task(), () => task().run('next'), [], 'next');
  });
});

describe('#64 an amended base', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('was answered with "switch back to the branch": it is set back with the files as they are', () => {
    const base = task().repo.head;
    task().repo.git('commit', '-q', '--amend', '-m', 'Other words');
    const remedy = `git reset --soft ${base.slice(0, 12)}`;
    expect(task().run('review', 'milestone').json.findings).toMatchObject([{ code: 'base-lost', command: remedy }]);
    expect(task().ok('gates').json.findings).toMatchObject([{ code: 'base-lost', command: remedy }]);
    expect(task().ok('status').json.findings).toMatchObject([{ code: 'base-lost', command: remedy }]);
    const shown = task().text('status', '--language', 'zh-CN').stdout;
    expect(shown).toContain(remedy);
    task().repo.git(...remedy.split(' ').slice(1));
    expect(existsSync(task().repo.file('src/main.ts'))).toBe(true);
    task().ok('review', 'milestone');
  });

  it('of a work tree whose repository was moved: git is not quoted alone', () => {
    const tree = path.join(freshFolder(), 'linked');
    task().repo.git('worktree', 'add', '-q', '--detach', tree);
    writeFileSync(path.join(tree, '.git'), `gitdir: ${path.join(freshFolder(), 'gone/.git/worktrees/linked')}\n`);
    const ran = spawnSync(process.execPath, [task().cli, 'status', '--json'], {
      cwd: tree,
      env: task().env,
      encoding: 'utf8',
    });
    expect(JSON.parse(ran.stdout).findings).toMatchObject([
      { code: 'git-link-broken', command: expect.stringContaining('worktree repair') },
    ]);
  });
});
