/**
 * Events around pauses: the user is needed, answers or resumes, or the client failed. Resuming never passes a gate or a
 * milestone.
 */

import { type Notice, notice } from '../say/notices.js';
import {
  byHand,
  calledWrong,
  extended,
  inOwnWords,
  leaving,
  madeSafe,
  overridden,
  type Resumed,
  ready,
  replanned,
  reviewedAgain,
  skipped,
  testedLocally,
  wentOn,
  wentOnAtRisk,
  wentOnCarefully,
} from './decisions/decided.js';
import { withEffort } from './machine-milestones.js';
import { isActive, isPaused, type Pause, type State, type Strategy, traitsOf, workingStatus } from './model.js';
import {
  cardOf,
  needsWords,
  offeredStrategies,
  PAUSES,
  type PauseOf,
  pauseAt,
  pausedGate,
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
  const label = options.find(({ id }) => id === event.choice)?.label ?? '';
  return ready(state, event.at, {
    decision: event.choice === null ? event.text : `${event.choice} ${event.text}`.trim(),
    reason: 'human-answered',
    strategy: null,
    words: [event.choice, label, event.text].filter(Boolean).join(' '),
  });
};

/** The user stops the task for a while: now, or once the review that runs or is being prepared is settled. */
export const pauseRequested: Handler<'pause-requested'> = (state, event) => {
  const { reason, after_review: isLater } = event;
  if (isPaused(state.status)) return refuse(notice('already-paused', { status: state.status }));
  if (!isActive(state.status)) return notNow(state, event);
  if (isLater) return go(state, { pause_after_review: { reason } });
  return pauseAt(state, { kind: 'user', reason }, workingStatus(state), { pause_after_review: null });
};

/** Leaves a pause with one of the choices that it offers. */
export const resumed: Handler<'resumed'> = (state, event) => {
  const { pause, status } = state;
  // Nothing is paused yet: the user takes back the wish to stop after the review.
  if (isActive(status) && state.pause_after_review !== null && event.strategy === 'recommended')
    return go(state, { pause_after_review: null });
  const refused = refusedStrategy(state, event);
  if (refused !== null) return refuse(refused);
  if (pause === null) return refuse(notice('not-paused', { status }));
  // A choice that weakens a gate needs the user's confirmation, whoever runs the command.
  if (event.strategy !== 'recommended' && !event.confirmed)
    return refuse(notice('confirm-needed', { status, strategy: event.strategy }));
  // A plain resume is no answer: only the user takes the option that the question recommends.
  if (pause.kind === 'question' && !event.confirmed)
    return refuse(notice('question-open', { question: pause.question.question }));
  if (PAUSES[pause.kind].needsConfirmation && !event.confirmed)
    return refuse(notice('confirm-needed', { status, strategy: event.strategy }));
  return decided(state, event, pause);
};

/** Why the pause does not offer this choice, whoever makes it; null when it does. */
export function refusedStrategy(
  state: State,
  { strategy, words = '' }: Pick<Resumed, 'strategy' | 'words'>,
): Notice | null {
  const { pause, status } = state;
  if (!isPaused(status)) return notice('not-paused', { status });
  if (pause === null || traitsOf(status).resume !== 'handled') return notice('resume-later', { status });
  if (!offeredStrategies(state).includes(strategy))
    return strategy === 'recommended' && pause.kind === 'question' && pause.question.kind !== 'sensitive_operation'
      ? notice('question-open', { question: pause.question.question })
      : notOffered(state, strategy);
  // `wrong` names its findings, too, and refuses by itself.
  return needsWords(strategy) && strategy !== 'wrong' && words.trim() === ''
    ? notice('choice-needs-words', { strategy })
    : null;
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
      return cardOf(state) === 'stop' && gate ? reviewedAgain(state, event, gate) : wentOn(state, event);
    case 'conservative':
      return wentOnCarefully(state, event);
    case 'record-risk':
      return wentOnAtRisk(state, event);
    case 'free-input':
      return inOwnWords(state, event, { gate, isStop: cardOf(state) === 'stop' });
    case 'local-test':
      return testedLocally(state, event, gate);
    case 'mock':
    case 'set-locally':
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
