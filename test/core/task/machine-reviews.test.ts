import { describe, expect, test } from 'vitest';
import { notedFor } from '../../../scripts/core/review/noted-findings.js';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import type { State } from '../../../scripts/core/task/model.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import {
  finding,
  fixed,
  PASS,
  question,
  refusalOf,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  TWO_MILESTONES,
  unavailable,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { FACTS, stateIn } from '../../helpers/statuses.js';

describe('a review belongs to the job that started it', () => {
  const running = () => new Walk(stateIn('CODEX_MILESTONE_REVIEW'));

  test.each([
    ['another job', { job: 'milestone-99' }],
    ['an older fence', { fence: 0 }],
    ['another gate', { gate: 'final' }],
  ] as const)('an answer of %s is refused', (_, change) => {
    expect(refusalOf(running().step((state) => ({ ...FACTS['review-returned'](state), ...change })))).toBe('stale-job');
  });

  test('an outage of another job is refused, and so is one without a job while a review runs', () => {
    expect(
      refusalOf(
        running().step({
          type: 'codex-unavailable',
          gate: 'milestone',
          job: 'milestone-99',
          reason: 'r',
          detail: '',
          resets_at: null,
        }),
      ),
    ).toBe('stale-job');
    expect(
      refusalOf(
        running().step({
          type: 'codex-unavailable',
          gate: 'milestone',
          job: null,
          reason: 'r',
          detail: '',
          resets_at: null,
        }),
      ),
    ).toBe('review-running');
  });

  test('an answer counts once', () => {
    const walk = running();
    const answer = reviewReturned(walk.state, PASS);
    expect(refusalOf(walk.to(answer).step(answer))).toBe('stale-job');
  });

  test('each review gets a higher fence than the one before', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).to((state) => reviewStarted(state, 'milestone'));
    const first = walk.state.reviews.running?.fence ?? 0;
    walk.to(
      (state) => unavailable(state, 'milestone'),
      resumedWith('recommended'),
      (state) => reviewStarted(state, 'milestone'),
    );
    expect(walk.state.reviews.running?.fence).toBeGreaterThan(first);
  });

  test('a review of anything but the present content is refused', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW'));
    const claimed = reviewStarted(walk.state, 'milestone', seen(walk.state, { tree: 'tree/v1:claimed' }));
    expect(
      refusalOf(
        walk.step({ ...claimed, ...(claimed.type === 'review-started' ? { observation: seen(walk.state) } : {}) }),
      ),
    ).toBe('subject-moved');
  });

  test('a plan that was edited after it was reported is reported again before it is reviewed', () => {
    const walk = new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW'));
    expect(refusalOf(walk.step((state) => reviewStarted(state, 'plan', seen(state, { plan: 'plan/v1:edited' }))))).toBe(
      'plan-moved',
    );
    expect(
      refusalOf(
        new Walk(stateIn('CLAUDE_PLANNING_REVIEW')).step({
          type: 'planning-review-done',
          result: 'ok',
          digest: 'r',
          plan: 'plan/v1:edited',
        }),
      ),
    ).toBe('plan-moved');
  });
});

describe('findings are answered, all of them', () => {
  const two = () =>
    new Walk(stateIn('CLAUDE_SELF_REVIEW')).review(
      'milestone',
      withVerdict('fail_fixable', [finding(), finding({ id: 'F2', number: 2, severity: 'P2', blocking: false })]),
    );
  const answer = (
    id: string,
    disposition: 'fixed' | 'rejected' | 'deferred',
    reason: string | null = null,
  ): EventBody => ({ type: 'findings-answered', answers: [{ id, disposition, reason }] });
  const newPlan: EventBody = { type: 'plan-written', digest: 'p', milestones: TWO_MILESTONES };

  const REFUSED: [string, EventBody, string][] = [
    ['an answer to one of two', fixed('F1'), 'findings-unanswered'],
    ['an answer to what nobody found', fixed('F1', 'F2', 'F9'), 'unknown-finding'],
    ['a rejection without a reason', answer('F1', 'rejected', '  '), 'finding-needs-reason'],
    ['a deferral without a reason', answer('F2', 'deferred'), 'finding-needs-reason'],
    ['a deferral of a finding that blocks', answer('F1', 'deferred', 'later'), 'finding-not-deferrable'],
    ['a new plan instead of an answer', newPlan, 'findings-unanswered'],
  ];

  test.each(REFUSED.map(([what, fact, code]) => ({ what, fact, code })))(
    '$what is refused: $code',
    ({ fact, code }) => {
      expect(refusalOf(two().step(fact))).toBe(code);
    },
  );

  test.each(['P0', 'P1'] as const)('a %s is never deferred, even where the thresholds let it pass', (severity) => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).review(
      'milestone',
      withVerdict('fail_fixable', [finding({ severity, blocking: false })]),
    );
    expect(refusalOf(walk.step(answer('F1', 'deferred', 'later')))).toBe('finding-not-deferrable');
  });

  test('a rejection and a deferral with reasons go back to review with the fixed one', () => {
    const walk = two().to({
      type: 'findings-answered',
      answers: [
        { id: 'F1', disposition: 'rejected', reason: 'it is as specified' },
        { id: 'F2', disposition: 'deferred', reason: 'M2 does it' },
      ],
    });
    expect(walk.state).toMatchObject({
      status: 'CLAUDE_SELF_REVIEW',
      findings: { open: [{ disposition: 'rejected' }, { disposition: 'deferred' }] },
    });
  });

  test('a rejected plan is not written again before its findings are answered', () => {
    const walk = new Walk(stateIn('CLAUDE_REVISE_PLAN'));
    expect(refusalOf(walk.step(newPlan))).toBe('findings-unanswered');
    expect(walk.to(fixed('F1'), newPlan).state.status).toBe('CLAUDE_PLANNING_REVIEW');
  });

  test('a question to the user is no way around unanswered findings', () => {
    const walk = two().to(
      { type: 'human-needed', question: question() },
      { type: 'human-answered', choice: 'A', text: '', confirmed: true },
    );
    expect(refusalOf(walk.step((state) => reviewStarted(state, 'milestone')))).toBe('not-now');
  });
});

describe('a review whose reply contradicts itself, also after it was asked once more', () => {
  const unusable = (state: State): EventBody => ({
    type: 'codex-unavailable',
    gate: 'milestone',
    job: state.reviews.running?.job ?? null,
    reason: 'reply-unusable',
    detail: 'pass with a question',
    resets_at: null,
    reported: [finding({ id: 'F7', category: 'security' })],
  });
  const resumedAndAgain = [resumedWith('recommended'), (state: State) => reviewStarted(state, 'milestone')] as const;
  const once = () => new Walk(stateIn('CODEX_MILESTONE_REVIEW')).to(unusable);
  const twice = () => once().to(...resumedAndAgain, unusable);

  test('is an outage the first time, and the second time in a row the user decides', () => {
    expect(once().state).toMatchObject({ status: 'PAUSED_FOR_CODEX', pause: { reason: 'reply-unusable' } });
    expect(twice().state).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      pause: { kind: 'reply-unusable', gate: 'milestone', detail: 'pass with a question' },
      effort: once().state.effort,
    });
    expect(twice().to(...resumedAndAgain, unusable).state.pause?.kind).toBe('reply-unusable');
  });

  test('is not in a row after a verdict, but other outages in between do not count', () => {
    const between = once().to(...resumedAndAgain, (state) => unavailable(state, 'milestone'));
    expect(between.to(...resumedAndAgain, unusable).state.pause?.kind).toBe('reply-unusable');
    const verdict = once().to(...resumedAndAgain, (state) => reviewReturned(state, PASS));
    expect(verdict.state.reviews.unusable).toBeNull();
  });

  test('keeps what it reported for the next review, and a grave finding forbids to skip', () => {
    const { state } = twice();
    expect(state.noted_findings).toMatchObject({ [state.milestones.current ?? '']: [{ id: 'F7', blocking: true }] });
    expect(notedFor(state, 'milestone')).toMatchObject([{ id: 'F7' }]);
    expect(notedFor(state, 'final')).toMatchObject([{ id: 'F7' }]);
    expect(notedFor(state, 'plan')).toEqual([]);
    expect(offeredStrategies(state)).toEqual(['recommended', 'replan', 'free-input']);
    const passed = twice().to(...resumedAndAgain, (now) => reviewReturned(now, PASS));
    expect(passed.state.noted_findings).toEqual({});
  });
});
