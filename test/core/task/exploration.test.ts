import { beforeAll, describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type Step, transition } from '../../../scripts/core/task/machine.js';
import { nextMilestone } from '../../../scripts/core/task/machine-milestones.js';
import {
  type Gate,
  isTerminal,
  type Mode,
  type Observation,
  type State,
  traitsOf,
  workingStatus,
} from '../../../scripts/core/task/model.js';
import { type Action, nextStep } from '../../../scripts/core/task/next-step.js';
import {
  AT,
  fixed,
  PASS,
  pins,
  question,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  started,
  TWO_MILESTONES,
} from '../../helpers/events.js';
import {
  type Edge,
  type Explored,
  explore,
  pathTo,
  describe as say,
  type World,
  worldConfig,
} from '../../helpers/explore.js';
import { GATES, RULES, STATE_RULES } from './exploration-rules.js';

const PLANS = ['plan/v1:a', 'plan/v1:b'];
const TREES = ['tree/v1:x', 'tree/v1:y'];

/** Four small worlds instead of one large one; together they hold every rule that could let something through. */
const WORLDS: Record<string, { world: World; mode: Mode; extra: number }> = {
  'two plans and two trees': {
    world: { plans: PLANS, trees: TREES, interruptions: false },
    mode: 'supervised-auto',
    extra: 0,
  },
  'people and outages that interrupt': {
    world: { plans: PLANS.slice(0, 1), trees: TREES.slice(0, 1), interruptions: true },
    mode: 'full-auto-safe',
    extra: 0,
  },
  'manual mode': {
    world: { plans: PLANS.slice(0, 1), trees: TREES.slice(0, 1), interruptions: false },
    mode: 'manual',
    extra: 0,
  },
  'one more round': {
    world: { plans: PLANS.slice(0, 1), trees: TREES.slice(0, 1), interruptions: false },
    mode: 'supervised-auto',
    extra: 1,
  },
};

const EVERYWHERE: readonly State['status'][] = [
  'DISCOVER_EXISTING_PROJECT',
  'BUILD_PROJECT_CONTEXT',
  'CODEX_ADVERSARIAL_PLAN_REVIEW',
  'CLAUDE_REVISE_PLAN',
  'PLAN_NEXT_MILESTONE',
  'IMPLEMENT_MILESTONE',
  'CLAUDE_SELF_REVIEW',
  'CODEX_MILESTONE_REVIEW',
  'CLAUDE_FIX',
  'RECORD_ACCEPTANCE',
  'CODEX_FINAL_REVIEW',
  'PAUSED_FOR_HUMAN',
  'NEEDS_HUMAN',
  'PAUSED_FOR_CODEX',
  'REVIEW_THRESHOLD_EXCEEDED',
  'NEEDS_SECRET',
  'SENSITIVE_OPERATION',
  'UNSAFE',
  'FAIL_UNCLEAR',
  'DONE',
  'FAILED',
];

function first({ world, mode }: { world: World; mode: Mode }): State {
  const step = transition(null, { ...started({ pins: pins(worldConfig(world)), mode }), at: AT });
  if (!step.ok) throw new Error(step.refused.code);
  return step.state;
}

/** Expects that the end can be reached from every state, along edges that `isOpen` lets through. */
function expectNoDeadEnd(explored: Explored, isOpen: (edge: Edge) => boolean): void {
  const { states, edges, escaping } = explored;
  const into = new Map<number, number[]>();
  for (const edge of edges) {
    if (!isOpen(edge)) continue;
    const before = into.get(edge.to);
    if (before) before.push(edge.from);
    else into.set(edge.to, [edge.from]);
  }
  const alive = new Set(
    states.flatMap((state, index) => (state.status === 'DONE' || escaping.has(index) ? [index] : [])),
  );
  for (const state of alive) for (const before of into.get(state) ?? []) alive.add(before);
  const dead = states.flatMap((state, index) =>
    alive.has(index) || isTerminal(state.status) || traitsOf(state.status).resume === 'later' ? [] : [index],
  );
  expect(
    dead
      .slice(0, 1)
      .map((index) => `${dead.length} states, first ${states[index]?.status}\n  > ${pathTo(explored, index)}`),
  ).toEqual([]);
}

/** What happens when Claude does what it is told and nothing else has changed; null where it is told to wait. */
function doneAsTold(state: State): Step | null {
  const { action } = nextStep(state);
  const tree =
    Object.values(state.approvals).findLast((approval) => approval?.subject.tree)?.subject.tree ?? TREES[0] ?? null;
  const observation: Observation = {
    ...seen(state, { tree, plan: state.plan.digest }),
    receipts: Object.fromEntries(GATES.map((gate) => [`job-${gate}`, { assurance: 'verified', problem: null }])),
  };
  const digest = state.plan.digest ?? PLANS[0] ?? '';
  const review = (gate: Gate): EventBody =>
    (state.effort[gate === 'milestone' ? (state.milestones.current ?? '') : gate]?.rounds ?? 0) > 0 &&
    transition(state, { type: 'rounds-spent', gate, at: AT }).ok
      ? { type: 'rounds-spent', gate }
      : reviewStarted(state, gate, observation);
  const bodies: { [A in Action]?: () => EventBody } = {
    'write-discovery': () => ({ type: 'discovery-written', digest: 'd' }),
    'write-plan': () => ({ type: 'plan-written', digest, milestones: TWO_MILESTONES }),
    'revise-plan': () => ({ type: 'plan-written', digest, milestones: TWO_MILESTONES }),
    'review-own-plan': () => ({ type: 'planning-review-done', result: 'ok', digest: 'r', plan: digest }),
    'answer-plan-findings': () => fixed(...state.findings.open.map(({ id }) => id)),
    'fix-findings': () => fixed(...state.findings.open.map(({ id }) => id)),
    'fix-checks': () => fixed(),
    'return-to-review': () => fixed(),
    'supply-context': () =>
      state.status === 'DISCOVER_EXISTING_PROJECT' ? { type: 'discovery-written', digest: 'd' } : fixed(),
    'review-plan': () => review('plan'),
    'review-own-work': () => review('milestone'),
    'review-milestone': () => review('milestone'),
    'review-final': () => review('final'),
    'start-milestone': () => ({
      type: 'implementation-started',
      milestone_id: nextMilestone(state)?.id ?? '',
      observation,
    }),
    implement: () => ({ type: 'milestone-implemented', size: { files: 1, lines: 1 } }),
    'accept-milestone': () => ({ type: 'milestone-accepted', observation }),
    finish: () => ({ type: 'task-finished', observation }),
    'write-question': () => ({ type: 'human-needed', question: question() }),
    'ask-question': () => ({ type: 'human-answered', choice: 'A', text: '', confirmed: true }),
    'wait-for-codex': () => resumedWith('recommended'),
    'ask-human-to-resume': () => resumedWith('recommended'),
    decide: () => resumedWith('extend-review'),
    'remove-secret': () => resumedWith('recommended'),
    'wait-for-review': () => reviewReturned(state, PASS),
  };
  const body = bodies[action]?.();
  return body ? transition(state, { ...body, at: AT }) : null;
}

describe.each(Object.entries(WORLDS))('from the start of a task, in a world of %s', (name, given) => {
  const broken = new Map<string, string>();
  let explored: Explored;

  beforeAll(() => {
    const rules = Object.entries(RULES);
    explored = explore(
      given.world,
      first(given),
      (state) => Object.values(state.effort).reduce((sum, { extra }) => sum + extra, 0) <= given.extra,
      (before, body, after) => {
        for (const [rule, holds] of rules)
          if (!broken.has(rule) && !holds(before, body, after))
            broken.set(rule, `${before.status} --${say(body)}--> ${after.status}`);
      },
    );
    console.info(
      `${name}: ${explored.states.length} states, ${explored.edges.length} of ${explored.tried} transitions accepted`,
    );
  }, 60_000);

  test.each(Object.keys(RULES))('%s', (rule) => {
    expect(broken.get(rule)).toBeUndefined();
  });

  test.each(Object.entries(STATE_RULES))('%s', (_, holds) => {
    const index = explored.states.findIndex((state) => !holds(state));
    expect(index < 0 ? null : pathTo(explored, index)).toBeNull();
  });

  test('every status of this release is reached', () => {
    const reached = new Set(explored.states.map(workingStatus));
    expect(EVERYWHERE.filter((status) => !reached.has(status))).toEqual([]);
  });

  test('what next says to do is never refused while nothing else changes', () => {
    const refused = explored.states.flatMap((state, index) => {
      const answer = doneAsTold(state);
      return answer === null || answer.ok
        ? []
        : [
            `${answer.refused.code} in ${state.status}, told to ${nextStep(state).action}:\n` +
              `  > ${pathTo(explored, index)}`,
          ];
    });
    expect(refused.slice(0, 1)).toEqual([]);
  });

  test('from everywhere but the pauses of later releases, a task can still be done', () => {
    expectNoDeadEnd(explored, () => true);
  });

  test('a task can be finished with the files as they are now, without older ones and without a new plan', () => {
    for (const tree of given.world.trees) {
      expectNoDeadEnd(
        explored,
        ({ observation, body, from }) =>
          (observation === null || observation.tree === tree) &&
          (body.type !== 'plan-written' || explored.states[from]?.approvals.plan === null),
      );
    }
  });
});
