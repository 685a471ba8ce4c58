import { beforeAll, describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type Step, transition } from '../../../scripts/core/task/machine.js';
import { availableMilestones, nextMilestone } from '../../../scripts/core/task/machine-milestones.js';
import {
  type Approval,
  type Gate,
  isActive,
  isPaused,
  isTerminal,
  type Mode,
  type Observation,
  type State,
  sameSubject,
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
  subjectOf,
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

const PLANS = ['plan/v1:a', 'plan/v1:b'];
const TREES = ['tree/v1:x', 'tree/v1:y'];
const GATES: readonly Gate[] = ['plan', 'milestone', 'final'];

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

/** What a rule that was broken says; empty when it holds. */
type Rule = (before: State, body: EventBody, after: State) => boolean;

const becomes = (before: State, after: State, status: State['status']): boolean =>
  workingStatus(after) === status && workingStatus(before) !== status;

/**
 * Whether an approval covers exactly what is seen: the subject, the receipt, the pinned settings. Written apart from
 * core/task/gates.ts.
 */
function covers(approval: Approval | null, gate: Gate, before: State, found: Observation): boolean {
  if (
    !approval ||
    found.changed_pins.length > 0 ||
    !sameSubject(approval.subject, subjectOf(gate, before, found)) ||
    found.plan === null
  )
    return false;
  return approval.kind === 'overridden' || found.receipts[approval.job ?? '']?.assurance === 'verified';
}

const RULES: Record<string, Rule> = {
  'implementation starts only under an approval that covers the plan, or resumes after the pause that interrupted it': (
    before,
    body,
    after,
  ) =>
    !becomes(before, after, 'IMPLEMENT_MILESTONE') ||
    (body.type === 'implementation-started' &&
      covers(before.approvals.plan, 'plan', before, body.observation) &&
      body.milestone_id === after.milestones.current) ||
    (isPaused(before.status) &&
      before.resume.target === 'IMPLEMENT_MILESTONE' &&
      (body.type === 'resumed' || body.type === 'human-answered')),
  'a milestone is completed only by its acceptance, under an approval of exactly that content': (before, body, after) =>
    after.milestones.completed === before.milestones.completed ||
    (body.type === 'milestone-accepted' &&
      covers(before.approvals.milestone, 'milestone', before, body.observation) &&
      after.milestones.completed.length === before.milestones.completed.length + 1 &&
      after.milestones.completed.at(-1)?.id === before.milestones.current &&
      after.milestones.completed.at(-1)?.subject === before.approvals.milestone?.subject),
  'a task is done only under a final approval of the whole, with no milestone left that could be started': (
    before,
    body,
    after,
  ) =>
    after.status !== 'DONE' ||
    (body.type === 'task-finished' &&
      covers(before.approvals.final, 'final', before, body.observation) &&
      before.approvals.final?.subject.base === before.base.tree &&
      availableMilestones(before).length === 0),
  'only a passing review that was running makes a reviewed approval, of the subject that it was started on': (
    before,
    body,
    after,
  ) =>
    GATES.every((gate) => {
      const made = after.approvals[gate];
      if (made === null || made === before.approvals[gate] || made.kind !== 'reviewed') return true;
      return (
        body.type === 'review-returned' &&
        body.outcome.kind === 'pass' &&
        before.reviews.running !== null &&
        made.job === body.job &&
        before.reviews.running.job === body.job &&
        before.reviews.running.fence === body.fence &&
        made.subject === before.reviews.running.subject &&
        before.reviews.running.gate === gate
      );
    }),
  'only a human who confirms it at a threshold overrides, and never a finding that nobody may skip': (
    before,
    body,
    after,
  ) =>
    GATES.every((gate) => {
      const made = after.approvals[gate];
      if (made === null || made === before.approvals[gate] || made.kind !== 'overridden') return true;
      const grave = before.findings.open.some(
        ({ severity, category }) => severity === 'P0' || (severity === 'P1' && category === 'security'),
      );
      return (
        body.type === 'resumed' &&
        body.strategy === 'accept-risk' &&
        before.status === 'REVIEW_THRESHOLD_EXCEEDED' &&
        before.pause?.kind === 'threshold' &&
        before.pause.gate === gate &&
        !grave
      );
    }),
  'a review is about what is there when it starts, and about the plan that was reported': (before, body, after) =>
    after.reviews.running === before.reviews.running ||
    after.reviews.running === null ||
    (body.type === 'review-started' &&
      before.reviews.running === null &&
      sameSubject(after.reviews.running.subject, subjectOf(body.gate, before, body.observation)) &&
      after.reviews.running.subject.plan === before.plan.digest),
  'an outage spends nothing and opens nothing': (before, body, after) =>
    body.type !== 'codex-unavailable' ||
    (after.status === 'PAUSED_FOR_CODEX' &&
      after.effort === before.effort &&
      after.approvals === before.approvals &&
      after.findings.open === before.findings.open &&
      after.milestones.completed === before.milestones.completed),
  'a round is spent by an answer and by nothing else, and given back only to a plan that had been approved': (
    before,
    body,
    after,
  ) =>
    Object.keys({ ...before.effort, ...after.effort }).every((name) => {
      const change = (after.effort[name]?.rounds ?? 0) - (before.effort[name]?.rounds ?? 0);
      return (
        change === 0 ||
        (change === 1 && body.type === 'review-returned') ||
        (change < 0 && name === 'plan' && body.type === 'plan-written' && before.approvals.plan !== null)
      );
    }),
  'more rounds and more size come only from the decision of a human after a pause': (before, body, after) =>
    Object.keys(after.effort).every((name) => {
      const [old, now] = [before.effort[name], after.effort[name]];
      const more = (now?.extra ?? 0) > (old?.extra ?? 0) || (now?.size_waived ?? false) !== (old?.size_waived ?? false);
      return (
        !more ||
        (body.type === 'resumed' && isPaused(before.status)) ||
        (name === 'plan' && body.type === 'plan-written')
      );
    }),
  'what is terminal stays, and a pause of a later release is left only by giving up': (before, body, after) =>
    !isTerminal(before.status) &&
    (traitsOf(before.status).resume !== 'later' || after.status === before.status || body.type === 'task-abandoned'),
  'a pause is left only by a resume, an answer, a question, giving up, or the review that was still running': (
    before,
    body,
    after,
  ) =>
    !isPaused(before.status) ||
    isPaused(after.status) ||
    ['resumed', 'human-answered', 'task-abandoned'].includes(body.type),
  'a blocking finding leaves only by a review that answers it, a decision of the user, or the end of the task': (
    before,
    body,
    after,
  ) => {
    const blocking = ({ findings, kept_findings: kept }: State): string[] =>
      [...findings.open, ...Object.values(kept).flat()].filter((one) => one.blocking).map(({ id }) => id);
    const left = blocking(before).filter((id) => !blocking(after).includes(id));
    return (
      left.length === 0 ||
      body.type === 'review-returned' ||
      (body.type === 'resumed' && ['accept-risk', 'skip'].includes(body.strategy)) ||
      isTerminal(after.status)
    );
  },
  'a blocked milestone is neither started nor completed': (_before, _body, after) =>
    after.milestones.blocked.every(
      (id) => id !== after.milestones.current && !after.milestones.completed.some((done) => done.id === id),
    ),
};

const WORKING_ON_A_MILESTONE: readonly State['status'][] = [
  'IMPLEMENT_MILESTONE',
  'CLAUDE_SELF_REVIEW',
  'CODEX_MILESTONE_REVIEW',
  'RECORD_ACCEPTANCE',
];

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

const STATE_RULES: Record<string, (state: State) => boolean> = {
  'work on a milestone stands on an approval of the plan as it was reported': (state) =>
    !WORKING_ON_A_MILESTONE.includes(workingStatus(state)) ||
    (state.approvals.plan !== null && state.approvals.plan.subject.plan === state.plan.digest),
  'READY_TO_CONTINUE knows an active status to continue': (state) =>
    state.status !== 'READY_TO_CONTINUE' || (state.resume.target !== null && isActive(state.resume.target)),
  'a pause that can be resumed knows where to': (state) =>
    !isPaused(state.status) || (state.resume.target !== null && isActive(state.resume.target)),
  'a pause is known exactly while the task is paused': (state) =>
    isTerminal(state.status) || isPaused(state.status) === (state.pause !== null),
  'work on a milestone names the milestone': (state) =>
    !WORKING_ON_A_MILESTONE.includes(workingStatus(state)) || state.milestones.current !== null,
  'rounds never exceed their limit': (state) =>
    Object.values(state.effort).every(({ rounds, extra }) => rounds <= 1 + extra),
  'the answer to what comes next is one of the actions and never to start a task that is open': (state) =>
    nextStep(state).action !== 'start-task',
};

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
