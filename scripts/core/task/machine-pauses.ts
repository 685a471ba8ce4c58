/**
 * Events around pauses: the user is needed, answers or resumes, or the client failed. Resuming never passes a gate or a
 * milestone.
 */

import { type Notice, notice } from '../say/notices.js';
import {
  byHand,
  calledWrong,
  extended,
  leaving,
  madeSafe,
  overridden,
  type Resumed,
  ready,
  replanned,
  reviewedAgain,
  skipped,
} from './decisions/decided.js';
import { withEffort } from './machine-milestones.js';
import { isActive, isPaused, type Pause, type State, type Strategy, traitsOf, workingStatus } from './model.js';
import {
  cardOf,
  offeredStrategies,
  PAUSES,
  type PauseOf,
  pauseAt,
  pausedGate,
  sensitiveQuestion,
  unskippable,
  withheld,
} from './pauses.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

/** Pauses the task with a question for the user. In a pause, only if that kind of pause allows a question. */
export const humanNeeded: Handler<'human-needed'> = (state, event) => {
  const { running } = state.reviews;
  if (running) return refuse(notice('review-running', { gate: running.gate, job: running.job }));
  const awaitsQuestion = isPaused(state.status) && state.pause !== null && PAUSES[state.pause.kind].asking !== 'no';
  if (!isActive(state.status) && !awaitsQuestion) return notNow(state, event);
  const target = isActive(state.status) ? workingStatus(state) : state.resume.target;
  return pauseAt(state, { kind: 'question', question: event.question }, target);
};

/** Records the user's answer to the open question, and continues where work stopped. */
export const humanAnswered: Handler<'human-answered'> = (state, event) => {
  const { pause } = state;
  if (pause?.kind !== 'question' || !isPaused(state.status)) return notNow(state, event);
  // No answer may allow a sensitive operation.
  if (pause.question.kind === 'sensitive_operation')
    return refuse(notice('sensitive-not-answerable', { question: pause.question.question }));
  const { options } = pause.question;
  if (event.choice !== null && !options.some((option) => option.id === event.choice)) {
    const known = options.map((option) => option.id).join(', ');
    return refuse(notice('unknown-option', { choice: event.choice, options: known }));
  }
  return ready(state, event.at, {
    decision: event.choice === null ? event.text : `${event.choice} ${event.text}`.trim(),
    reason: 'human-answered',
  });
};

/** Leaves a pause with one of the choices that it offers. */
export const resumed: Handler<'resumed'> = (state, event) => {
  const { pause, status } = state;
  const refused = refusedStrategy(state, event.strategy);
  if (refused !== null) return refuse(refused);
  if (pause === null) return refuse(notice('not-paused', { status }));
  // A choice that weakens a gate needs the user's confirmation, whoever runs the command.
  if (event.strategy !== 'recommended' && !event.confirmed)
    return refuse(notice('confirm-needed', { status, strategy: event.strategy }));
  if (PAUSES[pause.kind].needsConfirmation && !event.confirmed)
    return refuse(notice('confirm-needed', { status, strategy: event.strategy }));
  return decided(state, event, pause);
};

/** Why the pause does not offer this choice, whoever makes it; null when it does. */
export function refusedStrategy(state: State, strategy: Strategy): Notice | null {
  const { pause, status } = state;
  if (!isPaused(status)) return notice('not-paused', { status });
  if (pause === null || traitsOf(status).resume !== 'handled') return notice('resume-later', { status });
  if (pause.kind === 'question' && !sensitiveQuestion(state))
    return notice('question-open', { question: pause.question.question });
  return offeredStrategies(state).includes(strategy) ? null : notOffered(state, strategy);
}

const notOffered = (state: State, strategy: Strategy): Notice =>
  withheld(state, strategy) === 'grave-findings'
    ? notice('finding-not-skippable', { ids: unskippable(state).join(', ') })
    : notice('strategy-not-offered', { strategy, offered: offeredStrategies(state).join(', ') });

/** Applies a choice that the pause offers. */
function decided(state: State, event: Resumed, pause: Pause): Step {
  const { strategy } = event;
  const gate = pausedGate(state);
  switch (strategy) {
    case 'recommended':
      return cardOf(state) === 'stop' && gate
        ? reviewedAgain(state, event, gate)
        : ready(state, event.at, leaving(event));
    case 'mock':
      return ready(state, event.at, leaving(event));
    case 'accept-size':
      return ready(
        state,
        event.at,
        { ...leaving(event), target: 'CLAUDE_SELF_REVIEW' },
        { effort: withEffort(state, 'milestone', { size_waived: true }) },
      );
    case 'not-a-secret':
      return pause.kind === 'secrets' ? noSecret(state, event, pause) : refuse(notOffered(state, event.strategy));
    case 'skip':
      return skipped(state, event);
    case 'replan':
      return replanned(state, event, gate);
    case 'safe-alternative':
      return madeSafe(state, event, gate);
    case 'wrong':
    case 'manual':
    case 'extend-review':
    case 'accept-risk':
      return gate ? AT_A_GATE[strategy](state, event, gate) : refuse(notOffered(state, event.strategy));
    default:
      return strategy satisfies never;
  }
}

/** The choices at a threshold, which always belongs to a gate. */
const AT_A_GATE = { wrong: calledWrong, manual: byHand, 'extend-review': extended, 'accept-risk': overridden } as const;

/** The user says that the finding is not a secret; the next review checks again. */
const noSecret = (state: State, event: Resumed, { places }: PauseOf<'secrets'>): Step =>
  ready(
    state,
    event.at,
    { ...leaving(event), decision: event.strategy },
    { not_secrets: [...new Set([...state.not_secrets, ...places.map(({ id }) => id)])] },
  );

/** Pauses an active task after a failure of the client; a task that is paused or has ended stays as it is. */
export const systemFailed: Handler<'system-failed'> = (state, event) =>
  isActive(state.status)
    ? pauseAt(state, { kind: 'system', detail: event.detail }, workingStatus(state))
    : go(state, {});
