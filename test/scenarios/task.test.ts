/** A whole task through the built program, with a stand-in for Codex. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { TaskProject } from '../helpers/task.js';

describe('a whole task', () => {
  it('goes from start to DONE through the three gates, a rejection among them', () => {
    const task = new TaskProject().implementing();
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    task.codex.answer(sentBack());
    expect(task.run('review', 'milestone').code).toBe(1);
    expect(task.action).toBe('fix-findings');
    expect(task.refused('review', 'milestone')).toEqual(['not-now']);
    task.repo.write('src/main.ts', 'export const answer = 42; // all of it\n');
    expect(task.answerFindings().code).toBe(0);
    task.ok('review', 'milestone');
    task.ok('milestone', 'accept');
    task.ok('milestone', 'start', 'M002');
    task.repo.write('src/question.ts', 'export const question = null;\n');
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
    task.ok('milestone', 'accept');
    expect(task.refused('finish')).toContain('gate-closed');
    task.ok('review', 'final');
    task.ok('finish');
    expect(task.status).toBe('DONE');
    expect(task.gate('final')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(task.events.map((event) => event.type)).toEqual([
      'task-started',
      'discovery-written',
      'plan-written',
      'planning-review-done',
      'review-started',
      'review-returned',
      'implementation-started',
      'milestone-implemented',
      'review-started',
      'review-returned',
      'findings-answered',
      'review-started',
      'review-returned',
      'milestone-accepted',
      'implementation-started',
      'milestone-implemented',
      'review-started',
      'review-returned',
      'milestone-accepted',
      'review-started',
      'review-returned',
      'task-finished',
    ]);
  });

  it('leaves the ledger for teammates, equal to the original', () => {
    const task = new TaskProject().accepted();
    const id = String(task.events[0]?.['task_id']);
    const original = readFileSync(`${task.taskDir}/ledger.jsonl`, 'utf8');
    expect(readFileSync(task.repo.file(`docs/cccc/ledger/${id}.jsonl`), 'utf8')).toBe(original);
  });

  it.each([
    [
      'implementation before the plan is approved',
      (task: TaskProject) => task.planned(),
      ['milestone', 'start', 'M001'],
      'not-now',
    ],
    [
      'a milestone that the plan does not have',
      (task: TaskProject) => task.planned().ok('review', 'plan') && task,
      ['milestone', 'start', 'M009'],
      'unknown-milestone',
    ],
    [
      'a milestone whose dependency is not accepted',
      (task: TaskProject) => task.planned().ok('review', 'plan') && task,
      ['milestone', 'start', 'M002'],
      'milestone-dependencies',
    ],
    ['acceptance before the review', (task: TaskProject) => task.implemented(), ['milestone', 'accept'], 'not-now'],
    ['the final review before all milestones', (task: TaskProject) => task.accepted(), ['review', 'final'], 'not-now'],
    ['the end before the final review', (task: TaskProject) => task.accepted(), ['finish'], 'not-now'],
    ['a second task beside the open one', (task: TaskProject) => task.planned(), ['start', 'Another'], 'task-open'],
  ] as const)('refuses %s', (_title, reach, verb, code) => {
    const task = reach(new TaskProject());
    expect(task.refused(...verb)).toContain(code);
  });
});
