/** The user's decisions at a pause: at a threshold, about a risk, a skipped milestone or a secret. */

import { describe, expect, test } from 'vitest';
import { call } from '../../../scripts/core/call.js';
import { evaluateGate } from '../../../scripts/core/task/gates.js';
import { type State, type Status, workingStatus } from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import {
  finding,
  fixed,
  milestone,
  refusalOf,
  resumedWith,
  reviewStarted,
  seen,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { finishing, stateIn } from '../../helpers/statuses.js';

const exceededWith = (change: Parameters<typeof finding>[0] = {}) => {
  const found = withVerdict('fail_fixable', [finding(change)]);
  return new Walk(stateIn('CLAUDE_SELF_REVIEW')).review('milestone', found).to(fixed('F1')).review('milestone', found);
};
const acceptRisk = (state: State, tree?: string) =>
  resumedWith('accept-risk', seen(state, tree === undefined ? {} : { tree }));

describe('the decision at a threshold', () => {
  test.each([
    ['an ordinary finding', {}, ['wrong', 'replan', 'manual', 'extend-review', 'accept-risk', 'skip', 'free-input']],
    ['a P0', { severity: 'P0' }, ['wrong', 'replan', 'manual', 'extend-review', 'free-input']],
    ['a P1 about security', { category: 'security' }, ['wrong', 'replan', 'manual', 'extend-review', 'free-input']],
    ['a P1 about secrets', { category: 'secrets' }, ['wrong', 'replan', 'manual', 'extend-review', 'free-input']],
    [
      'a P2 about security',
      { category: 'security', severity: 'P2' },
      ['wrong', 'replan', 'manual', 'extend-review', 'accept-risk', 'skip', 'free-input'],
    ],
  ] as const)('with %s', (_, change, offered) => {
    const walk = exceededWith(change);
    expect(offeredStrategies(walk.state)).toEqual(offered);
    for (const strategy of ['accept-risk', 'skip'] as const) {
      const step = walk.step((state) => resumedWith(strategy, seen(state)));
      expect(step.ok ? 'taken' : step.refused.code).toBe(
        offered.some((one) => one === strategy) ? 'taken' : 'finding-not-skippable',
      );
    }
  });

  test('strategies of other pauses are refused', () => {
    for (const strategy of ['recommended', 'accept-size'] as const)
      expect(refusalOf(exceededWith().step(resumedWith(strategy)))).toBe('strategy-not-offered');
    for (const strategy of ['skip', 'accept-risk', 'extend-review', 'accept-size'] as const)
      expect(refusalOf(new Walk(stateIn('PAUSED_FOR_CODEX')).step(resumedWith(strategy)))).toBe('strategy-not-offered');
  });

  test('neither a plan nor the finished task is skipped', () => {
    expect(offeredStrategies(stateIn('REVIEW_THRESHOLD_EXCEEDED'))).not.toContain('skip');
    expect(refusalOf(new Walk(stateIn('REVIEW_THRESHOLD_EXCEEDED')).step(resumedWith('skip')))).toBe(
      'strategy-not-offered',
    );
  });

  test('findings are still answered after one more round is granted', () => {
    const walk = exceededWith().to(resumedWith('extend-review'));
    expect(workingStatus(walk.state)).toBe('CLAUDE_FIX');
    expect(refusalOf(walk.step((state) => reviewStarted(state, 'milestone')))).toBe('not-now');
    expect(walk.to(fixed('F1')).state.status).toBe('CLAUDE_SELF_REVIEW');
  });
});

describe('a risk that the user accepts', () => {
  test('lets the milestone go on, is never shown as open, and stays visible for good', () => {
    const walk = exceededWith().to((state) => acceptRisk(state));
    expect(evaluateGate('milestone', walk.state, seen(walk.state))).toMatchObject({
      state: 'overridden',
      assurance: null,
    });
    walk.accepted();
    expect(walk.state.milestones.completed).toMatchObject([{ id: 'M1', kind: 'overridden', job: null }]);
  });

  test('covers exactly the present content: an edit closes the gate again, and no round is left to open it', () => {
    const walk = exceededWith().to((state) => acceptRisk(state));
    const step = walk.step((state) => ({
      type: 'milestone-accepted',
      observation: seen(state, { tree: 'tree/v1:edited' }),
    }));
    expect(step).toMatchObject({ ok: false, refused: { code: 'rounds-used' } });
    const edited = seen(walk.state, { tree: 'tree/v1:edited' });
    expect(evaluateGate('milestone', walk.state, edited)).toMatchObject({ state: 'closed', reason: 'content-changed' });
  });

  test('of a plan is about the plan that was reported', () => {
    const walk = new Walk(stateIn('REVIEW_THRESHOLD_EXCEEDED'));
    expect(refusalOf(walk.step((state) => resumedWith('accept-risk', seen(state, { plan: 'plan/v1:edited' }))))).toBe(
      'risk-moved',
    );
    walk.to((state) => acceptRisk(state));
    expect(walk.state).toMatchObject({
      resume: { target: 'PLAN_NEXT_MILESTONE' },
      approvals: { plan: { kind: 'overridden', job: null, tree_id: null } },
    });
    expect(walk.implemented('M1').state.status).toBe('CLAUDE_SELF_REVIEW');
  });

  test('of a milestone is not accepted under a plan that changed', () => {
    expect(
      refusalOf(exceededWith().step((state) => resumedWith('accept-risk', seen(state, { plan: 'plan/v1:edited' })))),
    ).toBe('risk-moved');
  });

  test('needs a tree that can be named', () => {
    expect(refusalOf(exceededWith().step((state) => resumedWith('accept-risk', seen(state, { tree: null }))))).toBe(
      'risk-moved',
    );
    expect(refusalOf(exceededWith().step(resumedWith('accept-risk', null)))).toBe('risk-moved');
  });

  test('of the finished task lets it end, and the approval says how', () => {
    const found = withVerdict('fail_fixable');
    const walk = finishing()
      .review('final', found)
      .to(fixed('F1'))
      .review('final', found)
      .to((state) => acceptRisk(state));
    expect(walk.to((state) => ({ type: 'task-finished', observation: seen(state) })).state).toMatchObject({
      status: 'DONE',
      approvals: { final: { kind: 'overridden' } },
    });
  });

  test('of a plan after every milestone is over leads to the final review', () => {
    const found = withVerdict('fail_fixable');
    const walk = finishing()
      .replanned()
      .review('plan', found)
      .to(fixed('F1'))
      .replanned()
      .review('plan', found)
      .to((state) => acceptRisk(state));
    expect(workingStatus(walk.state)).toBe('CODEX_FINAL_REVIEW');
  });
});

describe('a skipped milestone', () => {
  test('is blocked, not accepted, and its base stays: what it left behind is reviewed with the next one', () => {
    const plan = [milestone('M1'), milestone('M2')];
    const found = withVerdict('fail_fixable');
    const walk = new Walk()
      .planned(undefined, plan)
      .review('plan')
      .implemented('M1')
      .review('milestone', found)
      .to(fixed('F1'))
      .review('milestone', found);
    const { base } = walk.state.milestones;
    walk.to(resumedWith('skip'));
    expect(walk.state).toMatchObject({
      milestones: { blocked: ['M1'], completed: [], current: null, base },
      resume: { target: 'PLAN_NEXT_MILESTONE' },
      findings: { open: [] },
    });
    expect(
      refusalOf(
        walk.step((state) => ({ type: 'implementation-started', milestone_id: 'M1', observation: seen(state) })),
      ),
    ).toBe('milestone-skipped');
    walk.implemented('M2').to((state) => reviewStarted(state, 'milestone'));
    expect(walk.state.reviews.running?.subject).toMatchObject({ milestone: 'M2', base: base.tree });
  });

  test('leads to the final review when nothing else can be started', () => {
    expect(workingStatus(exceededWith().to(resumedWith('skip')).state)).toBe('CODEX_FINAL_REVIEW');
  });
});

describe('a secret in the change', () => {
  const place = (id: string) => ({ file: 'src/a.ts', line: 3, kind: 'github-token', id });
  const stopped = (from: Status = 'CLAUDE_SELF_REVIEW', gate: 'milestone' | 'final' = 'milestone') =>
    new Walk(stateIn(from)).to({ type: 'secret-found', gate, places: [place('a'), place('b')] });

  test('pauses with its place and its kind, spends no round and no attempt, and keeps every approval', () => {
    const before = stateIn('RECORD_ACCEPTANCE');
    const { state } = stopped('RECORD_ACCEPTANCE');
    expect(state).toMatchObject({
      status: 'NEEDS_SECRET',
      pause: { kind: 'secrets', gate: 'milestone', places: [place('a'), place('b')] },
      effort: before.effort,
      approvals: before.approvals,
    });
    expect(nextStep(state)).toMatchObject({ action: 'remove-secret', run: call('resume'), waits: true });
  });

  test.each(['recommended', 'mock', 'not-a-secret'] as const)(
    '%s goes back to where the review was due',
    (strategy) => {
      const { state } = stopped().to(resumedWith(strategy));
      expect([workingStatus(state), state.pause]).toEqual(['CLAUDE_SELF_REVIEW', null]);
      expect(state.not_secrets).toEqual(strategy === 'not-a-secret' ? ['a', 'b'] : []);
    },
  );

  test('is called no secret only by the user', () => {
    expect(refusalOf(stopped().step(resumedWith('not-a-secret', null, false)))).toBe('confirm-needed');
  });

  test('lets a milestone be skipped, but not the final review, and not past a finding that may not be', () => {
    expect(stopped().to(resumedWith('skip')).state.milestones.blocked).toEqual(['M1']);
    expect(offeredStrategies(stopped('CODEX_FINAL_REVIEW', 'final').state)).toEqual([
      'recommended',
      'mock',
      'not-a-secret',
    ]);
    const risky = { ...stopped().state, findings: { gate: null, open: [finding({ severity: 'P0' })] } };
    expect(refusalOf(new Walk(risky).step(resumedWith('skip')))).toBe('finding-not-skippable');
  });

  test.each(['manual', 'extend-review', 'accept-risk', 'accept-size'] as const)('is not left by %s', (strategy) => {
    expect(refusalOf(stopped().step(resumedWith(strategy)))).toBe('strategy-not-offered');
  });

  test('does not apply to the plan gate, and needs at least one place', () => {
    expect(
      refusalOf(
        new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW')).step({
          type: 'secret-found',
          gate: 'plan',
          places: [place('a')],
        }),
      ),
    ).toBe('not-now');
    expect(
      refusalOf(new Walk(stateIn('CLAUDE_SELF_REVIEW')).step({ type: 'secret-found', gate: 'milestone', places: [] })),
    ).toBe('not-now');
  });
});
