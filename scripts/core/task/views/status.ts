/** What `status` shows, as one plain value for people and programs. */
import type { RunningView } from '../../review/views.js';
import { offeredStrategies } from '../machine-pauses.js';
import { isPaused, type State, type Strategy } from '../model.js';
import type { NextStep } from '../next-step.js';
import type { GatesView } from './gates.js';
import { type ProgressView, progressView } from './progress.js';

/** Where a task stands: its gates, the running review, its pause, and what comes next. */
export interface StatusView
  extends Pick<
    State,
    | 'status'
    | 'mode'
    | 'pause_reason'
    | 'question'
    | 'current_milestone_id'
    | 'codex_resets_at'
    | 'findings'
    | 'blocked_milestones'
  > {
  task: string;
  /** The task in the user's words. */
  text: string;
  completed_milestones: string[];
  /** The ways out of the pause; empty where nothing is paused. */
  offered_strategies: Strategy[];
  next: NextStep;
  /** null where the work tree could not be hashed. */
  gates: GatesView | null;
  /** null where no review runs. */
  review: RunningView | null;
  progress: ProgressView;
}

/** In: the state, and what was read beside it. */
export function statusView(
  state: State,
  { gates, review }: { gates: GatesView | null; review: RunningView | null },
): StatusView {
  const progress = progressView(state);
  return {
    task: state.task_id,
    text: state.task,
    status: state.status,
    mode: state.mode,
    pause_reason: state.pause_reason,
    question: state.question,
    current_milestone_id: state.current_milestone_id,
    codex_resets_at: state.codex_resets_at,
    findings: state.findings,
    completed_milestones: state.completed_milestones.map(({ id }) => id),
    blocked_milestones: state.blocked_milestones,
    offered_strategies: isPaused(state.status) ? offeredStrategies(state) : [],
    next: progress.next,
    gates,
    review,
    progress,
  };
}
