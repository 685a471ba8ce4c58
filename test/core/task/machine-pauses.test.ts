import { describe, expect, test } from 'vitest';
import { evaluateGate } from '../../../scripts/core/task/gates.js';
import {
  type Mode,
  STATUSES,
  type State,
  type Status,
  type Strategy,
  workingStatus,
} from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import {
  finding,
  fixed,
  milestone,
  PASS,
  question,
  refusalOf,
  resumedWith,
  reviewReturned,
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

describe('modes', () => {
  const phases = (mode: Mode): Status[] => {
    const walk = new Walk({ mode });
    const statuses: Status[] = [];
    const pass = (): void => {
      statuses.push(walk.state.status);
      if (walk.state.status === 'PAUSED_FOR_HUMAN') walk.to(resumedWith('recommended'));
    };
    walk.planned().review('plan');
    pass();
    walk.implemented('M1').review('milestone').accepted();
    pass();
    walk.implemented('M2').review('milestone').accepted();
    pass();
    return statuses;
  };

  test.each(['supervised-auto', 'full-auto-safe'] as const)(
    '%s goes on after an approved plan and after each milestone',
    (mode) => {
      expect(phases(mode)).toEqual(['PLAN_NEXT_MILESTONE', 'PLAN_NEXT_MILESTONE', 'CODEX_FINAL_REVIEW']);
    },
  );

  test('manual pauses after an approved plan and after each milestone, and a resume goes on to what comes next', () => {
    expect(phases('manual')).toEqual(['PAUSED_FOR_HUMAN', 'PAUSED_FOR_HUMAN', 'PAUSED_FOR_HUMAN']);
    const walk = new Walk({ mode: 'manual' }).planned().review('plan');
    expect(walk.state).toMatchObject({ pause: { kind: 'manual-mode' }, resume: { target: 'PLAN_NEXT_MILESTONE' } });
  });

  test('starting the loop makes the mode full-auto-safe, stopping it supervised-auto', () => {
    const walk = new Walk({ mode: 'manual' }).to({ type: 'loop-started', session: 's', keep_going: true });
    expect(walk.state).toMatchObject({ mode: 'full-auto-safe', loop: { session: 's', keep_going: true } });
    expect(walk.to({ type: 'loop-claimed', session: 't' }).state.loop.session).toBe('t');
    expect(walk.to({ type: 'loop-stopped' }).state).toMatchObject({
      mode: 'supervised-auto',
      loop: { session: null, keep_going: false },
    });
  });
});

describe('resume', () => {
  const statuses = Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name));

  test.each(statuses)('%s: no strategy reviews, accepts or finishes anything', (status) => {
    const state = stateIn(status);
    const strategies: Strategy[] = [
      'recommended',
      'manual',
      'extend-review',
      'accept-size',
      'skip',
      'mock',
      'not-a-secret',
    ];
    for (const strategy of strategies) {
      const step = new Walk(state).step(resumedWith(strategy, seen(state)));
      if (!step.ok) continue;
      expect(step.state.status).toBe('READY_TO_CONTINUE');
      expect(step.state.approvals).toEqual(state.approvals);
      expect(step.state.milestones.completed).toEqual(state.milestones.completed);
    }
  });

  test('a resume clears the reasons, keeps the way it was done and wakes the loop anew', () => {
    const state = stateIn('PAUSED_FOR_SYSTEM');
    expect(new Walk(state).to(resumedWith('recommended')).state).toMatchObject({
      pause: null,
      resume: { strategy: 'recommended', reason: 'the human said so' },
      loop: { epoch: state.loop.epoch + 1 },
    });
  });

  test('after a failure of the client an explicit yes is needed', () => {
    expect(refusalOf(new Walk(stateIn('PAUSED_FOR_SYSTEM')).step(resumedWith('recommended', null, false)))).toBe(
      'confirm-needed',
    );
  });

  test('an open question is answered, not resumed away', () => {
    const asked = new Walk(stateIn('NEEDS_HUMAN'));
    expect(refusalOf(asked.step(resumedWith('recommended')))).toBe('question-open');
    expect(refusalOf(asked.step({ type: 'human-answered', choice: 'Z', text: '', confirmed: true }))).toBe(
      'unknown-option',
    );
    expect(asked.to({ type: 'human-answered', choice: 'B', text: 'but local', confirmed: true }).state).toMatchObject({
      pause: null,
      resume: { decision: 'B but local', target: 'CODEX_ADVERSARIAL_PLAN_REVIEW' },
    });
  });

  test('an answer in own words needs no option', () => {
    expect(
      new Walk(stateIn('NEEDS_HUMAN')).to({ type: 'human-answered', choice: null, text: 'neither', confirmed: true })
        .state.resume.decision,
    ).toBe('neither');
  });

  test('a question that Codex asked for comes back to the findings', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).review('milestone', withVerdict('needs_human'));
    expect(
      walk.to(
        { type: 'human-needed', question: question() },
        { type: 'human-answered', choice: 'A', text: '', confirmed: true },
      ).state.resume.target,
    ).toBe('CLAUDE_FIX');
  });

  test('a question of kind sensitive_operation pauses as SENSITIVE_OPERATION, which a later release resumes', () => {
    const walk = new Walk(stateIn('IMPLEMENT_MILESTONE')).to({
      type: 'human-needed',
      question: question({ kind: 'sensitive_operation' }),
    });
    expect(walk.state.status).toBe('SENSITIVE_OPERATION');
    expect(refusalOf(walk.step(resumedWith('recommended')))).toBe('resume-later');
  });

  test('a question of kind needs_secret pauses as NEEDS_SECRET until it is answered', () => {
    const walk = new Walk(stateIn('IMPLEMENT_MILESTONE')).to({
      type: 'human-needed',
      question: question({ kind: 'needs_secret' }),
    });
    expect(walk.state.status).toBe('NEEDS_SECRET');
    expect(refusalOf(walk.step(resumedWith('recommended')))).toBe('question-open');
    expect(
      workingStatus(walk.to({ type: 'human-answered', choice: 'A', text: 'set locally', confirmed: true }).state),
    ).toBe('IMPLEMENT_MILESTONE');
  });

  test('a failure of the client does not hide the pause that is there', () => {
    const state = stateIn('PAUSED_FOR_CODEX');
    expect(new Walk(state).to({ type: 'system-failed', detail: 'f' }).state).toMatchObject({
      status: 'PAUSED_FOR_CODEX',
      pause: { kind: 'codex', gate: 'plan', reason: 'rate-limited', resets_at: null },
    });
  });

  test.each([
    ['passes', PASS, 'RECORD_ACCEPTANCE'],
    ['finds something', withVerdict('fail_fixable'), 'CLAUDE_FIX'],
  ] as const)(
    'a review that %s while the client has failed leaves the pause in place, and the resume goes on from it',
    (_, outcome, target) => {
      const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).to(
        (state) => reviewStarted(state, 'milestone'),
        { type: 'system-failed', detail: 'f' },
        (state) => reviewReturned(state, outcome),
      );
      expect(walk.state).toMatchObject({
        status: 'PAUSED_FOR_SYSTEM',
        pause: { kind: 'system', detail: 'f' },
        reviews: { running: null },
      });
      expect(workingStatus(walk.to(resumedWith('recommended')).state)).toBe(target);
    },
  );
});

describe('the decision at a threshold', () => {
  test.each([
    ['an ordinary finding', {}, ['manual', 'extend-review', 'accept-risk', 'skip']],
    ['a P0', { severity: 'P0' }, ['manual', 'extend-review']],
    ['a P1 about security', { category: 'security' }, ['manual', 'extend-review']],
    ['a P1 about secrets', { category: 'secrets' }, ['manual', 'extend-review']],
    [
      'a P2 about security',
      { category: 'security', severity: 'P2' },
      ['manual', 'extend-review', 'accept-risk', 'skip'],
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

  test('strategies that another pause offers are refused', () => {
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

describe('a risk that the human accepts', () => {
  test('lets the milestone go on, is never shown as open, and stays visible for good', () => {
    const walk = exceededWith().to((state) => acceptRisk(state));
    expect(evaluateGate('milestone', walk.state, seen(walk.state))).toMatchObject({
      state: 'overridden',
      assurance: null,
    });
    walk.accepted();
    expect(walk.state.milestones.completed).toMatchObject([{ id: 'M1', kind: 'overridden', job: null }]);
  });

  test('covers exactly what was there: an edit closes the gate again', () => {
    const walk = exceededWith().to((state) => acceptRisk(state));
    const step = walk.step((state) => ({
      type: 'milestone-accepted',
      observation: seen(state, { tree: 'tree/v1:edited' }),
    }));
    expect(step).toMatchObject({ ok: false, refused: { code: 'gate-closed', args: { reason: 'content-changed' } } });
  });

  test('of a plan is about the plan that was reported', () => {
    const walk = new Walk(stateIn('REVIEW_THRESHOLD_EXCEEDED'));
    expect(refusalOf(walk.step((state) => resumedWith('accept-risk', seen(state, { plan: 'plan/v1:edited' }))))).toBe(
      'plan-moved',
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
    ).toBe('gate-closed');
  });

  test('needs a tree that can be named', () => {
    expect(refusalOf(exceededWith().step((state) => resumedWith('accept-risk', seen(state, { tree: null }))))).toBe(
      'subject-moved',
    );
    expect(refusalOf(exceededWith().step(resumedWith('accept-risk', null)))).toBe('subject-moved');
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
    expect(nextStep(state)).toMatchObject({ action: 'remove-secret', run: 'resume', waits: true });
  });

  test.each(['recommended', 'mock', 'not-a-secret'] as const)(
    '%s goes back to where the review was due',
    (strategy) => {
      const { state } = stopped().to(resumedWith(strategy));
      expect([workingStatus(state), state.pause]).toEqual(['CLAUDE_SELF_REVIEW', null]);
      expect(state.not_secrets).toEqual(strategy === 'not-a-secret' ? ['a', 'b'] : []);
    },
  );

  test('is called none only by a human', () => {
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
    expect(refusalOf(new Walk(risky).step(resumedWith('skip')))).toBe('strategy-not-offered');
  });

  test.each(['manual', 'extend-review', 'accept-risk', 'accept-size'] as const)('is not left by %s', (strategy) => {
    expect(refusalOf(stopped().step(resumedWith(strategy)))).toBe('strategy-not-offered');
  });

  test('is no matter of the plan gate, and nothing without a place', () => {
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
