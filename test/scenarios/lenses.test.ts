/** Gates with lenses (`review.lenses`): several reviewers side by side, one outcome, one receipt. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../scripts/generated/types.js';
import { type FakeReply, sentBack } from '../helpers/fake-codex.js';
import { processesNaming } from '../helpers/processes.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

/** In the prompt of every reviewer but the gate's own. */
const LENS = 'Your lens is ';
const asks = (lens: string): Pick<FakeReply, 'to'> => ({ to: `${LENS}${lens}` });
const AWAY: FakeReply = { exit: 1, stderr: 'no' };

const lensesIn = (prompts: readonly string[]): string[] =>
  prompts.map((prompt) => /Your lens is (\w+)/.exec(prompt)?.[1] ?? 'all').sort();

/** A task whose milestone is implemented, and whose user has asked for two lenses since. */
const withLenses = (): TaskProject => {
  const task = new TaskProject().implemented();
  return task.set('review.lenses', ['security', 'tests']);
};

/** The event of a type that the task recorded last. */
const last = (task: TaskProject, type: string): Record<string, unknown> =>
  task.events.findLast((event) => event.type === type) ?? {};

describe('a milestone whose gate asks for the lenses security and tests', () => {
  const task = eachFrom(withLenses);
  /** The prompts since the plan was reviewed. */
  const prompts = (): string[] => task().codex.prompts.slice(1);
  const receipt = (job: string): Receipt =>
    JSON.parse(readFileSync(path.join(task().record(job), 'receipt.json'), 'utf8'));

  it('is approved where all three reviewers pass: one receipt names each of them, and every view knows them', () => {
    const ran = task().ok('review', 'milestone');
    expect(
      task()
        .events.map(({ type }) => type)
        .slice(-3),
    ).toEqual(['pins-tightened', 'review-started', 'review-returned']);
    expect(lensesIn(prompts())).toEqual(['all', 'security', 'tests']);
    const [own = '', ...others] = prompts().sort((a, b) => a.length - b.length);
    for (const prompt of others) expect(prompt.startsWith(own)).toBe(true);
    const { reviewers = [], usage, codex } = receipt('milestone-2');
    expect(reviewers.map(({ lens, from, verdict }) => [lens, from, verdict])).toEqual([
      ['all', null, 'pass'],
      ['security', null, 'pass'],
      ['tests', null, 'pass'],
    ]);
    expect(new Set(reviewers.map(({ thread_id }) => thread_id)).size).toBe(3);
    expect(reviewers[0]?.thread_id).toBe(codex.thread_id);
    expect(usage.input_tokens).toBe(reviewers.reduce((sum, one) => sum + one.usage.input_tokens, 0));
    expect(last(task(), 'review-started')['reviewers']).toEqual(
      reviewers.map(({ lens, record }) => ({ lens, prompt: record.prompt, from: null })),
    );
    const gate = task().gate('milestone');
    expect(gate).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(Reflect.get(Object(gate), 'evidence')).toMatchObject({ reviewers: ['all', 'security', 'tests'] });
    // The cost, before the start and in the answer.
    const estimate = { reviewers: 3, packet_tokens: expect.any(Number), tokens: expect.any(Number), based_on: 1 };
    expect(ran.json.data['estimate']).toEqual(estimate);
    expect(ran.stderr).toMatch(/"type":"lenses-asked","gate":"milestone","asked":"all, security, tests","kept":""/);
    expect(task().run('review', 'show').json.data['reviewers']).toMatchObject([
      { lens: 'all', verdict: 'pass' },
      { lens: 'security', thread_id: reviewers[1]?.thread_id },
      { lens: 'tests' },
    ]);
    expect(task().text('trace').stdout).toContain('reviewers all, security, tests');
    const artifact = readFileSync(task().repo.file(String(last(task(), 'review-returned')['file'])), 'utf8');
    expect(artifact).toMatch(/## Reviewers\n\n- \*\*all\*\*.*\n- \*\*security\*\*: pass .*\n- \*\*tests\*\*/);
    task().ok('milestone', 'accept');
  });

  it('is sent back by one of them, with what two of them found as one finding, until all of them close it', () => {
    const fault = { title: 'The token is logged', line: 1 };
    task().codex.answer(
      { ...sentBack({ ...fault, severity: 'P2' }), ...asks('tests') },
      { ...sentBack({ ...fault, title: 'Token is written to the log' }), ...asks('security') },
    );
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: {
        findings: [{ code: 'review-found', args: { verdict: 'fail_fixable', count: 1 } }],
        data: {
          findings: [
            { severity: 'P1', blocking: true, found_by: ['security', 'tests'], also: [{ found_by: 'tests' }] },
          ],
        },
      },
    });
    expect(task().text('review', 'show').stdout).toMatch(
      /Found by: security, tests[\s\S]*In the words of tests: \[P2\]/,
    );
    expect(task().answerFindings().code).toBe(0);
    task().ok('report', 'implemented');
    const [id = ''] = (last(task(), 'review-returned')['outcome'] as { findings: { id: string }[] }).findings.map(
      (one) => one.id,
    );
    const upheld = [{ id, status: 'still_open' as const, comment: 'It still is.' }];
    task().codex.answer({ reply: { earlier_findings: upheld, verdict: 'fail_fixable' }, ...asks('security') });
    expect(task().run('review', 'milestone').json.data['findings']).toMatchObject([{ id, found_by: ['security'] }]);
    expect(task().answerFindings('rejected', 'The log is off.').code).toBe(0);
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('has no verdict where one gives none, keeps what the others said, and asks only that one again', () => {
    task().codex.answer({ ...AWAY, ...asks('tests') });
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 3,
      json: { findings: [{ code: 'codex-unavailable', args: { missed: 'tests', answered: 'all, security' } }] },
    });
    expect(last(task(), 'codex-unavailable')['reviewers']).toMatchObject({
      missed: [{ lens: 'tests', reason: 'codex-crashed' }],
      answered: [
        { lens: 'all', job: 'milestone-2' },
        { lens: 'security', job: 'milestone-2' },
      ],
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'not-reviewed' });
    expect(task().run('next').json.data).toMatchObject({ action: 'wait-for-codex' });
    expect(task().text('next').stdout).toContain('no answer of the reviewer tests');
    task().ok('resume');
    const again = task().ok('review', 'milestone');
    expect(again.stderr).toMatch(/"asked":"tests","kept":"all, security"/);
    expect(lensesIn(prompts())).toEqual(['all', 'security', 'tests', 'tests']);
    expect(receipt('milestone-3').reviewers?.map(({ lens, from }) => [lens, from])).toEqual([
      ['all', 'milestone-2'],
      ['security', 'milestone-2'],
      ['tests', null],
    ]);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    // The answers of the earlier try are part of the proof.
    rmSync(path.join(task().record('milestone-2'), 'events.jsonl'));
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', detail: 'receipt-lens-missing: all' });
  });

  it.each<[string, (task: TaskProject) => void]>([
    ['the content has changed', ({ repo }) => repo.write('src/main.ts', 'export const answer = 6 * 7;\n')],
    ['its record has changed', (of) => writeFileSync(path.join(of.record('milestone-2'), 'run.json'), '{}')],
  ])('asks a reviewer again whose answer is there where %s', (_title, change) => {
    task().codex.answer({ ...AWAY, ...asks('security') });
    expect(task().run('review', 'milestone').code).toBe(3);
    change(task());
    task().ok('resume');
    const before = prompts().length;
    expect(task().run('review', 'milestone').code).toBe(0);
    expect(lensesIn(prompts().slice(before))).toContain('all');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it('shows a reviewer that was added after round 1 what the others have seen before', () => {
    task().set('review.lenses', []).codex.answer(sentBack());
    expect(task().run('review', 'milestone').code).toBe(1);
    expect(prompts()).toHaveLength(1);
    task().answerFindings();
    task().repo.write('src/other.ts', 'export {};\n');
    task().ok('report', 'implemented');
    task().set('review.lenses', ['tests']).ok('review', 'milestone');
    for (const prompt of prompts().slice(1)) expect(prompt).not.toContain('- covered (as');
    expect(lensesIn(prompts().slice(1))).toEqual(['all', 'tests']);
  });

  /** Leaves the review running, with all reviewers started. */
  const leaveRunning = async (...replies: FakeReply[]): Promise<string> => {
    task().codex.answer(...replies);
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    const record = task().record('milestone-2');
    await until(() => prompts().length === 3);
    return record;
  };
  const HELD: FakeReply[] = [{ hold: true }, { hold: true }, { hold: true }];

  it('tells how far each of them is, and ends all of them when it is cancelled', async () => {
    await leaveRunning({ ...asks('tests'), hold: true }, { ...asks('security'), hold: true });
    const status = () => task().run('review', 'status').json.data;
    await until(() => JSON.stringify(status()['reviewers']).includes('"phase":"ended"'));
    expect(status()).toMatchObject({
      reviewers: [
        { lens: 'all', phase: 'ended' },
        { lens: 'security', phase: 'codex' },
        { lens: 'tests', phase: 'codex' },
      ],
      estimate: { reviewers: 3 },
    });
    expect(task().text('status').stdout).toMatch(/answered: all · reviewing: security, tests/);
    task().run('review', 'cancel');
    expect(last(task(), 'codex-unavailable')['reviewers']).toMatchObject({
      missed: [{ lens: 'security', reason: 'cancelled' }, { lens: 'tests' }],
      answered: [{ lens: 'all' }],
    });
    await until(() => processesNaming(task().codex.dir, task().record('milestone-2')).length === 0);
  });

  it('leaves no process when its supervisor is killed, and is asked for as a whole again', async () => {
    const record = await leaveRunning(...HELD);
    await until(() => heartbeatOf(record).codex !== null);
    process.kill(heartbeatOf(record).pid, 'SIGKILL');
    task().age('milestone-2');
    expect(task().run('next').json.findings).toMatchObject([
      { code: 'review-settled', args: { reason: 'supervisor-killed' } },
    ]);
    await until(() => processesNaming(task().codex.dir, record).length === 0);
    expect(last(task(), 'codex-unavailable')['reviewers']).toBeUndefined();
    task().ok('resume');
    task().ok('review', 'milestone');
    expect(lensesIn(prompts().slice(3))).toEqual(['all', 'security', 'tests']);
  });
});
