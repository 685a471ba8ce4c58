/** What the user should hear of at once, as the difference between two states of a task. */
import { type Gate, isPaused, isTerminal, type Pause, type State } from '../task/model.js';
import { pausedBy } from '../task/pauses.js';

export type Attention =
  | { kind: 'review-ended'; gate: Gate; milestone: string | null; result: 'pass' | 'findings'; findings: number }
  /** `reason`: a code of core/codex/reasons.ts. */
  | { kind: 'review-failed'; gate: Gate; milestone: string | null; reason: string }
  | { kind: 'human-needed'; pause: Pause }
  | { kind: 'task-done' };

/**
 * What has happened between two states, by what matters most; null where nobody need be called. What the user did
 * itself, such as a pause or giving the task up, is no news.
 */
export function attentionOf(before: State | null, after: State): Attention | null {
  if (before === null || before.task_id !== after.task_id) return null;
  if (isTerminal(after.status))
    return isTerminal(before.status) || after.abandoned !== null ? null : { kind: 'task-done' };
  const milestone = after.milestones.current;
  const away = pausedBy(after, 'codex');
  if (isNewPause(before, after) && away !== null)
    return { kind: 'review-failed', gate: away.gate, milestone: ofGate(away.gate, milestone), reason: away.reason };
  if (isNewPause(before, after) && after.pause !== null && after.pause.kind !== 'user')
    return { kind: 'human-needed', pause: after.pause };
  return endedReview(before, after);
}

const ofGate = (gate: Gate, milestone: string | null): string | null => (gate === 'milestone' ? milestone : null);

const isNewPause = (before: State, after: State): boolean =>
  isPaused(after.status) && JSON.stringify(before.pause) !== JSON.stringify(after.pause);

function endedReview(before: State, after: State): Attention | null {
  const { running } = before.reviews;
  const { last } = after.reviews;
  if (running === null || last?.job !== running.job || after.reviews.running?.job === running.job) return null;
  return {
    kind: 'review-ended',
    gate: last.gate,
    milestone: ofGate(last.gate, before.milestones.current),
    result: last.outcome === 'pass' ? 'pass' : 'findings',
    findings: after.findings.open.length,
  };
}
