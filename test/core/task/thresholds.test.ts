import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import type { State } from '../../../scripts/core/task/model.js';
import {
  finding,
  fixed,
  milestone,
  PASS,
  pinnedConfig,
  question,
  refusalOf,
  resumedWith,
  reviewStarted,
  seen,
  unavailable,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { finishing, stateIn } from '../../helpers/statuses.js';

const FAIL = withVerdict('fail_fixable');
const checksFailed = (gate: 'milestone' | 'final'): EventBody => ({
  type: 'checks-failed',
  gate,
  checks: { tree: 't', results: [{ name: 'unit', required: true, passed: false, exit_code: 1, output_digest: 'd' }] },
});
const implementing = () => new Walk(stateIn('IMPLEMENT_MILESTONE'));
const implemented = () => new Walk(stateIn('CLAUDE_SELF_REVIEW'));
const atTheMilestoneCap = () => implemented().review('milestone', FAIL).to(fixed('F1')).review('milestone', FAIL);
const exceeded = (gate: string, spent: string) => ({
  status: 'REVIEW_THRESHOLD_EXCEEDED',
  pause: { kind: 'threshold', gate, spent },
});

describe('rounds of review', () => {
  const plan = () => new Walk().planned().review('plan', FAIL).to(fixed('F1')).replanned();
  const final = () => finishing().review('final', FAIL).to(fixed('F1'));

  test.each([
    ['plan', plan],
    ['milestone', () => implemented().review('milestone', FAIL).to(fixed('F1'))],
    ['final', final],
  ] as const)(
    'the last allowed round of a %s leads to the user when it finds something, and to the next step when it passes',
    (gate, walk) => {
      expect(walk().review(gate, FAIL).state).toMatchObject({
        ...exceeded(gate, 'review-rounds'),
        reviews: { running: null },
      });
      expect(walk().review(gate, PASS).state.approvals[gate]?.kind).toBe('reviewed');
    },
  );

  test.each([
    ['plan', () => plan().review('plan', FAIL).to(resumedWith('extend-review'), fixed('F1')).replanned()],
    ['milestone', () => atTheMilestoneCap().to(resumedWith('extend-review'), fixed('F1'))],
    ['final', () => final().review('final', FAIL).to(resumedWith('extend-review'), fixed('F1'))],
  ] as const)('one more round of a %s is exactly one', (gate, walk) => {
    expect(walk().review(gate, FAIL).state).toMatchObject(exceeded(gate, 'review-rounds'));
  });

  test('a review beyond its rounds is refused and reaches the threshold: an edit after the last passing round', () => {
    const walk = implemented().review('milestone', FAIL).to(fixed('F1')).review('milestone', PASS);
    const edited = (state: State) => reviewStarted(state, 'milestone', seen(state, { tree: 'tree/v1:edited' }));
    expect(refusalOf(walk.step(edited))).toBe('rounds-used');
    expect(walk.to({ type: 'rounds-spent', gate: 'milestone' }).state).toMatchObject(
      exceeded('milestone', 'review-rounds'),
    );
  });

  test('rounds that are left cannot be declared spent', () => {
    expect(refusalOf(implemented().step({ type: 'rounds-spent', gate: 'milestone' }))).toBe('not-now');
    expect(refusalOf(atTheMilestoneCap().step({ type: 'rounds-spent', gate: 'milestone' }))).toBe('not-now');
  });

  test('a question of Codex in the last round does not grant another round', () => {
    const walk = implemented()
      .review('milestone', FAIL)
      .to(fixed('F1'))
      .review('milestone', withVerdict('needs_human'))
      .to(resumedWith('recommended'), fixed('F1'));
    expect(refusalOf(walk.step((state) => reviewStarted(state, 'milestone')))).toBe('rounds-used');
  });
});

describe('attempts at fixing', () => {
  test('checks that fail again and again lead to the user without a single round of Codex', () => {
    const walk = implemented().to(
      checksFailed('milestone'),
      fixed(),
      checksFailed('milestone'),
      fixed(),
      checksFailed('milestone'),
    );
    expect(walk.state).toMatchObject(exceeded('milestone', 'fix-attempts'));
    expect(walk.state.effort['M1']).toMatchObject({ rounds: 0, fixes: 2 });
  });

  test('failed checks of the finished task count as well', () => {
    const walk = finishing().to(checksFailed('final'), fixed(), checksFailed('final'), fixed(), checksFailed('final'));
    expect(walk.state).toMatchObject(exceeded('final', 'fix-attempts'));
  });

  test('one more attempt is exactly one', () => {
    const walk = implemented().to(
      checksFailed('milestone'),
      fixed(),
      checksFailed('milestone'),
      fixed(),
      checksFailed('milestone'),
      resumedWith('extend-review'),
      fixed(),
    );
    expect(walk.state.status).toBe('CLAUDE_SELF_REVIEW');
    expect(walk.to(checksFailed('milestone')).state).toMatchObject(exceeded('milestone', 'fix-attempts'));
  });

  test('a plan has no checks', () => {
    expect(
      refusalOf(
        new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW')).step({
          ...checksFailed('final'),
          gate: 'plan',
        } as EventBody),
      ),
    ).toBe('not-now');
  });
});

describe('planning without Codex', () => {
  test('a plan that its own author sends back too often is shown to the user, who resets the count', () => {
    const back =
      (result: 'revise_plan' | 'read_more_project') =>
      (state: State): EventBody => ({
        type: 'planning-review-done',
        result,
        digest: 'r',
        plan: state.plan.digest ?? '',
      });
    const again: EventBody = { type: 'plan-written', digest: 'plan/v1:again', milestones: [milestone('M1')] };
    const walk = new Walk(stateIn('CLAUDE_PLANNING_REVIEW'));
    for (let time = 0; time < 2; time++)
      walk.to(back('revise_plan'), again, back('read_more_project'), { type: 'discovery-written', digest: 'd' }, again);
    walk.to(back('revise_plan'));
    expect(walk.state).toMatchObject({ status: 'PAUSED_FOR_HUMAN', pause: { kind: 'plan-revisions' } });
    expect(walk.to(resumedWith('recommended')).state).toMatchObject({
      resume: { target: 'CLAUDE_REVISE_PLAN' },
      plan: { revisions: 0 },
    });
  });
});

describe('the size of a milestone', () => {
  const tooLarge = {
    status: 'PAUSED_FOR_HUMAN',
    pause: { kind: 'size' },
    resume: { target: 'IMPLEMENT_MILESTONE' },
  };
  const sized = (files: number, lines: number): EventBody => ({
    type: 'milestone-implemented',
    size: { files, lines },
  });

  test.each([
    [10, 100, { status: 'CLAUDE_SELF_REVIEW' }],
    [11, 100, tooLarge],
    [10, 101, tooLarge],
  ])('%i files and %i lines', (files, lines, expected) => {
    expect(implementing().to(sized(files, lines)).state).toMatchObject(expected);
  });

  test('the user sends it back to be made smaller, and it is measured again', () => {
    const walk = implementing().to(sized(1, 101), resumedWith('recommended'));
    expect(walk.state.resume.target).toBe('IMPLEMENT_MILESTONE');
    expect(walk.to(sized(1, 101)).state).toMatchObject(tooLarge);
  });

  test('the user lets this milestone through, and only this one', () => {
    const walk = implementing().to(sized(1, 101), resumedWith('accept-size'));
    walk
      .to(
        (state) => reviewStarted(state, 'milestone', seen(state), { files: 1, lines: 101 }),
        (state) => ({ ...unavailable(state, 'milestone') }),
        resumedWith('recommended'),
      )
      .review('milestone')
      .accepted();
    expect(walk.implemented('M2', { files: 1, lines: 101 }).state).toMatchObject(tooLarge);
  });

  test('growth while fixing findings is refused at the review', () => {
    const walk = implemented().review('milestone', FAIL).to(fixed('F1'));
    expect(
      refusalOf(walk.step((state) => reviewStarted(state, 'milestone', seen(state), { files: 11, lines: 1 }))),
    ).toBe('milestone-too-large');
  });
});

describe('the milestones of a run', () => {
  const config = pinnedConfig({ milestones: { max_milestones_per_run: 1 } });
  const first = () => new Walk({ config }).planned().review('plan').implemented('M1').review('milestone').accepted();

  test('a run pauses after its last milestone, and a resume begins the next run', () => {
    const walk = first();
    expect(walk.state).toMatchObject({
      status: 'PAUSED_FOR_HUMAN',
      pause: { kind: 'milestones-per-run' },
      milestones: { run: 1 },
    });
    expect(walk.to(resumedWith('recommended')).state).toMatchObject({
      status: 'READY_TO_CONTINUE',
      resume: { target: 'PLAN_NEXT_MILESTONE' },
      milestones: { run: 0 },
      pause: null,
    });
  });

  test('the final review is no milestone: after the last one a run goes on', () => {
    expect(first().to(resumedWith('recommended')).implemented('M2').review('milestone').accepted().state.status).toBe(
      'CODEX_FINAL_REVIEW',
    );
  });
});

describe('limits are reset only by a decision of the user', () => {
  const once = () => implemented().review('milestone', FAIL).to(fixed('F1'));
  const detours: Record<string, (walk: Walk) => Walk> = {
    'planning again': (walk) => walk.replanned().review('plan').implemented('M1'),
    'an outage and its resume': (walk) =>
      walk.to((state) => unavailable(state, 'milestone'), resumedWith('recommended')),
    'a failure of the client and its resume': (walk) =>
      walk.to({ type: 'system-failed', detail: 'f' }, resumedWith('recommended')),
    'a question and its answer': (walk) =>
      walk.to(
        { type: 'human-needed', question: question() },
        { type: 'human-answered', choice: 'A', text: '', confirmed: true },
      ),
    'a moved base': (walk) =>
      walk.to({
        type: 'base-moved',
        base: { commit: 'c', tree: 'tree/v1:n', tree_id: 'n' },
        milestone_base: { tree: 'tree/v1:n', tree_id: 'n' },
        head_commit: 'c',
        left_out: [],
      }),
    'a confirmed change of settings': (walk) => walk.to((state) => ({ type: 'pins-confirmed', pins: state.pins })),
    'a new key': (walk) => walk.to({ type: 'key-replaced', key_id: 'k' }),
    'the loop, started and stopped': (walk) =>
      walk.to({ type: 'loop-started', session: 's', keep_going: true }, { type: 'loop-stopped' }),
  };

  test.each(Object.entries(detours))('%s', (_, detour) => {
    const walk = detour(once());
    expect(walk.state.effort['M1']).toMatchObject({ rounds: 1, fixes: 1, extra: 0 });
    expect(walk.review('milestone', FAIL).state).toMatchObject(exceeded('milestone', 'review-rounds'));
  });

  test('a skipped milestone is not started again, and one in its place begins with its own count', () => {
    const walk = atTheMilestoneCap().to(resumedWith('skip'));
    walk.replanned('plan/v1:again', [milestone('M1'), milestone('M9')]).review('plan');
    expect(
      refusalOf(
        walk.step((state) => ({ type: 'implementation-started', milestone_id: 'M1', observation: seen(state) })),
      ),
    ).toBe('milestone-skipped');
    expect(walk.implemented('M9').state.effort['M1']).toMatchObject({ rounds: 2, extra: 0 });
  });

  test('a plan that Codex never approved keeps its rounds however often it is written', () => {
    const walk = new Walk()
      .planned()
      .review('plan', FAIL)
      .to(fixed('F1'))
      .replanned('plan/v1:b')
      .replanned('plan/v1:c');
    expect(walk.state.effort['plan']?.rounds).toBe(1);
  });
});

describe('an outage is not a verdict', () => {
  const gates = {
    plan: () => new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW')),
    milestone: implemented,
    final: finishing,
  } as const;

  test.each(['plan', 'milestone', 'final'] as const)(
    'at the %s gate it spends nothing, opens nothing and comes back to the same gate, however often it happens',
    (gate) => {
      const walk = gates[gate]();
      const { effort, approvals } = walk.state;
      for (let time = 0; time < 5; time++) {
        walk.to(
          (state) => reviewStarted(state, gate),
          (state) => unavailable(state, gate),
        );
        expect(walk.state).toMatchObject({
          status: 'PAUSED_FOR_CODEX',
          pause: { kind: 'codex', gate, reason: 'rate-limited', resets_at: null },
          reviews: { running: null },
        });
        walk.to(resumedWith('recommended'));
      }
      expect(walk.state.effort).toEqual(effort);
      expect(walk.state.approvals).toEqual(approvals);
      expect(walk.review(gate).state.approvals[gate]?.kind).toBe('reviewed');
    },
  );

  test('a preflight that fails pauses as well, and only where a review is due', () => {
    expect(implemented().to((state) => unavailable(state, 'milestone')).state.status).toBe('PAUSED_FOR_CODEX');
    expect(refusalOf(implementing().step((state) => unavailable(state, 'milestone')))).toBe('not-now');
  });

  test('the time at which Codex is back is kept until a review returns', () => {
    const walk = implemented().to((state) => ({
      type: 'codex-unavailable',
      gate: 'milestone',
      job: state.reviews.running?.job ?? null,
      reason: 'usage-limit',
      detail: '',
      resets_at: '2026-01-03T00:00:00.000Z',
    }));
    expect(walk.state.pause).toMatchObject({ kind: 'codex', resets_at: '2026-01-03T00:00:00.000Z' });
    expect(walk.to(resumedWith('recommended')).state.pause).toBeNull();
  });

  test('the threshold is about findings that stay, not about who answers: a finding found again counts', () => {
    expect(
      implemented()
        .review('milestone', withVerdict('fail_fixable', [finding()]))
        .to(fixed('F1'))
        .review('milestone', withVerdict('fail_fixable', [finding({ id: 'F1' })])).state,
    ).toMatchObject(exceeded('milestone', 'review-rounds'));
  });
});
