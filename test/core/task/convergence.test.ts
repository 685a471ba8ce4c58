/** A task ends within a limited number of rounds, however the reviewer behaves and whoever gives in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type Step, transition } from '../../../scripts/core/task/machine.js';
import { nextMilestone } from '../../../scripts/core/task/machine-milestones.js';
import {
  type Gate,
  isPaused,
  isTerminal,
  type ReviewOutcome,
  type State,
  type Strategy,
  workingStatus,
} from '../../../scripts/core/task/model.js';
import { type Action, nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import { endingOf } from '../../../scripts/core/task/views/ending.js';
import {
  AT,
  finding,
  PASS,
  question,
  reviewReturned,
  reviewStarted,
  seen,
  TWO_MILESTONES,
  unavailable,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { chosen } from './exploration-commands.js';

/** How a reviewer behaves in one round. */
const REPLIES = {
  honest: () => PASS,
  /** Reports another finding each time. */
  lying: (round) => withVerdict('fail_fixable', [finding({ id: `F-new-${round}`, title: `Fault ${round}` })]),
  /** Reports the same finding each time, whatever the answer. */
  repeating: () => withVerdict('fail_fixable', [finding({ id: 'F-same' })]),
  grave: () => withVerdict('fail_fixable', [finding({ id: 'F-grave', severity: 'P0', category: 'security' })]),
  /** Asks for the opposite of the previous round. */
  contradicting: (round) =>
    withVerdict('fail_fixable', [
      finding({ id: `F-${round % 2}`, required_fix: round % 2 === 0 ? 'Log.' : 'Do not.' }),
    ]),
  unclear: () => withVerdict('fail_unclear', []),
  frightened: () => withVerdict('unsafe', []),
  careful: () => withVerdict('sensitive_operation', [finding({ id: 'F-care' })]),
  asking: () => withVerdict('needs_human', []),
  ignorant: () => withVerdict('insufficient_context', []),
  silent: () => null,
} as const satisfies Record<string, (round: number) => ReviewOutcome | null>;
type Reviewer = keyof typeof REPLIES;

/** How the user decides at a card, in order of preference; choices that are not offered are skipped. */
const USERS: readonly (readonly Strategy[])[] = [
  ['accept-risk', 'skip', 'replan', 'safe-alternative', 'recommended'],
  ['skip', 'accept-risk', 'replan', 'recommended'],
  ['recommended', 'extend-review', 'replan'],
  ['wrong', 'accept-risk', 'extend-review', 'recommended', 'replan'],
  ['replan', 'recommended'],
  ['manual', 'safe-alternative', 'recommended', 'replan'],
];

/** How many decisions a user makes before abandoning the task. */
const MOST_DECISIONS = 12;

interface Play {
  reviewers: Reviewer[];
  user: readonly Strategy[];
  disposition: 'fixed' | 'rejected';
}

/**
 * Plays a task to its end by always doing what `next` says.
 *
 * @returns the last state, and the number of steps and decisions
 */
function play({ reviewers, user, disposition }: Play): { state: State; steps: number; decisions: number } {
  let state = new Walk().state;
  let [steps, round, decisions] = [0, 0, 0];
  const tell = (body: EventBody): void => {
    const step: Step = transition(state, { ...body, at: AT });
    if (!step.ok) throw new Error(`${body.type} was refused in ${state.status}: ${JSON.stringify(step.refused)}`);
    state = step.state;
  };
  const found = () => seen(state, { tree: `tree/v1:${decisions}` });
  const review = (gate: Gate): void => {
    if (transition(state, { type: 'rounds-spent', gate, at: AT }).ok) return tell({ type: 'rounds-spent', gate });
    tell(reviewStarted(state, gate, found()));
  };
  const returned = (): void => {
    const outcome = REPLIES[reviewers[round % reviewers.length] ?? 'honest'](round);
    round += 1;
    if (outcome === null) return tell(unavailable(state, state.reviews.running?.gate ?? 'plan'));
    const body = reviewReturned(state, outcome);
    const answers = state.findings.open.map(({ id }) => ({ id, status: 'still_open' as const, comment: 'it holds' }));
    tell(body.type === 'review-returned' ? { ...body, answers } : body);
  };
  const decide = (): void => {
    decisions += 1;
    const offered = offeredStrategies(state);
    const strategy = user.find((one) => offered.includes(one)) ?? offered[0] ?? 'recommended';
    if (decisions > MOST_DECISIONS) tell({ type: 'task-abandoned', reason: 'enough' });
    else tell(chosen(state, strategy, found()));
  };
  const answered = (): void =>
    tell({
      type: 'findings-answered',
      answers: state.findings.open.map(({ id }) => ({ id, disposition, reason: 'because' })),
    });
  const planned = (): void => tell({ type: 'plan-written', digest: 'plan/v1:a', milestones: TWO_MILESTONES });
  const DO: { [A in Action]?: () => void } = {
    'write-discovery': () => tell({ type: 'discovery-written', digest: 'd' }),
    'write-plan': planned,
    'revise-plan': planned,
    'review-own-plan': () => tell({ type: 'planning-review-done', result: 'ok', digest: 'r', plan: 'plan/v1:a' }),
    'answer-plan-findings': answered,
    'fix-findings': answered,
    'fix-checks': () => tell({ type: 'findings-answered', answers: [] }),
    'make-safe': () => tell({ type: 'findings-answered', answers: [] }),
    'return-to-review': () => tell({ type: 'findings-answered', answers: [] }),
    'supply-context': () =>
      tell(
        workingStatus(state) === 'DISCOVER_EXISTING_PROJECT'
          ? { type: 'discovery-written', digest: 'd' }
          : { type: 'findings-answered', answers: [] },
      ),
    'review-plan': () => review('plan'),
    'review-own-work': () => review('milestone'),
    'review-milestone': () => review('milestone'),
    'review-final': () => review('final'),
    'wait-for-review': returned,
    'start-milestone': () =>
      tell({ type: 'implementation-started', milestone_id: nextMilestone(state)?.id ?? '', observation: found() }),
    implement: () => tell({ type: 'milestone-implemented', size: { files: 1, lines: 1 } }),
    'accept-milestone': () => tell({ type: 'milestone-accepted', observation: found() }),
    finish: () => tell({ type: 'task-finished', observation: found() }),
    'write-question': () => tell({ type: 'human-needed', question: question() }),
    'ask-question': () => tell({ type: 'human-answered', choice: 'A', text: '', confirmed: true }),
    'review-again': () => tell(chosen(state, 'recommended', null)),
    'wait-for-codex': decide,
    'ask-human-to-resume': decide,
    decide,
    'decide-stop': decide,
  };
  while (!isTerminal(state.status)) {
    steps += 1;
    if (steps > MOST_STEPS) throw new Error(`no end: ${state.status} ${isPaused(state.status)}`);
    (DO[nextStep(state).action] ?? decide)();
  }
  return { state, steps, decisions };
}

/** Each decision allows a few more rounds at most, and each round takes a few steps. */
const MOST_STEPS = 60 * MOST_DECISIONS;

const reviewers = fc.array(
  fc.constantFrom(...Object.keys(REPLIES).filter((name): name is Reviewer => name in REPLIES)),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const plays = fc.record({
  reviewers,
  user: fc.constantFrom(...USERS),
  disposition: fc.constantFrom('fixed' as const, 'rejected' as const),
});

describe('a task under any reviewer', () => {
  test('ends, and its end names everything that no pass covered', () => {
    fc.assert(
      fc.property(plays, (given) => {
        const { state } = play(given);
        expect(['DONE', 'FAILED']).toContain(state.status);
        if (state.status !== 'DONE') return;
        const { not_done: notDone, overridden } = endingOf(state);
        const named = [...overridden, ...notDone.map(({ id }) => id)];
        const passed = state.milestones.completed.filter(({ kind }) => kind === 'reviewed').map(({ id }) => id);
        expect(state.plan.milestones.filter(({ id }) => ![...named, ...passed].includes(id))).toEqual([]);
        expect(state.approvals.final?.kind === 'reviewed' || named.includes('final')).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('an honest reviewer in the end needs no user beyond the cards that were shown', () => {
    fc.assert(
      fc.property(plays, fc.integer({ min: 0, max: 6 }), (given, dishonest) => {
        const first = Array.from(
          { length: dishonest },
          (_, at) => given.reviewers[at % given.reviewers.length] ?? 'honest',
        );
        const honest = Array.from({ length: 100 }, (): Reviewer => 'honest');
        const { decisions } = play({
          ...given,
          reviewers: [...first, ...honest],
          user: ['recommended', 'extend-review'],
        });
        expect(decisions).toBeLessThanOrEqual(dishonest);
      }),
      { numRuns: 200 },
    );
  });
});
