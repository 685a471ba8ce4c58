/**
 * Bugs about what is reported while a review runs, and about the next step after it; numbered as in
 * regressions.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { heartbeatOf } from './helpers/real-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

const codes = (ran: ReturnType<TaskProject['run']>): string[] => ran.json.findings.map(({ code }) => code);

describe('#65 the command that was named was not the one that helps', () => {
  const task = eachFrom(() => new TaskProject({ config: { testing: { commands: [check('unit', 0)] } } }).implemented());
  const missing = 'The schema of the orders table is in no file.';

  it('insufficient_context with all checks green was answered with "fix the checks"', () => {
    task().codex.answer({ reply: { verdict: 'insufficient_context', coverage_notes: missing } });
    expect(task().run('review', 'milestone').code).toBe(1);
    const next = task().ok('next').json.data;
    expect(next).toMatchObject({ action: 'supply-context', text: expect.stringContaining(missing) });
    expect(next['text']).not.toMatch(/check/);
    task().ok('report', 'fixes');
    task().ok('review', 'milestone');
  });

  it('a check that failed is still what has to be fixed', () => {
    task().codex.answer({ reply: { verdict: 'insufficient_context', coverage_notes: missing } });
    task().run('review', 'milestone');
    task().ok('report', 'fixes');
    task().set('testing.commands', [check('unit', 1)]);
    task().ok('confirm');
    expect(codes(task().run('review', 'milestone'))).toEqual(['check-failed']);
    expect(task().ok('next').json.data).toMatchObject({ action: 'fix-checks' });
  });

  it('a gate that is open was reviewed again, which voids its approval: it says "accept it"', () => {
    task().ok('review', 'milestone');
    const calls = task().codex.prompts.length;
    const ran = task().run('review', 'milestone');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'gate-open', command: expect.stringMatching(/ milestone accept$/) }] },
    });
    expect(task().codex.prompts).toHaveLength(calls);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(task().run('review', 'plan').json.findings).toMatchObject([
      { code: 'gate-open', command: expect.stringMatching(/ next$/) },
    ]);
    task().repo.write('src/main.ts', 'export const answer = 43;\n');
    task().ok('review', 'milestone');
  });

  it('while the review of another gate runs, no gate names a command that is refused', async () => {
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    await until(() => heartbeatOf(task().record('milestone-2')).codex !== null);
    const openers = Object.fromEntries(
      Object.entries(Object(task().ok('gates').json.data['gates'])).map(([gate, view]) => [
        gate,
        Reflect.get(Object(view), 'opens_with'),
      ]),
    );
    expect(openers).toEqual({ plan: null, milestone: 'cccc review wait', final: 'cccc next' });
    for (const [gate, command] of [
      ['milestone', / review wait$/],
      ['final', / next$/],
    ] as const)
      expect(task().run('gates', '--assert', gate).json.findings.at(-1)).toMatchObject({
        code: 'gate-closed',
        command: expect.stringMatching(command),
      });
    task().codex.release();
    expect(task().run('review', 'wait').code).toBe(0);
  });
});

describe('#66 nothing was said while a review ran', () => {
  const task = eachFrom(() => new TaskProject({ config: { testing: { commands: [check('unit', 0)] } } }).implemented());
  const objects = (text: string): Record<string, unknown>[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('says the checks with their durations, the packet, and how far Codex is, under --json on stderr', async () => {
    task().codex.answer({ hold: true });
    const ran = task().run('review', 'milestone', '--max', '0');
    const said = objects(ran.stderr).filter(({ type }) => type !== 'progress');
    expect(said).toMatchObject([
      { type: 'check-running', name: 'unit', number: 1, of: 1 },
      { type: 'check-passed', name: 'unit', seconds: expect.any(Number) },
      { type: 'packet-building', gate: 'milestone' },
      { type: 'packet-built', gate: 'milestone', files: 1, tokens: expect.any(Number), unshown: 0, reading: 0 },
    ]);
    await until(() => heartbeatOf(task().record('milestone-2')).codex !== null);
    const waited = spawnSync(process.execPath, [task().cli, 'review', 'wait', '--json', '--max', '1'], {
      cwd: task().repo.dir,
      env: task().env,
      encoding: 'utf8',
    });
    expect(objects(waited.stderr)).toMatchObject([
      { type: 'progress', gate: 'milestone', phase: 'codex', limit_seconds: 1800, token_limit: null },
    ]);
    expect(JSON.parse(waited.stdout)).toMatchObject({ code: 4 });
    task().codex.release();
    task().ok('review', 'wait');
  });

  it('replays the events with the times at which they came', async () => {
    task().codex.answer({ commands: [{ command: "/bin/bash -lc 'cat tree/src/main.ts'", output: 'x' }], hold: true });
    task().run('review', 'milestone', '--max', '0');
    const times = path.join(task().record('milestone-2'), 'event-times.txt');
    await until(() => readFileSync(times, 'utf8').trimEnd().split('\n').length === 2);
    const first = task().text('review', 'wait', '--max', '1').stdout;
    const started = /^\d+:\d\d {2}Codex started$/m.exec(first)?.[0] ?? '';
    expect(started).not.toBe('');
    expect(first).toMatch(/^\d+:\d\d of 30:00 · milestone: Codex/m);
    // Well after the first second, so that the event's own time differs from the time at which it is printed.
    const [said = ''] = readFileSync(times, 'utf8').split('\n');
    await until(() => Date.now() - Number(said) > 2000);
    expect(task().text('review', 'wait', '--max', '1').stdout).toContain(`${started}\n`);
    task().codex.release();
    task().ok('review', 'wait');
  });

  it('a review in the foreground says as much', () => {
    const shown = task().text('review', 'milestone', '--foreground');
    expect(shown.stdout).toMatch(/Check unit passed in [\d.]+ s\.\n[\s\S]*Building the packet[\s\S]*Codex started/);
    expect(shown.stdout.match(/Codex started/g)).toHaveLength(1);
    expect(shown.code).toBe(0);
  });
});

function check(name: string, exit: number) {
  return { name, run: [process.execPath, '-e', `process.exit(${exit})`], required: true, timeout_seconds: 60 };
}
