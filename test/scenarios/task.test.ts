import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { TaskProject } from '../helpers/task.js';

describe('a whole task', () => {
  it('goes from start to DONE through the three gates', () => {
    const task = new TaskProject();
    task.planned();
    expect(task.status).toBe('CODEX_ADVERSARIAL_PLAN_REVIEW');
    const t = task.text('review', 'plan');
    console.log(t.stdout, t.stderr);
    expect(task.status).toBe('PLAN_NEXT_MILESTONE');
    task.ok('milestone', 'start', 'M001');
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    task.codex.answer(sentBack());
    const r = task.text('review', 'milestone');
    console.log(r.stdout, r.stderr);
    expect(r.code).toBe(1);
    task.repo.write('src/main.ts', 'export const answer = 42; // yes\n');
    console.log(task.answerFindings().stdout);
    console.log(task.text('review', 'milestone').stdout);
    console.log(task.text('milestone', 'accept').stdout);
    task.ok('milestone', 'start', 'M002');
    task.repo.write('src/q.ts', 'export const q = 1;\n');
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
    task.ok('milestone', 'accept');
    const f = task.run('review', 'final');
    console.log(f.stdout);
    const done = task.text('finish');
    console.log(done.stdout, done.stderr);
    console.log(task.text('next').stdout);
    expect(task.events.at(-1)?.type).toBe('task-finished');
  });
});
