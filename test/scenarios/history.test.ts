/** `cccc tasks` and `cccc show`: what was done in a repository, read from the ledgers. */
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { type Ran, TaskProject } from '../helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const listed = (ran: Ran): Record<string, unknown>[] => {
  const { tasks } = ran.json.data;
  return Array.isArray(tasks) ? tasks : [];
};

describe('the tasks of a repository', () => {
  const task = new TaskProject();
  let [given, done]: string[] = [];

  beforeAll(() => {
    expect(codes(task.ok('tasks'))).toEqual(['no-tasks-yet']);
    expect(task.refused('show')).toEqual(['no-tasks-yet']);
    given = String(task.ok('start', 'Try', 'something').json.data['task']);
    task.ok('abandon', 'not wanted');
    task.planned();
    task.codex.answer(sentBack({ title: 'Too large' }));
    task.run('review', 'plan');
    task.answerFindings();
    task.writePlan();
    task.writeSelfReview();
    done = String(task.ok('status').json.data['task']);
  });

  it('are listed newest first, with how far each is', () => {
    expect(listed(task.ok('tasks'))).toMatchObject([
      { task: done, active: true, status: 'CLAUDE_REVISE_PLAN', ended_at: null, reviews: { returned: 1 } },
      { task: given, active: false, abandoned: true, status: 'FAILED', text: 'Try something' },
    ]);
    const lines = task.text('tasks').stdout.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^\\* ${done} {2}CLAUDE_REVISE_PLAN +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d`));
    expect(lines[1]).toBe('    0 of 2 milestones accepted · 1 review');
    expect(lines[2]).toMatch(new RegExp(`^ {2}${given} {2}ABANDONED +.* {2}Try something$`));
    expect(lines[3]).toBe('    no plan yet · 0 reviews');
  });

  it('show their milestones and reviews, the present one without a name, others by the end of it', () => {
    const present = task.ok('show').json.data;
    expect(present).toMatchObject({
      task: done,
      milestone_list: [
        { id: 'M001', title: 'The answer', state: 'planned' },
        { id: 'M002', state: 'planned' },
      ],
      review_list: [{ gate: 'plan', round: 1, kind: 'findings', outcome: 'fail_fixable', findings: 1 }],
    });
    expect(task.text('show').stdout).toMatch(/plan +1 +\d:\d\d +fail_fixable, 1 finding · docs\/cccc\/reviews\//);
    expect(task.ok('show', given?.slice(-6) ?? '').json.data).toMatchObject({ task: given, abandoned: true });
  });

  it('speak Chinese', () => {
    const { stdout } = task.text('show', given ?? '', '--language', 'zh-CN');
    expect(stdout).toMatch(/状态：已放弃\n开始：.* · 结束于 .*，历时 \d+:\d\d\n/);
  });

  it('are named where the name fits none or several', () => {
    expect(task.refused('show', 'nothing')).toEqual(['task-unknown']);
    expect(task.refused('show', '2')).toEqual(['task-ambiguous']);
  });

  it('are listed also where a ledger cannot be trusted', () => {
    appendFileSync(task.repo.file(`.git/cccc/tasks/${given}/ledger.jsonl`), '{"v":2}\n');
    const ran = task.ok('tasks');
    expect(listed(ran).map((one) => [one['task'], one['problem']])).toEqual([
      [done, null],
      [given, 'ledger-corrupt'],
    ]);
    expect(codes(ran)).toEqual(['ledger-corrupt']);
    expect(task.run('show', given ?? '').code).toBe(3);
  });
});

describe('a task given on standard input', () => {
  const task = new TaskProject();
  const start = (input: string, ...more: string[]) => {
    const words = [task.cli, 'start', '--stdin', '--json', ...more];
    const { stdout } = spawnSync(process.execPath, words, {
      cwd: task.repo.dir,
      env: task.env,
      input,
      encoding: 'utf8',
    });
    const said: Ran['json'] = JSON.parse(stdout);
    return said.findings.map(({ code }) => code);
  };

  it('is refused when it is empty, or given twice', () => {
    expect(start(' \n')).toEqual(['bad-usage']);
    expect(start('Do this', 'Do that')).toEqual(['bad-usage']);
  });

  it('is kept word for word, quotes, dollars and lines included', () => {
    const text = `Don't expand "$HOME" or \`id\`\n第二行`;
    expect(start(`${text}\n`)).toContain('task-started');
    expect(task.ok('show').json.data['text']).toBe(text);
  });
});

it('a task that is abandoned names where its work is, and its status says so', () => {
  const task = new TaskProject().implemented();
  const [said] = task.ok('abandon', 'not wanted').json.findings.filter(({ code }) => code === 'task-abandoned');
  expect(said?.args['files']).toBe(1);
  expect(task.text('status').stdout).toContain('Status: ABANDONED · mode');
});
