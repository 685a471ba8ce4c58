/** transition(): the only place where a status changes. */

import { call, given } from '../call.js';
import { notice } from '../say/notices.js';
import { humanOnly } from '../say/spelling.js';
import * as documents from './documents/machine.js';
import type { Event, EventType } from './ledger/events.js';
import * as milestones from './machine-milestones.js';
import * as pauses from './machine-pauses.js';
import * as planning from './machine-planning.js';
import * as reviews from './machine-reviews.js';
import { isTerminal, type State } from './model.js';
import { isTightening } from './pins.js';
import { withKeptFindings } from './replanning.js';
import { go, type Handler, refuse, type Step } from './step.js';

export type { Step } from './step.js';

const HANDLERS: { [T in Exclude<EventType, 'task-started'>]: Handler<T> } = {
  'discovery-written': planning.discoveryWritten,
  'plan-written': planning.planWritten,
  'planning-review-done': planning.planningReviewDone,
  'review-started': reviews.reviewStarted,
  'rounds-spent': reviews.roundsSpent,
  'checks-failed': reviews.checksFailed,
  'secret-found': reviews.secretFound,
  'review-returned': reviews.reviewReturned,
  'codex-unavailable': reviews.codexUnavailable,
  'findings-answered': reviews.findingsAnswered,
  'implementation-started': milestones.implementationStarted,
  'milestone-implemented': milestones.milestoneImplemented,
  'milestone-accepted': milestones.milestoneAccepted,
  'task-finished': milestones.taskFinished,
  'base-moved': milestones.baseMoved,
  'documents-changed': documents.documentsChanged,
  'documents-synced': documents.documentsSynced,
  'replan-decided': documents.replanDecided,
  'human-needed': pauses.humanNeeded,
  'human-answered': pauses.humanAnswered,
  resumed: pauses.resumed,
  'system-failed': pauses.systemFailed,
  'pause-requested': pauses.pauseRequested,
  'pins-confirmed': (state, event) =>
    isUnasked(event)
      ? refuse(humanOnly(call('confirm')))
      : go(state, {
          pins: event.pins,
          resume: { ...state.resume, decision: `confirmed changed settings at ${event.at}` },
        }),
  'pins-tightened': (state, event) =>
    isTightening(state.pins, event.pins) ? go(state, { pins: event.pins }) : refuse(notice('not-a-tightening', {})),
  'loop-started': (state, event) =>
    go(state, {
      mode: 'full-auto-safe',
      loop: { session: event.session, keep_going: event.keep_going, epoch: state.loop.epoch + 1 },
    }),
  'loop-claimed': (state, event) => go(state, { loop: { ...state.loop, session: event.session } }),
  'loop-stopped': (state) =>
    go(state, { mode: 'supervised-auto', loop: { session: null, keep_going: false, epoch: state.loop.epoch + 1 } }),
  'key-replaced': (state, event) =>
    event.asked_by === null
      ? refuse(humanOnly(call('confirm', given('key'))))
      : go(state, { approvals: { ...state.approvals, milestone: null, final: null } }),
  'upstream-confirmed': (state, event) =>
    isUnasked(event)
      ? refuse(humanOnly(call('confirm', given('upstream'))))
      : go(state, {
          origin: { ...state.origin, confirmed: [...new Set([...state.origin.confirmed, ...event.commits])] },
          resume: {
            ...state.resume,
            decision: `confirmed ${event.commits.length} commits as upstream's at ${event.at}`,
          },
        }),
  'task-abandoned': (state, event) =>
    go(state, { status: 'FAILED', abandoned: event.reason, reviews: { ...state.reviews, running: null } }),
};

/** Whether the ledger entry itself says that nobody asked the user. */
const isUnasked = ({ asked_by }: Pick<Extract<Event, { type: 'pins-confirmed' }>, 'asked_by'>): boolean =>
  asked_by === null || asked_by === 'unasked';

/**
 * Computes the next state, or a named refusal. Pure: clock, digests and evidence arrive in the event. Thresholds come
 * from the settings pinned in the state, so that the same ledger gives the same state on every machine.
 *
 * @param state null before the task exists
 */
export function transition(state: State | null, event: Event): Step {
  if (event.type === 'task-started') {
    return state
      ? refuse(notice('task-open', { task: state.task_id, status: state.status }))
      : { ok: true, state: planning.openedTask(event) };
  }
  if (!state) return refuse(notice('no-task', {}));
  if (isTerminal(state.status)) return refuse(notice('task-over', { task: state.task_id, status: state.status }));
  const handler = HANDLERS[event.type] as Handler<EventType>;
  const step = handler(state, event);
  return step.ok ? { ok: true, state: withKeptFindings({ ...step.state, updated_at: event.at }) } : step;
}
