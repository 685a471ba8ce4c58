/** Where a task stands, as the progress block shows it: the milestone and the round, from the state alone. */
import { availableMilestones } from '../machine-milestones.js';
import type { Gate, State } from '../model.js';
import { milestonesNotDone } from './ending.js';

/**
 * The subject of the block: planning, one milestone (the current one, else the last accepted), or the whole change.
 * `left` counts milestones that depend on skipped ones.
 */
export type Phase =
  | { gate: 'plan' }
  | { gate: 'milestone'; id: string; title: string }
  | { gate: 'final'; accepted: number; skipped: number; left: number };

/** The phase of a task. */
export function phaseOf(state: State): Phase {
  const titled = (id: string): Phase => ({
    gate: 'milestone',
    id,
    title: state.plan.milestones.find((milestone) => milestone.id === id)?.title ?? '',
  });
  if (state.milestones.current !== null) return titled(state.milestones.current);
  if (state.approvals.plan === null) return { gate: 'plan' };
  const last = state.milestones.completed.at(-1);
  if (availableMilestones(state).length === 0)
    return { gate: 'final', accepted: state.milestones.completed.length, ...notDone(state) };
  return last ? titled(last.id) : { gate: 'plan' };
}

/** How many milestones were skipped, and how many cannot be done because they depend on those. */
function notDone({ plan, milestones }: State): { skipped: number; left: number } {
  const { length: all } = milestonesNotDone(plan.milestones, milestones);
  const { length: skipped } = milestones.blocked;
  return { skipped, left: Math.max(0, all - skipped) };
}

/**
 * The current round, or else the number of completed ones, and the limit including extra rounds that the user granted.
 */
export function roundOf(state: State, phase: Phase): { round: number; limit: number } {
  const { planning, review } = state.pins.config;
  const limits: Record<Gate, number> = {
    plan: planning.max_plan_review_rounds,
    milestone: review.max_review_rounds_per_milestone,
    final: review.max_final_review_rounds,
  };
  const effort = state.effort[phase.gate === 'milestone' ? phase.id : phase.gate];
  const running = state.reviews.running?.gate === phase.gate ? state.reviews.running.round : null;
  return { round: running ?? effort?.rounds ?? 0, limit: limits[phase.gate] + (effort?.extra ?? 0) };
}
