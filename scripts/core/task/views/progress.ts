/** Where a task stands, in five facts: its subject, its condition, the round, the checks, and the next step. */
import type { CheckSummary, Pause, State } from '../model.js';
import { type Action, type NextStep, nextStep } from '../next-step.js';
import { type Phase, phaseOf, roundOf } from './phase.js';

/** The condition of the work, in one word. */
export type ProgressWord =
  | 'planning'
  | 'implementing'
  | 'reviewing'
  | 'fixing'
  | 'passed'
  | 'paused'
  | 'done'
  | 'abandoned';

/** The state of the project's checks: the runner's last results, or why there are none. */
export type ProgressChecks =
  | { kind: 'ran'; results: CheckSummary['results'] }
  | { kind: 'none-configured' | 'none-for-a-plan' | 'not-run-yet' };

/** What the progress block shows. */
export interface ProgressView {
  phase: Phase;
  word: ProgressWord;
  round: number;
  limit: number;
  checks: ProgressChecks;
  next: NextStep;
  /** Why the task is paused; null where it is not. */
  pause: Pause | null;
}

/** The word for each action. If one is missing, this does not compile. */
const WORDS: Record<Action, ProgressWord> = {
  'start-task': 'planning',
  'write-discovery': 'planning',
  'write-plan': 'planning',
  'review-own-plan': 'planning',
  'revise-plan': 'planning',
  'answer-plan-findings': 'planning',
  'review-plan': 'planning',
  'start-milestone': 'passed',
  implement: 'implementing',
  'review-own-work': 'implementing',
  'review-milestone': 'reviewing',
  'fix-findings': 'fixing',
  'fix-checks': 'fixing',
  'make-safe': 'fixing',
  'supply-context': 'fixing',
  'return-to-review': 'fixing',
  'accept-milestone': 'passed',
  'review-final': 'reviewing',
  finish: 'passed',
  'wait-for-review': 'reviewing',
  'ask-question': 'paused',
  'write-question': 'paused',
  'ask-human-to-resume': 'paused',
  decide: 'paused',
  'decide-stop': 'paused',
  'review-again': 'paused',
  'wait-for-codex': 'paused',
  'unsupported-pause': 'paused',
  'settle-documents': 'paused',
  'confirm-settings': 'paused',
  'reopen-gate': 'reviewing',
  'remove-secret': 'paused',
  ended: 'done',
};

/** The values of the progress block for a state. */
export function progressView(state: State): ProgressView {
  const next = nextStep(state);
  const phase = phaseOf(state);
  const { round, limit } = roundOf(state, phase);
  const isAbandoned = next.action === 'ended' && state.status === 'FAILED';
  const word = isAbandoned ? 'abandoned' : WORDS[next.action];
  return { phase, word, round, limit, checks: checksOf(state), next, pause: state.pause };
}

function checksOf(state: State): ProgressChecks {
  const { last_checks: last } = state.reviews;
  if (last && last.results.length > 0) return { kind: 'ran', results: last.results };
  if (state.pins.config.testing.commands.length === 0) return { kind: 'none-configured' };
  return { kind: state.approvals.plan === null ? 'none-for-a-plan' : 'not-run-yet' };
}
