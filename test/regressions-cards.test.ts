/** Dead ends and silent losses between a review and the user's decision; each test runs the built program. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FakeReply, type Finding, sentBack } from './helpers/fake-codex.js';
import { underClaude } from './helpers/grants.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const verdict = (name: 'fail_unclear' | 'unsafe' | 'sensitive_operation'): FakeReply => ({ reply: { verdict: name } });
/** The id of the first open finding. */
const idOf = (task: TaskProject): string => {
  const findings = task.run('review', 'show').json.data['findings'];
  return String(Reflect.get(Object(Array.isArray(findings) ? findings[0] : null), 'id'));
};
/** Codex answers that the earlier finding is still open, with this comment. */
const upheld = (id: string, comment: string, extra: Partial<FakeReply['reply']> = {}): FakeReply => ({
  reply: { earlier_findings: [{ id, status: 'still_open', comment }], verdict: 'fail_fixable', ...extra },
});
const rejected = (task: TaskProject, reason: string): void =>
  expect(task.answerFindings('rejected', reason).code).toBe(0);
/** Rejects Codex's finding until the user has to decide. */
const argue = (task: TaskProject, gate: 'milestone' | 'final', found: Partial<Finding>): string => {
  task.codex.answer(sentBack(found));
  task.run('review', gate);
  const id = idOf(task);
  rejected(task, 'validate() runs first');
  task.codex.answer(upheld(id, 'it runs too late'));
  task.run('review', gate);
  rejected(task, 'see main.ts, line 1');
  task.codex.answer(upheld(id, 'line 1 is not reached'));
  task.run('review', gate);
  return id;
};
const finished = (task: TaskProject): Ran => {
  task.ok('review', 'final');
  return task.ok('finish');
};
const messages = (ran: Ran): string => ran.json.findings.map(({ message }) => message).join('\n');

describe('a review that does not say what is wrong', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#49 cost the whole task: one unclear reply could only be abandoned', () => {
    task().codex.answer(verdict('fail_unclear'));
    expect(task().run('review', 'milestone').code).toBe(1);
    expect(task().status).toBe('FAIL_UNCLEAR');
    const card = task().text('status').stdout;
    for (const way of ['recommended', 'replan', 'safe-alternative', 'skip', 'abandon'])
      expect(card).toContain(`  ${way} —`);
    const next = task().run('next').json.data;
    expect(next).toMatchObject({ action: 'review-again', run: 'resume', waits: false });
    expect(underClaude(task(), ['resume']).code).toBe(0);
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain('milestone-2 (M001) said fail_unclear');
    task().ok('milestone', 'accept');
  });

  it('#49 a second unclear reply is not free: it takes other content or the user', () => {
    task().codex.answer(verdict('fail_unclear'), verdict('fail_unclear'));
    task().run('review', 'milestone');
    underClaude(task(), ['resume']);
    task().run('review', 'milestone');
    expect(task().action).toBe('decide-stop');
    const again = underClaude(task(), ['resume']);
    expect(said(again)).toEqual(['content-unchanged']);
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    expect(underClaude(task(), ['resume']).code).toBe(0);
    expect(task().action).toBe('review-milestone');
  });
});

describe('a verdict that stops the work', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it.each(['unsafe', 'sensitive_operation'] as const)(
    '#50 %s could only be abandoned; it is reviewed again only of other content or by an explicit yes',
    (name) => {
      task().codex.answer(verdict(name));
      task().run('review', 'milestone');
      expect(said(underClaude(task(), ['resume']))).toEqual(['content-unchanged']);
      expect(said(underClaude(task(), ['resume', '--confirm']))).toEqual(['human-only']);
      expect(said(underClaude(task(), ['resume', '--strategy', 'safe-alternative']))).toEqual(['human-only']);
      expect(said(task().run('resume'))).toEqual(['content-unchanged']);
      task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
      expect(underClaude(task(), ['resume']).code).toBe(0);
      task().ok('review', 'milestone');
      expect(task().codex.prompts.at(-1)).toContain(`said ${name}; not settled`);
      task().ok('milestone', 'accept');
      task().ok('milestone', 'start', 'M002');
      task().repo.write('src/question.ts', 'export const question = null;\n');
      task().ok('report', 'implemented');
      task().ok('review', 'milestone');
      task().ok('milestone', 'accept');
      expect(messages(finished(task()))).toContain(`${name} (M001)`);
    },
  );

  it('#50 no risk is accepted while its last word is that the change is unsafe', () => {
    task().codex.answer(verdict('unsafe'), verdict('unsafe'), verdict('unsafe'));
    for (let round = 0; round < 3; round++) {
      task().run('review', 'milestone');
      if (round < 2) task().ok('resume', '--confirm');
    }
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    expect(underClaude(task(), ['resume']).code).toBe(0);
    expect(task().status).toBe('REVIEW_THRESHOLD_EXCEEDED');
    expect(said(task().run('resume', '--strategy', 'accept-risk'))).toEqual(['strategy-not-offered']);
    expect(task().text('status').stdout).toContain('Accepting the risk is not offered');
    task().ok('resume', '--strategy', 'extend-review');
  });

  it('#51 a question about a sensitive operation was a dead end; no answer opens a way for one', () => {
    const option = (id: string): object => ({ id, label: `Option ${id}`, consequences: 'it is done' });
    const question = { kind: 'sensitive_operation', question: 'May I deploy to production?', why: 'To see it work' };
    task().repo.write(
      'docs/cccc/runtime/question.json',
      JSON.stringify({ ...question, options: [option('A'), option('B')], recommended: 'A', free_input: true }),
    );
    task().ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
    expect(task().status).toBe('SENSITIVE_OPERATION');
    expect(said(task().run('report', 'answer', '--choice', 'A'))).toEqual(['sensitive-not-answerable']);
    expect(said(task().run('resume'))).toEqual(['decision-needed']);
    expect(task().text('status').stdout).toContain('No choice allows real money');
    task().ok('resume', '--strategy', 'safe-alternative');
    expect(task().action).toBe('review-own-work');
  });
});

describe('a finding that Claude and Codex do not agree about', () => {
  const review = { max_review_rounds_per_milestone: 5, max_fix_attempts_per_milestone: 5 };
  const task = eachFrom(() => new TaskProject({ config: { review } }).implemented());

  it('#52 came to the user after all rounds and without its history', () => {
    argue(task(), 'milestone', {});
    const status = task().run('status').json.data;
    expect(status).toMatchObject({ status: 'REVIEW_THRESHOLD_EXCEEDED', pause_reason: 'disagreement' });
    const card = task().text('status').stdout;
    for (const words of ['validate() runs first', 'it runs too late', 'see main.ts, line 1', 'line 1 is not reached'])
      expect(card).toContain(words);
    for (const way of ['wrong', 'replan', 'manual', 'extend-review', 'accept-risk', 'skip', 'abandon'])
      expect(card).toContain(`  ${way} —`);
  });

  it('#52 a P0 that is false could neither be accepted nor skipped, whatever the user said', () => {
    const id = argue(task(), 'milestone', { severity: 'P0' });
    expect(said(task().run('resume', '--strategy', 'accept-risk'))).toEqual(['finding-not-skippable']);
    expect(said(task().run('resume', '--strategy', 'wrong'))).toEqual(['wrong-needs-reason']);
    const why = ['--strategy', 'wrong', '--finding', id, '--reason', 'main() is never called'] as const;
    expect(said(underClaude(task(), ['resume', ...why]))).toEqual(['human-only']);
    task().ok('resume', ...why);
    expect(task().action).toBe('review-milestone');
    task().codex.answer(upheld(id, 'it is called by the shell'));
    task().run('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toMatch(/the user's answer: rejected: main\(\) is never called/);
    expect(task().codex.prompts.at(-1)).toContain('and upheld by the reviewer: line 1 is not reached');
    expect(task().codex.prompts.at(-1)).toMatch(
      /chose wrong at a pause: .*\n {2}said: F-\w+: main\(\) is never called/,
    );
    expect(task().text('status').stdout).toContain('it is called by the shell');
    task().ok('resume', '--strategy', 'accept-risk');
    expect(task().gate('milestone').state).toBe('overridden');
  });

  it('#52 a finding about security is not accepted as a risk, even upheld against the user', () => {
    const id = argue(task(), 'milestone', { category: 'security' });
    task().ok('resume', '--strategy', 'wrong', '--finding', id, '--reason', 'no');
    task().codex.answer(upheld(id, 'yes'));
    task().run('review', 'milestone');
    for (const strategy of ['accept-risk', 'skip'])
      expect(said(task().run('resume', '--strategy', strategy))).toEqual(['finding-not-skippable']);
    task().ok('resume', '--strategy', 'replan');
    expect(task().action).toBe('answer-plan-findings');
  });
});

describe('a risk that the user accepted', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#53 was found again by the final review, which blocked on it once more', () => {
    argue(task(), 'milestone', { title: 'Slow', category: 'correctness' });
    task().ok('resume', '--strategy', 'accept-risk');
    task().ok('milestone', 'accept');
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/question.ts', 'export const question = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().codex.answer(sentBack({ title: 'slow!' }));
    const final = task().ok('review', 'final');
    expect(task().codex.prompts.at(-1)).toMatch(
      /## 22\. Accepted risks\n[\s\S]*\| Slow\n {2}accepted by the user at: M001/,
    );
    expect(final.code).toBe(0);
    const folder = task().repo.file('docs/cccc/reviews/final');
    const artifact = readFileSync(path.join(folder, readdirSync(folder)[0] ?? ''), 'utf8');
    expect(artifact).toMatch(/## Accepted by the user as a risk, not fixed\n\n- `F-[0-9a-f]+` P1 Slow/);
    const end = task().ok('finish');
    expect(said(end)).toEqual(expect.arrayContaining(['risks-accepted', 'risks-overridden']));
    expect(messages(end)).toContain('Slow (src/main.ts)');
  });

  it('#53 something worse under its name blocks all the same', () => {
    argue(task(), 'milestone', { title: 'Slow' });
    task().ok('resume', '--strategy', 'accept-risk');
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    task().codex.answer(sentBack({ title: 'Slow', severity: 'P0' }), sentBack({ title: 'Slow', category: 'security' }));
    expect(task().refused('milestone', 'accept')).toEqual(['rounds-used']);
    task().ok('resume', '--strategy', 'extend-review');
    task().run('report', 'fixes');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { data: { findings: [{ blocking: true }] } },
    });
  });
});

describe('a milestone that the user skips', () => {
  const task = eachFrom(() =>
    new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented(),
  );

  it('#54 took those that depend on it with it, in silence, and the task was DONE with none of them', () => {
    task().codex.answer(sentBack({}));
    task().run('review', 'milestone');
    expect(task().text('status').stdout).toMatch(/ {2}skip — .*M002 The question/);
    const skipped = task().ok('resume', '--strategy', 'skip');
    expect(messages(skipped)).toContain('Without M001 these are not done either: M002 The question');
    const end = finished(task());
    expect(task().codex.prompts.at(-1)).toContain('M002: The question | not done: needs M001');
    expect(messages(end)).toContain(
      'Not done: M001 The answer (skipped by the user); M002 The question (depends on M001)',
    );
    expect(end.json.data).toMatchObject({ status: 'DONE', not_done: [{ id: 'M001' }, { id: 'M002' }] });
    expect(task().text('status').stdout).toContain('not all (0 accepted, 1 skipped, 1 not started)');
  });
});

describe('two rounds that ask for the opposite', () => {
  const task = eachFrom(() =>
    new TaskProject({ config: { review: { max_review_rounds_per_milestone: 2 } } }).implemented(),
  );

  it('#55 were seen neither by the reviewer nor by the user', () => {
    task().codex.answer(sentBack({ title: 'No log', required_fix: 'Log every call.' }));
    task().run('review', 'milestone');
    task().answerFindings();
    task().codex.answer(sentBack({ title: 'Too much log', required_fix: 'Log nothing.' }));
    task().run('review', 'milestone');
    const card = task().text('status').stdout;
    expect(card).toContain('Log nothing.');
    expect(card).toMatch(
      /\[P1, resolved, M001, round 2\] F-[0-9a-f]+ {2}No log — src\/main\.ts · required: “Log every call\.”/,
    );
    task().ok('resume', '--strategy', 'extend-review');
    task().answerFindings();
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toMatch(
      /M001, round 2: resolved \| P1 \| No log \| src\/main\.ts \| required: Log every call\./,
    );
  });
});
