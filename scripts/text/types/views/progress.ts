import type { Action, ActionArgs } from '../../../core/task/next-step.js';

/** The next action in a few words, for the user. `why` turns the code of a pause into a phrase. */
export type Decisions = { [A in Action]: (args: ActionArgs[A], why: (reason: string) => string) => string };

/** The words of the progress block. */
export interface ProgressWords {
  noMilestone: string;
  /** Stands for the milestone where the whole change is under review. */
  all: (accepted: number, skipped: number) => string;
  abandoned: string;
  planHasNoChecks: string;
  decisions: Decisions;
}
