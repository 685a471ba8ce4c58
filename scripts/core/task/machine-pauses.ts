/**
 * Events of pauses: the user is needed, has answered, or resumes; the client failed. Resume never passes a gate or a
 * milestone.
 */

import { notice } from '../say/notices.js';
import { presentSubject } from './gates.js';
import type { Event } from './ledger/events.js';
import {
  afterMilestone,
  availableMilestones,
  closedGate,
  effortOf,
  NO_FINDINGS,
  withEffort,
} from './machine-milestones.js';
import {
  type Approval,
  type Gate,
  isActive,
  isPaused,
  type Observation,
  type State,
  type Status,
  traitsOf,
  workingStatus,
} from './model.js';
import { offeredStrategies, PAUSES, type PauseOf, pauseAt, unskippable } from './pauses.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

type Resumed = Extract<Event, { type: 'resumed' }>;

export const humanNeeded: Handler<'human-needed'> = (state, event) => {
  const { running } = state.reviews;
  if (running) return refuse(notice('review-running', { gate: running.gate, job: running.job }));
  const awaitsQuestion = isPaused(state.status) && state.pause !== null && PAUSES[state.pause.kind].asking !== 'no';
  if (!isActive(state.status) && !awaitsQuestion) return notNow(state, event);
  const target = isActive(state.status) ? workingStatus(state) : state.resume.target;
  return pauseAt(state, { kind: 'question', question: event.question }, target);
};

export const humanAnswered: Handler<'human-answered'> = (state, event) => {
  const { pause, status } = state;
  if (pause?.kind !== 'question' || traitsOf(status).resume !== 'handled') return notNow(state, event);
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

/** READY_TO_CONTINUE, with everything reset that a pause ends: the pause, the run's milestones, the continuations. */
function ready(state: State, at: string, resume: Partial<State['resume']>, change: Partial<State> = {}): Step {
  return go(state, {
    status: 'READY_TO_CONTINUE',
    pause: null,
    milestones: { ...state.milestones, run: 0 },
    loop: { ...state.loop, epoch: state.loop.epoch + 1 },
    resume: { ...state.resume, at, ...resume },
    ...change,
  });
}

export const resumed: Handler<'resumed'> = (state, event) => {
  const { pause, status } = state;
  if (!isPaused(status)) return refuse(notice('not-paused', { status }));
  if (traitsOf(status).resume !== 'handled') return refuse(notice('resume-later', { status }));
  if (pause?.kind === 'question') return refuse(notice('question-open', { question: pause.question.question }));
  // What weakens a gate needs the user, whoever runs the command.
  if (event.strategy !== 'recommended' && !event.confirmed) return refuse(notice('confirm-needed', { status }));
  if (pause?.kind === 'threshold') return decided(state, event, pause);
  if (pause?.kind === 'secrets') return afterSecret(state, event, pause);
  if (pause !== null && PAUSES[pause.kind].needsConfirmation && !event.confirmed)
    return refuse(notice('confirm-needed', { status }));
  if (!offeredStrategies(state).includes(event.strategy)) return notOffered(state, event);
  if (event.strategy === 'skip') return skipped(state, event, leaving(event));
  if (event.strategy !== 'accept-size') return ready(state, event.at, leaving(event));
  return ready(
    state,
    event.at,
    { ...leaving(event), target: 'CLAUDE_SELF_REVIEW' },
    { effort: withEffort(state, 'milestone', { size_waived: true }) },
  );
};

const leaving = ({ reason, strategy }: Resumed): Partial<State['resume']> => ({ reason, strategy });

const notOffered = (state: State, { strategy }: Resumed): Step =>
  refuse(notice('strategy-not-offered', { strategy, offered: offeredStrategies(state).join(', ') }));

/**
 * A secret that stopped a review: it was removed (or set where git does not see it), a mock takes its place, the
 * milestone is skipped, or the user says that it is none. Each leads back to the review, which looks again; the value
 * is never asked for.
 */
function afterSecret(state: State, event: Resumed, { places }: PauseOf<'secrets'>): Step {
  if (!offeredStrategies(state).includes(event.strategy)) return notOffered(state, event);
  if (event.strategy === 'skip') return skipped(state, event, leaving(event));
  if (event.strategy !== 'not-a-secret') return ready(state, event.at, leaving(event));
  if (!event.confirmed) return refuse(notice('confirm-needed', { status: state.status }));
  return ready(
    state,
    event.at,
    { ...leaving(event), decision: event.strategy },
    { not_secrets: [...new Set([...state.not_secrets, ...places.map(({ id }) => id)])] },
  );
}

/** The decision card's answer at a threshold: each choice is named in the ledger, none opens a gate. */
function decided(state: State, event: Resumed, { gate }: PauseOf<'threshold'>): Step {
  const chosen = { ...leaving(event), decision: event.strategy };
  if (!offeredStrategies(state).includes(event.strategy)) {
    if ((event.strategy === 'accept-risk' || event.strategy === 'skip') && unskippable(state).length > 0)
      return refuse(notice('finding-not-skippable', { ids: unskippable(state).join(', ') }));
    return notOffered(state, event);
  }
  switch (event.strategy) {
    case 'manual':
    case 'extend-review':
      return extended(state, event, gate, chosen);
    case 'skip':
      return skipped(state, event, chosen);
    case 'accept-risk':
      return overridden(state, event, gate, chosen);
    case 'recommended':
    case 'accept-size':
    case 'mock':
    case 'not-a-secret':
      return notOffered(state, event);
    default:
      return event.strategy satisfies never;
  }
}

/** One more round and one more attempt at fixing. */
function extended(state: State, event: Resumed, gate: Gate, chosen: Partial<State['resume']>): Step {
  const { extra, fixes } = effortOf(state, gate);
  const target: Status = gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX';
  return ready(
    state,
    event.at,
    { ...chosen, target },
    {
      findings: { ...state.findings, gate },
      effort: withEffort(state, gate, { extra: extra + 1, fixes: fixes + 1 }),
    },
  );
}

/** A skipped milestone is never accepted: its base stays, so what it left behind is reviewed with the next one. */
function skipped(state: State, event: Resumed, chosen: Partial<State['resume']>): Step {
  const { current, blocked } = state.milestones;
  if (current === null) return notNow(state, event);
  const without: State = {
    ...state,
    milestones: { ...state.milestones, blocked: [...blocked, current], current: null, run: 0 },
    findings: NO_FINDINGS,
    reviews: { ...state.reviews, last_round_tree: null },
  };
  const step = afterMilestone(without);
  if (!step.ok) return step;
  const next = step.state;
  const target = next.resume.target && isPaused(next.status) ? next.resume.target : next.status;
  return ready(without, event.at, { ...chosen, target });
}

/** The user records the risk: bound to the exact content like any approval, and shown as overridden for good. */
function overridden(state: State, event: Resumed, gate: Gate, chosen: Partial<State['resume']>): Step {
  const seen: Observation | null = event.observation;
  const subject = seen && presentSubject(gate, state, seen);
  if (!seen || !subject) return refuse(notice('subject-moved', { gate }));
  if (gate === 'plan' && subject.plan !== state.plan.digest) return refuse(notice('plan-moved', {}));
  const closed = gate === 'plan' ? null : closedGate('plan', state, seen);
  if (closed) return closed;
  const approval: Approval = {
    kind: 'overridden',
    subject,
    tree_id: gate === 'plan' ? null : seen.tree_id,
    job: null,
    at: event.at,
  };
  const afterPlan: Status = availableMilestones(state).length > 0 ? 'PLAN_NEXT_MILESTONE' : 'CODEX_FINAL_REVIEW';
  const targets: Record<Gate, Status> = {
    plan: afterPlan,
    milestone: 'RECORD_ACCEPTANCE',
    final: 'CODEX_FINAL_REVIEW',
  };
  return ready(
    state,
    event.at,
    { ...chosen, target: targets[gate] },
    { approvals: { ...state.approvals, [gate]: approval }, findings: NO_FINDINGS },
  );
}

export const systemFailed: Handler<'system-failed'> = (state, event) =>
  isActive(state.status)
    ? pauseAt(state, { kind: 'system', detail: event.detail }, workingStatus(state))
    : go(state, {});
