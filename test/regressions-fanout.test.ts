/** Faults of fan-outs that were found while they were built: one test each. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataOf, runFolder, said } from './helpers/asked.js';
import { chars } from './helpers/secrets/make.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

describe('fan-outs', () => {
  const task = eachFrom(() => new TaskProject());
  const idOf = (ran: Ran): string => String(dataOf(ran, 'id'));
  const plan = (stages: object[]): string => {
    task().repo.write('plan.json', JSON.stringify({ stages }));
    return 'plan.json';
  };
  const statesOf = (ran: Ran): unknown[] => {
    const workers = dataOf(ran, 'workers');
    return (Array.isArray(workers) ? workers : []).map((worker) => Reflect.get(Object(worker), 'state'));
  };

  test('#173 ending a worker that reached its time ended the others too', async () => {
    task().codex.answer({ to: 'TASK: late', hold: true }, { to: 'TASK: in time', hold: true, text: 'Here.' });
    const worker = (name: string, given: object): object => ({ template: 'scout', task: name, ...given });
    const workers = [worker('late', { seconds: 1 }), worker('in time', {})];
    const id = idOf(task().run('fanout', plan([{ workers }]), '--max', '0.1'));
    await until(() => statesOf(task().run('fanout', 'status', id))[0] === 'failed');
    task().codex.release();
    expect(statesOf(task().run('fanout', 'wait', id))).toEqual(['failed', 'answered']);
  });

  test('#174 a secret in a task was kept with the plan', () => {
    const key = `sk-proj-${chars(48)}`;
    task().codex.answer({ text: 'Here.' });
    const ran = task().ok('fanout', '--task', `Where is ${key} used?`);
    const folder = runFolder(task(), idOf(ran));
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name));
    expect(kept.map((file) => path.basename(file))).toEqual(expect.arrayContaining(['prompt.md', 'answer.md']));
    expect(kept.filter((file) => readFileSync(file, 'latin1').includes(key))).toEqual([]);
    expect(`${ran.stdout}${ran.stderr}${task().codex.prompts.join('')}`).not.toContain(key);
  });

  test('#175 a stage that writes began from the work tree, without what the stage before it wrote', () => {
    const writer = (name: string): object => ({ template: 'implementer', task: name });
    task().codex.answer(
      { to: 'TASK: first', text: 'a', writes: { 'a.txt': 'one\n', 'src/main.ts': 'export const answer = 1;\n' } },
      { to: 'TASK: second', text: 'b', writes: { 'a.txt': null, 'b.txt': 'two\n' } },
      { to: 'TASK: Verify', text: 'PASS' },
    );
    const verifier = { template: 'verifier', task: 'all' };
    const stages = [{ workers: [writer('first')] }, { workers: [writer('second')] }, { workers: [verifier] }];
    const ran = task().ok('fanout', plan(stages));
    expect(dataOf(ran, 'work', 'files')).toEqual(['b.txt', 'src/main.ts']);
    task().ok('fanout', 'show');
    expect(said(task().ok('fanout', 'apply', idOf(ran)))).toEqual(['ask-applied']);
    expect(readFileSync(task().repo.file('b.txt'), 'utf8')).toBe('two\n');
    writeFileSync(task().repo.file('b.txt'), 'mine\n');
    expect(task().refused('fanout', 'apply', idOf(ran))).toEqual(['ask-conflict']);
  });
});
