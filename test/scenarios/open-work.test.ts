/** `status`, `trace` and `doctor` know what Codex was given outside of the gated loop, and change none of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ageRun, dataOf, idOf, runFolder } from '../helpers/asked.js';
import { CtoProject } from '../helpers/cto.js';
import { eachFrom, type Ran } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const workIn = (ran: Ran): unknown => dataOf(ran, 'delegated');

describe('work outside of the gated loop', () => {
  const task = eachFrom(() => new CtoProject());

  test('what runs is named with the command that waits for it; what was answered is not', () => {
    task().codex.answer({ text: 'Here.' });
    task().ok('ask', 'Where is it?', '--read-only');
    expect(workIn(task().ok('status'))).toEqual([]);
    task().codex.answer({ text: 'Done.', hold: true });
    const id = idOf(task().run('ask', '四十二在哪里？', '--read-only', '--max', '0.1'));
    const running = { kind: 'ask', id, standing: 'running', awaits: null, about: '四十二在哪里？' };
    const ran = task().ok('status');
    expect(workIn(ran)).toMatchObject([running]);
    expect(workIn(ran)).toMatchObject([{ command: expect.stringMatching(/cccc\.mjs ask wait 2/) }]);
    expect(task().text('status').stdout).toMatch(/runs · asked: 四十二在哪里？ .*\n {4}→ .* ask wait 2/);
    expect(task().text('status', '--language', 'zh-CN').stdout).toContain('运行中 · 委托：四十二在哪里？');
    const [check] = checksOf(task().run('doctor'));
    expect(check).toMatchObject({ level: 'pass', facts: expect.stringContaining('1 run at work, 0 waiting') });
    task().codex.release();
    task().ok('ask', 'wait', id);
    expect(workIn(task().ok('status'))).toEqual([]);
  });

  test('a question waits for an answer, a change to be applied, a plan for the next step', () => {
    task().codex.answer({ text: 'I looked.\nQUESTION: Which currency?' });
    const asked = idOf(task().run('ask', 'Where?', '--read-only'));
    task().codex.answer({ text: 'Changed.', writes: { 'src/main.ts': 'export const answer = 43;\n' } });
    const writer = idOf(task().ok('ask', 'Make it 43', '--verify', 'node --version'));
    task().withPlan();
    expect(workIn(task().ok('status'))).toMatchObject([
      { kind: 'ask', id: asked, standing: 'waiting', awaits: 'answer' },
      { kind: 'ask', id: writer, awaits: 'change', command: expect.stringContaining(`ask show ${writer}`) },
      { kind: 'cto', standing: 'waiting', awaits: 'step', about: 'Say healthy' },
    ]);
  });

  test('what a killed process left is named, not settled; doctor says which command does', async () => {
    task().codex.answer({ text: 'Done.', hold: true });
    const id = idOf(task().run('ask', 'Where?', '--read-only', '--max', '0.1'));
    const beat = JSON.parse(readFileSync(path.join(runFolder(task(), id), 'heartbeat.json'), 'utf8'));
    process.kill(beat.pid, 'SIGKILL');
    await until(() => !existsSync(`/proc/${beat.pid}`));
    ageRun(task(), id);
    expect(workIn(task().ok('status'))).toMatchObject([{ id, standing: 'left', awaits: null }]);
    expect(existsSync(path.join(runFolder(task(), id), 'result.json'))).toBe(false);
    const ran = task().run('doctor');
    expect(checksOf(ran)).toMatchObject([{ level: 'warn', codes: ['delegated-left'] }]);
    task().run('ask', 'show', id);
    expect(workIn(task().ok('status'))).toEqual([]);
  });

  test('the timeline tells what happened, with and without a task', () => {
    task().codex.answer({ text: 'Here.' });
    const id = idOf(task().ok('ask', 'Where is it?', '--read-only'));
    const types = (ran: Ran): unknown =>
      [dataOf(ran, 'delegated')].flat().map((row) => Reflect.get(Object(row), 'type'));
    expect(types(task().ok('trace'))).toEqual(['asked', 'answered']);
    task().ok('start', 'Make the answer 42');
    // What happened before the task is not part of it.
    expect(types(task().ok('trace'))).toEqual([]);
    task().codex.answer({ partial: 'So far', exit: 1 });
    task().run('ask', 'And where else?', '--read-only');
    expect(types(task().ok('trace'))).toEqual(['asked', 'failed']);
    expect(task().text('trace').stdout).toMatch(/Claude {2}asked · begun: scout: And where else\?/);
    expect(types(task().ok('trace', '--gate', 'plan'))).toEqual([]);
    expect(id).toMatch(/-ask-/);
  });

  test('one damaged description keeps no other from being shown', () => {
    task().withPlan();
    writeFileSync(task().logFile, `${readFileSync(task().logFile, 'utf8').slice(0, -9)}\n`);
    task().codex.answer({ text: 'I looked.\nQUESTION: Which currency?' });
    task().run('ask', 'Where?', '--read-only');
    const ran = task().ok('status');
    expect(workIn(ran)).toMatchObject([{ kind: 'ask', awaits: 'answer' }]);
    expect(ran.json.findings.map(({ code }) => code)).toContain('cto-log-broken');
    expect(checksOf(task().run('doctor'))).toMatchObject([{ level: 'warn', codes: ['cto-log-broken'] }]);
  });
});

const checksOf = (ran: Ran): unknown[] =>
  [dataOf(ran, 'checks')].flat().filter((check) => Reflect.get(Object(check), 'name') === 'delegated');
