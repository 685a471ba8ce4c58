import type { Action, ActionArgs } from '../../../core/task/next-step.js';

/** The next action in a few words, for the user. `why` says why the task is paused. */
export type Decisions = { [A in Action]: (args: ActionArgs[A], why: string) => string };

/** The words of the progress block. */
export interface ProgressWords {
  noMilestone: string;
  /** Stands for the milestone where the whole change is under review. */
  all: (accepted: number, skipped: number, left: number) => string;
  abandoned: string;
  planHasNoChecks: string;
  decisions: Decisions;
}
