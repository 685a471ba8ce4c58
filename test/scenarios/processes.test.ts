/**
 * However a review ends, none of its processes keeps running and no temporary file stays. The tests list processes and
 * files after running the built program.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Family } from '../helpers/family.js';
import { processesNaming } from '../helpers/processes.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { freshFolder } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

/** Whether util-linux's script(1), which provides a separate terminal fed through a pipe, is installed. */
const hasTerminal = process.platform === 'linux' && existsSync('/usr/bin/script');
const JOB = 'milestone-2';

let task: TaskProject;
let family: Family;

/**
 * A check and a command of Codex that both are the family, resting until a test has it hold; where `check` is null, the
 * family is Codex's alone.
 */
function make({ check = 600, codex = 600 }: { check?: number | null; codex?: number } = {}): void {
  family = new Family();
  const unit = { name: 'unit', run: family.command, required: true };
  task = new TaskProject({
    config: {
      testing: { commands: check === null ? [] : [{ ...unit, timeout_seconds: check }] },
      codex: { timeout_seconds: codex },
    },
  });
  task.env['TMPDIR'] = freshFolder();
  task.implemented().save();
}

const bringBack = (): void => {
  family.end();
  family.rest();
  task.restore();
};

/** The command in a terminal. `type` is what a person presses; `close` closes the window. */
function inTerminal(...args: string[]): { type: (keys: string) => void; close: () => void; ended: Promise<void> } {
  const line = [process.execPath, task.cli, ...args].map((word) => `'${word}'`).join(' ');
  const child: ChildProcess = spawn('script', ['-qfec', `exec ${line}`, '/dev/null'], {
    cwd: task.repo.dir,
    env: task.env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin?.on('error', () => undefined);
  return {
    type: (keys) => void child.stdin?.write(keys),
    close: () => void child.kill('SIGKILL'),
    ended: until(() => child.exitCode !== null || child.signalCode !== null, 60_000).then(() =>
      until(() => processesNaming(task.cli).length === 0, 60_000),
    ),
  };
}

/** Names below a folder that show that something was not finished. */
function unfinished(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names.filter((name) =>
    /(^|\/)(lock|preparing\.\w+|index\.\d[^/]*|sandbox-[^/]*|[^/]*\.(tmp|lock|takeover))$/.test(name),
  );
}

/** What is left of the review on this machine. */
const left = (): { processes: string[]; temporary: string[]; unfinished: string[] } => ({
  processes: [family.dir, task.repo.dir, task.stateDir, task.codex.dir]
    .flatMap((dir) => processesNaming(dir))
    .map(({ command }) => command.replaceAll('\0', ' ')),
  temporary: readdirSync(task.env['TMPDIR'] ?? ''),
  unfinished: [path.dirname(path.dirname(task.taskDir)), task.stateDir].flatMap(unfinished),
});
const NOTHING = { processes: [], temporary: [], unfinished: [] };

/** The supervisor records the end and then exits. By then, everything else has to be gone. */
const supervisorGone = (): Promise<void> =>
  until(() => !left().processes.some((command) => command.includes('review-supervisor')), 60_000);

/** Expects that nothing is left, that the state says why, and that the way to continue works. */
async function isOver(reason: string, detail = ''): Promise<void> {
  await until(() => !task.state['review_running'] && family.members.length === 0, 60_000);
  await supervisorGone();
  expect(left()).toEqual(NOTHING);
  expect(task.state).toMatchObject({ status: 'PAUSED_FOR_CODEX', pause_reason: reason, review_round_current: 0 });
  expect(task.events.at(-1)).toMatchObject({ type: 'codex-unavailable', gate: 'milestone', reason, detail });
  family.rest();
  expect(task.ok('resume').json.next).toMatch(/ review milestone$/);
  task.ok('review', 'milestone');
  await supervisorGone();
  expect(left()).toEqual(NOTHING);
}

describe.runIf(process.platform === 'linux')(
  'while a check runs with processes that ignore signals, leave its group and lose their parent',
  () => {
    beforeAll(() => make());
    beforeEach(bringBack);
    afterAll(bringBack);

    it('shows them all before, so that their absence says something', async () => {
      family.hold();
      const { pid, done } = task.start('review', 'milestone');
      await family.allUp();
      expect(family.members.length).toBeGreaterThanOrEqual(6);
      expect(new Set(family.members.map(({ session }) => session)).size).toBeGreaterThanOrEqual(4);
      expect(readdirSync(task.env['TMPDIR'] ?? '')).toHaveLength(1);
      process.kill(pid, 'SIGTERM');
      await done;
      await isOver('cancelled', 'SIGTERM');
    });

    it('`review cancel` ends them all, and the command that waits is told', async () => {
      family.hold();
      const { done } = task.start('review', 'milestone');
      await family.allUp();
      expect(task.run('review', 'cancel')).toMatchObject({
        code: 0,
        json: { findings: [{ code: 'codex-unavailable', args: { reason: 'cancelled' } }] },
      });
      expect(await done).toBe(3);
      await isOver('cancelled', 'cccc review cancel');
    });

    it.runIf(hasTerminal).each([
      ['Ctrl-C', 'SIGINT'],
      ['closing the terminal', 'SIGHUP'],
    ])('%s ends them all', async (way, name) => {
      family.hold();
      const terminal = inTerminal('review', 'milestone', ...(way === 'Ctrl-C' ? [] : ['--foreground']));
      await family.allUp();
      if (way === 'Ctrl-C') terminal.type('\x03');
      else terminal.close();
      await terminal.ended;
      await isOver('cancelled', name);
    });

    it('a command that was killed leaves them to whoever looks next', async () => {
      family.hold();
      const { pid, done } = task.start('review', 'milestone');
      await family.allUp();
      process.kill(pid, 'SIGKILL');
      await done;
      expect(family.members.length).toBeGreaterThanOrEqual(6);
      expect(task.run('next').json.findings).toMatchObject([
        { code: 'preparation-settled', args: { gate: 'milestone', reason: 'command-killed' } },
      ]);
      await isOver('command-killed');
    });

    it('a second review is told about the first and runs no checks; `review wait` waits for it', async () => {
      family.hold();
      const first = task.start('review', 'milestone');
      await family.allUp();
      const before = family.members.length;
      expect(task.run('review', 'milestone')).toMatchObject({
        code: 1,
        json: {
          findings: [
            { code: 'review-preparing', args: { gate: 'milestone' }, command: expect.stringMatching(/ review wait$/) },
          ],
        },
      });
      expect(family.members.length).toBeLessThanOrEqual(before);
      expect(task.run('review', 'wait', '--max', '0')).toMatchObject({
        code: 4,
        json: { findings: [{ code: 'review-preparing' }] },
      });
      expect(task.run('review', 'status')).toMatchObject({
        code: 0,
        json: { findings: [{ code: 'review-preparing' }] },
      });
      const waiting = task.call('review', 'wait');
      // The check succeeds as soon as its first process does.
      for (const { pid, command } of family.members)
        if (command.split('\0').filter(Boolean).length === 2) process.kill(pid, 'SIGKILL');
      expect(await first.done).toBe(1);
      expect(await waiting).toMatchObject({ code: 1, json: { findings: [{ code: 'no-review-running' }] } });
      await until(() => family.members.length === 0);
      expect(left()).toEqual(NOTHING);
    });
  },
);

describe.runIf(process.platform === 'linux')('a check that runs too long', () => {
  beforeAll(() => make({ check: 8 }));
  afterAll(bringBack);

  it('ends with all that it started, and fails by name', async () => {
    family.hold();
    const ran = task.call('review', 'milestone');
    await family.allUp();
    expect(await ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'check-failed', args: { how: 'time-limit' } }] },
    });
    expect(left()).toEqual(NOTHING);
  });
});

describe.runIf(process.platform === 'linux')('while Codex runs a command', () => {
  beforeAll(() => make({ check: null }));
  beforeEach(bringBack);
  afterAll(bringBack);

  /** Starts the review, and waits until Codex and all of the family run. */
  const holding = async (start: () => unknown): Promise<void> => {
    family.hold();
    task.codex.answer({ hold: true, tool: family.command });
    start();
    await until(() => heartbeatOf(task.record(JOB)).codex !== null && task.codex.prompts.length > 1, 60_000);
    await family.allUp();
  };

  it('`review cancel` ends it with all that it started', async () => {
    await holding(() => task.run('review', 'milestone', '--max', '0'));
    expect(task.run('review', 'cancel').code).toBe(0);
    await isOver('cancelled', 'cccc review cancel');
  });

  it.runIf(hasTerminal).each([
    ['Ctrl-C', 'SIGINT'],
    ['closing the terminal', 'SIGHUP'],
  ])('%s ends a review in the foreground with all that it started', async (way, name) => {
    let terminal: ReturnType<typeof inTerminal> | null = null;
    await holding(() => (terminal = inTerminal('review', 'milestone', '--foreground')));
    if (terminal === null) throw new Error('no terminal');
    const opened: ReturnType<typeof inTerminal> = terminal;
    if (way === 'Ctrl-C') opened.type('\x03');
    else opened.close();
    await opened.ended;
    await isOver('cancelled', name);
  });

  it('a supervisor that is asked to end does so in order', async () => {
    await holding(() => task.run('review', 'milestone', '--max', '0'));
    process.kill(heartbeatOf(task.record(JOB)).pid, 'SIGTERM');
    await isOver('cancelled', 'SIGTERM');
  });

  it('a supervisor that was killed leaves it to whoever looks next', async () => {
    await holding(() => task.run('review', 'milestone', '--max', '0'));
    process.kill(heartbeatOf(task.record(JOB)).pid, 'SIGKILL');
    task.age(JOB);
    expect(task.run('next').json.findings).toMatchObject([
      { code: 'review-settled', args: { reason: 'supervisor-killed' } },
    ]);
    await isOver('supervisor-killed');
  });
});

describe.runIf(process.platform === 'linux')('while `codex-check --live` waits for Codex', () => {
  beforeAll(() => make({ check: null }));
  beforeEach(bringBack);
  afterAll(bringBack);

  /** Waits until Codex and all of the family run. */
  const called = async (start: () => unknown): Promise<void> => {
    const { length } = task.codex.prompts;
    family.hold();
    task.codex.answer({ hold: true, tool: family.command });
    start();
    await until(() => task.codex.prompts.length > length, 60_000);
    await family.allUp();
  };
  /** Nothing runs, lies about or is recorded, and Codex can be asked again. */
  async function leftNothing(events: number): Promise<void> {
    await until(() => family.members.length === 0, 60_000);
    expect(left()).toEqual(NOTHING);
    expect(task.events).toHaveLength(events);
    family.rest();
    expect(task.ok('codex-check', '--live').json.findings.at(-1)).toMatchObject({ code: 'codex-live-passed' });
    expect(left()).toEqual(NOTHING);
  }

  it('SIGTERM ends it with all that it started', async () => {
    const events = task.events.length;
    let running: ReturnType<TaskProject['start']> | null = null;
    await called(() => (running = task.start('codex-check', '--live')));
    if (running === null) throw new Error('not started');
    const { pid, done }: ReturnType<TaskProject['start']> = running;
    process.kill(pid, 'SIGTERM');
    await done;
    await leftNothing(events);
  });

  it.runIf(hasTerminal).each(['Ctrl-C', 'closing the terminal'])('%s ends it with all that it started', async (way) => {
    const events = task.events.length;
    let terminal: ReturnType<typeof inTerminal> | null = null;
    await called(() => (terminal = inTerminal('codex-check', '--live')));
    if (terminal === null) throw new Error('no terminal');
    const opened: ReturnType<typeof inTerminal> = terminal;
    if (way === 'Ctrl-C') opened.type('\x03');
    else opened.close();
    await opened.ended;
    await leftNothing(events);
  });
});

describe.runIf(process.platform === 'linux')('a Codex that takes too long', () => {
  beforeAll(() => make({ check: null, codex: 8 }));
  afterAll(bringBack);

  it('ends with all that it started', async () => {
    family.hold();
    task.codex.answer({ hold: true, tool: family.command });
    const ran = task.call('review', 'milestone');
    await family.allUp();
    expect(await ran).toMatchObject({ code: 3, json: { data: { reason: 'wall-clock' } } });
    await isOver('wall-clock');
  });
});
