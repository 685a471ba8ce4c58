import type { Action, ActionArgs } from '../../../core/task/next-step.js';

/** The next action in a few words, for the user. `why` is the reason for a pause. */
export type Decisions = { [A in Action]: (args: ActionArgs[A], why: string) => string };

/** The words of the progress block. */
export interface ProgressWords {
  noMilestone: string;
  /** Used in place of a milestone when the whole change is under review. */
  all: (accepted: number, skipped: number, left: number) => string;
  abandoned: string;
  planHasNoChecks: string;
  decisions: Decisions;
}
