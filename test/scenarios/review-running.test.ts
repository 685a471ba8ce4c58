/** A review that takes longer than its command: waited for, cancelled, left behind, and settled by the next command. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { processesNaming, processOf } from '../helpers/processes.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { isRunning, until } from '../helpers/until.js';

const started = (task: TaskProject): number => task.events.filter(({ type }) => type === 'review-started').length;
const codes = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);
const milestoneRecord = (task: TaskProject): string => task.record(`milestone-${started(task)}`);

describe('a review that takes longer than its command', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  /** Leaves the review running, with Codex started. */
  function leaveRunning(): string {
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0')).toMatchObject({
      code: 4,
      json: { ok: false, findings: [{ code: 'review-still-running' }], next: expect.stringMatching(/ review wait$/) },
    });
    return milestoneRecord(task());
  }
  const underWay = (record: string): Promise<void> =>
    until(() => heartbeatOf(record).codex !== null && task().codex.prompts.length > 1);

  it('continues without it, tells a second review about the first, and can be waited for until it passes', async () => {
    const record = leaveRunning();
    await underWay(record);
    expect(task().run('review', 'status').json.data).toMatchObject({
      liveness: 'alive',
      phase: 'codex',
      review: { gate: 'milestone', round: 1 },
    });
    expect(task().action).toBe('wait-for-review');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-running', command: expect.stringMatching(/ review wait$/) }] },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'review-running' });
    task().codex.release();
    expect(task().run('review', 'wait')).toMatchObject({ code: 0, json: { findings: [{ code: 'review-passed' }] } });
    expect(started(task())).toBe(2);
    expect(task().run('review', 'wait'), 'a wait that comes too late is told the outcome').toMatchObject({
      code: 0,
      json: { findings: [{ code: 'review-passed' }] },
    });
  });

  it('reports the findings, or the outage, to a wait that comes too late', () => {
    task().codex.answer(sentBack());
    task().run('review', 'milestone');
    expect(task().run('review', 'wait')).toMatchObject({ code: 1, json: { findings: [{ code: 'review-found' }] } });
    task().restore().codex.answer({ exit: 7 });
    task().run('review', 'milestone');
    expect(task().run('review', 'wait')).toMatchObject({
      code: 3,
      json: { findings: [{ code: 'codex-unavailable', args: { reason: 'codex-crashed' } }] },
    });
  });

  it('shows on a terminal what Codex does', () => {
    task().codex.answer({ commands: [{ command: "/bin/bash -lc 'cat tree/src/main.ts'", output: 'x' }] });
    const shown = task().text('review', 'milestone');
    expect(shown.stdout).toMatch(/Codex started[\s\S]*Codex reads: cat tree\/src\/main\.ts\n[\s\S]*Codex replied/);
    expect(shown.stdout).toMatch(/Milestone M001: The answer\nStatus: passed\nReview round: 1\/3\n/);
  });

  it.runIf(process.platform === 'linux')('is no child of its command: it has a session of its own', async () => {
    task().codex.answer({ hold: true });
    const command = task().start('review', 'milestone');
    const record = task().record('milestone-2');
    await until(() => heartbeatOf(record).codex !== null);
    const { pid } = heartbeatOf(record);
    expect(processOf(pid)).toMatchObject({ session: pid, group: pid });
    expect(processOf(pid)?.parent).not.toBe(command.pid);
    process.kill(command.pid, 'SIGKILL');
    await command.done;
    task().codex.release();
    expect(task().run('review', 'wait').code).toBe(0);
  });

  it('is left running by Ctrl-C, which says so', async () => {
    task().codex.answer({ hold: true });
    const child = spawn(process.execPath, [task().cli, 'review', 'milestone'], {
      cwd: task().repo.dir,
      env: task().env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await until(() => heartbeatOf(task().record('milestone-2')).codex !== null);
    await until(() => said.includes('Codex started'));
    process.kill(process.platform === 'win32' ? (child.pid ?? 0) : -(child.pid ?? 0), 'SIGINT');
    expect(await ended).toBe(4);
    expect(said).toMatch(/still running[\s\S]*review wait/);
    task().codex.release();
    expect(task().run('review', 'wait').code).toBe(0);
  });

  it('ends when it is cancelled: no round, no process, and resume asks for it again', async () => {
    const record = leaveRunning();
    await underWay(record);
    const { codex } = heartbeatOf(record);
    expect(task().run('review', 'cancel')).toMatchObject({
      code: 0,
      json: {
        findings: [{ code: 'codex-unavailable', args: { reason: 'cancelled' } }],
        next: expect.stringMatching(/ resume$/),
      },
    });
    expect(task().state).toMatchObject({ status: 'PAUSED_FOR_CODEX', review_round_current: 0 });
    await until(() => !isRunning(codex?.pid ?? 0) && processesNaming(record).length === 0);
    task().ok('resume');
    task().ok('review', 'milestone');
    expect(task().run('review', 'cancel')).toMatchObject({
      code: 0,
      json: { findings: [{ code: 'no-review-running' }] },
    });
  });

  it('is started once by two commands at the same time', async () => {
    task().codex.answer({ hold: true });
    const ran = await Promise.all([1, 2].map(() => task().call('review', 'milestone', '--max', '0')));
    expect(ran.map(({ code }) => code).sort()).toEqual([1, 4]);
    expect(ran.flatMap(codes).sort()).toEqual([
      expect.stringMatching(/^review-(preparing|running)$/),
      'review-still-running',
    ]);
    task().codex.release();
    expect(task().run('review', 'wait').code).toBe(0);
    expect([started(task()), task().codex.prompts.length]).toEqual([2, 2]);
  });

  it.runIf(process.platform === 'linux')(
    'that stood still for too long is ended with its supervisor, and cannot write any more',
    async () => {
      const record = leaveRunning();
      await underWay(record);
      const { pid, codex } = heartbeatOf(record);
      process.kill(pid, 'SIGSTOP');
      task().age('milestone-2');
      const looked = task().run('next');
      expect(looked.json).toMatchObject({
        findings: [{ code: 'review-settled', args: { reason: 'supervisor-killed' } }],
        data: { status: 'PAUSED_FOR_CODEX' },
      });
      await until(() => !isRunning(pid) && !isRunning(codex?.pid ?? 0));
      const before = task().events.length;
      task().codex.release();
      // The same job again, as if its supervisor had come back to life.
      const supervisor = path.join(path.dirname(task().cli), 'review-supervisor.mjs');
      const late = spawnSync(process.execPath, [supervisor, '--run', record], { env: task().env, encoding: 'utf8' });
      expect(late.stderr).toContain('stale-job');
      expect(task().events).toHaveLength(before);
      expect(readdirSync(task().repo.file('docs/cccc/reviews/milestones'))).toEqual([]);
      expect(task().state).toMatchObject({ status: 'PAUSED_FOR_CODEX' });
    },
  );

  it.runIf(process.platform !== 'win32')(
    'counts when its supervisor died between the receipt and the ledger',
    async () => {
      const lock = path.join(task().taskDir, 'lock');
      const record = leaveRunning();
      await underWay(record);
      // A living process holds the lock, so that the supervisor has to wait before it can record its receipt.
      writeFileSync(lock, String(process.pid));
      task().codex.release();
      await until(
        () =>
          existsSync(path.join(record, 'receipt.json')) &&
          readdirSync(task().repo.file('docs/cccc/reviews/milestones')).length === 1,
      );
      process.kill(heartbeatOf(record).pid, 'SIGKILL');
      rmSync(lock);
      rmSync(task().repo.file('docs/cccc/reviews/milestones'), { recursive: true });
      task().age('milestone-2');
      expect(task().run('next').json).toMatchObject({
        findings: [{ code: 'review-settled', args: { reason: 'review-returned' } }],
        data: { action: 'accept-milestone' },
      });
      expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
      expect(readdirSync(task().repo.file('docs/cccc/reviews/milestones'))).toHaveLength(1);
    },
  );
});
