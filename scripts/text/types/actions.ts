import type { Action, ActionArgs } from '../../core/task/next-step.js';

/** What each action asks of Claude: why it comes next, and what to do. */
export type Actions = { [A in Action]: (args: ActionArgs[A]) => { why: string; act: string } };
