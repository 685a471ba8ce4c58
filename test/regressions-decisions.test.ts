/** What was decided at a pause or confirmed, and got lost or was said too late; each test runs the built program. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from './helpers/fake-codex.js';
import { typeSlash, underClaude } from './helpers/grants.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
/** The user types the verb in Claude Code, which reports it. */
async function slashGrant(task: TaskProject, call: string[]): Promise<Ran> {
  await typeSlash(task, 'cccc', call.join(' '));
  return underClaude(task, call);
}
const planGate = (task: TaskProject): unknown => Object(task.run('gates').json.data['gates'])['plan'];
const log = (task: TaskProject): string => readFileSync(task.repo.file('docs/cccc/decision-log.md'), 'utf8');

describe('a decision at a threshold', () => {
  const task = eachFrom(() => {
    const made = new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented();
    made.codex.answer(sentBack({}, { title: 'Nor is this', line: 1 }));
    made.run('review', 'milestone');
    return made;
  });

  it('#125 work by hand left no trace of how the pause was left: state.json kept the fields of an earlier one', () => {
    task().ok('resume', '--strategy', 'manual');
    expect(task().state).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      previous_status: 'REVIEW_THRESHOLD_EXCEEDED',
      resume_strategy: 'manual',
      last_human_decision: 'manual',
    });
  });

  it('#126 the decision log named the choice and not the findings that it was about', () => {
    task().ok('resume', '--strategy', 'skip');
    expect(log(task()).match(/ {2}- F-\w+ P1 .*: skipped with its milestone/g)).toHaveLength(2);
  });
});

it('#127 Claude never heard of a choice: after `mock` it was told to review the same content again', () => {
  const task = new TaskProject().implemented();
  const option = (id: string) => ({ id, label: `Option ${id}`, consequences: 'It follows.' });
  const question = { question: 'Which key?', why: 'A call needs one.', kind: 'needs_secret', recommended: 'A' };
  task.repo.write(
    'docs/cccc/runtime/question.json',
    JSON.stringify({ ...question, options: [option('A'), option('B')], free_input: true }),
  );
  task.ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
  task.ok('resume', '--strategy', 'mock');
  expect(task.text('next').stdout).toContain('The user decided: mock — Claude replaces it with a mock or a fixture');
  expect(task.ok('next').json.data).toMatchObject({ decided: { strategy: 'mock', words: null } });
});

describe('what a confirmation is about', () => {
  const task = eachFrom(() => new TaskProject().implementing());

  it('#128 typed in Claude Code it was confirmed first and shown afterwards', async () => {
    task().set('review.block_on_p1', false);
    const typed = await slashGrant(task(), ['confirm']);
    expect([typed.code, codes(typed)]).toEqual([1, ['pin-changed', 'confirm-follows', 'confirm-unseen']]);
    expect(typed.json.findings[0]?.message).toBe('review.block_on_p1 (a P1 finding blocks): yes → no (looser)');
    expect(typed.json.findings[1]?.message).toContain('open again: plan');
    expect(planGate(task())).toMatchObject({ reason: 'pins-changed' });
    const code = String(typed.json.data['seen']);
    // Another difference than the one that was shown is not confirmed by its code.
    task().set('review.allow_continue_with_p2', false).set('planning.max_plan_review_rounds', 9);
    expect(codes(await slashGrant(task(), ['confirm', '--seen', code]))).toContain('confirm-unseen');
    task().set('planning.max_plan_review_rounds', 3);
    expect((await slashGrant(task(), ['confirm', '--seen', code])).code).toBe(0);
    expect(planGate(task())).toMatchObject({ state: 'open' });
  });

  it('#129 another port of the provider was shown as two digests and called loosened', () => {
    const configured = (port: number): void =>
      writeFileSync(
        path.join(task().env['CODEX_HOME'] ?? '', 'config.toml'),
        `model_provider = "mine"\n[model_providers.mine]\nname = "mine"\nbase_url = "http://127.0.0.1:${port}/v1"\n`,
      );
    configured(4000);
    task().ok('confirm');
    configured(4001);
    const shown = task().ok('confirm', '--dry-run').json.findings[0];
    expect(shown?.message).toBe(
      'codex_profile (where reviews are sent): mine · http://127.0.0.1:4000/v1 → mine · http://127.0.0.1:4001/v1 ' +
        '(another one; it cannot be called looser or stricter)',
    );
    expect(shown?.args).toMatchObject({ name: 'codex_profile', looser: false });
    // It still has to be confirmed: another port may be another reviewer.
    expect(planGate(task())).toMatchObject({ reason: 'pins-changed' });
    expect(task().text('next').stdout).not.toContain('loosened');
  });
});

it('asks at the terminal below the difference, and confirms nothing without a yes', () => {
  const task = new TaskProject().implementing();
  task.set('review.block_on_p1', false);
  const no = task.typing('n', 'confirm');
  expect(no.screen).toMatch(/block_on_p1 \(a P1 finding blocks\): yes → no \(looser\)[\s\S]*\[y\/N\]/);
  expect(no.code).toBe(1);
  expect(planGate(task)).toMatchObject({ reason: 'pins-changed' });
  expect(task.typing('y', 'confirm').code).toBe(0);
  expect(planGate(task)).toMatchObject({ state: 'open' });
});
