/** What `next` answers, as one plain value for people and programs. */
import type { State } from '../model.js';
import { type NextStep, needsHuman } from '../next-step.js';

/** The step that comes now, and how an unattended run ends in it. */
export type NextView = NextStep & {
  /** NEEDS_HUMAN where only the user can go on and none is there; else null. */
  ends: 'NEEDS_HUMAN' | null;
  /** null where no task is open. */
  status: State['status'] | null;
};

/** @param isUnattended whether no user can answer in this session */
export const nextView = (step: NextStep, status: NextView['status'], isUnattended: boolean): NextView => ({
  ...step,
  ends: needsHuman(step) && isUnattended ? 'NEEDS_HUMAN' : null,
  status,
});
