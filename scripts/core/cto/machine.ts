/** The one place where the status of a run of CTO mode changes. */
import { type Notice, notice } from '../say/notices.js';
import type { Artifact, CtoEvent, CtoState, Reviewed } from './model.js';
import { missingOf } from './order.js';
import { mergedTasks, tracked } from './outcome.js';

/** So many reviews in a row may send the work back before the user decides. */
export const REVISIONS_IN_A_ROW = 3;
/** Reviews of a run where the user does not say otherwise. */
export const MAX_REVIEWS = 5;

export type CtoStep = { ok: true; state: CtoState } | { ok: false; refused: Notice };

type EventOf<T extends CtoEvent['type']> = Extract<CtoEvent, { type: T }>;

/** The state after an event, or why the event cannot happen now; `state` is null before the first one. */
export function ctoTransition(state: CtoState | null, event: CtoEvent): CtoStep {
  if (event.type === 'begun') return state === null ? then(begun(event)) : notNow(event, state);
  if (state === null) return notNow(event, null);
  switch (event.type) {
    case 'asked':
      return asked(state, event);
    case 'planned':
    case 'reviewed':
    case 'faulty':
    case 'unavailable':
      return state.pending?.job === event.job ? answered(state, event, state.pending) : notNow(event, state);
    case 'reported':
      return reported(state, event);
    case 'allowed':
      return then({ ...state, allowed: [...new Set([...state.allowed, ...event.commands])] });
    case 'continued':
      return isStuck(state) ? then(continued(state)) : notNow(event, state);
    default:
      return event satisfies never;
  }
}

const then = (state: CtoState): CtoStep => ({ ok: true, state });
const notNow = ({ type }: CtoEvent, state: CtoState | null): CtoStep => ({
  ok: false,
  refused: notice('cto-not-now', { event: type, status: state?.status ?? 'no-plan' }),
});

const begun = ({ run, objective, session, top, project, model, base, max_reviews }: EventOf<'begun'>): CtoState => ({
  ...{ run, objective, session, top, project, model, base, reviews_allowed: max_reviews },
  status: 'planning',
  pending: null,
  plan: null,
  tasks: [],
  reviews: [],
  revised_in_a_row: 0,
  allowed: [],
  outage: null,
  faults: [],
  artifacts: [],
});

/** Why a review cannot be asked for now; null when it can. */
export function reviewRefusal(state: CtoState): Notice | null {
  const isDue = ['executing', 'approved', 'reviewing'].includes(state.status) && state.pending === null;
  if (!isDue) return notice('cto-not-now', { event: 'review', status: state.status });
  return isUsedUp(state) ? notice('cto-reviews-used', usedBy(state)) : null;
}

function asked(state: CtoState, event: EventOf<'asked'>): CtoStep {
  const { type: _type, at: _at, ...pending } = event;
  if (event.kind === 'plan') {
    const isDue = state.status === 'planning' && state.pending === null;
    return isDue ? then({ ...state, pending, outage: null, faults: [] }) : notNow(event, state);
  }
  const refused = reviewRefusal(state);
  if (refused !== null) return { ok: false, refused };
  return then({ ...state, status: 'reviewing', pending, outage: null, faults: [] });
}

type Answer = EventOf<'planned'> | EventOf<'reviewed'> | EventOf<'faulty'> | EventOf<'unavailable'>;

function answered(before: CtoState, event: Answer, pending: NonNullable<CtoState['pending']>): CtoStep {
  const state = { ...before, pending: null };
  const unanswered = pending.kind === 'plan' ? 'no-plan' : 'executing';
  switch (event.type) {
    case 'planned': {
      const { objective, analysis, strategy, verification, tasks } = event.plan;
      const plan = { objective, analysis, strategy, verification };
      return then({ ...state, status: 'executing', plan, tasks: tasks.map(tracked), ...withArtifact(state, event) });
    }
    case 'faulty':
      // After a first reply with faults Codex is asked once more.
      return then({ ...state, faults: event.faults, ...(pending.attempt === 1 ? {} : { status: unanswered }) });
    case 'unavailable':
      return then({ ...state, status: unanswered, outage: { reason: event.reason, resets_at: event.resets_at } });
    case 'reviewed':
      return then(reviewed(state, event, pending));
    default:
      return event satisfies never;
  }
}

const withArtifact = ({ artifacts }: CtoState, { artifact }: { artifact: Artifact | null }) => ({
  artifacts: artifact === null ? artifacts : [...artifacts, artifact],
});

function reviewed(state: CtoState, event: EventOf<'reviewed'>, pending: NonNullable<CtoState['pending']>): CtoState {
  const { job, thread, receipt, reply, outcome } = event;
  const review: Reviewed = {
    ...{ number: state.reviews.length + 1, job, thread, receipt, outcome, reason: reply.reason, said: reply.verdict },
    ...{ tree: pending.tree, tree_id: pending.tree_id, request: pending.request, verified: pending.verified },
  };
  const reviews = [...state.reviews, review];
  const inARow = outcome === 'revise' ? state.revised_in_a_row + 1 : 0;
  const isOver = inARow >= REVISIONS_IN_A_ROW || isUsedUp({ ...state, reviews });
  return {
    ...state,
    status: outcome === 'revise' ? (isOver ? 'needs-human' : 'executing') : ENDED_AS[outcome],
    reviews,
    tasks: mergedTasks(state.tasks, reply),
    revised_in_a_row: inARow,
    ...withArtifact(state, event),
  };
}

const ENDED_AS = { approve: 'approved', abort: 'aborted' } as const;

/** Whether every review that was allowed has been made. */
const isUsedUp = ({ reviews, reviews_allowed: allowed }: Pick<CtoState, 'reviews' | 'reviews_allowed'>): boolean =>
  reviews.length >= allowed;

const usedBy = ({ reviews, reviews_allowed: limit }: CtoState) => ({ reviews: reviews.length, limit });

/** Whether only the user can let the work go on: also where an approved content was edited after the last review. */
const isStuck = (state: CtoState): boolean =>
  state.status === 'needs-human' || (state.status === 'approved' && isUsedUp(state));

function reported(state: CtoState, { type, at, ...event }: EventOf<'reported'>): CtoStep {
  if (state.status !== 'executing') return notNow({ type, at, ...event }, state);
  const task = state.tasks.find(({ id }) => id === event.task);
  const known = state.tasks.map(({ id }) => id).join(', ');
  if (task === undefined) return { ok: false, refused: notice('cto-task-unknown', { task: event.task, known }) };
  const missing = missingOf(state.tasks, task);
  if (event.outcome === 'done' && missing.length > 0)
    return { ok: false, refused: notice('cto-task-waits', { task: event.task, missing: missing.join(', ') }) };
  const { outcome, note } = event;
  const tasks = state.tasks.map((one) => (one === task ? { ...one, outcome, note } : one));
  return then({ ...state, tasks });
}

/** The user lets the work go on: as many reviews in a row as before, and at least that many in all. */
const continued = (state: CtoState): CtoState => ({
  ...state,
  status: state.status === 'approved' ? 'approved' : 'executing',
  revised_in_a_row: 0,
  reviews_allowed: Math.max(state.reviews_allowed, state.reviews.length + REVISIONS_IN_A_ROW),
});

/** The state that the events of a run lead to; null when they lead to none. */
export function ctoStateOf(events: readonly CtoEvent[]): CtoState | null {
  let state: CtoState | null = null;
  for (const event of events) {
    const step = ctoTransition(state, event);
    if (!step.ok) return null;
    state = step.state;
  }
  return state;
}
