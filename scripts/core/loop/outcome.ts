/** What the loop can do next with a task. */
import type { Config } from '../../generated/types.js';
import { type State, traitsOf } from '../task/model.js';

/** `loop start`, `loop status` and `resume` report one of these as `data.outcome`. */
export type LoopOutcome = 'continue_now' | 'needs_resume' | 'needs_task' | 'needs_replan' | 'done';

/** The state of the work from the loop's point of view. */
export function outcomeOf(state: State | null): LoopOutcome {
  if (state === null) return 'needs_task';
  if (state.status === 'NEEDS_REPLAN') return 'needs_replan';
  const { kind } = traitsOf(state.status);
  switch (kind) {
    case 'terminal':
      return 'done';
    case 'paused':
      return 'needs_resume';
    case 'idle':
      return 'needs_task';
    case 'active':
      return 'continue_now';
    default:
      return kind satisfies never;
  }
}

/** Whether the loop is on for this task: by the settings, and since the task's last change of mode. */
export const isLooping = ({ mode, automation }: Pick<Config, 'mode' | 'automation'>, state: State): boolean =>
  automation.stop_hook_loop_enabled && mode === 'full-auto-safe' && state.mode === 'full-auto-safe';
