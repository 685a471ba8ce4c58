/** Events of a Codex review: started, stopped by checks, returned, or prevented by an outage. */

import { areAsAsked, namesOf } from '../review/lenses/reviewers.js';
import { notedAfter, notedAlso } from '../review/noted-findings.js';
import { notice } from '../say/notices.js';
import { argued, endedBy, isDeadlocked, openBefore, stoppedAfter } from './decisions/disputes.js';
import { presentSubject } from './gates.js';
import type { Event } from './ledger/events.js';
import {
  afterMilestone,
  closedGate,
  effortOf,
  isOutOfRounds,
  isTooLarge,
  roundLimit,
  withEffort,
} from './machine-milestones.js';
import { unanswered } from './machine-planning.js';
import {
  type Approval,
  type Gate,
  isActive,
  type OpenFinding,
  type Pause,
  type RunningReview,
  type State,
  type Status,
  sameSubject,
  traitsOf,
  workingStatus,
} from './model.js';
import { pauseAt } from './pauses.js';
import { isReplaced } from './pins/program.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

/** The status in which a gate's review is running or due. PAUSED_FOR_CODEX returns to it. */
export const REVIEW_STATUS: Record<Gate, Status> = {
  plan: 'CODEX_ADVERSARIAL_PLAN_REVIEW',
  milestone: 'CODEX_MILESTONE_REVIEW',
  final: 'CODEX_FINAL_REVIEW',
};

/** The status in which the findings or failed checks of a gate are fixed. */
export const fixStatus = (gate: Gate): Status => (gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX');

/** Whether this gate's review is the next step in the present status. */
export const isReviewDue = (state: State, gate: Gate): boolean => {
  const status = workingStatus(state);
  // An approval that an edit made void has to be renewed, in the status where it was about to be recorded.
  return (
    status === REVIEW_STATUS[gate] ||
    (gate === 'milestone' && (status === 'CLAUDE_SELF_REVIEW' || status === 'RECORD_ACCEPTANCE'))
  );
};

/**
 * Refusals that need no look at the work tree: another review is running, this one is not due, or findings wait for
 * answers. Null when there is none.
 */
export function undueReview(state: State, event: Pick<Event, 'type'> & { gate: Gate }): Step | null {
  const { gate } = event;
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  if (!isReviewDue(state, gate)) return notNow(state, event);
  const open = state.findings.gate === gate ? unanswered(state.findings.open) : [];
  return open.length > 0
    ? refuse(notice('findings-unanswered', { ids: open.map((finding) => finding.id).join(', ') }))
    : null;
}

/**
 * Why a review cannot start now, or null. The command asks before it spends time on checks; `reviewStarted` asks again.
 */
export function refusedReview(
  state: State,
  event: Pick<Extract<Event, { type: 'review-started' }>, 'type' | 'gate' | 'size' | 'observation'>,
): Step | null {
  const { gate } = event;
  const early = undueReview(state, event);
  if (early) return early;
  if (isOutOfRounds(state, gate)) return refuse(notice('rounds-used', { gate, limit: roundLimit(state, gate) }));
  if (gate === 'milestone' && event.size && isTooLarge(state, event.size))
    return refuse(notice('milestone-too-large', { ...event.size, ...sizeLimits(state) }));
  if (gate === 'plan') return state.plan.digest === event.observation.plan ? null : refuse(notice('plan-moved', {}));
  return closedGate('plan', state, event.observation);
}

const sizeLimits = (state: State) => ({
  max_files: state.pins.config.milestones.max_changed_files_per_milestone,
  max_lines: state.pins.config.milestones.max_diff_lines_per_milestone,
});

/** Records the start of a review. Refused if the settings, Codex or the content changed since the command looked. */
export const reviewStarted: Handler<'review-started'> = (state, event) => {
  const refused = refusedReview(state, event);
  if (refused) return refused;
  const isOtherCodex = state.pins.codex_path !== null && state.pins.codex_path !== event.codex_path;
  const program = state.pins.codex_program ?? null;
  const isOtherProgram =
    program !== null && event.codex_program !== undefined && isReplaced(program, event.codex_program);
  if (isOtherCodex || isOtherProgram || event.observation.changed_pins.length > 0) {
    const other = isOtherCodex ? 'codex_path' : 'codex_program';
    const detail = isOtherCodex || isOtherProgram ? other : event.observation.changed_pins.join(', ');
    return refuse(notice('gate-closed', { gate: event.gate, reason: 'pins-changed', detail }));
  }
  // What a review was asked for is what the settings asked for when it began.
  if (!areAsAsked(event.reviewers, state.pins.config.review))
    return refuse(notice('gate-closed', { gate: event.gate, reason: 'pins-changed', detail: 'review.lenses' }));
  const present = presentSubject(event.gate, state, event.observation);
  if (!present || !sameSubject(present, event.subject)) return refuse(notice('subject-moved', { gate: event.gate }));
  return go(state, {
    status: REVIEW_STATUS[event.gate],
    reviews: {
      ...state.reviews,
      running: {
        gate: event.gate,
        job: event.job,
        fence: state.reviews.next_fence,
        round: effortOf(state, event.gate).rounds + 1,
        subject: event.subject,
        tree_id: event.tree_id,
        started_at: event.at,
        ...(event.documents && { documents: event.documents }),
      },
      next_fence: state.reviews.next_fence + 1,
      last_checks: event.checks ?? state.reviews.last_checks,
    },
    head_commit: event.observation.head_commit ?? state.head_commit,
    approvals: { ...state.approvals, [event.gate]: null },
    pins: {
      ...state.pins,
      codex_path: state.pins.codex_path ?? event.codex_path,
      codex_profile: state.pins.codex_profile ?? event.codex_profile,
      codex_program: event.codex_program ?? program,
    },
  });
};

/**
 * A review is requested although the rounds of its gate are spent, because an approval became void after the last
 * round. The user decides.
 */
export const roundsSpent: Handler<'rounds-spent'> = (state, event) => {
  if (state.reviews.running || !isReviewDue(state, event.gate) || !isOutOfRounds(state, event.gate))
    return notNow(state, event);
  return pauseAt(state, { kind: 'threshold', gate: event.gate, spent: 'review-rounds' }, fixStatus(event.gate));
};

/** Required checks failed before a review: Claude has to fix them, which counts as a fix attempt. */
export const checksFailed: Handler<'checks-failed'> = (state, event) => {
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  if (event.gate === 'plan' || !isReviewDue(state, event.gate)) return notNow(state, event);
  return underPause(
    state,
    begunFix({ ...state, reviews: { ...state.reviews, last_checks: event.checks } }, event.gate),
  );
};

/**
 * The change under review adds what looks like a real secret. Nothing is sent, no attempt is spent, and the user
 * decides.
 */
export const secretFound: Handler<'secret-found'> = (state, event) => {
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  if (event.gate === 'plan' || event.places.length === 0 || !isReviewDue(state, event.gate))
    return notNow(state, event);
  return pauseAt(state, { kind: 'secrets', gate: event.gate, places: event.places }, workingStatus(state));
};

/**
 * Starts another fix attempt. If the rounds or the fix attempts are used up, or if Claude and Codex disagree, the user
 * decides instead.
 */
function begunFix(state: State, gate: Gate, isDisputed = false): Step {
  const effort = effortOf(state, gate);
  const fixLimit = state.pins.config.review.max_fix_attempts_per_milestone + effort.extra;
  const spent = isDisputed
    ? 'disagreement'
    : isOutOfRounds(state, gate)
      ? 'review-rounds'
      : gate !== 'plan' && effort.fixes >= fixLimit
        ? 'fix-attempts'
        : null;
  if (spent) return pauseAt(state, { kind: 'threshold', gate, spent }, fixStatus(gate));
  return go(state, {
    status: fixStatus(gate),
    findings: { ...state.findings, gate },
    effort: withEffort(state, gate, { fixes: effort.fixes + 1 }),
  });
}

/**
 * Records the outcome of the running review: one round is spent, and the approval or the findings are stored. The
 * result of a stale job is refused.
 */
export const reviewReturned: Handler<'review-returned'> = (state, event) => {
  const running = state.reviews.running;
  if (!running || running.job !== event.job || running.fence !== event.fence || running.gate !== event.gate) {
    return refuse(notice('stale-job', { job: event.job }));
  }
  const { outcome, gate } = event;
  const before = openBefore(state, gate);
  const open = argued(before, event);
  const settled = afterRound(state, running, event, open);
  if (outcome.kind === 'findings') return underPause(state, withFindings(settled, event, isDeadlocked(before, open)));
  const approval: Approval = {
    kind: 'reviewed',
    subject: running.subject,
    tree_id: running.tree_id,
    job: event.job,
    at: event.at,
  };
  return underPause(
    state,
    passed(
      {
        ...settled,
        findings: { ...settled.findings, open: [] },
        approvals: { ...settled.approvals, [gate]: approval },
        documents: running.documents
          ? {
              known: running.documents,
              synced: running.documents,
              at: event.at,
              choice: state.documents?.choice ?? null,
            }
          : settled.documents,
      },
      gate,
      outcome.next_milestone,
    ),
  );
};

/** The state after a review has returned: one round is spent, and these findings are open. */
function afterRound(
  state: State,
  running: RunningReview,
  event: Extract<Event, { type: 'review-returned' }>,
  open: OpenFinding[],
): State {
  const { outcome, gate } = event;
  return {
    ...state,
    reviews: {
      ...state.reviews,
      running: null,
      unusable: null,
      last: {
        gate,
        job: event.job,
        outcome: outcome.kind === 'pass' ? 'pass' : outcome.verdict,
        at: event.at,
        file: event.file,
        missing: event.missing ?? null,
      },
      last_round_tree: running.tree_id,
    },
    effort: withEffort(state, gate, { rounds: effortOf(state, gate).rounds + 1 }),
    findings: { gate: outcome.kind === 'findings' ? gate : null, open },
    noted_findings: notedAfter(state, gate, { ...outcome, findings: open }),
    past_findings: [...state.past_findings, ...endedBy(state, event, running.round)],
    stopped: stoppedAfter(state, event),
  };
}

/**
 * If the client's failure or the user has paused the task, a review that ends leaves that pause in place; and one after
 * which the user wanted to pause pauses it. A pause of the review itself comes first, because there the user decides.
 */
export function underPause(before: State, step: Step): Step {
  if (!step.ok || !isActive(step.state.status)) return step;
  const { pause, pause_after_review: later } = before;
  const kept = pause?.kind === 'system' || pause?.kind === 'user' ? pause : null;
  const due: Pause | null = kept ?? (later === null ? null : { kind: 'user', reason: later.reason });
  return due === null ? step : pauseAt(step.state, due, step.state.status, { pause_after_review: null });
}

const proposing = (state: State, proposed: string | null): State => ({
  ...state,
  milestones: { ...state.milestones, proposed },
});

function passed(state: State, gate: Gate, next: string | null): Step {
  switch (gate) {
    case 'plan':
      return afterMilestone(proposing(state, next ?? state.milestones.proposed));
    case 'milestone':
      return go(proposing(state, next), { status: 'RECORD_ACCEPTANCE' });
    case 'final':
      return go(state, { status: 'CODEX_FINAL_REVIEW' });
    default:
      return gate satisfies never;
  }
}

function withFindings(state: State, event: Extract<Event, { type: 'review-returned' }>, isDisputed: boolean): Step {
  const { gate, outcome } = event;
  const back = fixStatus(gate);
  switch (outcome.verdict) {
    case 'pass':
    case 'fail_fixable':
      return begunFix(state, gate, isDisputed);
    case 'insufficient_context': {
      const step = begunFix(state, gate, isDisputed);
      return step.ok && gate === 'plan' && step.state.status === 'CLAUDE_REVISE_PLAN'
        ? go(step.state, { status: 'DISCOVER_EXISTING_PROJECT' })
        : step;
    }
    case 'fail_unclear':
      return pauseAt(state, { kind: 'codex-fail-unclear' }, back);
    case 'needs_human':
      return pauseAt(state, { kind: 'codex-needs-human' }, back);
    case 'sensitive_operation':
      return pauseAt(state, { kind: 'codex-sensitive-operation' }, back);
    case 'unsafe':
      return pauseAt(state, { kind: 'codex-unsafe' }, back);
    default:
      return outcome.verdict satisfies never;
  }
}

/** An outage is not a verdict: it spends no round and opens no gate, and `resume` runs this very gate again. */
export const codexUnavailable: Handler<'codex-unavailable'> = (state, event) => {
  if (event.job !== null && state.reviews.running?.job !== event.job)
    return refuse(notice('stale-job', { job: event.job }));
  if (event.job === null && state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  if (event.job === null && !isReviewDue(state, event.gate)) return notNow(state, event);
  const { gate, reason, resets_at, detail, cause, reviewers } = event;
  const unusable = reason === 'reply-unusable' ? oneMore(state.reviews.unusable, gate) : state.reviews.unusable;
  const pause: Pause =
    reason === 'reply-unusable' && (unusable?.count ?? 0) >= MOST_UNUSABLE
      ? { kind: 'reply-unusable', gate, detail }
      : {
          kind: 'codex',
          gate,
          reason,
          resets_at,
          ...(cause && { cause }),
          ...(reviewers && { reviewers: namesOf(reviewers) }),
        };
  return pauseAt(state, pause, REVIEW_STATUS[gate], {
    reviews: { ...state.reviews, running: null, unusable },
    noted_findings: notedAlso(state, gate, event.reported ?? []),
    // The user's stop is due again once that review has taken place.
    pause_after_review: state.pause?.kind === 'user' ? { reason: state.pause.reason } : state.pause_after_review,
  });
};

/**
 * After this many reviews in a row without a usable reply, the user decides, because waiting for Codex will not help.
 */
const MOST_UNUSABLE = 2;

const oneMore = (before: State['reviews']['unusable'], gate: Gate): State['reviews']['unusable'] => ({
  gate,
  count: before?.gate === gate ? before.count + 1 : 1,
});

/**
 * Records Claude's answers. All open findings must have one, with a reason unless fixed, and a blocking or grave
 * finding cannot be deferred.
 */
export const findingsAnswered: Handler<'findings-answered'> = (state, event) => {
  const status = workingStatus(state);
  if (!traitsOf(status).answerable || state.findings.gate === null || state.reviews.running)
    return notNow(state, event);
  const findings: OpenFinding[] = state.findings.open.map((finding) => {
    const answer = event.answers.find((given) => given.id === finding.id);
    // The user's answer to a finding stands until a review has replied to it.
    return answer && finding.answered_by !== 'user'
      ? { ...finding, disposition: answer.disposition, reason: answer.reason }
      : finding;
  });
  const unknown = event.answers.find((given) => !state.findings.open.some((finding) => finding.id === given.id));
  if (unknown) return refuse(notice('unknown-finding', { id: unknown.id }));
  const unreasoned = event.answers.find((given) => given.disposition !== 'fixed' && !given.reason?.trim());
  if (unreasoned) return refuse(notice('finding-needs-reason', { id: unreasoned.id }));
  const undeferrable = findings.find(
    (finding) =>
      finding.disposition === 'deferred' &&
      (finding.blocking || finding.severity === 'P0' || finding.severity === 'P1'),
  );
  if (undeferrable)
    return refuse(notice('finding-not-deferrable', { id: undeferrable.id, severity: undeferrable.severity }));
  const open = unanswered(findings);
  if (open.length > 0)
    return refuse(notice('findings-unanswered', { ids: open.map((finding) => finding.id).join(', ') }));
  const answered: Partial<State> = { findings: { ...state.findings, open: findings } };
  if (status !== 'CLAUDE_FIX') return go(state, answered);
  return go(state, {
    ...answered,
    status: state.findings.gate === 'final' ? 'CODEX_FINAL_REVIEW' : 'CLAUDE_SELF_REVIEW',
  });
};
