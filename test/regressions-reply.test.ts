/**
 * Bugs about replies that were lost or led nowhere; each test runs the built program. Numbered as in
 * regressions.test.ts.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Finding, sentBack } from './helpers/fake-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('a review in which nothing blocks', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it('#56 passed with findings that were printed nowhere and gone for every later review', () => {
    task().codex.answer(sentBack());
    task().run('review', 'milestone');
    task().repo.write('src/other.ts', 'export const other = 1;\n');
    task().answerFindings();
    const late: Partial<Finding> = { title: 'Late fault', line: 1, reachable_failure: null };
    const small: Partial<Finding>[] = [
      { severity: 'P2', title: 'An edge' },
      { severity: 'P3', title: 'A typo' },
    ];
    task().codex.answer({ reply: { ...sentBack(...small, late).reply, verdict: 'pass' } });
    const passed = task().text('review', 'milestone');
    expect(passed).toMatchObject({ code: 0 });
    for (const said of ['passed with 3 advisories', 'An edge', 'A typo', 'Late fault'])
      expect(passed.stdout).toContain(said);
    task().ok('milestone', 'accept');
    for (const title of ['An edge', 'A typo', 'Late fault'])
      expect(task().text('review', 'show').stdout).toContain(title);
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/question.ts', 'export const question = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).not.toContain('Late fault');
    task().ok('milestone', 'accept');
    task().codex.answer({ reply: { earlier_findings: [] } });
    expect(task().text('review', 'final').stdout).toContain('passed with 3 advisories');
    expect(task().codex.prompts.at(-1)).toMatch(/noted by earlier reviews: F-[\s\S]*P1 \| correctness \| Late fault/);
    task().ok('finish');
    expect(task().text('review', 'show').stdout).toContain('Late fault');
  });

  it('#57 was sent back for P3 findings, round after round, until the threshold', () => {
    task().codex.answer(sentBack({ severity: 'P3', title: 'A typo' }));
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 0,
      json: {
        findings: [{ code: 'review-passed', args: { advisories: 1 } }],
        data: { advisories: [{ title: 'A typo' }] },
      },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    const file = String(Object(task().run('review', 'show').json.data['last']).file);
    expect(readFileSync(task().repo.file(file), 'utf8')).toContain('A typo');
    task().ok('milestone', 'accept');
  });
});

describe('a reply that contradicts itself', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const receipt = (job: string): Record<string, Record<string, string>> =>
    JSON.parse(readFileSync(path.join(task().record(job), 'receipt.json'), 'utf8'));

  it('#58 was a dead end where it failed the work and named nothing to fix', () => {
    task().codex.answer({ reply: { verdict: 'fail_fixable' } }, sentBack({ title: 'What was meant' }));
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { data: { status: 'CLAUDE_FIX', findings: [{ title: 'What was meant', blocking: true }] } },
    });
    const [, first = '', again = ''] = task().codex.prompts;
    expect(again.startsWith(first)).toBe(true);
    expect(again.slice(first.length)).toMatch(
      /fail_fixable, and nothing says what to fix[\s\S]*"verdict": "fail_fixable"/,
    );
    expect(readFileSync(path.join(task().record('milestone-2'), 'prompt-2.md'), 'utf8')).toBe(again);
    expect(task().codex.call(3).args).toEqual(task().codex.call(2).args);
    expect(receipt('milestone-2')).toMatchObject({
      usage: { input_tokens: 200, output_tokens: 40 },
      record: { events_again: expect.any(String), prompt_again: expect.any(String) },
    });
  });

  it('#59 was an outage without end where it never answered earlier findings, and lost the new ones', {
    timeout: 300_000,
  }, () => {
    task().codex.answer(sentBack({ title: 'Old fault' }));
    task().run('review', 'milestone');
    task().answerFindings();
    const silent = { reply: { ...sentBack({ title: 'New fault' }).reply, earlier_findings: [] } };
    task().codex.answer(silent, silent, silent, silent);
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { data: { status: 'PAUSED_FOR_CODEX', reason: 'reply-unusable' } },
    });
    task().ok('resume');
    const card = task().text('review', 'milestone');
    expect(card).toMatchObject({ code: 3 });
    for (const part of ['You decide at the', 'not answered: F-', 'New fault', 'cccc.mjs resume', 'cccc.mjs abandon'])
      expect(card.stdout).toContain(part);
    expect(task().codex.prompts).toHaveLength(6);
    expect(task().state).toMatchObject({ status: 'PAUSED_FOR_HUMAN', pause_reason: 'reply-unusable' });
    expect(task().run('status').stdout).not.toContain('When Codex is back');
    task().ok('resume');
    task().codex.answer({ reply: { verdict: 'pass', earlier_findings: [] } }, { reply: { verdict: 'pass' } });
    task().run('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toMatch(/noted by earlier reviews: F-[\s\S]*New fault/);
  });

  it('#60 passed by a placeholder or a question, or opened a gate that was not verified by both turns', () => {
    task().codex.answer({ reply: { needs_human_question: 'Is this meant?' } }, {});
    task().ok('review', 'milestone');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    const events = path.join(task().record('milestone-2'), 'events-2.jsonl');
    const kept = readFileSync(events, 'utf8');
    writeFileSync(events, kept.replace('"ok', '"OK').replace('ok', 'OK'));
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'receipt-invalid' });
    writeFileSync(events, kept);
    expect(task().gate('milestone')).toMatchObject({ state: 'open' });
    rmSync(events);
    expect(task().gate('milestone')).toMatchObject({ assurance: 'attested' });
    expect(task().refused('milestone', 'accept')).toEqual(['gate-closed']);
  });
});
