/** The progress block: five lines about where the task stands, in the user's language. */

import type { Language } from '../core/say/language.js';
import { inSentence } from '../core/say/plain.js';
import type { Pause } from '../core/task/model.js';
import type { Action, ActionArgs, NextStep } from '../core/task/next-step.js';
import type { Phase } from '../core/task/views/phase.js';
import type { ProgressChecks, ProgressView, ProgressWord } from '../core/task/views/progress.js';
import { catalogOf } from '../text/catalog.js';
import { pauseText } from '../text/pauses.js';
import { checkResults } from './gates.js';
import { colon, labelsOf } from './say.js';

/**
 * The block at the end of `status` and of each review.
 *
 * @returns five lines, without a final line break
 */
export function progressBlock(view: ProgressView, language: Language): string {
  const labels = labelsOf(language);
  const is = colon(language);
  return [
    titleOf(view.phase, language),
    `${labels.status}${is}${wordText(view.word, language)}`,
    `${labels.round}${is}${view.round}/${view.limit}`,
    `${labels.lastCheck}${is}${checksText(view.checks, language)}`,
    `${labels.decision}${is}${decisionText(view.next, view.pause, language)}`,
  ].join('\n');
}

function titleOf(phase: Phase, language: Language): string {
  const { noMilestone, all } = catalogOf(language).progress;
  const label = labelsOf(language).milestone;
  if (phase.gate === 'milestone') return `${label} ${phase.id}${colon(language)}${inSentence(phase.title)}`;
  const rest = phase.gate === 'plan' ? noMilestone : all(phase.accepted, phase.skipped, phase.left);
  return `${label}${colon(language)}${rest}`;
}

const wordText = (word: ProgressWord, language: Language): string =>
  word === 'abandoned' ? catalogOf(language).progress.abandoned : labelsOf(language)[word];

/** The runner's last run of the project's checks by name, or why there is none. */
function checksText(checks: ProgressChecks, language: Language): string {
  const labels = labelsOf(language);
  switch (checks.kind) {
    case 'ran':
      return checkResults(checks.results, language);
    case 'none-configured':
      return labels.noChecks;
    case 'none-for-a-plan':
      return catalogOf(language).progress.planHasNoChecks;
    case 'not-run-yet':
      return labels.notRunYet;
    default:
      return checks satisfies never;
  }
}

/** The next action in a few words. */
export function decisionText(step: NextStep, pause: Pause | null, language: Language): string {
  const decide = catalogOf(language).progress.decisions[step.action] as (
    args: ActionArgs[Action],
    why: string,
  ) => string;
  return inSentence(decide(step.args, pauseText(pause, language)));
}
