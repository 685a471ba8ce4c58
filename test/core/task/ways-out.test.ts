/**
 * Every choice at every pause: a real task is brought into the pause, each offered choice is taken, leads where the
 * table says, and passes nothing.
 */
import { describe, expect, test } from 'vitest';
import { STRATEGIES, type Strategy } from '../../../scripts/core/task/decisions/strategies.js';
import { evaluateGate } from '../../../scripts/core/task/gates.js';
import { recordedDecisions } from '../../../scripts/core/task/ledger/decisions.js';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { isTerminal, type State, workingStatus } from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies, PAUSES, type PauseKind } from '../../../scripts/core/task/pauses.js';
import {
  changed,
  finding,
  fixed,
  milestone,
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

/** Three milestones, of which none depends on another. */
const THREE = ['M1', 'M2', 'M3'].map((id) => milestone(id));
const approved = (walk = new Walk()): Walk => walk.planned('plan/v1:first', THREE).review('plan');
const implemented = (walk = new Walk()): Walk => approved(walk).implemented('M1');
const secret = (gate: 'milestone'): EventBody => ({
  type: 'secret-found',
  gate,
  places: [{ file: 'a.ts', line: 1, kind: 'jwt', id: 'i' }],
});
const unusable = (walk: Walk): Walk =>
  walk.to((state) => ({
    type: 'codex-unavailable',
    gate: 'milestone',
    job: state.reviews.running?.job ?? null,
    reason: 'reply-unusable',
    detail: 'fail_fixable without a finding',
    resets_at: null,
  }));
const stoppedBy = (verdict: 'fail_unclear' | 'unsafe' | 'sensitive_operation'): Walk =>
  implemented().review('milestone', withVerdict(verdict));
const asked = (kind: 'needs_human' | 'needs_secret' | 'sensitive_operation'): Walk =>
  implemented().to({ type: 'human-needed', question: question({ kind }) });
const HERE = 'CLAUDE_SELF_REVIEW';

/** A pause: how a task comes into it, and to which status each choice leads. */
type Row = [name: string, kind: PauseKind, make: () => Walk, ways: Partial<Record<Strategy, string>>];

const TABLE: Row[] = [
  [
    'a milestone is too large',
    'size',
    () => implemented().to({ type: 'milestone-implemented', size: { files: 1, lines: 1000 } }),
    {
      recommended: 'IMPLEMENT_MILESTONE',
      conservative: 'IMPLEMENT_MILESTONE',
      'accept-size': 'CLAUDE_SELF_REVIEW',
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': 'IMPLEMENT_MILESTONE',
    },
  ],
  [
    'the self-review asks for the user',
    'planning-question',
    () =>
      new Walk().to(
        { type: 'discovery-written', digest: 'd' },
        { type: 'plan-written', digest: 'plan/v1:first', milestones: THREE },
        { type: 'planning-review-done', result: 'ask_human', digest: 'r', plan: 'plan/v1:first' },
      ),
    {
      recommended: 'CLAUDE_REVISE_PLAN',
      conservative: 'CLAUDE_REVISE_PLAN',
      'record-risk': 'CLAUDE_REVISE_PLAN',
      'free-input': 'CLAUDE_REVISE_PLAN',
    },
  ],
  [
    'the milestones of a run are used up',
    'milestones-per-run',
    () =>
      implemented(new Walk({ config: pinnedConfig({ milestones: { max_milestones_per_run: 2 } }) }))
        .review('milestone')
        .accepted()
        .to((state) => ({ type: 'implementation-started', milestone_id: 'M2', observation: seen(state) }))
        .to({ type: 'milestone-implemented', size: { files: 1, lines: 1 } })
        .review('milestone')
        .accepted(),
    {
      recommended: 'PLAN_NEXT_MILESTONE',
      'record-risk': 'PLAN_NEXT_MILESTONE',
      'free-input': 'PLAN_NEXT_MILESTONE',
    },
  ],
  [
    'manual mode',
    'manual-mode',
    () => approved(new Walk({ mode: 'manual' })),
    {
      recommended: 'PLAN_NEXT_MILESTONE',
      'record-risk': 'PLAN_NEXT_MILESTONE',
      'free-input': 'PLAN_NEXT_MILESTONE',
    },
  ],
  [
    'the user stopped the task',
    'user',
    () => implemented().to({ type: 'pause-requested', reason: 'lunch', after_review: false }),
    {
      recommended: HERE,
      conservative: HERE,
      replan: 'CLAUDE_REVISE_PLAN',
      'record-risk': HERE,
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': HERE,
    },
  ],
  [
    'the user stopped the task while a review ran',
    'user',
    () =>
      implemented().to((state) => reviewStarted(state, 'milestone'), {
        type: 'pause-requested',
        reason: null,
        after_review: false,
      }),
    {
      recommended: 'CODEX_MILESTONE_REVIEW',
      conservative: 'CODEX_MILESTONE_REVIEW',
      'record-risk': 'CODEX_MILESTONE_REVIEW',
      'free-input': 'CODEX_MILESTONE_REVIEW',
    },
  ],
  [
    'the rounds are used up',
    'threshold',
    () =>
      implemented()
        .review('milestone', withVerdict('fail_fixable'))
        .to(fixed('F1'))
        .review('milestone', withVerdict('fail_fixable')),
    {
      wrong: 'CODEX_MILESTONE_REVIEW',
      replan: 'CLAUDE_REVISE_PLAN',
      manual: 'PAUSED_FOR_HUMAN',
      'extend-review': 'CLAUDE_FIX',
      'accept-risk': 'RECORD_ACCEPTANCE',
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': 'CLAUDE_FIX',
    },
  ],
  [
    'the user works by hand',
    'manual-work',
    () =>
      implemented()
        .review('milestone', withVerdict('fail_fixable'))
        .to(fixed('F1'))
        .review('milestone', withVerdict('fail_fixable'))
        .to(resumedWith('manual')),
    { recommended: 'CLAUDE_FIX', skip: 'PLAN_NEXT_MILESTONE', 'free-input': 'CLAUDE_FIX' },
  ],
  [
    'an unclear verdict',
    'codex-fail-unclear',
    () => stoppedBy('fail_unclear'),
    {
      recommended: 'CLAUDE_FIX',
      replan: 'CLAUDE_REVISE_PLAN',
      'safe-alternative': 'CLAUDE_FIX',
      manual: 'PAUSED_FOR_HUMAN',
      'extend-review': 'CLAUDE_FIX',
      'accept-risk': 'RECORD_ACCEPTANCE',
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': 'CLAUDE_FIX',
    },
  ],
  ...(['unsafe', 'sensitive_operation'] as const).map(
    (verdict): Row => [
      verdict,
      verdict === 'unsafe' ? 'codex-unsafe' : 'codex-sensitive-operation',
      () => stoppedBy(verdict),
      {
        recommended: 'CLAUDE_FIX',
        replan: 'CLAUDE_REVISE_PLAN',
        'safe-alternative': 'CLAUDE_FIX',
        'local-test': 'CLAUDE_FIX',
        skip: 'PLAN_NEXT_MILESTONE',
        'free-input': 'CLAUDE_FIX',
      },
    ],
  ),
  [
    'Codex is away',
    'codex',
    () => implemented().to((state) => unavailable(state, 'milestone')),
    { recommended: 'CODEX_MILESTONE_REVIEW' },
  ],
  [
    'Codex contradicts itself twice',
    'reply-unusable',
    () => unusable(unusable(implemented()).to(resumedWith('recommended'))),
    {
      recommended: 'CODEX_MILESTONE_REVIEW',
      replan: 'CLAUDE_REVISE_PLAN',
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': 'CODEX_MILESTONE_REVIEW',
    },
  ],
  [
    'the change adds a secret',
    'secrets',
    () => implemented().to(secret('milestone')),
    { recommended: HERE, mock: HERE, skip: 'PLAN_NEXT_MILESTONE', 'not-a-secret': HERE },
  ],
  [
    'a question',
    'question',
    () => asked('needs_human'),
    { recommended: HERE, conservative: HERE, 'record-risk': HERE, skip: 'PLAN_NEXT_MILESTONE', 'free-input': HERE },
  ],
  [
    'a question about a secret',
    'question',
    () => asked('needs_secret'),
    { 'set-locally': HERE, mock: HERE, skip: 'PLAN_NEXT_MILESTONE' },
  ],
  [
    'a question about a sensitive operation',
    'question',
    () => asked('sensitive_operation'),
    {
      replan: 'CLAUDE_REVISE_PLAN',
      'safe-alternative': HERE,
      'local-test': HERE,
      skip: 'PLAN_NEXT_MILESTONE',
      'free-input': HERE,
    },
  ],
  [
    'documents that the user changed',
    'documents',
    () => implemented().to({ type: 'documents-changed', changes: [changed('medium')] }),
    { replan: 'CLAUDE_REVISE_PLAN' },
  ],
  [
    'the client failed',
    'system',
    () => implemented().to({ type: 'system-failed', detail: 'it crashed' }),
    { recommended: HERE, 'free-input': HERE },
  ],
];

/** The user's choice, with everything that it may need. */
const chosen = (state: State, strategy: Strategy): Extract<EventBody, { type: 'resumed' }> => ({
  type: 'resumed',
  strategy,
  confirmed: true,
  reason: 'the user said so',
  observation: seen(state),
  words: 'as I say',
  ...(strategy === 'wrong' ? { finding: 'F1' } : {}),
});

describe.each(TABLE)('%s', (_, kind, make, ways) => {
  const state = make().state;

  test('is this kind of pause, and offers exactly the choices of the table', () => {
    expect(state.pause?.kind).toBe(kind);
    expect([...offeredStrategies(state)].sort()).toEqual(Object.keys(ways).sort());
  });

  test.each(Object.entries(ways))('%s leads to %s', (name, target) => {
    const strategy = STRATEGIES.find((one) => one === name) ?? 'recommended';
    const walk = new Walk(state).to(chosen(state, strategy));
    expect(workingStatus(walk.state)).toBe(target);
    expect(walk.state.previous_status).toBe(state.status);
    expect(walk.state.resume).toMatchObject({ strategy, reason: 'the user said so' });
    expect(walk.state.resume.at).not.toBeNull();
  });

  test('no choice passes a gate, completes a milestone or ends the task', () => {
    for (const strategy of offeredStrategies(state)) {
      const after = new Walk(state).to(chosen(state, strategy)).state;
      expect([after.milestones.completed, isTerminal(after.status)]).toEqual([state.milestones.completed, false]);
      for (const gate of ['plan', 'milestone', 'final'] as const) {
        const [before, now] = [state, after].map((one) => evaluateGate(gate, one, seen(one)).state);
        const isOverride = strategy === 'accept-risk' && gate === 'milestone';
        // A new plan ends the approval of the old one.
        const expected = strategy === 'replan' && gate === 'plan' ? 'closed' : before;
        expect([strategy, gate, now]).toEqual([strategy, gate, isOverride ? 'overridden' : expected]);
      }
    }
  });

  test('every other choice is refused by name', () => {
    const others = STRATEGIES.filter((one) => !Object.hasOwn(ways, one));
    for (const strategy of others)
      expect(refusalOf(new Walk(state).step(chosen(state, strategy)))).toMatch(
        /^(strategy-not-offered|question-open)$/,
      );
  });

  test('Claude alone makes no choice but a plain resume', () => {
    for (const strategy of offeredStrategies(state).filter((one) => one !== 'recommended'))
      expect(refusalOf(new Walk(state).step({ ...chosen(state, strategy), confirmed: false }))).toMatch(
        /^(confirm-needed|question-open)$/,
      );
  });
});

test('every kind of pause that offers a choice has a row', () => {
  const kinds = new Set(TABLE.map(([, kind]) => kind));
  const missing = Object.keys(PAUSES).filter((kind) => ![...kinds].some((one) => one === kind));
  // The last two cannot be told apart from their neighbours: the same offers, another reason.
  expect(missing).toEqual(['plan-revisions', 'codex-needs-human']);
});

describe('what a choice does besides', () => {
  const stopped = (): Walk => implemented().to({ type: 'pause-requested', reason: null, after_review: false });

  test('conservative pauses again after the next accepted milestone, recommended does not', () => {
    const accept = (strategy: Strategy): string =>
      stopped()
        .to((state) => chosen(state, strategy))
        .review('milestone')
        .accepted().state.status;
    expect([accept('recommended'), accept('conservative')]).toEqual(['PLAN_NEXT_MILESTONE', 'PAUSED_FOR_HUMAN']);
  });

  test('record-risk keeps the words, opens nothing and softens no finding', () => {
    const walk = stopped().to((state) => chosen(state, 'record-risk'));
    expect(walk.state.recorded_risks).toMatchObject([
      { risk: 'as I say', milestone: 'M1', status: 'PAUSED_FOR_HUMAN' },
    ]);
    expect(walk.state.accepted_risks).toEqual([]);
    expect(walk.review('milestone', withVerdict('fail_fixable')).state.status).toBe('CLAUDE_FIX');
  });

  test.each(['free-input', 'record-risk'] as const)('%s needs words', (strategy) => {
    const { words: _, ...silent } = { words: '', ...resumedWith(strategy) };
    expect(refusalOf(stopped().step(silent))).toBe('choice-needs-words');
  });

  test('next tells Claude what was decided, in the words of the user, until the next fact', () => {
    const walk = stopped().to((state) => chosen(state, 'free-input'));
    expect(nextStep(walk.state)).toMatchObject({
      action: 'review-own-work',
      decided: { strategy: 'free-input', words: 'as I say' },
    });
    expect(nextStep(walk.to((state) => reviewStarted(state, 'milestone')).state)).not.toHaveProperty('decided');
    expect(nextStep(stopped().to((state) => resumedWith('recommended', seen(state))).state)).not.toHaveProperty(
      'decided',
    );
  });

  test('a choice at a question is its answer, and reviewers read it', () => {
    const answered = asked('needs_human').to((state) => chosen(state, 'conservative'));
    expect(answered.state.resume.decision).toBe('A Option A');
    const facts: EventBody[] = [{ type: 'human-needed', question: question() }, resumedWith('conservative')];
    const entries = facts.map((fact) => ({ event: { ...fact, at: '2026-01-01T00:00:00.000Z' } }));
    expect(recordedDecisions(entries).map(({ what }) => what)).toEqual([
      expect.stringContaining('answered: A (Option A)'),
    ]);
  });

  test('a security finding is never skipped and its risk never accepted, whatever stopped the work', () => {
    const grave = finding({ severity: 'P1', category: 'security' });
    const state = implemented().review('milestone', withVerdict('fail_unclear', [grave])).state;
    expect(offeredStrategies(state)).not.toContain('skip');
    expect(offeredStrategies(state)).not.toContain('accept-risk');
  });
});
