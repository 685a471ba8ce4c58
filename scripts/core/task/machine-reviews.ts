/** Events of a Codex review: started, stopped by checks, returned, or prevented by an outage. */

import { notice } from '../say/notices.js';
import { presentSubject } from './gates.js';
import { afterMilestone, closedGate, effortOf, isTooLarge, withEffort } from './machine-milestones.js';
import { unanswered } from './machine-planning.js';
import {
  type Approval,
  type Event,
  type Gate,
  isActive,
  type OpenFinding,
  type SecretPlace,
  type State,
  type Status,
  sameSubject,
  traitsOf,
  workingStatus,
} from './model.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

/** The status in which a gate's review is under way or due; PAUSED_FOR_CODEX comes back to it. */
export const REVIEW_STATUS: Record<Gate, Status> = {
  plan: 'CODEX_ADVERSARIAL_PLAN_REVIEW',
  milestone: 'CODEX_MILESTONE_REVIEW',
  final: 'CODEX_FINAL_REVIEW',
};

export const isReviewDue = (state: State, gate: Gate): boolean => {
  const status = workingStatus(state);
  // An approval that an edit has voided is asked for again where it was to be recorded.
  return (
    status === REVIEW_STATUS[gate] ||
    (gate === 'milestone' && (status === 'CLAUDE_SELF_REVIEW' || status === 'RECORD_ACCEPTANCE'))
  );
};

/** How many rounds this gate may take, a human's extra rounds included. */
export function roundLimit(state: State, gate: Gate): number {
  const { planning, review } = state.pins.config;
  const limits: Record<Gate, number> = {
    plan: planning.max_plan_review_rounds,
    milestone: review.max_review_rounds_per_milestone,
    final: review.max_final_review_rounds,
  };
  return limits[gate] + effortOf(state, gate).extra;
}

/**
 * Why a review cannot start now, or null. The command asks before it spends time on checks; `reviewStarted` asks again.
 */
export function refusedReview(
  state: State,
  event: Pick<Extract<Event, { type: 'review-started' }>, 'type' | 'gate' | 'size' | 'observation'>,
): Step | null {
  const { gate } = event;
  if (state.review) return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  if (!isReviewDue(state, gate)) return notNow(state, event);
  const open = state.findings_gate === gate ? unanswered(state.findings) : [];
  if (open.length > 0)
    return refuse(notice('findings-unanswered', { ids: open.map((finding) => finding.id).join(', ') }));
  if (effortOf(state, gate).rounds >= roundLimit(state, gate))
    return refuse(notice('rounds-used', { gate, limit: roundLimit(state, gate) }));
  if (gate === 'milestone' && event.size && isTooLarge(state, event.size))
    return refuse(notice('milestone-too-large', { ...event.size, ...sizeLimits(state) }));
  if (gate === 'plan') return state.plan?.digest === event.observation.plan ? null : refuse(notice('plan-moved', {}));
  return closedGate('plan', state, event.observation);
}

const sizeLimits = (state: State) => ({
  max_files: state.pins.config.milestones.max_changed_files_per_milestone,
  max_lines: state.pins.config.milestones.max_diff_lines_per_milestone,
});

export const reviewStarted: Handler<'review-started'> = (state, event) => {
  const refused = refusedReview(state, event);
  if (refused) return refused;
  const isOtherCodex = state.pins.codex_path !== null && state.pins.codex_path !== event.codex_path;
  if (isOtherCodex || event.observation.changed_pins.length > 0) {
    const detail = isOtherCodex ? 'codex_path' : event.observation.changed_pins.join(', ');
    return refuse(notice('gate-closed', { gate: event.gate, reason: 'pins-changed', detail }));
  }
  const present = presentSubject(event.gate, state, event.observation);
  if (!present || !sameSubject(present, event.subject)) return refuse(notice('subject-moved', { gate: event.gate }));
  return go(state, {
    status: REVIEW_STATUS[event.gate],
    review: {
      gate: event.gate,
      job: event.job,
      fence: state.next_fence,
      round: effortOf(state, event.gate).rounds + 1,
      subject: event.subject,
      tree_id: event.tree_id,
      started_at: event.at,
    },
    next_fence: state.next_fence + 1,
    head_commit: event.observation.head_commit ?? state.head_commit,
    last_checks: event.checks ?? state.last_checks,
    approvals: { ...state.approvals, [event.gate]: null },
    pins: {
      ...state.pins,
      codex_path: state.pins.codex_path ?? event.codex_path,
      codex_profile: state.pins.codex_profile ?? event.codex_profile,
    },
  });
};

/**
 * A gate whose rounds are spent and that is asked for once more (an approval was voided after the last round): the
 * human decides.
 */
export const roundsSpent: Handler<'rounds-spent'> = (state, event) => {
  if (
    state.review ||
    !isReviewDue(state, event.gate) ||
    effortOf(state, event.gate).rounds < roundLimit(state, event.gate)
  )
    return notNow(state, event);
  const target: Status = event.gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX';
  return go(state, {
    status: 'REVIEW_THRESHOLD_EXCEEDED',
    pause_reason: 'review-rounds',
    resume_target: target,
    missed_gate: event.gate,
  });
};

export const checksFailed: Handler<'checks-failed'> = (state, event) => {
  if (state.review) return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  if (event.gate === 'plan' || !isReviewDue(state, event.gate)) return notNow(state, event);
  return begunFix({ ...state, last_checks: event.checks }, event.gate);
};

/**
 * The change under review adds what looks like a real secret: nothing of it is sent, and the human decides. No attempt
 * is spent.
 */
export const secretFound: Handler<'secret-found'> = (state, event) => {
  if (state.review) return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  if (event.gate === 'plan' || event.places.length === 0 || !isReviewDue(state, event.gate))
    return notNow(state, event);
  return go(state, {
    status: 'NEEDS_SECRET',
    pause_reason: `secret-found: ${placesText(event.places)}`,
    resume_target: workingStatus(state),
    secrets: { gate: event.gate, places: event.places },
    missed_gate: event.gate,
  });
};

const MOST_PLACES = 10;

/** `src/a.ts:3 github-token, …`: where and what, never the value. */
export function placesText(places: readonly SecretPlace[]): string {
  const more = places.length > MOST_PLACES ? ` (+${places.length - MOST_PLACES})` : '';
  return `${places
    .slice(0, MOST_PLACES)
    .map(({ file, line, kind }) => `${file}:${line} ${kind}`)
    .join(', ')}${more}`;
}

/** Another attempt at fixing, or the threshold: both caps lead to the human's decision card. */
function begunFix(state: State, gate: Gate): Step {
  const effort = effortOf(state, gate);
  const fixLimit = state.pins.config.review.max_fix_attempts_per_milestone + effort.extra;
  const target: Status = gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX';
  const exceeded =
    effort.rounds >= roundLimit(state, gate)
      ? 'review-rounds'
      : gate !== 'plan' && effort.fixes >= fixLimit
        ? 'fix-attempts'
        : null;
  if (exceeded)
    return go(state, {
      status: 'REVIEW_THRESHOLD_EXCEEDED',
      pause_reason: exceeded,
      resume_target: target,
      missed_gate: gate,
    });
  return go(state, {
    status: target,
    findings_gate: gate,
    effort: withEffort(state, gate, { fixes: effort.fixes + 1 }),
  });
}

export const reviewReturned: Handler<'review-returned'> = (state, event) => {
  const running = state.review;
  if (!running || running.job !== event.job || running.fence !== event.fence || running.gate !== event.gate) {
    return refuse(notice('stale-job', { job: event.job }));
  }
  const { outcome, gate } = event;
  const settled: State = {
    ...state,
    review: null,
    effort: withEffort(state, gate, { rounds: effortOf(state, gate).rounds + 1 }),
    findings: outcome.findings,
    findings_gate: outcome.kind === 'findings' ? gate : null,
    last_round_tree: running.tree_id,
    last_review: {
      gate,
      job: event.job,
      outcome: outcome.kind === 'pass' ? 'pass' : outcome.verdict,
      at: event.at,
      file: event.file,
    },
    codex_unavailable_reason: null,
    codex_resets_at: null,
    missed_gate: null,
  };
  if (outcome.kind === 'findings') return underPause(state, withFindings(settled, event));
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
      { ...settled, findings: [], approvals: { ...settled.approvals, [gate]: approval } },
      gate,
      outcome.next_milestone,
    ),
  );
};

/** A review that ends while the client's failure has paused the task leaves the pause in place. */
function underPause(before: State, step: Step): Step {
  if (before.status !== 'PAUSED_FOR_SYSTEM' || !step.ok || !isActive(step.state.status)) return step;
  return go(step.state, {
    status: 'PAUSED_FOR_SYSTEM',
    pause_reason: before.pause_reason,
    resume_target: step.state.status,
  });
}

function passed(state: State, gate: Gate, next: string | null): Step {
  switch (gate) {
    case 'plan':
      return afterMilestone({ ...state, proposed_milestone_id: next ?? state.proposed_milestone_id });
    case 'milestone':
      return go(state, { status: 'RECORD_ACCEPTANCE', proposed_milestone_id: next });
    case 'final':
      return go(state, { status: 'CODEX_FINAL_REVIEW' });
    default:
      return gate satisfies never;
  }
}

function withFindings(state: State, event: Extract<Event, { type: 'review-returned' }>): Step {
  const { gate, outcome } = event;
  const back: Status = gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX';
  switch (outcome.verdict) {
    case 'pass':
    case 'fail_fixable':
      return begunFix(state, gate);
    case 'insufficient_context': {
      const step = begunFix(state, gate);
      return step.ok && gate === 'plan' && step.state.status === 'CLAUDE_REVISE_PLAN'
        ? go(step.state, { status: 'DISCOVER_EXISTING_PROJECT' })
        : step;
    }
    case 'fail_unclear':
      return go(state, { status: 'FAIL_UNCLEAR', pause_reason: 'codex-fail-unclear', resume_target: back });
    case 'needs_human':
      return go(state, { status: 'NEEDS_HUMAN', pause_reason: 'codex-needs-human', resume_target: back });
    case 'sensitive_operation':
      return go(state, {
        status: 'SENSITIVE_OPERATION',
        pause_reason: 'codex-sensitive-operation',
        resume_target: back,
      });
    case 'unsafe':
      return go(state, { status: 'UNSAFE', pause_reason: 'codex-unsafe', resume_target: back });
    default:
      return outcome.verdict satisfies never;
  }
}

/** An outage is not a verdict: no round is spent, no gate opens, and `resume` re-runs this very gate. */
export const codexUnavailable: Handler<'codex-unavailable'> = (state, event) => {
  if (event.job !== null && state.review?.job !== event.job) return refuse(notice('stale-job', { job: event.job }));
  if (event.job === null && state.review)
    return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  if (event.job === null && !isReviewDue(state, event.gate)) return notNow(state, event);
  return go(state, {
    status: 'PAUSED_FOR_CODEX',
    pause_reason: event.reason,
    review: null,
    codex_unavailable_reason: event.reason,
    codex_resets_at: event.resets_at,
    missed_gate: event.gate,
    resume_target: REVIEW_STATUS[event.gate],
  });
};

export const findingsAnswered: Handler<'findings-answered'> = (state, event) => {
  const status = workingStatus(state);
  if (!traitsOf(status).answerable || state.findings_gate === null || state.review) return notNow(state, event);
  const findings: OpenFinding[] = state.findings.map((finding) => {
    const answer = event.answers.find((given) => given.id === finding.id);
    return answer ? { ...finding, disposition: answer.disposition, reason: answer.reason } : finding;
  });
  const unknown = event.answers.find((given) => !state.findings.some((finding) => finding.id === given.id));
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
  if (status !== 'CLAUDE_FIX') return go(state, { findings });
  return go(state, { findings, status: state.findings_gate === 'final' ? 'CODEX_FINAL_REVIEW' : 'CLAUDE_SELF_REVIEW' });
};
