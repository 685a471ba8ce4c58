/** Bugs about lost findings and questions; each test runs the built program. Numbered as in regressions.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentBack } from './helpers/fake-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('a new plan after findings', () => {
  const task = eachFrom(() => new TaskProject().completed());

  it('#27 made the final review forget a finding, which was then held back as new when Codex found it again', () => {
    const found = { title: 'Injection', category: 'security' as const, reachable_failure: null };
    task().codex.answer(sentBack(found));
    expect(task().run('review', 'final').code).toBe(1);
    expect(task().answerFindings().code).toBe(0);
    const backlog = 'docs/cccc/milestone-backlog.md';
    const before = readFileSync(task().repo.file(backlog), 'utf8');
    const [, second = ''] = before.split(/^(?=## M002)/m);
    task().repo.write(backlog, `${before}\n${second.replaceAll('M002', 'M003').replace('The question', 'The reason')}`);
    task().ok('report', 'plan');
    task().ok('report', 'self-review', '--file', task().writeSelfReview());
    task().ok('review', 'plan');
    task().ok('milestone', 'start', 'M003');
    task().repo.write('src/reason.ts', 'export const reason = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().codex.answer(sentBack({ ...found, on_changed_line: false }));
    expect(task().run('review', 'final')).toMatchObject({
      code: 1,
      json: { data: { findings: [{ title: 'Injection', blocking: true }] } },
    });
    expect(task().codex.prompts.at(-1)).toMatch(/earlier findings, each to be answered by its id: F-/);
    expect(task().asserted('final')).toBe(1);
  });
});

describe('a question of Codex', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#28 was left by a plain resume and stood in no later review', () => {
    const asked = 'May this delete user data?';
    task().codex.answer({ reply: { verdict: 'needs_human', needs_human_question: asked } });
    task().run('review', 'milestone');
    expect(task().refused('resume')).toEqual(['answer-needed']);
    expect(task().action).toBe('write-question');
    const option = (id: string): object => ({ id, label: `Option ${id}`, consequences: 'it is done' });
    const question = { kind: 'needs_human', question: asked, why: 'Codex asks', options: [option('A'), option('B')] };
    task().repo.write(
      'docs/cccc/runtime/question.json',
      JSON.stringify({ ...question, recommended: 'A', free_input: true }),
    );
    task().ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
    task().ok('report', 'answer', '--choice', 'B');
    task().run('report', 'fixes');
    task().run('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain(asked);
  });
});
