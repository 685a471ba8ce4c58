/**
 * What the user decides at a decision card. The ledger names each choice. None of them opens a gate, except an accepted
 * risk, which stays on record.
 */
import { notice } from '../../say/notices.js';
import { presentSubject } from '../gates.js';
import type { Event } from '../ledger/events.js';
import {
  afterMilestone,
  availableMilestones,
  closedGate,
  effortOf,
  isOutOfRounds,
  NO_FINDINGS,
  withEffort,
} from '../machine-milestones.js';
import { unanswered } from '../machine-planning.js';
import { fixStatus, REVIEW_STATUS } from '../machine-reviews.js';
import {
  type AcceptedRisk,
  type Approval,
  type Gate,
  isPaused,
  type OpenFinding,
  type PastFinding,
  type State,
  type Status,
} from '../model.js';
import { disputable, pauseAt } from '../pauses.js';
import { go, notNow, refuse, type Step } from '../step.js';
import { hasFreeReview, lastStop, pastFinding } from './disputes.js';

export type Resumed = Extract<Event, { type: 'resumed' }>;

/**
 * READY_TO_CONTINUE, with everything reset that ends with a pause: the pause itself, the run's milestones, the
 * continuations.
 */
export function ready(state: State, at: string, resume: Partial<State['resume']>, change: Partial<State> = {}): Step {
  return go(state, {
    status: 'READY_TO_CONTINUE',
    pause: null,
    // Whether Codex is back decides nothing about the user's wish to stop after that review.
    pause_after_review: state.pause?.kind === 'codex' ? state.pause_after_review : null,
    milestones: { ...state.milestones, run: 0 },
    loop: { ...state.loop, epoch: state.loop.epoch + 1 },
    resume: { ...state.resume, at, ...resume },
    ...change,
  });
}

/** How the pause was left, for the state. */
export const leaving = ({
  reason,
  strategy,
  words,
}: Pick<Resumed, 'reason' | 'strategy' | 'words'>): Partial<State['resume']> => ({
  reason,
  strategy,
  words: words ?? null,
});

const chosen = (event: Pick<Resumed, 'reason' | 'strategy'>, target: Status | null): Partial<State['resume']> => ({
  ...leaving(event),
  decision: event.strategy,
  target,
});

/** Continues where work stopped. A question is answered by this with the option that it recommends. */
export const wentOn = (state: State, event: Resumed, change: Partial<State> = {}): Step => {
  const { pause } = state;
  if (pause?.kind !== 'question') return ready(state, event.at, leaving(event), change);
  const { recommended, options } = pause.question;
  const label = options.find(({ id }) => id === recommended)?.label ?? '';
  const decision = event.strategy === 'free-input' ? (event.words ?? '') : `${recommended} ${label}`.trim();
  return ready(state, event.at, { ...leaving(event), decision }, change);
};

/** The same, and the task pauses again after the next accepted milestone. */
export const wentOnCarefully = (state: State, event: Resumed): Step =>
  wentOn(state, event, {
    milestones: { ...state.milestones, run: state.pins.config.milestones.max_milestones_per_run - 1 },
  });

/** The same, with a risk on record in the user's words. It opens no gate and softens no finding. */
export const wentOnAtRisk = (state: State, event: Resumed): Step =>
  wentOn(state, event, {
    recorded_risks: [
      ...state.recorded_risks,
      { risk: event.words ?? '', status: state.status, milestone: state.milestones.current, at: event.at },
    ],
  });

/**
 * The user says in which way to go on. At a limit one more round follows; after a verdict that stopped the work Claude
 * first changes it; elsewhere work continues where it stopped.
 */
export function inOwnWords(
  state: State,
  event: Resumed,
  { gate, isStop }: { gate: Gate | null; isStop: boolean },
): Step {
  if (isStop) return madeSafe(state, event, gate);
  return state.pause?.kind === 'threshold' ? extended(state, event, state.pause.gate) : wentOn(state, event);
}

/**
 * The user says that what was refused is only a safe local test. Codex reviews the same content again and reads that;
 * after a question, work continues where it stopped.
 */
export function testedLocally(state: State, event: Resumed, gate: Gate | null): Step {
  if (state.pause?.kind === 'question' || gate === null)
    return ready(state, event.at, chosen(event, state.resume.target));
  const target = dueStatus(state, gate, event.observation?.plan ?? null);
  return ready(state, event.at, chosen(event, target), { effort: withRound(state, gate) });
}

const oneMore = (state: State, gate: Gate): State['effort'] => {
  const { extra, fixes } = effortOf(state, gate);
  return withEffort(state, gate, { extra: extra + 1, fixes: fixes + 1 });
};

/** The gate's effort with at least one round left: if all are spent, the user has granted one more. */
const withRound = (state: State, gate: Gate): State['effort'] =>
  isOutOfRounds(state, gate) ? withEffort(state, gate, { extra: effortOf(state, gate).extra + 1 }) : state.effort;

/** One more round and one more fix attempt. */
export const extended = (state: State, event: Resumed, gate: Gate): Step =>
  ready(state, event.at, chosen(event, fixStatus(gate)), {
    findings: { ...state.findings, gate },
    effort: oneMore(state, gate),
  });

/** The user works by hand, for as long as needed; then one more round and one more fix attempt follow. */
export function byHand(state: State, event: Resumed, gate: Gate): Step {
  if (event.at_once) return extended(state, event, gate);
  return pauseAt(state, { kind: 'manual-work', gate }, fixStatus(gate), {
    findings: { ...state.findings, gate },
    effort: oneMore(state, gate),
    resume: { ...state.resume, ...chosen(event, null), at: event.at },
  });
}

/**
 * A new plan: starting again from discovery when no plan is approved, otherwise around the open findings, which are
 * kept.
 */
export function replanned(
  state: State,
  event: Pick<Resumed, 'at' | 'reason' | 'strategy'>,
  gate: Gate | null,
  { words = '' }: { words?: string } = {},
): Step {
  const target: Status =
    gate === 'plan' || state.approvals.plan === null ? 'DISCOVER_EXISTING_PROJECT' : 'CLAUDE_REVISE_PLAN';
  // Replies that do not count, and a stop by the user, have spent no round.
  const isSpent = gate !== null && state.pause?.kind !== 'reply-unusable' && state.pause?.kind !== 'user';
  return ready(
    state,
    event.at,
    { ...chosen(event, target), ...(words !== '' && { decision: words }) },
    { plan: { ...state.plan, voided: words }, ...(isSpent && { effort: oneMore(state, gate) }) },
  );
}

/**
 * The same work, done without what was refused. After a question there is no verdict yet, so work continues where it
 * stopped.
 */
export const madeSafe = (state: State, event: Resumed, gate: Gate | null): Step =>
  state.pause?.kind === 'question' || gate === null
    ? ready(state, event.at, chosen(event, state.resume.target))
    : ready(state, event.at, chosen(event, fixStatus(gate)), { effort: withRound(state, gate) });

/**
 * The status in which the gate's review is due, or in which its findings are still to be answered or the plan reported.
 */
function dueStatus(state: State, gate: Gate, plan: string | null): Status {
  if (gate === 'plan') return plan === null || plan === state.plan.digest ? REVIEW_STATUS.plan : 'CLAUDE_REVISE_PLAN';
  const isAnswered = unanswered(state.findings.open).length === 0;
  return isAnswered ? REVIEW_STATUS[gate] : 'CLAUDE_FIX';
}

/**
 * One more review after a verdict that stopped the work: an unclear verdict gets one for free; otherwise the content
 * must have changed, or the user must confirm. The verdict stays on record.
 */
export function reviewedAgain(state: State, event: Resumed, gate: Gate): Step {
  const stop = lastStop(state);
  const present = event.observation && presentSubject(gate, state, event.observation);
  const content = present ? (gate === 'plan' ? present.plan : present.tree) : null;
  const isChanged = content !== null && content !== stop?.content;
  const isFree = hasFreeReview(state);
  if (!isFree && !isChanged && !event.confirmed)
    return refuse(notice('content-unchanged', { status: state.status, verdict: stop?.verdict ?? '' }));
  if (!isFree && !event.confirmed && isOutOfRounds(state, gate))
    return pauseAt(state, { kind: 'threshold', gate, spent: 'review-rounds' }, fixStatus(gate));
  const { extra } = effortOf(state, gate);
  return ready(
    state,
    event.at,
    { ...leaving(event), target: dueStatus(state, gate, event.observation?.plan ?? null) },
    isFree
      ? {
          effort: withEffort(state, gate, { extra: extra + 1 }),
          stopped: state.stopped.map((one) => (one === stop ? { ...one, again: true } : one)),
        }
      : { effort: event.confirmed ? withRound(state, gate) : state.effort },
  );
}

/**
 * The user calls a finding wrong: a fresh review judges it and is shown both sides. Claude is not asked to fix it
 * first.
 */
export function calledWrong(state: State, event: Resumed, gate: Gate): Step {
  const ids = disputable(state).map(({ id }) => id);
  const id = event.finding ?? (ids.length === 1 ? ids[0] : undefined);
  const words = event.words?.trim() ?? '';
  if (id === undefined || !ids.includes(id) || words === '')
    return refuse(notice('wrong-needs-reason', { ids: ids.join(', ') }));
  const open = state.findings.open.map(
    (finding): OpenFinding =>
      finding.id === id ? { ...finding, disposition: 'rejected', reason: words, answered_by: 'user' } : finding,
  );
  const argued: State = { ...state, findings: { gate, open } };
  const target = unanswered(open).length > 0 ? fixStatus(gate) : REVIEW_STATUS[gate];
  return ready(
    argued,
    event.at,
    { ...chosen(event, target), decision: `${id} is wrong: ${words}` },
    { effort: oneMore(state, gate) },
  );
}

/** Skips a milestone. It is never accepted: the base stays, so its changes are reviewed with the next milestone. */
export function skipped(state: State, event: Resumed): Step {
  const { current, blocked } = state.milestones;
  if (current === null) return notNow(state, event);
  const without: State = {
    ...state,
    milestones: { ...state.milestones, blocked: [...blocked, current], current: null, run: 0 },
    findings: NO_FINDINGS,
    past_findings: [...state.past_findings, ...pastFindings(state, 'milestone', 'skipped')],
    reviews: { ...state.reviews, last_round_tree: null },
  };
  const step = afterMilestone(without);
  if (!step.ok) return step;
  const next = step.state;
  const target = next.resume.target && isPaused(next.status) ? next.resume.target : next.status;
  return ready(without, event.at, chosen(event, target));
}

const pastFindings = (state: State, gate: Gate, how: PastFinding['how']): PastFinding[] =>
  state.findings.gate === gate
    ? state.findings.open.map((finding) =>
        pastFinding(state, finding, { gate, round: effortOf(state, gate).rounds, how, comment: '' }),
      )
    : [];

/** The open findings as risks that the user accepted. */
const risksOf = (state: State, gate: Gate, at: string): AcceptedRisk[] =>
  (state.findings.gate === gate ? state.findings.open : []).map(
    ({ id, severity, category, title, file, explanation, required_fix }) => ({
      id,
      severity,
      category,
      title,
      file,
      explanation,
      required_fix,
      gate,
      milestone: gate === 'milestone' ? state.milestones.current : null,
      at,
    }),
  );

/** The user accepts the risk. This is bound to the exact content like any approval, and always shown as overridden. */
export function overridden(state: State, event: Resumed, gate: Gate): Step {
  const { observation: seen, at } = event;
  const subject = seen && presentSubject(gate, state, seen);
  const isPlanMoved = gate === 'plan' && subject?.plan !== state.plan.digest;
  if (!seen || !subject || isPlanMoved) return refuse(notice('risk-moved', { gate }));
  const closed = gate === 'plan' ? null : closedGate('plan', state, seen);
  // Loosened settings have to be confirmed first; for any other cause, no command helps while the task is paused.
  if (closed) return seen.changed_pins.length > 0 ? closed : refuse(notice('risk-moved', { gate }));
  const approval: Approval = {
    kind: 'overridden',
    subject,
    tree_id: gate === 'plan' ? null : seen.tree_id,
    job: null,
    at,
  };
  const afterPlan: Status = availableMilestones(state).length > 0 ? 'PLAN_NEXT_MILESTONE' : 'CODEX_FINAL_REVIEW';
  const targets: Record<Gate, Status> = {
    plan: afterPlan,
    milestone: 'RECORD_ACCEPTANCE',
    final: 'CODEX_FINAL_REVIEW',
  };
  return ready(state, at, chosen(event, targets[gate]), {
    approvals: { ...state.approvals, [gate]: approval },
    findings: NO_FINDINGS,
    past_findings: [...state.past_findings, ...pastFindings(state, gate, 'accepted')],
    accepted_risks: [...state.accepted_risks, ...risksOf(state, gate, at)],
  });
}
