/** The course of a task at a glance, and what it has taken. */
import { expect, it } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type PhaseView, phasesOf, totalsOf } from '../../../scripts/core/task/views/phases.js';
import { progressView } from '../../../scripts/core/task/views/progress.js';
import { reviewDetail } from '../../../scripts/core/task/views/review.js';
import { plainText } from '../../../scripts/render/page/page.js';
import { phasesLine, totalsLine } from '../../../scripts/render/views/phases.js';
import {
  AT,
  finding,
  fixed,
  PASS,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  unavailable,
  Walk,
  withVerdict,
} from '../../helpers/events.js';

const LATER = new Date(Date.parse(AT) + 41_000).toISOString();
const DETAILS = { summary: 'Small.', model: 'm', tokens: 1200, duration_ms: 41_000 };

const phases = ({ state, entries }: Walk): PhaseView[] =>
  phasesOf(state, { entries, now: LATER }, progressView(state).word);
const text = (walk: Walk, language: 'en' | 'zh-CN' = 'en'): string => plainText([phasesLine(phases(walk), language)]);
const planned = (): Walk => new Walk().planned();
const approved = (): Walk => planned().review('plan');

it.each<[string, Walk, string]>([
  ['planning', new Walk(), '[>] plan planning 0:41  [ ] final'],
  [
    'a plan under review',
    planned().to((state) => reviewStarted(state, 'plan')),
    '[>] plan reviewing 0:41  [ ] M1  [ ] M2  [ ] final',
  ],
  ['an approved plan', approved(), '[x] plan (1 round, 0:00)  [ ] M1  [ ] M2  [ ] final'],
  [
    'a milestone in work',
    approved().implemented('M1'),
    '[x] plan (1 round, 0:00)  [>] M1 implementing 0:41  [ ] M2  [ ] final',
  ],
  [
    'one accepted after two rounds, the next in work',
    approved()
      .implemented('M1')
      .review('milestone', withVerdict('fail_fixable', [finding()]))
      .to(fixed('F1'))
      .review('milestone')
      .accepted()
      .implemented('M2'),
    '[x] plan (1 round, 0:00)  [x] M1 (2 rounds, 0:00)  [>] M2 implementing 0:41  [ ] final',
  ],
  [
    'an outage',
    approved()
      .implemented('M1')
      .to((state) => unavailable(state, 'milestone')),
    '[x] plan (1 round, 0:00)  [!] M1 paused 0:41  [ ] M2  [ ] final',
  ],
  [
    'an abandoned task',
    approved().implemented('M1').to({ type: 'task-abandoned', reason: 'no' }),
    '[x] plan (1 round, 0:00)  [!!] M1 ended here  [ ] M2  [ ] final',
  ],
])('%s', (_title, walk, expected) => {
  expect(text(walk)).toBe(expected);
});

it('an accepted risk is never shown as passed', () => {
  const back = withVerdict('fail_fixable', [finding()]);
  const walk = approved().implemented('M1').review('milestone', back).to(fixed('F1')).review('milestone', back);
  walk.to((state) => resumedWith('accept-risk', seen(state))).accepted();
  expect(phases(walk)[1]).toMatchObject({ milestone: 'M1', state: 'overridden', rounds: 2 });
  expect(text(walk)).toContain('[!] M1 risk accepted (2 rounds, 0:00)');
  expect(text(walk, 'zh-CN')).toContain('[!] M1 已接受风险（2 轮，0:00）');
});

it('a finished task has nothing open', () => {
  const walk = approved()
    .implemented('M1')
    .review('milestone')
    .accepted()
    .implemented('M2')
    .review('milestone')
    .accepted();
  walk.review('final').to((state) => ({ type: 'task-finished', observation: seen(state) }));
  expect(phases(walk).map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed']);
});

const withDetails = (body: EventBody): EventBody =>
  body.type === 'review-returned' ? { ...body, details: DETAILS } : body;

it('the totals count reviews with a verdict, outages, and the tokens that the ledger names', () => {
  const walk = planned()
    .to((state) => unavailable(state, 'plan'))
    .to((state) => resumedWith('recommended', seen(state)));
  walk.to((state) => reviewStarted(state, 'plan')).to((state) => withDetails(reviewReturned(state, PASS)));
  const totals = totalsOf(walk.state, { entries: walk.entries, now: LATER });
  expect(totals).toEqual({ seconds: 41, rounds: 1, outages: 1, tokens: 1200 });
  expect(plainText([totalsLine(totals, 'en')])).toBe(
    'Total 0:41 · 1 review round · 1 review without a verdict · 1,200 tokens',
  );
  expect(plainText([totalsLine(totals, 'zh-CN')])).toBe('共 0:41 · 审查 1 轮 · 1 次审查没有结论 · 1,200 个 token');
  expect(totalsOf(new Walk().state, { entries: [], now: LATER }).tokens).toBeNull();
});

it('a review is found by its gate, its milestone or its job, with its answers and what came of them', () => {
  const walk = approved()
    .implemented('M1')
    .to((state) => reviewStarted(state, 'milestone'));
  const job = walk.state.reviews.running?.job ?? '';
  walk.to((state) => withDetails(reviewReturned(state, withVerdict('fail_fixable', [finding()]))));
  walk.to(fixed('F1')).to((state) => reviewStarted(state, 'milestone'));
  const answers = [{ id: 'F1', status: 'resolved' as const, comment: 'seen' }];
  walk.to((state) => {
    const body = reviewReturned(state, PASS);
    return body.type === 'review-returned' ? { ...body, answers } : body;
  });
  const detail = (asked: string | null) => reviewDetail(walk.state, walk.entries, asked);
  expect(detail(job)).toMatchObject({
    milestone: 'M1',
    round: 1,
    summary: 'Small.',
    seconds: 41,
    findings: [{ id: 'F1', disposition: 'fixed', later: { status: 'resolved', comment: 'seen' } }],
  });
  expect(detail('M1')).toMatchObject({ round: 2, kind: 'pass', settled: [{ id: 'F1', status: 'resolved' }] });
  expect([detail(null)?.round, detail('milestone')?.round, detail('plan')?.gate]).toEqual([2, 2, 'plan']);
  expect([detail('M2'), detail('nonsense')]).toEqual([null, null]);
});
