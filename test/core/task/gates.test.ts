import { describe, expect, test } from 'vitest';
import {
  evaluateGate,
  evaluateGates,
  isPassable,
  presentSubject,
  refusalReason,
} from '../../../scripts/core/task/gates.js';
import type { Gate, Observation, State } from '../../../scripts/core/task/model.js';
import {
  fixed,
  OTHER_PLAN,
  refusalOf,
  resumedWith,
  reviewStarted,
  seen,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { finishing, stateIn } from '../../helpers/statuses.js';

const approvedPlan = () => stateIn('PLAN_NEXT_MILESTONE');
const approvedMilestone = () => stateIn('RECORD_ACCEPTANCE');
const approvedWhole = () => stateIn('CODEX_FINAL_REVIEW');
const APPROVED: Record<Gate, () => State> = { plan: approvedPlan, milestone: approvedMilestone, final: approvedWhole };
const GATES = ['plan', 'milestone', 'final'] as const;

describe('an approval opens its gate for exactly what was approved', () => {
  test.each(GATES)('%s: open and verified, with the subject and the receipt it rests on', (gate) => {
    const state = APPROVED[gate]();
    const report = evaluateGate(gate, state, seen(state));
    expect(report).toMatchObject({
      gate,
      state: 'open',
      assurance: 'verified',
      reason: null,
      subject: state.approvals[gate]?.subject,
    });
    expect(isPassable(report)).toBe(true);
  });

  const changes: [string, Partial<Observation>, Record<Gate, string | null>][] = [
    [
      'an edited file',
      { tree: 'tree/v1:edited' },
      { plan: null, milestone: 'content-changed', final: 'content-changed' },
    ],
    [
      'an edited file after others moved the base',
      { tree: 'tree/v1:edited', base_moved: true },
      { plan: null, milestone: 'base-moved', final: 'base-moved' },
    ],
    ['the same files after others moved the base', { base_moved: true }, { plan: null, milestone: null, final: null }],
    [
      'an edited plan',
      { plan: OTHER_PLAN },
      { plan: 'plan-changed', milestone: 'plan-changed', final: 'plan-changed' },
    ],
    [
      'planning documents that cannot be read',
      { plan: null },
      { plan: 'plan-changed', milestone: 'plan-changed', final: 'plan-changed' },
    ],
    ['a tree that cannot be named', { tree: null }, { plan: null, milestone: 'plan-changed', final: 'plan-changed' }],
    ['another commit of the same content', { head_commit: 'c9' }, { plan: null, milestone: null, final: null }],
    [
      'loosened settings',
      { changed_pins: ['review.block_on_p1', 'codex_path'] },
      { plan: 'pins-changed', milestone: 'pins-changed', final: 'pins-changed' },
    ],
    [
      'a missing receipt',
      { receipts: {} },
      { plan: 'receipt-invalid', milestone: 'receipt-invalid', final: 'receipt-invalid' },
    ],
  ];
  const cases = changes.flatMap(([what, change, reasons]) =>
    GATES.map((gate) => ({ what, change, gate, reason: reasons[gate] })),
  );

  test.each(cases)('$what: $gate $reason', ({ change, gate, reason }) => {
    const state = APPROVED[gate]();
    const report = evaluateGate(gate, state, seen(state, change));
    expect(report).toMatchObject(reason === null ? { state: 'open', reason } : { state: 'closed', reason });
    expect(isPassable(report)).toBe(reason === null);
  });

  test.each(GATES)('%s: a receipt that is only attested shows the gate as open and lets nothing through', (gate) => {
    const state = APPROVED[gate]();
    const report = evaluateGate(gate, state, seen(state, { assurance: 'attested' }));
    expect(report).toMatchObject({ state: 'open', assurance: 'attested' });
    expect([isPassable(report), refusalReason(report)]).toEqual([false, 'receipt-attested']);
  });

  test.each(GATES)('%s: a receipt that does not hold closes the gate and is named', (gate) => {
    const state = APPROVED[gate]();
    const job = state.approvals[gate]?.job ?? '';
    expect(
      evaluateGate(
        gate,
        state,
        seen(state, { receipts: { [job]: { assurance: 'invalid', problem: 'ledger-forged' } } }),
      ),
    ).toMatchObject({ state: 'closed', reason: 'receipt-invalid', detail: 'ledger-forged' });
    expect(evaluateGate(gate, state, seen(state, { receipts: {} })).detail).toBe('receipt-missing');
  });

  test('the names of changed settings are given', () => {
    const state = approvedPlan();
    expect(evaluateGate('plan', state, seen(state, { changed_pins: ['a', 'b'] })).detail).toBe('a, b');
  });
});

describe('subjects', () => {
  test('a plan is its documents, a milestone the tree on its base, the whole the tree on the base of the task', () => {
    const state = new Walk(stateIn('PLAN_NEXT_MILESTONE'))
      .implemented('M1')
      .review('milestone')
      .accepted()
      .implemented('M2').state;
    const found = seen(state, { tree: 'tree/v1:now' });
    expect(presentSubject('plan', state, found)).toEqual({
      gate: 'plan',
      plan: state.plan.digest,
      base: null,
      tree: null,
      milestone: null,
    });
    expect(presentSubject('milestone', state, found)).toEqual({
      gate: 'milestone',
      plan: state.plan.digest,
      base: 'tree/v1:work',
      tree: 'tree/v1:now',
      milestone: 'M2',
    });
    expect(presentSubject('final', state, found)).toEqual({
      gate: 'final',
      plan: state.plan.digest,
      base: 'tree/v1:base',
      tree: 'tree/v1:now',
      milestone: null,
    });
  });
});

describe('an approval is used up by the step that it opens', () => {
  const accepted = () => new Walk(approvedMilestone()).accepted();

  test('an accepted milestone stays accepted whatever happens to its files', () => {
    const { state } = accepted();
    expect(
      evaluateGate('milestone', state, seen(state, { tree: 'tree/v1:edited', plan: OTHER_PLAN, changed_pins: ['x'] })),
    ).toMatchObject({ state: 'accepted', assurance: 'verified', detail: 'M1' });
  });

  test('accepted is not open: it lets no second acceptance through', () => {
    const walk = accepted();
    expect(isPassable(evaluateGate('milestone', walk.state, seen(walk.state)))).toBe(false);
    expect(refusalOf(walk.step((state) => ({ type: 'milestone-accepted', observation: seen(state) })))).toBe('not-now');
  });

  test('the next milestone begins closed, on the tree that was accepted, and the first one is not opened again', () => {
    const walk = accepted().implemented('M2');
    expect(evaluateGate('milestone', walk.state, seen(walk.state))).toMatchObject({
      state: 'closed',
      reason: 'not-reviewed',
      subject: { base: 'tree/v1:work', milestone: 'M2' },
    });
    expect(walk.state.milestones.completed.map(({ id }) => id)).toEqual(['M1']);
  });

  test('an approval of one milestone does not open another', () => {
    const state = approvedMilestone();
    expect(
      evaluateGate('milestone', { ...state, milestones: { ...state.milestones, current: 'M2' } }, seen(state)),
    ).toMatchObject({
      state: 'closed',
      reason: 'other-milestone',
    });
  });

  test('an approval on another base does not hold', () => {
    const walk = new Walk(approvedMilestone()).to({
      type: 'base-moved',
      base: { commit: 'c', tree: 'tree/v1:n', tree_id: 'n' },
      milestone_base: { tree: 'tree/v1:n', tree_id: 'n' },
      head_commit: 'c',
      left_out: [],
    });
    expect(evaluateGate('milestone', walk.state, seen(walk.state))).toMatchObject({
      state: 'closed',
      reason: 'base-moved',
    });
  });

  test('a review that starts voids the approval before it, and says that it runs', () => {
    const walk = new Walk(approvedWhole()).to((state) => reviewStarted(state, 'final'));
    expect(evaluateGate('final', walk.state, seen(walk.state))).toMatchObject({
      state: 'closed',
      reason: 'review-running',
    });
    expect(evaluateGate('milestone', walk.state, seen(walk.state)).reason).not.toBe('review-running');
  });

  test('a plan that is written again closes the plan gate until Codex has seen it; nothing accepted is lost', () => {
    const walk = accepted().to({ type: 'plan-written', digest: OTHER_PLAN, milestones: [] });
    const gates = evaluateGates(walk.state, seen(walk.state));
    expect([gates.plan.state, gates.plan.reason, gates.milestone.state]).toEqual([
      'closed',
      'not-reviewed',
      'accepted',
    ]);
  });
});

describe('steps go through their gate', () => {
  const steps: [string, () => State, (state: State, observation: Observation) => Parameters<Walk['step']>[0]][] = [
    [
      'starting a milestone',
      approvedPlan,
      (_, observation) => ({ type: 'implementation-started', milestone_id: 'M1', observation }),
    ],
    ['accepting a milestone', approvedMilestone, (_, observation) => ({ type: 'milestone-accepted', observation })],
    ['finishing', approvedWhole, (_, observation) => ({ type: 'task-finished', observation })],
    [
      "reviewing a milestone (the plan's gate)",
      () => stateIn('CLAUDE_SELF_REVIEW'),
      (state, observation) => reviewStarted(state, 'milestone', observation),
    ],
    [
      "reviewing the whole (the plan's gate)",
      () => finishing().state,
      (state, observation) => reviewStarted(state, 'final', observation),
    ],
  ];
  const faults: Record<string, Parameters<typeof seen>[1]> = {
    'an edited plan': { plan: OTHER_PLAN },
    'loosened settings': { changed_pins: ['testing.commands'] },
    'a receipt that is only attested': { assurance: 'attested' },
    'a receipt that does not hold': { assurance: 'invalid' },
  };
  const cases = steps.flatMap(([step, state, fact]) =>
    Object.entries(faults).map(([fault, change]) => ({ step, state, fact, fault, change })),
  );

  test.each(cases)('$step is refused with $fault', ({ state, fact, change }) => {
    const before = state();
    expect(refusalOf(new Walk(before).step(fact(before, seen(before, change))))).toBe('gate-closed');
    expect(new Walk(before).step(fact(before, seen(before))).ok).toBe(true);
  });

  test('an overridden gate closes with loosened settings like any other', () => {
    const found = withVerdict('fail_fixable');
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW'))
      .review('milestone', found)
      .to(fixed('F1'))
      .review('milestone', found)
      .to((state) => resumedWith('accept-risk', seen(state)));
    expect(evaluateGate('milestone', walk.state, seen(walk.state, { changed_pins: ['x'] }))).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
    });
  });
});
