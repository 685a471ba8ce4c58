/** One numbered test for every bug that was found, named after what went wrong; each runs the built program. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { IN_NODE, sentBack } from './helpers/fake-codex.js';
import { Family } from './helpers/family.js';
import { observeCommand } from './helpers/observed.js';
import { heartbeatOf } from './helpers/real-codex.js';
import { freshFolder } from './helpers/repo.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { isRunning, until } from './helpers/until.js';

const isLinux = process.platform === 'linux';

/** Changes one field in a JSON file of a record; JSON.parse still accepts the file. */
function change(file: string, field: string, to: (before: string) => string): void {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...value, [field]: to(String(value[field])) }));
}

describe('at the plan review', () => {
  const task = eachFrom(() => {
    const made = new TaskProject({
      config: { codex: { cli_command: 'codex' } },
    });
    const bin = freshFolder();
    symlinkSync(made.codex.file, path.join(bin, 'codex'));
    made.env['PATH'] = [bin, made.env['PATH']].join(path.delimiter);
    return made.planned();
  });

  it('#1 a Codex that came first on PATH for a moment approved the plan', () => {
    const shadow = freshFolder();
    writeFileSync(
      path.join(shadow, 'codex'),
      IN_NODE.replace('const home = __dirname', `const home = ${JSON.stringify(task().codex.dir)}`),
    );
    chmodSync(path.join(shadow, 'codex'), 0o755);
    const before = task().env['PATH'];
    task().env['PATH'] = [shadow, before].join(path.delimiter);
    const ran = task().run('review', 'plan');
    task().env['PATH'] = before;
    expect(ran).toMatchObject({
      code: 1,
      json: {
        findings: [{ code: 'gate-closed', args: { gate: 'plan', reason: 'pins-changed', detail: 'codex_path' } }],
      },
    });
    expect(task().codex.prompts).toEqual([]);
    expect(task().gate('plan')).toMatchObject({ state: 'closed' });
  });
});

describe('at a milestone review', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const record = (): string => task().record('milestone-2');
  const file = (name: string): string => path.join(record(), name);
  const plant = (name: string, put: (at: string) => void): void => {
    mkdirSync(record(), { recursive: true });
    put(file(name));
  };
  /** Leaves a review running, with Codex started. */
  async function leaveRunning(): Promise<ReturnType<typeof heartbeatOf>> {
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    await until(() => heartbeatOf(record()).codex !== null && task().codex.prompts.length === 2);
    return heartbeatOf(record());
  }

  it.runIf(process.platform !== 'win32')(
    '#2 a review between its entry in the ledger and its description was taken for a dead one',
    async () => {
      // A pipe that nobody reads stops the command exactly there.
      plant('prompt.md', (at) => execFileSync('mkfifo', [at]));
      const command = task().start('review', 'milestone');
      await until(() => task().events.at(-1)?.type === 'review-started');
      expect(existsSync(file('job.json'))).toBe(false);
      expect(task().action).toBe('wait-for-review');
      process.kill(command.pid, 'SIGKILL');
      await command.done;
      task().age('milestone-2');
      expect(task().run('next').json).toMatchObject({
        findings: [{ code: 'review-settled', args: { reason: 'supervisor-killed' } }],
        data: { action: 'wait-for-codex' },
      });
    },
  );

  it.each([
    ['#3 a disk that was full at the end of a run', 'run.json', (at: string) => symlinkSync('/dev/full', at), isLinux],
    ["#4 Codex's output that could not be kept", 'stderr.txt', (at: string) => mkdirSync(at), true],
    [
      '#5 a disk that was full after the review was recorded',
      'prompt.md',
      (at: string) => symlinkSync('/dev/full', at),
      isLinux,
    ],
  ] as const)('%s killed the supervisor, or the command, with a stack', (_title, name, put, possible) => {
    if (!possible) return;
    plant(name, put);
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: {
        findings: [{ code: 'codex-unavailable', args: { reason: 'receipt-unwritable' } }, { code: 'system-refused' }],
      },
    });
    expect(task().state).toMatchObject({ status: 'PAUSED_FOR_CODEX', review_running: false, review_round_current: 0 });
    rmSync(file(name), { recursive: true });
    task().ok('resume');
    task().ok('review', 'milestone');
  });

  it('#6 a wait that came after the end of a review with findings ended with 0', () => {
    task().codex.answer(sentBack());
    expect(task().run('review', 'milestone').code).toBe(1);
    expect(task().run('review', 'wait').code).toBe(1);
  });

  it('#7 a cancel that did what it was told ended with "environment broken"', async () => {
    await leaveRunning();
    expect(task().run('review', 'cancel').code).toBe(0);
  });

  it.runIf(isLinux)('#8 a supervisor that had only stood still went on beside the next review', async () => {
    const { pid, codex } = await leaveRunning();
    process.kill(pid, 'SIGSTOP');
    task().age('milestone-2');
    expect(task().run('next').json.findings).toMatchObject([{ code: 'review-settled' }]);
    await until(() => !isRunning(pid) && !isRunning(codex?.pid ?? 0));
  });

  it.runIf(process.platform !== 'win32')(
    '#9 a review that was settled from its receipt named an artifact that was never written',
    async () => {
      const lock = path.join(task().taskDir, 'lock');
      const { pid } = await leaveRunning();
      const artifacts = task().repo.file('docs/cccc/reviews/milestones');
      writeFileSync(lock, String(process.pid));
      task().codex.release();
      await until(() => existsSync(file('receipt.json')) && readdirSync(artifacts).length === 1);
      process.kill(pid, 'SIGKILL');
      rmSync(lock);
      rmSync(artifacts, { recursive: true });
      task().age('milestone-2');
      expect(task().run('next').json.findings).toMatchObject([
        { code: 'review-settled', args: { reason: 'review-returned' } },
      ]);
      expect(existsSync(task().repo.file(String(task().events.at(-1)?.['file'])))).toBe(true);
    },
  );

  it.runIf(process.platform !== 'win32')(
    '#10 after a restart, a clock that had started again made a dead review look alive, where the system names no boot',
    async () => {
      const { pid, codex } = await leaveRunning();
      for (const each of [pid, codex?.pid ?? 0]) process.kill(each, 'SIGKILL');
      change(file('heartbeat.json'), 'stamp', (stamp) => String(BigInt(stamp) + 10n ** 15n));
      expect(task().run('next').json.findings).toMatchObject([
        { code: 'review-settled', args: { reason: 'supervisor-stale' } },
      ]);
    },
  );

  it('#11 a state directory that could not be written ended a review with a stack', () => {
    const snapshots = path.join(task().stateDir, 'snapshots');
    rmSync(snapshots, { recursive: true });
    writeFileSync(snapshots, '');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { findings: [{ code: 'folder-refused' }] },
    });
    expect(task().state).toMatchObject({ status: 'CLAUDE_SELF_REVIEW' });
  });

  it.runIf(process.platform !== 'win32')(
    '#12 Ctrl-C while waiting said nothing about the review that ran on',
    async () => {
      task().codex.answer({ hold: true });
      const command = task().start('review', 'milestone');
      await until(() => heartbeatOf(record()).codex !== null);
      process.kill(command.pid, 'SIGINT');
      expect(await command.done).toBe(4);
      expect(task().action).toBe('wait-for-review');
    },
  );

  it('#13 what Codex asked of the human, and scope that it widened, reached nobody', () => {
    task().codex.answer({ reply: { verdict: 'needs_human', needs_human_question: 'Which answer?' } });
    expect(task().run('review', 'milestone').json.findings).toContainEqual(
      expect.objectContaining({ code: 'codex-asks', args: { question: 'Which answer?' } }),
    );
  });

  it('#15 what was left in the folder of a review before it began made it look dead', () => {
    task().age('plan-1');
    cpSync(task().record('plan-1'), record(), { recursive: true });
    task().codex.answer(sentBack());
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found' }] },
    });
  });

  it.runIf(process.platform !== 'win32')(
    '#14 a look at the moment of an append said that the ledger had been rolled back',
    async () => {
      const ledger = path.join(task().taskDir, 'ledger.jsonl');
      const [name = ''] = readdirSync(path.join(task().stateDir, 'anchors'));
      const anchor = path.join(task().stateDir, 'anchors', name);
      const [lines, anchored] = [readFileSync(ledger, 'utf8'), readFileSync(anchor, 'utf8')];
      // A reader that sees the ledger before its last entry but the anchor after it: a writer came between the two
      // reads.
      writeFileSync(ledger, lines.slice(0, lines.trimEnd().lastIndexOf('\n') + 1));
      rmSync(anchor);
      execFileSync('mkfifo', [anchor]);
      const looking = task().call('gates');
      const pipe = await open(anchor, 'w');
      writeFileSync(ledger, lines);
      writeFileSync(`${anchor}.new`, anchored);
      renameSync(`${anchor}.new`, anchor);
      await pipe.write(anchored);
      await pipe.close();
      expect(await looking).toMatchObject({ code: 0, json: { data: { status: 'CLAUDE_SELF_REVIEW' } } });
    },
  );
});

describe.runIf(isLinux)('with a check that starts processes in sessions of their own', () => {
  const family = new Family();
  const task = eachFrom(() =>
    new TaskProject({
      config: { testing: { commands: [{ name: 'unit', run: family.command, required: true, timeout_seconds: 60 }] } },
    }).implemented(),
  );
  const foreground = (): { pid: number; ended: Promise<number | null> } => {
    const child = spawn(process.execPath, [task().cli, 'review', 'milestone', '--foreground'], {
      cwd: task().repo.dir,
      env: task().env,
      detached: true,
      stdio: 'ignore',
    });
    return { pid: child.pid ?? 0, ended: new Promise((resolve) => child.once('close', resolve)) };
  };
  beforeEach(() => void family.rest());
  afterAll(() => family.end());

  it('#16 they ran on when the check was ended', async () => {
    family.hold();
    const { pid, done } = task().start('review', 'milestone');
    await family.allUp();
    process.kill(pid, 'SIGTERM');
    await done;
    expect(family.members).toEqual([]);
  });

  it('#17 Ctrl-C in the foreground was told, 15 seconds later, as a supervisor that was killed', async () => {
    task().codex.answer({ hold: true });
    const { pid, ended } = foreground();
    await until(() => heartbeatOf(task().record('milestone-2')).codex !== null && task().codex.prompts.length > 1);
    process.kill(-pid, 'SIGINT');
    expect(await ended).toBe(3);
    expect(task().events.at(-1)).toMatchObject({ type: 'codex-unavailable', reason: 'cancelled', detail: 'SIGINT' });
  });

  it('#18 two reviews at the same time both ran the checks', async () => {
    family.hold();
    const { pid, done } = task().start('review', 'milestone');
    await family.allUp();
    const running = family.members.length;
    expect(task().refused('review', 'milestone')).toEqual(['review-preparing']);
    expect(family.members.length).toBeLessThanOrEqual(running);
    process.kill(pid, 'SIGTERM');
    await done;
  });

  it('#19 a closed pipe (`review milestone | head -0`) ended the command in the middle of its checks', async () => {
    const child = spawn(process.execPath, [task().cli, 'review', 'milestone'], {
      cwd: task().repo.dir,
      env: task().env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? -1)));
    observeCommand(['review', 'milestone'], code);
    expect(code).toBe(0);
    expect(task().state).toMatchObject({ status: 'RECORD_ACCEPTANCE' });
  });

  it('#20 checks of a command that was killed ran on for as long as they liked', async () => {
    family.hold();
    const { pid, done } = task().start('review', 'milestone');
    await family.allUp();
    process.kill(pid, 'SIGKILL');
    await done;
    expect(task().run('next').json.findings).toMatchObject([
      { code: 'preparation-settled', args: { reason: 'command-killed' } },
    ]);
    expect(family.members).toEqual([]);
  });

  it('#22 Ctrl-C while `resume` asked Codex whether it can begin left a folder behind', async () => {
    task().codex.answer({ exit: 7 });
    expect(task().run('review', 'milestone').code).toBe(3);
    task().codex.hang();
    task().env['TMPDIR'] = freshFolder();
    const child = spawn(process.execPath, [task().cli, 'resume'], {
      cwd: task().repo.dir,
      env: task().env,
      detached: true,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    await until(() => task().codex.isHanging);
    expect(readdirSync(task().env['TMPDIR'] ?? '')).toHaveLength(1);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(readdirSync(task().env['TMPDIR'] ?? '')).toEqual([]);
  });

  it('#21 other users could read the copy of the tree, the private objects and the backups under an open umask', () => {
    const mask = process.umask(0);
    try {
      writeFileSync(task().repo.file('docs/cccc/state.json'), '{}');
      task().ok('review', 'milestone');
    } finally {
      process.umask(mask);
    }
    const backups = task().repo.file('docs/cccc/backups');
    const [backup = ''] = readdirSync(backups).filter((name) => name.startsWith('state.'));
    for (const file of [
      path.join(backups, backup),
      task().repo.file('.git/cccc/objects/info'),
      path.dirname(task().codex.call(2).cwd),
    ])
      expect(statSync(file).mode & 0o077, file).toBe(0);
  });
});
