/** What `next` answers, as one plain value for people and programs. */
import type { State } from '../model.js';
import { type NextStep, needsHuman } from '../next-step.js';

/** The next step, and whether an unattended run ends with it. */
export type NextView = NextStep & {
  /** NEEDS_HUMAN when only the user can continue and no user can answer; else null. */
  ends: 'NEEDS_HUMAN' | null;
  /** null when no task is open. */
  status: State['status'] | null;
};

/** @param isUnattended whether no user can answer in this session */
export const nextView = (step: NextStep, status: NextView['status'], isUnattended: boolean): NextView => ({
  ...step,
  ends: needsHuman(step) && isUnattended ? 'NEEDS_HUMAN' : null,
  status,
});
