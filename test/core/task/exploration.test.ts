import { beforeAll, describe, expect, test } from 'vitest';
import { type Notice, notice } from '../../../scripts/core/say/notices.js';
import { remedyOf } from '../../../scripts/core/say/remedies.js';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type Step, transition } from '../../../scripts/core/task/machine.js';
import { nextMilestone } from '../../../scripts/core/task/machine-milestones.js';
import {
  type Gate,
  isPaused,
  isTerminal,
  type Mode,
  type State,
  traitsOf,
  workingStatus,
} from '../../../scripts/core/task/model.js';
import { type Action, nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import {
  AT,
  fixed,
  PASS,
  pins,
  question,
  resumedWith,
  reviewReturned,
  reviewStarted,
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
import { chosen, isTaken, seenAs } from './exploration-commands.js';
import { GATES, RULES, STATE_RULES } from './exploration-rules.js';

const PLANS = ['plan/v1:a', 'plan/v1:b'];
const TREES = ['tree/v1:x', 'tree/v1:y'];

/** Four small worlds instead of one large one. Together they exercise every rule that could let something through. */
const WORLDS: Record<string, { world: World; mode: Mode; extra: number }> = {
  'two plans and two trees': {
    world: { plans: PLANS, trees: TREES, interruptions: false, sensitive: false, arguments: false, documents: false },
    mode: 'supervised-auto',
    extra: 0,
  },
  'people and outages that interrupt': {
    world: {
      plans: PLANS.slice(0, 1),
      trees: TREES.slice(0, 1),
      interruptions: true,
      sensitive: false,
      arguments: false,
      documents: false,
    },
    mode: 'full-auto-safe',
    extra: 0,
  },
  'manual mode': {
    world: {
      plans: PLANS.slice(0, 1),
      trees: TREES.slice(0, 1),
      interruptions: false,
      sensitive: true,
      arguments: false,
      documents: true,
    },
    mode: 'manual',
    extra: 0,
  },
  'one more round': {
    world: {
      plans: PLANS.slice(0, 1),
      trees: TREES.slice(0, 1),
      interruptions: false,
      sensitive: false,
      arguments: true,
      documents: false,
    },
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
  'NEEDS_REPLAN',
  'NEEDS_DOCS_SYNC',
  'DONE',
  'FAILED',
];

function first({ world, mode }: { world: World; mode: Mode }): State {
  const step = transition(null, { ...started({ pins: pins(worldConfig(world)), mode }), at: AT });
  if (!step.ok) throw new Error(step.refused.code);
  return step.state;
}

/** Expects that the end can be reached from every state along edges that `isOpen` accepts. */
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

/** Whether a plan has to be written: none is approved, or the user asked for a new one. */
const isPlanDue = (state: State | undefined): boolean =>
  state === undefined || state.approvals.plan === null || workingStatus(state) === 'CLAUDE_REVISE_PLAN';

/** The step when Claude does what `next` says and nothing else has changed; null when it says to wait. */
function doneAsTold(state: State): Step | null {
  const { action } = nextStep(state);
  const observation = seenAs(state, TREES[0] ?? null);
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
    'decide-stop': () => resumedWith('replan'),
    'review-again': () => resumedWith('recommended', null, false),
    'make-safe': () => fixed(),
    'remove-secret': () => resumedWith('recommended'),
    'settle-documents': () => ({ type: 'replan-decided', reason: 'r', because: 'documents' }),
    'wait-for-review': () => reviewReturned(state, PASS),
  };
  const body = bodies[action]?.();
  return body ? transition(state, { ...body, at: AT }) : null;
}

/**
 * Collects refusals that name a command which the same state also refuses. Each state is tried once for each command.
 */
function refusedTwice(): { found: Set<string>; look: (before: State, body: EventBody, refused: Notice) => void } {
  const found = new Set<string>();
  let last: State | null = null;
  let asked = new Set<string>();
  const look = (before: State, body: EventBody, refused: Notice): void => {
    if (before !== last) [last, asked] = [before, new Set()];
    const key = `${refused.code} ${'gate' in refused.args ? refused.args.gate : ''}`;
    if (asked.has(key)) return;
    asked.add(key);
    if (!isTaken(before, remedyOf(refused), seenAs(before, TREES[0] ?? null)))
      found.add(`${body.type} in ${before.status}: ${JSON.stringify(refused)}`);
  };
  return { found, look };
}

/** What a review is refused with over its content: the state machine is not asked about it. */
const contentRefusals = (gate: Gate): Notice[] => [
  notice('packet-too-large', { characters: 2, limit: 1 }),
  ...(gate === 'plan'
    ? []
    : [
        notice('change-too-large', { gate, files: 2, unshown: 2, tokens: 2, limit: 1 }),
        notice('name-unprintable', { files: 'a' }),
        notice('checks-changed-tree', { paths: 'a' }),
      ]),
];

describe.each(Object.entries(WORLDS))('from the start of a task, in a world of %s', (name, given) => {
  const broken = new Map<string, string>();
  const twice = refusedTwice();
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
      twice.look,
    );
    console.info(
      `${name}: ${explored.states.length} states, ${explored.edges.length} of ${explored.tried} transitions accepted`,
    );
  }, 180_000);

  test.each(Object.keys(RULES))('%s', (rule) => {
    expect(broken.get(rule)).toBeUndefined();
  });

  test.each(Object.entries(STATE_RULES))('%s', (_, holds) => {
    const index = explored.states.findIndex((state) => !holds(state));
    expect(index < 0 ? null : pathTo(explored, index)).toBeNull();
  });

  test('every status of this release is reached', () => {
    const reached = new Set(explored.states.map(workingStatus));
    const missing = EVERYWHERE.filter((status) => !reached.has(status));
    const byHand = given.world.documents ? [] : (['NEEDS_REPLAN', 'NEEDS_DOCS_SYNC'] as const);
    expect(missing).toEqual([...(given.world.arguments ? ['NEEDS_SECRET'] : []), ...byHand]);
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

  test('each choice that a card offers is taken', () => {
    const wrong = explored.states.flatMap((state, index) =>
      offeredStrategies(state).flatMap((strategy) => {
        if (!isPaused(state.status)) return [];
        const answer = transition(state, { ...chosen(state, strategy, seenAs(state, TREES[0] ?? null)), at: AT });
        const isElsewhere = !answer.ok && ['question-open', 'risk-moved'].includes(answer.refused.code);
        return answer.ok || isElsewhere ? [] : [`${answer.refused.code}: ${strategy}\n  > ${pathTo(explored, index)}`];
      }),
    );
    expect(wrong.slice(0, 1)).toEqual([]);
  });

  test('a refusal names a command that is not refused in the same state', () => {
    expect([...twice.found]).toEqual([]);
  });

  test('neither does a refusal that comes from the content of a review name a command that is refused', () => {
    const wrong = explored.states.flatMap((state) =>
      GATES.flatMap((gate) => {
        const observation = seenAs(state, TREES[0] ?? null);
        const isDue = transition(state, { ...reviewStarted(state, gate, observation), at: AT }).ok;
        return (isDue ? contentRefusals(gate) : [])
          .filter((refused) => !isTaken(state, remedyOf(refused), observation))
          .map((refused) => `${refused.code} in ${state.status}`);
      }),
    );
    expect([...new Set(wrong)]).toEqual([]);
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
          (body.type !== 'plan-written' || isPlanDue(explored.states[from])),
      );
    }
  });
});
