/** Events in the life of a milestone (started, implemented, accepted) and the end of the task. */

import { notice } from '../say/notices.js';
import { evaluateGate, isPassable, refusalReason } from './gates.js';
import { type Effort, type Gate, type Observation, type PlannedMilestone, type State, workingStatus } from './model.js';
import { pauseAt } from './pauses.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

export const NO_FINDINGS: State['findings'] = { gate: null, open: [] };

const NO_EFFORT: Effort = { rounds: 0, fixes: 0, extra: 0, size_waived: false };

/** The key under which the rounds of a gate are counted; for a milestone gate, the milestone's id. */
export const effortKey = (state: State, gate: Gate): string =>
  gate === 'milestone' ? (state.milestones.current ?? 'milestone') : gate;

/** What was spent on a gate so far; zeros when nothing was. */
export const effortOf = (state: State, gate: Gate): Effort => state.effort[effortKey(state, gate)] ?? NO_EFFORT;

/** All efforts, with a change in that of one gate. */
export const withEffort = (state: State, gate: Gate, change: Partial<Effort>): State['effort'] => ({
  ...state.effort,
  [effortKey(state, gate)]: { ...effortOf(state, gate), ...change },
});

/** How many rounds this gate may take, including extra rounds that the user granted. */
export function roundLimit(state: State, gate: Gate): number {
  const { planning, review } = state.pins.config;
  const limits: Record<Gate, number> = {
    plan: planning.max_plan_review_rounds,
    milestone: review.max_review_rounds_per_milestone,
    final: review.max_final_review_rounds,
  };
  return limits[gate] + effortOf(state, gate).extra;
}

/** Whether the gate has no round left. */
export const isOutOfRounds = (state: State, gate: Gate): boolean =>
  effortOf(state, gate).rounds >= roundLimit(state, gate);

const completedIds = (state: State): string[] => state.milestones.completed.map((milestone) => milestone.id);

/** Milestones that can be started now, in the order of the backlog. */
export function availableMilestones(state: State): PlannedMilestone[] {
  const completed = completedIds(state);
  return state.plan.milestones.filter(
    (milestone) =>
      !completed.includes(milestone.id) &&
      !state.milestones.blocked.includes(milestone.id) &&
      milestone.dependencies.every((id) => completed.includes(id)),
  );
}

/** The next milestone: the one that Codex proposed if it can be started, otherwise the first of the backlog. */
export function nextMilestone(state: State): PlannedMilestone | null {
  const available = availableMilestones(state);
  return available.find((milestone) => milestone.id === state.milestones.proposed) ?? available[0] ?? null;
}

/** A refusal when the gate does not allow this step; null when it does. */
export function closedGate(gate: Gate, state: State, seen: Observation): Step | null {
  const report = evaluateGate(gate, state, seen);
  return isPassable(report)
    ? null
    : refuse(notice('gate-closed', { gate, reason: refusalReason(report), detail: report.detail ?? '' }));
}

/**
 * Like closedGate, for a step that uses the approval up. When no round is left to renew the approval, the user decides.
 */
function unapproved(gate: Gate, state: State, seen: Observation): Step | null {
  const closed = closedGate(gate, state, seen);
  return closed && isOutOfRounds(state, gate) && seen.changed_pins.length === 0 && !state.reviews.running
    ? refuse(notice('rounds-used', { gate, limit: roundLimit(state, gate) }))
    : closed;
}

/**
 * Starts a milestone that is planned, not done and not skipped, whose dependencies are done, while the plan gate is
 * open.
 */
export const implementationStarted: Handler<'implementation-started'> = (state, event) => {
  if (workingStatus(state) !== 'PLAN_NEXT_MILESTONE') return notNow(state, event);
  const id = event.milestone_id;
  const planned = state.plan.milestones.find((milestone) => milestone.id === id);
  if (!planned)
    return refuse(notice('unknown-milestone', { id, known: state.plan.milestones.map((m) => m.id).join(', ') }));
  if (completedIds(state).includes(id)) return refuse(notice('milestone-done', { id }));
  if (state.milestones.blocked.includes(id)) return refuse(notice('milestone-skipped', { id }));
  const missing = planned.dependencies.filter((dependency) => !completedIds(state).includes(dependency));
  if (missing.length > 0) return refuse(notice('milestone-dependencies', { id, missing: missing.join(', ') }));
  const closed = closedGate('plan', state, event.observation);
  if (closed) return closed;
  return go(state, {
    status: 'IMPLEMENT_MILESTONE',
    milestones: { ...state.milestones, current: id, proposed: null },
    approvals: { ...state.approvals, milestone: null, final: null },
    findings: NO_FINDINGS,
    reviews: { ...state.reviews, last_round_tree: null, last_checks: null },
  });
};

/** Whether a milestone's change is larger than the pinned thresholds allow. */
export function isTooLarge(state: State, size: { files: number; lines: number }): boolean {
  const { max_changed_files_per_milestone: files, max_diff_lines_per_milestone: lines } = state.pins.config.milestones;
  return !effortOf(state, 'milestone').size_waived && (size.files > files || size.lines > lines);
}

/** Claude reports a milestone as implemented. One that is larger than the limits pauses the task. */
export const milestoneImplemented: Handler<'milestone-implemented'> = (state, event) => {
  const status = workingStatus(state);
  if (status !== 'IMPLEMENT_MILESTONE' && status !== 'CLAUDE_SELF_REVIEW' && status !== 'CODEX_MILESTONE_REVIEW')
    return notNow(state, event);
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  if (isTooLarge(state, event.size)) return pauseAt(state, { kind: 'size' }, 'IMPLEMENT_MILESTONE');
  return go(state, { status: 'CLAUDE_SELF_REVIEW' });
};

/** Accepts a milestone: uses its approval up, and makes the approved tree the base of the next milestone. */
export const milestoneAccepted: Handler<'milestone-accepted'> = (state, event) => {
  if (workingStatus(state) !== 'RECORD_ACCEPTANCE') return notNow(state, event);
  const closed = unapproved('milestone', state, event.observation);
  if (closed) return closed;
  const approval = state.approvals.milestone;
  if (!approval || approval.subject.tree === null || approval.tree_id === null || state.milestones.current === null)
    return notNow(state, event);
  const accepted: State = {
    ...state,
    milestones: {
      ...state.milestones,
      current: null,
      base: { tree: approval.subject.tree, tree_id: approval.tree_id },
      completed: [
        ...state.milestones.completed,
        {
          id: state.milestones.current,
          subject: approval.subject,
          tree_id: approval.tree_id,
          job: approval.job,
          kind: approval.kind,
          at: event.at,
        },
      ],
      run: state.milestones.run + 1,
    },
    approvals: { ...state.approvals, milestone: null, final: null },
    findings: NO_FINDINGS,
    reviews: { ...state.reviews, last_round_tree: null },
    head_commit: event.observation.head_commit ?? state.head_commit,
  };
  return afterMilestone(accepted);
};

/**
 * What follows an acceptance, a skipped milestone or an approved plan: the next milestone, the final review, or a pause
 * because of the mode or the limit of the run.
 */
export function afterMilestone(state: State): Step {
  const target = availableMilestones(state).length > 0 ? 'PLAN_NEXT_MILESTONE' : 'CODEX_FINAL_REVIEW';
  const isRunOver = state.milestones.run >= state.pins.config.milestones.max_milestones_per_run;
  if (target === 'PLAN_NEXT_MILESTONE' && isRunOver) return pauseAt(state, { kind: 'milestones-per-run' }, target);
  if (state.mode === 'manual') return pauseAt(state, { kind: 'manual-mode' }, target);
  return go(state, { status: target });
}

/** Ends the task while the final gate is open. */
export const taskFinished: Handler<'task-finished'> = (state, event) => {
  if (workingStatus(state) !== 'CODEX_FINAL_REVIEW') return notNow(state, event);
  return unapproved('final', state, event.observation) ?? go(state, { status: 'DONE', findings: NO_FINDINGS });
};

/**
 * Moves the base of the task after a merge, rebase or pull. Not while a review runs, because its subject names the old
 * base.
 */
export const baseMoved: Handler<'base-moved'> = (state, event) => {
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  return go(state, {
    base: event.base,
    milestones: { ...state.milestones, base: event.milestone_base },
    head_commit: event.head_commit,
    origin: { ...state.origin, present: event.present ?? null },
    reviews: { ...state.reviews, last_round_tree: null },
  });
};
