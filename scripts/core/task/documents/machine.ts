/** Events about planning documents that were changed by hand, and the user's wish for a new plan. */
import { call, given, prose } from '../../call.js';
import type { Letter } from '../../plan/sync/choices.js';
import { notice } from '../../say/notices.js';
import { humanOnly } from '../../say/spelling.js';
import { ready, replanned } from '../decisions/decided.js';
import { refusedStrategy } from '../machine-pauses.js';
import { isActive, isPaused, type State, traitsOf, workingStatus } from '../model.js';
import { offeredStrategies, type PauseKind, pauseAt, pausedBy, pausedGate } from '../pauses.js';
import { go, type Handler, notNow, refuse, type Step } from '../step.js';
import { isSameKnown } from './records.js';

/**
 * Whether a change of the planning documents is one by hand: a plan is approved, and Claude is not writing them now.
 */
export const isWatched = (state: State): boolean =>
  isActive(state.status) && state.approvals.plan !== null && !traitsOf(workingStatus(state)).drafting;

const running = ({ reviews: { running: review } }: State): Step | null =>
  review === null ? null : refuse(notice('review-running', { gate: review.gate, job: review.job }));

/** Nobody asked the user, and the entry itself says so. */
const isUnasked = ({ asked_by }: { asked_by?: string | null }): boolean => asked_by === null || asked_by === 'unasked';

/** Planning documents were changed by hand: the user decides. */
export const documentsChanged: Handler<'documents-changed'> = (state, event) => {
  const refused = running(state);
  if (refused) return refused;
  if (event.changes.length === 0 || !isWatched(state)) return notNow(state, event);
  return pauseAt(state, { kind: 'documents', changes: event.changes }, workingStatus(state));
};

const LETTER_OF = { refresh: 'B', ignore: 'D' } as const satisfies Record<string, Letter>;

/** The documents are taken as they are while the plan stands, or they are again what they were. */
export const documentsSynced: Handler<'documents-synced'> = (state, event) => {
  const refused = running(state);
  if (refused) return refused;
  const isPause = pausedBy(state, 'documents') !== null;
  if (!isPause && !isWatched(state)) return notNow(state, event);
  const { choice, documents } = event;
  if (choice === 'restored') {
    if (!isSameKnown(documents, state.documents?.known ?? {})) return notNow(state, event);
  } else {
    if (isUnasked(event)) return refuse(humanOnly(call('sync-docs', '--choice', given(LETTER_OF[choice]))));
    if (event.plan !== state.plan.digest) return refuse(notice('plan-not-kept', {}));
  }
  const change: Partial<State> = { documents: { known: documents, synced: documents, at: event.at, choice } };
  return isPause
    ? ready(state, event.at, { reason: 'documents-synced', strategy: choice, decision: choice }, change)
    : go(state, change);
};

/** Pauses in which nothing else has to come first: no question, no secret, no verdict. */
const FREE: readonly PauseKind[] = [
  'size',
  'plan-revisions',
  'milestones-per-run',
  'manual-mode',
  'manual-work',
  'codex',
  'system',
  'user',
];

/** Why the user cannot ask for a new plan where the pause does not offer one; null when it is possible. */
function notReplanned(state: State, event: Parameters<typeof notNow>[1]): Step | null {
  const { pause, status, plan } = state;
  if (pause?.kind === 'question' && isPaused(status))
    return refuse(notice('question-open', { question: pause.question.question }));
  if (isPaused(status) && (pause === null || !FREE.includes(pause.kind))) {
    const none = refusedStrategy(state, { strategy: 'replan' });
    return none === null ? null : refuse(none);
  }
  if (!isPaused(status) && !isActive(status)) return notNow(state, event);
  const isDrafting = isActive(status) && traitsOf(workingStatus(state)).drafting;
  return plan.digest === null || isDrafting ? refuse(notice('already-planning', {})) : null;
}

/**
 * The user asks for a new plan. The approval of the old one ends; findings, rounds and fix attempts stay with the work.
 */
export const replanDecided: Handler<'replan-decided'> = (state, event) => {
  const refused = running(state);
  if (refused) return refused;
  const isOffered = isPaused(state.status) && offeredStrategies(state).includes('replan');
  const none = isOffered ? null : notReplanned(state, event);
  if (none) return none;
  if (isUnasked(event)) return refuse(humanOnly(call('replan', prose(event.reason))));
  const { documents } = state;
  const chosen = { at: event.at, reason: event.reason, strategy: 'replan' } as const;
  const step = replanned(state, chosen, isOffered ? pausedGate(state) : null, { words: event.reason });
  if (!step.ok || event.because !== 'documents' || documents === null) return step;
  return go(step.state, { documents: { ...documents, at: event.at, choice: 'adopt' } });
};
