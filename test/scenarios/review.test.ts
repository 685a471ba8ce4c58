/** Outcomes, limits and next steps of a review, through the built program with a stand-in for Codex. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Config, Review } from '../../scripts/generated/types.js';
import { finding, sentBack } from '../helpers/fake-codex.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const codes = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);

describe('the outcome of a milestone review', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('is findings, each of which must be answered, with what the next round is told', () => {
    task().codex.answer(sentBack({}, { severity: 'P2', title: 'A test is missing', file: null, line: null }));
    const ran = task().run('review', 'milestone');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found', args: { verdict: 'fail_fixable', count: 2 } }] },
    });
    const [first, second] = Object(ran.json.data['findings']);
    expect([first, second]).toMatchObject([
      { number: 1, severity: 'P1', blocking: true, disposition: null },
      { number: 2, severity: 'P2', blocking: false },
    ]);
    expect(task().action).toBe('fix-findings');
    expect(task().text('review', 'show').stdout).toContain(`1. [P1, blocks] ${first.id}  It is wrong — src/main.ts:1`);

    const answer = (...answers: unknown[]): string[] => {
      task().repo.write('docs/cccc/runtime/answers.json', JSON.stringify({ answers }));
      return codes(task().run('report', 'fixes', '--file', 'docs/cccc/runtime/answers.json'));
    };
    const fixed = { id: first.id, disposition: 'fixed', reason: null };
    expect(answer(fixed)).toEqual(['findings-unanswered']);
    expect(answer(fixed, { id: second.id, disposition: 'rejected', reason: null })).toEqual(['finding-needs-reason']);
    expect(
      answer(
        { ...fixed, disposition: 'deferred', reason: 'later' },
        { id: second.id, disposition: 'fixed', reason: null },
      ),
    ).toEqual(['finding-not-deferrable']);
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    expect(answer(fixed, { id: second.id, disposition: 'deferred', reason: 'the next milestone tests it' })).toEqual([
      'fact-recorded',
    ]);

    expect(task().run('review', 'milestone').code).toBe(0);
    const prompt = task().codex.prompts.at(-1) ?? '';
    for (const told of [
      first.id,
      second.id,
      "Claude's answer: fixed",
      "Claude's answer: deferred: the next milestone tests it",
      'changed since the last round',
    ])
      expect(prompt).toContain(told);
    expect(task().events.at(-1)).toMatchObject({ type: 'review-returned', outcome: { kind: 'pass', findings: [] } });
  });

  it('is not a pass when Codex leaves an earlier finding unanswered, asked twice: an outage, and no round', () => {
    task().codex.answer(sentBack());
    task().run('review', 'milestone');
    task().answerFindings();
    const silent = { reply: { earlier_findings: [] } };
    task().codex.answer(silent, silent);
    expect(task().run('review', 'milestone')).toMatchObject({ code: 3, json: { data: { reason: 'reply-unusable' } } });
    task().ok('resume');
    expect(task().run('next').json.data).toMatchObject({ args: { round: 2 } });
  });

  it('is the worse of a verdict and findings that contradict each other', () => {
    task().codex.answer({ reply: { verdict: 'pass', findings: [finding({ severity: 'P0', category: 'security' })] } });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'review-found', args: { verdict: 'fail_fixable' } }] },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
  });

  it('reports a next milestone that nobody approved as widened scope, and does not take it', () => {
    task().codex.answer({ reply: { next_milestone_id: 'M009: rewrite it all' } });
    const ran = task().run('review', 'milestone');
    expect(ran.json.findings).toContainEqual(
      expect.objectContaining({ code: 'scope-widened', args: { named: 'M009: rewrite it all' } }),
    );
    task().ok('milestone', 'accept');
    expect(task().run('next').json.data).toMatchObject({ action: 'start-milestone', args: { id: 'M002' } });
    const [artifact = ''] = readdirSync(task().repo.file('docs/cccc/reviews/milestones'));
    expect(readFileSync(task().repo.file(`docs/cccc/reviews/milestones/${artifact}`), 'utf8')).toContain(
      'Named but not in the plan:** M009: rewrite it all',
    );
  });

  const LEADS: [Review['verdict'], string, string][] = [
    ['fail_fixable', 'CLAUDE_FIX', 'fix-findings'],
    ['insufficient_context', 'CLAUDE_FIX', 'fix-findings'],
    ['fail_unclear', 'FAIL_UNCLEAR', 'review-again'],
    ['needs_human', 'NEEDS_HUMAN', 'write-question'],
    ['sensitive_operation', 'SENSITIVE_OPERATION', 'decide-stop'],
    ['unsafe', 'UNSAFE', 'decide-stop'],
  ];
  it.each(LEADS)('of %s leads to %s', (verdict, status, action) => {
    task().codex.answer({
      reply: {
        verdict,
        findings: [finding()],
        needs_human_question: verdict === 'needs_human' ? 'Which answer?' : null,
      },
    });
    const ran = task().run('review', 'milestone');
    expect(ran.code).toBe(1);
    expect(task().state).toMatchObject({ status });
    expect(task().action).toBe(action);
    if (verdict === 'needs_human')
      expect(ran.json.findings).toContainEqual(
        expect.objectContaining({ code: 'codex-asks', args: { question: 'Which answer?' } }),
      );
  });
});

describe('the outcome of a plan review', () => {
  const task = eachFrom(() => new TaskProject().planned());
  const LEADS: [Review['verdict'], string][] = [
    ['pass', 'PLAN_NEXT_MILESTONE'],
    ['fail_fixable', 'CLAUDE_REVISE_PLAN'],
    ['insufficient_context', 'DISCOVER_EXISTING_PROJECT'],
    ['fail_unclear', 'FAIL_UNCLEAR'],
    ['needs_human', 'NEEDS_HUMAN'],
    ['sensitive_operation', 'SENSITIVE_OPERATION'],
    ['unsafe', 'UNSAFE'],
  ];
  it.each(LEADS)('of %s leads to %s', (verdict, status) => {
    task().codex.answer({
      reply: { verdict, findings: verdict === 'pass' ? [] : [finding({ file: 'docs/cccc/roadmap.md' })] },
    });
    expect(task().run('review', 'plan').code).toBe(verdict === 'pass' ? 0 : 1);
    expect(task().state).toMatchObject({ status });
  });
});

describe('the limits of a milestone', () => {
  const limited = (review: Partial<Config['review']>): TaskProject =>
    new TaskProject({ config: { review } }).implemented();

  it('at its last round give the user the open findings and every choice', () => {
    const task = limited({ max_review_rounds_per_milestone: 1 });
    task.codex.answer(sentBack());
    expect(task.run('review', 'milestone').code).toBe(1);
    expect(task.state).toMatchObject({ status: 'REVIEW_THRESHOLD_EXCEEDED', pause_reason: 'review-rounds' });
    const card = task.text('resume');
    expect(card.code).toBe(1);
    for (const part of [
      'It is wrong',
      'resume --strategy manual',
      'resume --strategy extend-review',
      'resume --strategy accept-risk',
      'resume --strategy skip',
    ])
      expect(card.stdout).toContain(part);
    task.ok('resume', '--strategy', 'extend-review');
    expect(task.action).toBe('fix-findings');
    task.answerFindings();
    task.ok('review', 'milestone');
    expect(task.gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('at the last fix attempt stop too, and a security finding is not skipped', () => {
    const task = limited({ max_fix_attempts_per_milestone: 1 });
    const bad = sentBack({ category: 'security' });
    task.codex.answer(bad, bad);
    task.run('review', 'milestone');
    expect(task.state).toMatchObject({ status: 'CLAUDE_FIX', fix_attempts_current: 1 });
    task.answerFindings();
    task.run('review', 'milestone');
    expect(task.state).toMatchObject({ status: 'REVIEW_THRESHOLD_EXCEEDED', pause_reason: 'fix-attempts' });
    expect(task.run('resume').json.data).toMatchObject({
      offered: ['wrong', 'replan', 'manual', 'extend-review', 'free-input'],
    });
    expect(task.refused('resume', '--strategy', 'skip')).toEqual(['finding-not-skippable']);
  });
});

describe('a file that the packet only names', () => {
  const task = eachFrom(() =>
    new TaskProject({
      config: { codex: { token_budget: 30_000 } },
    }).implemented(`export const table = '${'0123456789abcdef '.repeat(8000)}';\n`),
  );
  const read = { command: "/bin/bash -lc 'cat tree/src/main.ts'", output: 'export const table' };

  it('makes a pass an outage unless Codex opened it', () => {
    task().codex.answer({ reply: { files_read: ['src/main.ts'] } });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { data: { reason: 'files-not-read', detail: 'src/main.ts' } },
    });
    expect(task().codex.prompts.at(-1)).toContain('on-demand (does not fit): "src/main.ts"');
    task().ok('resume');
    task().codex.answer({ commands: [read] });
    expect(task().run('review', 'milestone').code).toBe(0);
  });
});
