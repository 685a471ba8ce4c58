/** `cccc pause`: at once while a review runs, and only after it. */
import { describe, expect, test } from 'vitest';
import type { State } from '../../../scripts/core/task/model.js';
import { resumedWith, reviewReturned, reviewStarted, unavailable, Walk, withVerdict } from '../../helpers/events.js';

const implemented = (): Walk => new Walk().planned().review('plan').implemented('M1');

describe('pausing after the review', () => {
  const waiting = (): Walk =>
    implemented().to((state) => reviewStarted(state, 'milestone'), {
      type: 'pause-requested',
      reason: 'enough for today',
      after_review: true,
    });
  const returned = (walk: Walk, outcome = withVerdict('fail_fixable')): State =>
    walk.to((state) => reviewReturned(state, outcome)).state;

  test('waits for the result of the running review, which is recorded, and goes on from it', () => {
    const walk = waiting();
    expect(walk.state.status).toBe('CODEX_MILESTONE_REVIEW');
    const state = returned(walk);
    expect(state).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      pause: { kind: 'user', reason: 'enough for today' },
      pause_after_review: null,
      resume: { target: 'CLAUDE_FIX' },
      findings: { gate: 'milestone' },
    });
  });

  test('outlives an outage: the task pauses once the review has really taken place', () => {
    const walk = waiting().to((state) => unavailable(state, 'milestone'));
    expect(walk.state.status).toBe('PAUSED_FOR_CODEX');
    const again = walk.to(resumedWith('recommended')).to((state) => reviewStarted(state, 'milestone'));
    expect(returned(again).pause).toEqual({ kind: 'user', reason: 'enough for today' });
  });

  test('gives way where the review itself asks the user', () => {
    expect(returned(waiting(), withVerdict('unsafe')).status).toBe('UNSAFE');
  });

  test('is taken back by a resume before the review ends', () => {
    expect(returned(waiting().to(resumedWith('recommended', null, false))).status).toBe('CLAUDE_FIX');
  });

  test('a stop at once while a review runs stays in place when the review ends, or cannot be done', () => {
    const stopped = (): Walk =>
      implemented().to((state) => reviewStarted(state, 'milestone'), {
        type: 'pause-requested',
        reason: null,
        after_review: false,
      });
    expect(returned(stopped())).toMatchObject({ pause: { kind: 'user' }, resume: { target: 'CLAUDE_FIX' } });
    const away = stopped().to((state) => unavailable(state, 'milestone'));
    expect(away.state).toMatchObject({ status: 'PAUSED_FOR_CODEX', pause_after_review: { reason: null } });
  });
});
