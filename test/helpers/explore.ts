/**
 * Visits, breadth first, every state to which events can lead, in a small world: two milestones, one or two plans and
 * trees, and limits of one.
 */

import type { Notice } from '../../scripts/core/say/notices.js';
import { STRATEGIES } from '../../scripts/core/task/decisions/strategies.js';
import type { EventBody } from '../../scripts/core/task/ledger/events.js';
import { transition } from '../../scripts/core/task/machine.js';
import {
  type Gate,
  isTerminal,
  type Observation,
  type ReviewOutcome,
  type State,
  type Subject,
} from '../../scripts/core/task/model.js';
import {
  AT,
  changed,
  finding,
  PASS,
  pinnedConfig,
  pins,
  question,
  started,
  subjectOf,
  TWO_MILESTONES,
  withVerdict,
} from './events.js';
import { keyOf } from './explore-key.js';

const GATES: readonly Gate[] = ['plan', 'milestone', 'final'];
/** Choices that need the user's words; each is tried with and without them. */
const WORDED = ['free-input', 'record-risk', 'local-test'] as const;

/** The world of one exploration: its contents, and whether users and outages interrupt. */
export interface World {
  plans: readonly string[];
  trees: readonly string[];
  interruptions: boolean;
  /** Whether Claude asks about sensitive operations, and the user stops the task for a while. */
  sensitive: boolean;
  /** Whether findings are disputed: then a P0 that may be false replaces the one about security. */
  arguments: boolean;
  /** Whether planning documents are changed by hand, and users ask for new plans. */
  documents: boolean;
}

/** One of several events that differ only in the observed work tree. An event that observes nothing has no variants. */
type Fact = { body: EventBody; observation: Observation | null };
interface Variants {
  first: Fact;
  /** Tried only if the first one is not refused for every work tree. */
  others: () => readonly Fact[];
}

const receiptsOf = (assurance: Observation['receipts'][string]['assurance']): Observation['receipts'] =>
  Object.fromEntries(GATES.map((gate) => [`job-${gate}`, { assurance, problem: null }]));
const RECEIPTS = { verified: receiptsOf('verified'), attested: receiptsOf('attested'), invalid: receiptsOf('invalid') };

/** All observations of the work tree: each plan with each tree, and one fault at a time. */
function observationsOf({ plans, trees, documents }: World): [Observation, ...Observation[]] {
  const plan = plans[0] ?? '';
  const tree = trees[0] ?? '';
  const look = (change: Partial<Observation>): Observation => ({
    plan,
    tree,
    tree_id: 'id',
    head_commit: 'c',
    receipts: RECEIPTS.verified,
    base_moved: false,
    changed_pins: [],
    ...change,
  });
  const good = plans.flatMap((one) => trees.map((other) => look({ plan: one, tree: other, tree_id: other })));
  const faults = [
    { receipts: RECEIPTS.attested },
    { receipts: RECEIPTS.invalid },
    { receipts: {} },
    { changed_pins: ['testing.commands'] },
    { tree: null, tree_id: null },
    ...(documents ? [{ documents: { impact: 'high' as const, names: ['architecture.md'] } }] : []),
  ];
  const faulty = good.flatMap((one) => faults.map((fault) => ({ ...one, ...fault })));
  return [look({}), ...good.slice(1), look({ plan: null }), ...faulty];
}

/** Findings that differ in how they may be answered. */
const SKIPPABLE = finding({ id: 'F1' });
const SECURITY = finding({ id: 'F2', severity: 'P0', category: 'security' });
/** The gravest finding that the user may accept as a risk, after a review has upheld it against the user's reason. */
const GRAVE = finding({ id: 'F3', severity: 'P0' });
/** Where findings are disputed, there is only one milestone, because there would be too many states otherwise. */
const plannedIn = (world: World) => (world.arguments ? TWO_MILESTONES.slice(0, 1) : TWO_MILESTONES);

const findingsOf = ({ arguments: argued }: World) => (argued ? [GRAVE] : [SKIPPABLE, SECURITY]);

const outcomesOf = (world: World): readonly ReviewOutcome[] => [
  PASS,
  ...(world.arguments ? [] : [{ ...PASS, next_milestone: 'M2' }]),
  ...findingsOf(world).map((one) => withVerdict('fail_fixable', [one])),
  ...(['insufficient_context', 'fail_unclear', 'needs_human', 'sensitive_operation', 'unsafe'] as const).map(
    (verdict) => withVerdict(verdict, findingsOf(world).slice(0, 1)),
  ),
];

const blind = (body: EventBody): Variants => ({ first: { body, observation: null }, others: () => [] });

/** Events that do not depend on the state: the same list is tried everywhere. */
function factsAnywhere(world: World): Variants[] {
  const [first, ...others] = observationsOf(world);
  const looking = (of: (observation: Observation) => EventBody): Variants => {
    const rest = others.map((observation): Fact => ({ body: of(observation), observation }));
    return { first: { body: of(first), observation: first }, others: () => rest };
  };
  return [
    blind(started()),
    blind({ type: 'discovery-written', digest: 'd' }),
    ...world.plans.map((digest) => blind({ type: 'plan-written', digest, milestones: plannedIn(world) })),
    ...(['ok', 'revise_plan', 'ask_human', 'read_more_project'] as const).flatMap((result) =>
      world.plans.map((plan) => blind({ type: 'planning-review-done', result, digest: 'r', plan })),
    ),
    ...GATES.map((gate) => blind({ type: 'rounds-spent', gate })),
    ...GATES.map((gate) => blind({ type: 'checks-failed', gate, checks: { tree: 'tree/v1:any', results: [] } })),
    ...GATES.flatMap((gate) =>
      [`job-${gate}`, 'job-old', null].map((job) =>
        blind({ type: 'codex-unavailable', gate, job, reason: 'outage', detail: '', resets_at: null }),
      ),
    ),
    ...(world.arguments ? [] : GATES).map((gate) =>
      blind({ type: 'secret-found', gate, places: [{ file: 'a.ts', line: 1, kind: 'jwt', id: 'i' }] }),
    ),
    blind({ type: 'findings-answered', answers: [] }),
    ...findingsOf(world).flatMap(({ id }) =>
      (world.arguments ? (['fixed', 'rejected'] as const) : (['fixed', 'rejected', 'deferred'] as const)).map(
        (disposition) => blind({ type: 'findings-answered', answers: [{ id, disposition, reason: 'because' }] }),
      ),
    ),
    ...['M1', 'M2', 'M3'].map((milestone_id) =>
      looking((observation) => ({ type: 'implementation-started', milestone_id, observation })),
    ),
    ...[1, 1000].map((lines) => blind({ type: 'milestone-implemented', size: { files: 1, lines } })),
    looking((observation) => ({ type: 'milestone-accepted', observation })),
    looking((observation) => ({ type: 'task-finished', observation })),
    ...STRATEGIES.flatMap((strategy) =>
      [true, false].map((confirmed) => blind({ type: 'resumed', strategy, confirmed, reason: 'r', observation: null })),
    ),
    ...WORDED.map((strategy) =>
      blind({ type: 'resumed', strategy, confirmed: true, reason: 'r', observation: null, words: 'as I say' }),
    ),
    looking((observation) => ({ type: 'resumed', strategy: 'accept-risk', confirmed: true, reason: 'r', observation })),
    looking((observation) => ({
      type: 'resumed',
      strategy: 'recommended',
      confirmed: false,
      reason: 'r',
      observation,
    })),
    ...findingsOf(world).map(({ id }) =>
      blind({
        type: 'resumed',
        strategy: 'wrong',
        confirmed: true,
        reason: 'r',
        observation: null,
        finding: id,
        words: 'it is not so',
      }),
    ),
    blind({ type: 'pins-confirmed', pins: pins(worldConfig(world)) }),
    blind({ type: 'loop-claimed', session: 's' }),
    blind({ type: 'key-replaced', key_id: 'k2' }),
    blind({ type: 'task-abandoned', reason: 'r' }),
    ...(world.interruptions ? interruptions() : []),
    ...(world.sensitive
      ? [
          blind({ type: 'human-needed', question: question({ kind: 'sensitive_operation' }) }),
          blind({ type: 'pause-requested', reason: null, after_review: false }),
        ]
      : []),
    ...(world.documents ? documentFacts(world) : []),
    ...(world.trees.length > 1 ? [blind(BASE_MOVED)] : []),
  ];
}

const documentFacts = ({ plans: [plan = ''] }: World): Variants[] => [
  ...(['medium', 'high'] as const).map((impact) => blind({ type: 'documents-changed', changes: [changed(impact)] })),
  ...(['refresh', 'restored'] as const).map((choice) =>
    blind({ type: 'documents-synced', choice, documents: {}, plan }),
  ),
  blind({ type: 'documents-synced', choice: 'ignore', documents: {}, plan: 'plan/v1:by-hand' }),
  blind({ type: 'documents-synced', choice: 'ignore', documents: {}, plan, asked_by: null }),
  blind({ type: 'replan-decided', reason: 'another way', because: 'user' }),
  blind({ type: 'replan-decided', reason: 'another way', because: 'user', asked_by: null }),
];

const BASE_MOVED: EventBody = {
  type: 'base-moved',
  base: { commit: 'c2', tree: 'tree/v1:base-moved', tree_id: 'base-moved' },
  milestone_base: { tree: 'tree/v1:base-moved', tree_id: 'base-moved' },
  head_commit: 'c2',
  left_out: [],
};

const interruptions = (): Variants[] => [
  blind({ type: 'human-needed', question: question() }),
  blind({ type: 'human-answered', choice: 'A', text: '', confirmed: true }),
  blind({ type: 'human-answered', choice: 'Z', text: '', confirmed: true }),
  blind({ type: 'system-failed', detail: 'the client failed' }),
];

/** Limits of one, so that each is reached; without self-review where only contents matter. */
export const worldConfig = ({ interruptions: self }: World) =>
  pinnedConfig({
    planning: { max_plan_review_rounds: 1, require_claude_self_review: self },
    milestones: { max_milestones_per_run: 1 },
    review: { max_review_rounds_per_milestone: 1, max_fix_attempts_per_milestone: 1, max_final_review_rounds: 1 },
  });

/** Reviews that fit the state, and results that fit the running review exactly or nearly. */
function reviewFacts(
  world: World,
  state: State,
  [first, ...others]: readonly [Observation, ...Observation[]],
): Variants[] {
  const begun = (gate: Gate, observation: Observation, change: Partial<Subject> = {}): Fact => ({
    body: {
      type: 'review-started',
      gate,
      job: `job-${gate}`,
      subject: { ...subjectOf(gate, state, observation), ...change },
      tree_id: observation.tree_id,
      size: null,
      checks: null,
      codex_path: '/bin/codex',
      codex_profile: 'p',
      observation,
    },
    observation,
  });
  const starts = GATES.map(
    (gate): Variants => ({
      first: begun(gate, first),
      others: () => [
        begun(gate, first, { plan: 'plan/v1:made-up' }),
        ...others.map((observation) => begun(gate, observation)),
      ],
    }),
  );
  const { gate, job, fence } = state.reviews.running ?? { gate: 'milestone', job: 'job-milestone', fence: 0 };
  const returned = (given: ReviewOutcome, change: { job?: string; fence?: number; gate?: Gate } = {}): Variants =>
    blind({
      type: 'review-returned',
      gate,
      job,
      fence,
      outcome: given,
      receipt: 'sha256:r',
      file: null,
      answers: [],
      ...change,
    });
  const stale = [
    returned(PASS, { job: 'job-old' }),
    returned(PASS, { fence: fence - 1 }),
    ...GATES.filter((other) => other !== gate).map((other) => returned(PASS, { gate: other })),
  ];
  return [...starts, ...outcomesOf(world).map((given) => returned(given)), ...stale];
}

/** One accepted transition; `observation` is null when the event observes nothing. */
export interface Edge {
  from: number;
  to: number;
  body: EventBody;
  observation: Observation | null;
}

export interface Explored {
  states: State[];
  edges: Edge[];
  /** States from which an edge leads beyond the bound. */
  escaping: Set<number>;
  tried: number;
}

/** Several times the number of states of a correct machine. More states mean that some count has no limit. */
const MOST_STATES = 100_000;

/** Whether a refusal does not depend on the work tree, so that other observations need not be tried. */
const isBlindRefusal = (code: string): boolean =>
  [
    'not-now',
    'task-over',
    'task-open',
    'not-paused',
    'resume-later',
    'review-running',
    'unknown-milestone',
    'question-open',
    'strategy-not-offered',
    'finding-not-skippable',
    'sensitive-not-answerable',
    'wrong-needs-reason',
    'choice-needs-words',
    'already-paused',
    'confirm-needed',
  ].includes(code);

/**
 * Explores everything within `isInside`.
 *
 * @param check called for each accepted transition
 * @param refusal called for each refused event whose observation is the present work tree
 * @returns all states and the graph; the first edge into a state is on its shortest path
 */
export function explore(
  world: World,
  first: State,
  isInside: (state: State) => boolean,
  check: (before: State, body: EventBody, after: State) => void,
  refusal: (before: State, body: EventBody, refused: Notice) => void,
): Explored {
  const numbers = new Map<string, number>([[keyOf(first), 0]]);
  const [states, edges, anywhere, looks] = [[first], [] as Edge[], factsAnywhere(world), observationsOf(world)];
  const escaping = new Set<number>();
  let tried = 0;
  const reached = (from: number, { body, observation }: Fact, after: State): void => {
    const before = states[from];
    if (before) check(before, body, after);
    if (!isInside(after)) return void escaping.add(from);
    const key = keyOf(after);
    const to = numbers.get(key) ?? states.push(after) - 1;
    if (to > MOST_STATES) throw new Error(`Something grows without end: ${describe(body)} leads to ${key}`);
    numbers.set(key, to);
    edges.push({ from, to, body, observation });
  };
  for (let from = 0; from < states.length; from++) {
    const before = states[from];
    if (before === undefined) break;
    const facts = isTerminal(before.status) ? anywhere : [...anywhere, ...reviewFacts(world, before, looks)];
    for (const { first: one, others } of facts) {
      tried += 1;
      const step = transition(before, { ...one.body, at: AT });
      if (step.ok) reached(from, one, step.state);
      else refusal(before, one.body, step.refused);
      if (!step.ok && isBlindRefusal(step.refused.code)) continue;
      for (const other of others()) {
        tried += 1;
        const answer = transition(before, { ...other.body, at: AT });
        if (answer.ok) reached(from, other, answer.state);
      }
    }
  }
  return { states, edges, escaping, tried };
}

/** The events that led to a state, for a readable message. */
export function pathTo({ edges }: Explored, state: number): string {
  const facts: string[] = [];
  for (let at = state; at > 0; ) {
    const edge = edges.find(({ to }) => to === at);
    if (!edge) break;
    facts.unshift(describe(edge.body));
    at = edge.from;
  }
  return facts.join('\n  > ');
}

export function describe(body: EventBody): string {
  const details: string[] = [body.type];
  if ('gate' in body) details.push(body.gate);
  if ('outcome' in body) details.push(body.outcome.verdict);
  if ('strategy' in body) details.push(body.strategy);
  if ('result' in body) details.push(body.result);
  if ('digest' in body) details.push(body.digest);
  if ('observation' in body && body.observation) details.push(`${body.observation.plan} ${body.observation.tree}`);
  return details.join(' ');
}
