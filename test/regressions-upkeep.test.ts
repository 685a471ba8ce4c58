/** What was lost, or left without a way on, where files of the program were gone: one numbered test for each. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('a task whose ledger was deleted', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().implemented();
    made.repo.commit('Work that nobody reviewed');
    rmSync(made.repo.file('.git/cccc'), { recursive: true });
    return made;
  });

  it.each([
    [
      'abandon and start',
      [
        ['abandon', 'lost'],
        ['start', 'Go on'],
      ],
    ],
    ['reset', [['reset', '--confirm']]],
  ])('#120 left what it had committed in the base of the next task, where nobody reviewed it: %s', (_how, calls) => {
    for (const call of calls) task().ok(...call);
    const [first] = task().events;
    expect(first).toMatchObject({
      type: 'task-started',
      origin: { taken_back: expect.arrayContaining([expect.objectContaining({ path: 'src/main.ts' })]) },
    });
  });
});

describe('a command that was killed', () => {
  it('#121 took a failure of the client with it: it was called a file that nobody reads, and never recorded', () => {
    const task = new TaskProject().implementing();
    const taken = task.repo.file('.git/cccc-stop-failures.jsonl.4194305');
    task.repo.write('.git/cccc-stop-failures.jsonl.4194305', '{"error":"the first"}\n');
    task.repo.write('.git/cccc-stop-failures.jsonl', '{"error":"the second"}\n');
    expect(task.run('doctor').json.findings.map(({ code }) => code)).not.toContain('leftover-files');
    expect(task.status).toBe('PAUSED_FOR_SYSTEM');
    const failed = task.events.filter(({ type }) => type === 'system-failed');
    expect(failed.map(({ detail }) => detail)).toEqual(['the first', 'the second']);
    expect([taken, task.repo.file('.git/cccc-stop-failures.jsonl')].filter((file) => existsSync(file))).toEqual([]);
  });
});

describe('doctor', () => {
  it('#122 named no command for a Codex that is not there', () => {
    const task = new TaskProject({ config: { codex: { cli_command: 'no-such-codex' } } });
    const found = task.run('doctor').json.findings.find(({ code }) => code === 'codex-not-ready');
    expect(found?.command).toBe('npm install -g @openai/codex');
  });

  it('#123 sent to setup for a planning document that was lost, which put a template in its place', () => {
    const task = new TaskProject().implementing();
    const before = readFileSync(task.repo.file('docs/cccc/milestone-backlog.md'), 'utf8');
    task.repo.commit('Plan').remove('docs/cccc/milestone-backlog.md');
    const found = task.run('doctor').json.findings.find(({ code }) => code === 'plan-document-gone');
    expect(found?.command).toBe('git restore docs/cccc/milestone-backlog.md');
    const ran = task.ok('repair');
    expect(ran.json.findings.at(-1)).toMatchObject({ code: 'plan-document-gone' });
    task.repo.git('restore', 'docs/cccc/milestone-backlog.md');
    expect(readFileSync(task.repo.file('docs/cccc/milestone-backlog.md'), 'utf8')).toBe(before);
    expect(task.gate('plan')).toMatchObject({ state: 'open' });
  });
});
