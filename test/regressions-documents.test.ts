/** Planning documents that changed under an approval: one numbered test for each fault, through the built program. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentBack } from './helpers/fake-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';

const ARCHITECTURE = 'docs/cccc/architecture.md';
const edit = (task: TaskProject, file: string): void =>
  void task.repo.write(file, `${readFileSync(task.repo.file(file), 'utf8')}\nEverything runs in production now.\n`);

describe('documents that were changed by hand', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#130 the plan gate stayed open after an edit of the architecture that Codex had approved the plan by', () => {
    edit(task(), ARCHITECTURE);
    expect(task().gate('plan')).toMatchObject({
      state: 'closed',
      reason: 'documents-changed',
      detail: 'architecture.md',
    });
    expect(task().refused('review', 'milestone')).toEqual(['gate-closed']);
    expect(task().asserted('plan')).toBe(1);
  });

  it("#131 the user's own edit of the plan was reported as a new plan without asking the user", () => {
    edit(task(), 'docs/cccc/roadmap.md');
    expect(task().ok('next').json.data).toMatchObject({ action: 'settle-documents', waits: true });
    expect(task().refused('report', 'plan')).toEqual(['not-now']);
  });

  it.each(['NEEDS_DOCS_SYNC', 'NEEDS_REPLAN'])('#132 %s had no way on but to give the task up', (status) => {
    edit(task(), status === 'NEEDS_REPLAN' ? ARCHITECTURE : 'docs/cccc/risk-register.md');
    expect(task().status).toBe(status);
    expect(task().run('next').json.data['action']).not.toBe('unsupported-pause');
    task().ok('sync-docs', '--choice', 'D');
    expect(task().action).toBe('review-own-work');
    task().ok('review', 'milestone');
  });

  it('#133 the reviewer was not told that a document had changed since the approval of the plan', () => {
    edit(task(), 'docs/cccc/current-state.md');
    task().ok('review', 'milestone');
    const [, part = ''] = (task().codex.prompts.at(-1) ?? '').split('Document changes since the last sync');
    expect(part).toMatch(/- current-state\.md: edited, minor, impact low[\s\S]*\+Everything runs in production now\./);
  });

  it('#134 a plan that the user had asked to replace still showed an open gate', () => {
    const given = new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented();
    given.codex.answer(sentBack());
    given.run('review', 'milestone');
    given.ok('resume', '--strategy', 'replan');
    expect(given.gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-voided' });
  });
});
