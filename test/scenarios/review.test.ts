/**
 * Reviews through the built program, with a stand-in for Codex: running ones, their outcomes, the checks before them,
 * and what is left of them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Config, Review } from '../../scripts/generated/types.js';
import { finding, sentBack } from '../helpers/fake-codex.js';
import { processesNaming, processOf } from '../helpers/processes.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { freshFolder } from '../helpers/repo.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { isRunning, until } from '../helpers/until.js';

const started = (task: TaskProject): number => task.events.filter(({ type }) => type === 'review-started').length;
const codes = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);
const milestoneRecord = (task: TaskProject): string => task.record(`milestone-${started(task)}`);

describe('a review that takes longer than its command', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  /** Leaves the review running, Codex under way. */
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

  it('goes on without it, tells a second review about the first, and is waited for until it passes', async () => {
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

  it('says the findings, or the outage, to a wait that comes too late', () => {
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
      // The same job once more, as if its supervisor had come back to life.
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
      // Held by a living process, so that the supervisor has to wait with its receipt in hand.
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

describe('the outcome of a milestone review', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('is findings, each of which must be answered, with what the next round is told', () => {
    task().codex.answer(sentBack({}, { severity: 'P2', title: 'A test is missing', file: null, line: null }));
    const ran = task().run('review', 'milestone');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found', args: { verdict: 'fail_fixable', count: 2 } }] },
    });
    const [first, second] = Object(ran.json.data['findings']);
    expect([first, second]).toMatchObject([
      { number: 1, severity: 'P1', blocking: true, disposition: null },
      { number: 2, severity: 'P2', blocking: false },
    ]);
    expect(task().action).toBe('fix-findings');
    expect(task().text('review', 'show').stdout).toContain(`1. [P1, blocks] ${first.id}  It is wrong — src/main.ts:1`);

    const answer = (...answers: unknown[]): string[] => {
      task().repo.write('docs/cccc/runtime/answers.json', JSON.stringify({ answers }));
      return codes(task().run('report', 'fixes', '--file', 'docs/cccc/runtime/answers.json'));
    };
    const fixed = { id: first.id, disposition: 'fixed', reason: null };
    expect(answer(fixed)).toEqual(['findings-unanswered']);
    expect(answer(fixed, { id: second.id, disposition: 'rejected', reason: null })).toEqual(['finding-needs-reason']);
    expect(
      answer(
        { ...fixed, disposition: 'deferred', reason: 'later' },
        { id: second.id, disposition: 'fixed', reason: null },
      ),
    ).toEqual(['finding-not-deferrable']);
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    expect(answer(fixed, { id: second.id, disposition: 'deferred', reason: 'the next milestone tests it' })).toEqual([
      'fact-recorded',
    ]);

    expect(task().run('review', 'milestone').code).toBe(0);
    const prompt = task().codex.prompts.at(-1) ?? '';
    for (const told of [
      first.id,
      second.id,
      "Claude's answer: fixed",
      "Claude's answer: deferred: the next milestone tests it",
      'changed since the last round',
    ])
      expect(prompt).toContain(told);
    expect(task().events.at(-1)).toMatchObject({ type: 'review-returned', outcome: { kind: 'pass', findings: [] } });
  });

  it('is not a pass when an earlier finding was left unanswered by Codex: an outage, and no round', () => {
    task().codex.answer(sentBack());
    task().run('review', 'milestone');
    task().answerFindings();
    task().codex.answer({ reply: { earlier_findings: [] } });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { data: { reason: 'earlier-findings-unanswered' } },
    });
    task().ok('resume');
    expect(task().run('next').json.data).toMatchObject({ args: { round: 2 } });
  });

  it('is the worse of a verdict and findings that contradict each other', () => {
    task().codex.answer({ reply: { verdict: 'pass', findings: [finding({ severity: 'P0', category: 'security' })] } });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found', args: { verdict: 'fail_fixable' } }] },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
  });

  it('reports a next milestone that nobody approved as widened scope, and does not take it', () => {
    task().codex.answer({ reply: { next_milestone_id: 'M009: rewrite it all' } });
    const ran = task().run('review', 'milestone');
    expect(ran.json.findings).toContainEqual(
      expect.objectContaining({ code: 'scope-widened', args: { named: 'M009: rewrite it all' } }),
    );
    task().ok('milestone', 'accept');
    expect(task().run('next').json.data).toMatchObject({ action: 'start-milestone', args: { id: 'M002' } });
    const [artifact = ''] = readdirSync(task().repo.file('docs/cccc/reviews/milestones'));
    expect(readFileSync(task().repo.file(`docs/cccc/reviews/milestones/${artifact}`), 'utf8')).toContain(
      'Named but not in the plan:** M009: rewrite it all',
    );
  });

  const LEADS: [Review['verdict'], string, string][] = [
    ['fail_fixable', 'CLAUDE_FIX', 'fix-findings'],
    ['insufficient_context', 'CLAUDE_FIX', 'fix-findings'],
    ['fail_unclear', 'FAIL_UNCLEAR', 'unsupported-pause'],
    ['needs_human', 'NEEDS_HUMAN', 'write-question'],
    ['sensitive_operation', 'SENSITIVE_OPERATION', 'unsupported-pause'],
    ['unsafe', 'UNSAFE', 'unsupported-pause'],
  ];
  it.each(LEADS)('of %s leads to %s', (verdict, status, action) => {
    task().codex.answer({
      reply: {
        verdict,
        findings: [finding()],
        needs_human_question: verdict === 'needs_human' ? 'Which answer?' : null,
      },
    });
    const ran = task().run('review', 'milestone');
    expect(ran.code).toBe(1);
    expect(task().state).toMatchObject({ status });
    expect(task().action).toBe(action);
    if (verdict === 'needs_human')
      expect(ran.json.findings).toContainEqual(
        expect.objectContaining({ code: 'codex-asks', args: { question: 'Which answer?' } }),
      );
  });
});

describe('the outcome of a plan review', () => {
  const task = eachFrom(() => new TaskProject().planned());
  const LEADS: [Review['verdict'], string][] = [
    ['pass', 'PLAN_NEXT_MILESTONE'],
    ['fail_fixable', 'CLAUDE_REVISE_PLAN'],
    ['insufficient_context', 'DISCOVER_EXISTING_PROJECT'],
    ['fail_unclear', 'FAIL_UNCLEAR'],
    ['needs_human', 'NEEDS_HUMAN'],
    ['sensitive_operation', 'SENSITIVE_OPERATION'],
    ['unsafe', 'UNSAFE'],
  ];
  it.each(LEADS)('of %s leads to %s', (verdict, status) => {
    task().codex.answer({
      reply: { verdict, findings: verdict === 'pass' ? [] : [finding({ file: 'docs/cccc/roadmap.md' })] },
    });
    expect(task().run('review', 'plan').code).toBe(verdict === 'pass' ? 0 : 1);
    expect(task().state).toMatchObject({ status });
  });
});

describe('the limits of a milestone', () => {
  const limited = (review: Partial<Config['review']>): TaskProject =>
    new TaskProject({ config: { review } }).implemented();

  it('at its last round give the human the open findings and every way on', () => {
    const task = limited({ max_review_rounds_per_milestone: 1 });
    task.codex.answer(sentBack());
    expect(task.run('review', 'milestone').code).toBe(1);
    expect(task.state).toMatchObject({ status: 'REVIEW_THRESHOLD_EXCEEDED', pause_reason: 'review-rounds' });
    const card = task.text('resume');
    expect(card.code).toBe(1);
    for (const part of [
      'It is wrong',
      'resume --strategy manual',
      'resume --strategy extend-review',
      'resume --strategy accept-risk',
      'resume --strategy skip',
    ])
      expect(card.stdout).toContain(part);
    task.ok('resume', '--strategy', 'extend-review');
    expect(task.action).toBe('fix-findings');
    task.answerFindings();
    task.ok('review', 'milestone');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('at the last fix attempt stop too, and a security finding is not skipped', () => {
    const task = limited({ max_fix_attempts_per_milestone: 1 });
    const bad = sentBack({ category: 'security' });
    task.codex.answer(bad, bad);
    task.run('review', 'milestone');
    expect(task.state).toMatchObject({ status: 'CLAUDE_FIX', fix_attempts_current: 1 });
    task.answerFindings();
    task.run('review', 'milestone');
    expect(task.state).toMatchObject({ status: 'REVIEW_THRESHOLD_EXCEEDED', pause_reason: 'fix-attempts' });
    expect(task.run('resume').json.data).toMatchObject({ offered: ['manual', 'extend-review'] });
    expect(task.refused('resume', '--strategy', 'skip')).toEqual(['finding-not-skippable']);
  });
});

describe('a file that the packet only names', () => {
  const task = eachFrom(() =>
    new TaskProject({
      config: { codex: { token_budget: 30_000 } },
    }).implemented(`export const table = '${'0123456789abcdef '.repeat(8000)}';\n`),
  );
  const read = { command: "/bin/bash -lc 'cat tree/src/main.ts'", output: 'export const table' };

  it('makes a pass an outage unless Codex opened it', () => {
    task().codex.answer({ reply: { files_read: ['src/main.ts'] } });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { data: { reason: 'files-not-read', detail: 'src/main.ts' } },
    });
    expect(task().codex.prompts.at(-1)).toContain('on-demand (does not fit): "src/main.ts"');
    task().ok('resume');
    task().codex.answer({ commands: [read] });
    expect(task().run('review', 'milestone').code).toBe(0);
  });
});

describe('the checks before a review', () => {
  let tools: string;
  /** Two checks outside the repository; each does what a file beside it says. */
  const task = eachFrom(() => {
    tools = freshFolder();
    writeFileSync(
      path.join(tools, 'check.mjs'),
      `import fs from 'node:fs';
const does = fs.existsSync(new URL(process.argv[2], import.meta.url)) ? fs.readFileSync(new URL(process.argv[2], import.meta.url), 'utf8') : 'pass';
console.log(process.argv[2], 'says', does);
if (does === 'fail') process.exit(1);
if (does === 'write') fs.writeFileSync('src/main.ts', 'export const answer = 0;\\n');
if (does === 'hang') setInterval(() => {}, 1000);
`,
    );
    const check = (name: string, required: boolean) => ({
      name,
      run: [process.execPath, path.join(tools, 'check.mjs'), name],
      required,
      timeout_seconds: 5,
    });
    return new TaskProject({
      config: { testing: { commands: [check('unit', true), check('style', false)] } },
    }).implemented();
  });
  beforeEach(() => {
    for (const name of ['unit', 'style']) rmSync(path.join(tools, name), { force: true });
  });
  const have = (name: string, does: string): void => writeFileSync(path.join(tools, name), does);

  it('stop it before Codex is called when a required one fails, with the end of its output', () => {
    have('unit', 'fail');
    const ran = task().run('review', 'milestone');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'check-failed', args: { name: 'unit', how: 'exit 1', tail: 'unit says fail' } }] },
    });
    expect(task().codex.prompts).toHaveLength(1);
    expect(started(task())).toBe(1);
    expect(task().state).toMatchObject({ status: 'CLAUDE_FIX', review_round_current: 0 });
    expect(task().action).toBe('fix-checks');
    expect(task().run('gates').json.data).toMatchObject({ checks: { state: 'closed', reason: 'checks-failed' } });
    have('unit', 'pass');
    task().ok('report', 'fixes');
    task().ok('review', 'milestone');
    expect(task().run('gates').json.data).toMatchObject({ checks: { state: 'open' } });
  });

  it('go into the packet and the artifact when one that is not required fails', () => {
    have('style', 'fail');
    task().ok('review', 'milestone');
    const prompt = task().codex.prompts.at(-1) ?? '';
    expect(prompt).toMatch(/unit.*passed[\s\S]*style.*failed/i);
    expect(prompt).toContain('style says fail');
    const [artifact = ''] = readdirSync(task().repo.file('docs/cccc/reviews/milestones'));
    expect(readFileSync(task().repo.file(`docs/cccc/reviews/milestones/${artifact}`), 'utf8')).toMatch(
      /- style: failed \(optional, exit 1/,
    );
  });

  it('refuse it by path when one of them changes what is under review', () => {
    have('unit', 'write');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'checks-changed-tree', args: { paths: 'src/main.ts' } }] },
    });
    expect(task().codex.prompts).toHaveLength(1);
    expect(started(task())).toBe(1);
  });

  it('fail at their time limit', () => {
    have('unit', 'hang');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'check-failed', args: { name: 'unit', how: 'time-limit', tail: 'unit says hang' } }] },
    });
    expect(processesNaming(tools)).toEqual([]);
  });
});
