/** What is to be done now in a run of CTO mode, computed from its state and the present content. */
import { type Call, call, forUser, given, prose, proseSlot, slot } from '../call.js';
import type { CtoState, TrackedTask } from './model.js';
import { runnableTasks, waitingTasks } from './order.js';

/** The steps, each with what its text needs. */
export interface CtoStepArgs {
  wait: { kind: 'plan' | 'review' };
  execute: { task: TrackedTask; others: string; waiting: string };
  allow: { commands: string };
  review: { number: number; limit: number; unfinished: string };
  'fix-verification': { commands: string };
  decide: { reviews: number; in_a_row: number; reason: string };
  approved: Record<string, never>;
  'review-again': Record<string, never>;
  aborted: { reason: string };
  'plan-again': { faults: number };
}
export type CtoStepName = keyof CtoStepArgs;

export type CtoNext = {
  [N in CtoStepName]: { step: N; args: CtoStepArgs[N]; run: Call | null; isForUser: boolean };
}[CtoStepName];

/** What a step depends on besides the log. */
export interface Present {
  /** The digest of the work tree's content; null where it was not looked at. */
  tree: string | null;
  /** Verification commands about which the guard asks. */
  asked: readonly string[];
}

/** The next step. */
export function ctoNext(state: CtoState, present: Present): CtoNext {
  switch (state.status) {
    case 'planning':
      // Without a request, a command was killed before it asked.
      return state.pending === null && state.faults.length === 0 ? planAgain(state) : waiting(state);
    case 'reviewing':
      return waiting(state);
    case 'executing':
      return executing(state, present);
    case 'approved':
      return approved(state, present);
    case 'needs-human':
      return decide(state);
    case 'aborted':
      return { step: 'aborted', args: { reason: state.reviews.at(-1)?.reason ?? '' }, run: null, isForUser: true };
    case 'no-plan':
      return planAgain(state);
    default:
      return state.status satisfies never;
  }
}

const planAgain = ({ objective, faults }: CtoState): CtoNext => ({
  step: 'plan-again',
  args: { faults: faults.length },
  run: call('cto', 'plan', prose(objective)),
  isForUser: false,
});

const waiting = ({ status, run }: CtoState): CtoNext => ({
  step: 'wait',
  args: { kind: status === 'planning' ? 'plan' : 'review' },
  run: call('cto', 'wait', '--run', given(run)),
  isForUser: false,
});

const reviewCall = ({ run }: CtoState): Call =>
  call('cto', 'review', proseSlot('objective. Results: …'), '--run', given(run));

function executing(state: CtoState, { asked }: Present): CtoNext {
  const { tasks, reviews } = state;
  const [task, ...others] = runnableTasks(tasks);
  if (task !== undefined) {
    const run = call(
      'cto',
      'report',
      given(task.id),
      '--outcome',
      slot('done|blocked|failed'),
      '--note',
      proseSlot('note'),
    );
    const args = { task, others: idsOf(others), waiting: idsOf(waitingTasks(tasks)) };
    return { step: 'execute', args, run, isForUser: false };
  }
  const open = asked.filter((command) => !state.allowed.includes(command));
  if (open.length > 0)
    return {
      step: 'allow',
      args: { commands: open.join(' · ') },
      run: forUser(call('cto', 'allow', '--run', given(state.run))),
      isForUser: true,
    };
  const failed = (reviews.at(-1)?.verified ?? []).filter(({ passed }) => !passed).map(({ command }) => command);
  const isOnlyVerification = failed.length > 0 && tasks.every(({ review }) => review?.status === 'pass');
  if (isOnlyVerification)
    return {
      step: 'fix-verification',
      args: { commands: failed.join(' · ') },
      run: reviewCall(state),
      isForUser: false,
    };
  const unfinished = idsOf(tasks.filter(({ outcome }) => outcome !== 'done'));
  const args = { number: reviews.length + 1, limit: state.reviews_allowed, unfinished };
  return { step: 'review', args, run: reviewCall(state), isForUser: false };
}

const idsOf = (tasks: readonly TrackedTask[]): string => tasks.map(({ id }) => id).join(', ');

function approved(state: CtoState, { tree }: Present): CtoNext {
  if (tree === null || tree === state.reviews.at(-1)?.tree)
    return { step: 'approved', args: {}, run: null, isForUser: false };
  return { step: 'review-again', args: {}, run: reviewCall(state), isForUser: false };
}

const decide = ({ reviews, revised_in_a_row: inARow, run }: CtoState): CtoNext => ({
  step: 'decide',
  args: { reviews: reviews.length, in_a_row: inARow, reason: reviews.at(-1)?.reason ?? '' },
  run: forUser(call('cto', 'continue', '--run', given(run))),
  isForUser: true,
});
