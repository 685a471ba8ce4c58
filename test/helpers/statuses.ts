/**
 * One real task for each status to which events can lead, and one event of each kind, fitted to it as well as possible.
 */
import type { EventBody, EventType } from '../../scripts/core/task/ledger/events.js';
import { type State, type Status, traitsOf } from '../../scripts/core/task/model.js';
import {
  changed,
  fixed,
  OTHER_DOCUMENTS,
  PASS,
  pinnedConfig,
  pins,
  question,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  started,
  TWO_MILESTONES,
  unavailable,
  Walk,
  withVerdict,
} from './events.js';

const planned = (): Walk => new Walk().planned();
const approved = (): Walk => planned().review('plan');
const implemented = (): Walk => approved().implemented('M1');
const reviewed = (): Walk => implemented().review('milestone');
/** Every milestone is accepted, and the final review is due. */
export const finishing = (): Walk => reviewed().accepted().implemented('M2').review('milestone').accepted();

/** Null for statuses to which no event of this release leads; for these, the status is set by hand. */
export const TASKS: Record<Status, (() => Walk) | null> = {
  SETUP_COMPLETE: null,
  DISCOVER_EXISTING_PROJECT: () => new Walk(),
  BUILD_PROJECT_CONTEXT: () => new Walk().to({ type: 'discovery-written', digest: 'd' }),
  CLAUDE_PLANNING_REVIEW: () =>
    new Walk().to(
      { type: 'discovery-written', digest: 'd' },
      { type: 'plan-written', digest: 'plan/v1:first', milestones: TWO_MILESTONES },
    ),
  CODEX_ADVERSARIAL_PLAN_REVIEW: planned,
  CLAUDE_REVISE_PLAN: () => planned().review('plan', withVerdict('fail_fixable')),
  PLAN_NEXT_MILESTONE: approved,
  IMPLEMENT_MILESTONE: () =>
    approved().to((state) => ({ type: 'implementation-started', milestone_id: 'M1', observation: seen(state) })),
  CLAUDE_SELF_REVIEW: implemented,
  CODEX_MILESTONE_REVIEW: () =>
    implemented().to(
      (state) => unavailable(state, 'milestone'),
      resumedWith('recommended'),
      (state) => reviewStarted(state, 'milestone'),
    ),
  CLAUDE_FIX: () => implemented().review('milestone', withVerdict('fail_fixable')),
  RECORD_ACCEPTANCE: reviewed,
  CODEX_FINAL_REVIEW: () => finishing().review('final'),
  READY_TO_CONTINUE: () => reviewed().to({ type: 'system-failed', detail: 'f' }, resumedWith('recommended')),
  PAUSED_FOR_HUMAN: () =>
    approved().to((state) => ({ type: 'implementation-started', milestone_id: 'M1', observation: seen(state) }), {
      type: 'milestone-implemented',
      size: { files: 1, lines: 1000 },
    }),
  NEEDS_HUMAN: () => planned().to({ type: 'human-needed', question: question() }),
  PAUSED_FOR_SYSTEM: () => approved().to({ type: 'system-failed', detail: 'f' }),
  PAUSED_FOR_CODEX: () => planned().to((state) => unavailable(state, 'plan')),
  REVIEW_THRESHOLD_EXCEEDED: () =>
    planned()
      .review('plan', withVerdict('fail_fixable'))
      .to(fixed('F1'))
      .replanned()
      .review('plan', withVerdict('fail_fixable')),
  NEEDS_SECRET: () => planned().to({ type: 'human-needed', question: question({ kind: 'needs_secret' }) }),
  SENSITIVE_OPERATION: () =>
    planned().to({ type: 'human-needed', question: question({ kind: 'sensitive_operation' }) }),
  UNSAFE: () => planned().review('plan', withVerdict('unsafe')),
  FAIL_UNCLEAR: () => implemented().review('milestone', withVerdict('fail_unclear')),
  NEEDS_REPLAN: () => approved().to({ type: 'documents-changed', changes: [changed('high')] }),
  NEEDS_CURATION: null,
  NEEDS_DOCS_SYNC: () => approved().to({ type: 'documents-changed', changes: [changed('medium')] }),
  DONE: () =>
    finishing()
      .review('final')
      .to((state) => ({ type: 'task-finished', observation: seen(state) })),
  COMPLETED: null,
  FAILED: () => new Walk().to({ type: 'task-abandoned', reason: 'r' }),
};

/** A state with each status; for statuses that cannot be reached, made from a state in the middle of a task. */
export function stateIn(status: Status): State {
  return (
    TASKS[status]?.().state ?? {
      ...approved().state,
      status,
      resume: {
        ...approved().state.resume,
        target: traitsOf(status).kind === 'paused' ? 'PLAN_NEXT_MILESTONE' : null,
      },
    }
  );
}

/** The gate that an event about a review names in this state. */
function gateOf(state: State): 'plan' | 'milestone' | 'final' {
  if (state.reviews.running) return state.reviews.running.gate;
  if (state.milestones.current !== null) return 'milestone';
  return state.approvals.plan === null ? 'plan' : 'final';
}

/** An event of each kind, made to fit the state where possible. */
export const FACTS: { [T in EventType]: (state: State) => Extract<EventBody, { type: T }> } = {
  'task-started': () => narrow('task-started', started()),
  'discovery-written': () => ({ type: 'discovery-written', digest: 'd' }),
  'plan-written': () => ({ type: 'plan-written', digest: 'plan/v1:second', milestones: TWO_MILESTONES }),
  'planning-review-done': (state) => ({
    type: 'planning-review-done',
    result: 'ok',
    digest: 'r',
    plan: state.plan.digest ?? '',
  }),
  'review-started': (state) => narrow('review-started', reviewStarted(state, gateOf(state))),
  'rounds-spent': (state) => ({ type: 'rounds-spent', gate: gateOf(state) }),
  'checks-failed': (state) => ({ type: 'checks-failed', gate: gateOf(state), checks: { tree: 't', results: [] } }),
  'secret-found': (state) => ({
    type: 'secret-found',
    gate: gateOf(state),
    places: [{ file: 'a.ts', line: 1, kind: 'jwt', id: 'i' }],
  }),
  'review-returned': (state) => narrow('review-returned', reviewReturned(state, PASS)),
  'codex-unavailable': (state) => narrow('codex-unavailable', unavailable(state, gateOf(state))),
  'findings-answered': (state) => narrow('findings-answered', fixed(...state.findings.open.map(({ id }) => id))),
  'implementation-started': (state) => ({
    type: 'implementation-started',
    milestone_id: 'M1',
    observation: seen(state),
  }),
  'milestone-implemented': () => ({ type: 'milestone-implemented', size: { files: 1, lines: 1 } }),
  'milestone-accepted': (state) => ({ type: 'milestone-accepted', observation: seen(state) }),
  'task-finished': (state) => ({ type: 'task-finished', observation: seen(state) }),
  'base-moved': () => ({
    type: 'base-moved',
    base: { commit: 'c2', tree: 'tree/v1:newer', tree_id: 'newer' },
    milestone_base: { tree: 'tree/v1:newer', tree_id: 'newer' },
    head_commit: 'c2',
    left_out: [],
  }),
  'documents-changed': () => ({ type: 'documents-changed', changes: [changed('high')] }),
  'documents-synced': (state) => ({
    type: 'documents-synced',
    choice: 'ignore',
    documents: OTHER_DOCUMENTS,
    plan: state.plan.digest ?? '',
  }),
  'replan-decided': () => ({ type: 'replan-decided', reason: 'another way', because: 'user' }),
  'human-needed': () => ({ type: 'human-needed', question: question() }),
  'human-answered': () => ({ type: 'human-answered', choice: 'A', text: '', confirmed: true }),
  resumed: (state) =>
    narrow('resumed', resumedWith(state.status === 'REVIEW_THRESHOLD_EXCEEDED' ? 'extend-review' : 'recommended')),
  'upstream-confirmed': () => ({ type: 'upstream-confirmed', commits: ['c1'] }),
  'pins-confirmed': (state) => ({ type: 'pins-confirmed', pins: state.pins }),
  'pins-tightened': () => ({
    type: 'pins-tightened',
    pins: pins(pinnedConfig({ milestones: { max_diff_lines_per_milestone: 50 } })),
  }),
  'loop-started': () => ({ type: 'loop-started', session: 's', keep_going: false }),
  'loop-claimed': () => ({ type: 'loop-claimed', session: 's' }),
  'loop-stopped': () => ({ type: 'loop-stopped' }),
  'system-failed': () => ({ type: 'system-failed', detail: 'f' }),
  'pause-requested': () => ({ type: 'pause-requested', reason: null, after_review: false }),
  'key-replaced': () => ({ type: 'key-replaced', key_id: 'k' }),
  'task-abandoned': () => ({ type: 'task-abandoned', reason: 'r' }),
};

const isOf = <T extends EventType>(type: T, body: EventBody): body is Extract<EventBody, { type: T }> =>
  body.type === type;

function narrow<T extends EventType>(type: T, body: EventBody): Extract<EventBody, { type: T }> {
  if (isOf(type, body)) return body;
  throw new Error(`expected ${type}, got ${body.type}`);
}
