/** `cccc status` and `cccc trace`: where the task stands, and what happened. */
import { truncateSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
/** The time in a zone some hours from now, as `2026-09-21T14:13`. */
const localIn = (timeZone: string, hours: number): string =>
  new Date(Date.now() + hours * 3_600_000).toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');
const lastLines = (text: string): string[] => text.trimEnd().split('\n').slice(-5);

describe('status', () => {
  it('says that there is no task', () => {
    expect(codes(new TaskProject().ok('status'))).toEqual(['no-task']);
  });

  it('shows a review that runs, and ends in the progress block', async () => {
    const task = new TaskProject().planned();
    task.codex.answer({ hold: true });
    expect(await task.start('review', 'plan', '--max', '0').done).toBe(4);
    await until(() => task.codex.prompts.length === 1);
    const { stdout } = task.text('status');
    expect(stdout).toMatch(/plan review, round 1, is running: plan-1 · Codex · \d+:\d\d · 0 tokens/);
    expect(stdout).toMatch(/^\[>\] plan reviewing \d+:\d\d {2}\[ \] M001 {2}\[ \] M002 {2}\[ \] final$/m);
    expect(lastLines(stdout)).toEqual([
      'Milestone: none yet',
      'Status: reviewing',
      'Review round: 1/3',
      'Last check: none configured (testing.commands)',
      'Decision: wait for the plan review',
    ]);
    expect(task.run('status').json.data['review']).toMatchObject({ job: 'plan-1', liveness: 'alive' });
    task.codex.release();
    expect(task.run('review', 'wait').code).toBe(0);
  });

  it('shows what waits for the user: the findings, the choices and their commands', () => {
    const task = new TaskProject({
      config: { planning: { max_plan_review_rounds: 1 } },
    }).planned();
    task.codex.answer(sentBack({ title: 'Too large' }));
    task.run('review', 'plan');
    const { stdout } = task.text('status');
    expect(stdout).toContain('Paused: REVIEW_THRESHOLD_EXCEEDED — the review rounds are used up');
    expect(stdout).toContain('Too large — src/main.ts:1');
    expect(stdout).toMatch(/cccc\.mjs resume --strategy extend-review\n/);
    expect(lastLines(stdout)[4]).toBe(
      'Decision: you choose at the plan gate (the review rounds are used up): ' +
        'wrong | replan | manual | extend-review | accept-risk | free-input',
    );
    expect(task.run('status').json.data['offered_strategies']).toEqual([
      'wrong',
      'replan',
      'manual',
      'extend-review',
      'accept-risk',
      'free-input',
    ]);
    const chinese = task.text('status', '--language', 'zh-CN').stdout;
    expect(chinese).toContain('已暂停：REVIEW_THRESHOLD_EXCEEDED — 审查轮次已用完');
    expect(lastLines(chinese)[1]).toBe('状态：已暂停');
  });

  it('shows everything else where the work tree cannot be named, and why', () => {
    const task = new TaskProject().implemented();
    task.repo.write('big.bin', 'x');
    truncateSync(task.repo.file('big.bin'), 1e9);
    const ran = task.ok('status');
    expect(codes(ran)).toEqual(['untracked-too-large']);
    expect([ran.json.data['gates'], ran.json.data['status']]).toEqual([null, 'CLAUDE_SELF_REVIEW']);
    const { stdout } = task.text('status');
    expect(stdout).toContain('big.bin (1 GB)');
    expect(lastLines(stdout)[0]).toBe('Milestone M001: The answer');
  });
});

describe('trace', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject().implementing();
  });

  it('shows every entry of the ledger below its day: when, who, what, digests only where they are asked for', () => {
    const [day, ...lines] = task.text('trace').stdout.trimEnd().split('\n');
    expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(lines).toHaveLength(task.events.length);
    expect(lines[0]).toMatch(/^ {3}1 {2}\d\d:\d\d:\d\d {2}user {4}task started: Make the answer 42 · supervised-auto$/);
    expect(lines.find((line) => line.includes('plan review: pass'))).toMatch(
      /Codex {3}plan review: pass, 0 findings · plan-1 · \d+:\d\d · 120 tokens$/,
    );
    expect(task.text('trace', '--verbose').stdout).toMatch(/ · 120 tokens · receipt [0-9a-f]{12}…$/m);
  });

  it('shows the last ones with --limit', () => {
    const lines = task.text('trace', '--limit', '2').stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.slice(0, 4).trim())).toEqual([
      String(task.events.length - 1),
      String(task.events.length),
    ]);
    expect(task.run('trace', '--limit', 'two').code).toBe(2);
  });

  const shown = (...args: string[]): string[] => {
    const { entries } = task.ok('trace', ...args).json.data;
    return Array.isArray(entries) ? entries.map((entry) => String(Reflect.get(Object(entry), 'type'))) : [];
  };

  it('shows what belongs to a gate or a milestone with --gate', () => {
    expect(shown('--gate', 'milestone')).toEqual(['implementation-started']);
    expect(shown('--gate', 'M001')).toEqual(['implementation-started']);
    expect(shown('--gate', 'plan')).toEqual(task.events.map(({ type }) => type).slice(0, -1));
    expect(shown('--gate', 'final')).toEqual([]);
    expect(task.run('trace', '--gate', 'checks').code).toBe(2);
  });

  it('shows what happened since a time with --since, in local time, and refuses what is none', () => {
    expect(shown('--since', '3d')).toHaveLength(task.events.length);
    expect(shown('--since', String(task.events.at(-1)?.['at']))).toEqual(['implementation-started']);
    expect(shown('--since', '2999-01-01')).toEqual([]);
    task.env['TZ'] = 'Asia/Shanghai';
    expect(shown('--since', localIn('Asia/Shanghai', -1))).toHaveLength(task.events.length);
    expect(shown('--since', localIn('Asia/Shanghai', 1))).toEqual([]);
    delete task.env['TZ'];
    for (const wrong of ['2x', 'yesterday', '2026-13-01', '12:00'])
      expect(task.run('trace', '--since', wrong).code).toBe(2);
  });

  it('gives the events whole with --json', () => {
    const entries = task.ok('trace').json.data['entries'];
    expect(Array.isArray(entries) && entries.map((entry) => entry.event)).toEqual(task.events);
  });

  it('shows what the guard asked and denied in between, and names a line of its log that is broken', () => {
    const at = (seq: number): string => String(task.events[seq - 1]?.['at']);
    const line = (when: string, more: object = {}): string =>
      `${JSON.stringify({ at: when, session: 's1', tool: 'Bash', verdict: 'ask', category: 'publish', kind: 'publish-package', subject: 'npm publish\u001b[31m', ...more })}\n`;
    const early = line('2001-01-01T00:00:00.000Z', { subject: 'of an earlier task' });
    task.repo.write(
      'docs/cccc/logs/guard.jsonl',
      `${early}${line(at(2))}{"at":"2\n\n${line('2999-01-01T00:00:00.000Z', { verdict: 'deny', subject: 'docs/cccc/state.json', category: 'evidence', kind: 'evidence' })}`,
    );
    const { code, stdout } = task.text('trace');
    const lines = stdout.trimEnd().split('\n');
    const rows = lines.filter((row) => !/^\d{4}-\d\d-\d\d$/.test(row));
    expect([code, rows.length, lines.length]).toEqual([0, task.events.length + 3, task.events.length + 5]);
    expect(rows[2]).toMatch(/^ {6}\d\d:\d\d:\d\d {2}guard {3}asked: npm publish \[31m · publish\/publish-package$/);
    expect(lines.at(-2)).toMatch(/guard {3}denied: docs\/cccc\/state\.json · evidence\/evidence$/);
    expect(lines.at(-1)).toContain('docs/cccc/logs/guard.jsonl cannot be read at line 3');
    expect(task.text('trace', '--language', 'zh-CN').stdout).toMatch(/守卫 {4}询问：npm publish[\s\S]*守卫 {4}拒绝：/);
    const { json } = task.ok('trace', '--limit', '1');
    expect([json.data['entries'], json.data['guard'], codes(task.ok('trace'))]).toMatchObject([
      [],
      [{ verdict: 'deny', tool: 'Bash' }],
      ['guard-log-broken'],
    ]);
    task.repo.remove('docs/cccc/logs/guard.jsonl');
  });

  it('speaks Chinese', () => {
    expect(task.text('trace', '--language', 'zh-CN', '--limit', '1').stdout).toContain('M001 开始');
  });
});
