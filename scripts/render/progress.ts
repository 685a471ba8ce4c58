/** The progress block: five lines that say where the task stands, in the user's language. */

import type { Language } from '../core/say/language.js';
import { inSentence } from '../core/say/plain.js';
import type { State } from '../core/task/model.js';
import { type Action, type ActionArgs, type NextStep, nextStep } from '../core/task/next-step.js';
import { type Phase, phaseOf, roundOf } from '../core/task/progress-view.js';
import { catalogOf } from '../text/catalog.js';
import { pauseReason } from '../text/pauses.js';
import { checkResults } from './gates.js';
import { colon, labelsOf } from './say.js';

type Word = 'planning' | 'implementing' | 'reviewing' | 'fixing' | 'passed' | 'paused' | 'done';

/** The status word of each action; complete, or it does not compile. */
const STATUS_WORD: Record<Action, Word> = {
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
  'accept-milestone': 'passed',
  'review-final': 'reviewing',
  finish: 'passed',
  'wait-for-review': 'reviewing',
  'ask-question': 'paused',
  'write-question': 'paused',
  'ask-human-to-resume': 'paused',
  decide: 'paused',
  'wait-for-codex': 'paused',
  'unsupported-pause': 'paused',
  'confirm-settings': 'paused',
  'remove-secret': 'paused',
  ended: 'done',
};

function titleOf(phase: Phase, language: Language): string {
  const { noMilestone, all } = catalogOf(language).progress;
  const label = labelsOf(language).milestone;
  if (phase.gate === 'milestone') return `${label} ${phase.id}${colon(language)}${inSentence(phase.title)}`;
  return `${label}${colon(language)}${phase.gate === 'plan' ? noMilestone : all(phase.accepted, phase.skipped)}`;
}

function statusWord(step: NextStep, state: State, language: Language): string {
  if (step.action === 'ended' && state.status === 'FAILED') return catalogOf(language).progress.abandoned;
  return labelsOf(language)[STATUS_WORD[step.action]];
}

/** The runner's last run of the project's checks, each by name; or why there is none. */
export function checksText(state: State, language: Language): string {
  const labels = labelsOf(language);
  if (state.last_checks && state.last_checks.results.length > 0)
    return checkResults(state.last_checks.results, language);
  if (state.pins.config.testing.commands.length === 0) return labels.noChecks;
  return state.approvals.plan === null ? catalogOf(language).progress.planHasNoChecks : labels.notRunYet;
}

/** The next action in a few words. */
export function decisionText(step: NextStep, language: Language): string {
  const decide = catalogOf(language).progress.decisions[step.action] as (
    args: ActionArgs[Action],
    why: (reason: string) => string,
  ) => string;
  return inSentence(decide(step.args, (reason) => pauseReason(reason, language)));
}

/**
 * The block at the end of `status` and of each review.
 *
 * In: the state and the language of the program's text. Out: five lines, without a line end.
 */
export function progressBlock(state: State, language: Language): string {
  const labels = labelsOf(language);
  const is = colon(language);
  const step = nextStep(state);
  const phase = phaseOf(state);
  const { round, limit } = roundOf(state, phase);
  return [
    titleOf(phase, language),
    `${labels.status}${is}${statusWord(step, state, language)}`,
    `${labels.round}${is}${round}/${limit}`,
    `${labels.lastCheck}${is}${checksText(state, language)}`,
    `${labels.decision}${is}${decisionText(step, language)}`,
  ].join('\n');
}
