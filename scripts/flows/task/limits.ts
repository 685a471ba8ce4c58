/** Turns a refusal because of a limit into a pause with a name. */
import { call } from '../../core/call.js';
import type { Notice } from '../../core/say/notices.js';
import { isOutOfRounds } from '../../core/task/machine-milestones.js';
import type { Gate, State } from '../../core/task/model.js';
import { type Action, nextStep } from '../../core/task/next-step.js';
import { type Context, type Result, refused } from '../context.js';
import { type OpenTask, record } from './place.js';

interface Reached {
  gate: Gate;
  size: { files: number; lines: number } | null;
  why: Notice;
}

/** Records the pause to which this refusal leads; null when it leads to none. */
export function limitReached(context: Context, task: OpenTask, { gate, size, why }: Reached): Result | null {
  const body =
    why.code === 'rounds-used'
      ? ({ type: 'rounds-spent', gate } as const)
      : why.code === 'milestone-too-large' && size
        ? ({ type: 'milestone-implemented', size } as const)
        : null;
  const step = body && record(context, task.place, body);
  return step?.ok ? refused([why], { next: call('next'), data: { status: step.state.status } }) : null;
}

const REVIEWS: { [A in Action]?: Gate } = {
  'review-plan': 'plan',
  'review-own-work': 'milestone',
  'review-milestone': 'milestone',
  'review-final': 'final',
};

/** The state in which the user decides if the next review has no round left; otherwise the unchanged state. */
export function withSpentRounds(context: Context, { place }: OpenTask, state: State): State {
  const gate = REVIEWS[nextStep(state).action];
  if (gate === undefined || !isOutOfRounds(state, gate)) return state;
  const step = record(context, place, { type: 'rounds-spent', gate });
  return step.ok ? step.state : state;
}
