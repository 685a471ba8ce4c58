/** The progress block: five lines about where the task stands, in the user's language. */

import type { Language } from '../core/say/language.js';
import { inSentence } from '../core/say/plain.js';
import type { Pause } from '../core/task/model.js';
import type { Action, ActionArgs, NextStep } from '../core/task/next-step.js';
import type { Phase } from '../core/task/views/phase.js';
import type { ProgressChecks, ProgressView, ProgressWord } from '../core/task/views/progress.js';
import { catalogOf } from '../text/catalog.js';
import { pauseText } from '../text/pauses.js';
import { type Line, line, type Page, plainText, type Tone, toned } from './page/page.js';
import { colon, labelsOf } from './say.js';
import { localTime } from './time.js';
import { checkResults } from './views/gates.js';

/**
 * The block at the end of `status` and of each review.
 *
 * @returns five lines, without a final line break
 */
export const progressBlock = (view: ProgressView, language: Language): string =>
  plainText(progressLines(view, language));

/** The block as lines of a page. */
export function progressLines(view: ProgressView, language: Language): Page {
  const labels = labelsOf(language);
  const row = (label: string, value: string, tone?: Tone): Line =>
    line([toned('dim', `${label}${colon(language)}`), tone === undefined ? value : toned(tone, value)], { hang: 2 });
  const [subject, title] = titleOf(view.phase, language);
  return [
    row(subject, title, 'strong'),
    row(labels.status, wordText(view.word, language), WORD_TONES[view.word]),
    row(labels.round, `${view.round}/${view.limit}`),
    row(labels.lastCheck, checksText(view.checks, language)),
    row(labels.decision, decisionText(view.next, view.pause, language)),
  ];
}

const WORD_TONES: Record<ProgressWord, Tone> = {
  planning: 'active',
  implementing: 'active',
  reviewing: 'active',
  fixing: 'active',
  passed: 'good',
  done: 'good',
  paused: 'warn',
  abandoned: 'bad',
};

function titleOf(phase: Phase, language: Language): [label: string, title: string] {
  const { noMilestone, all } = catalogOf(language).progress;
  const label = labelsOf(language).milestone;
  if (phase.gate === 'milestone') return [`${label} ${phase.id}`, inSentence(phase.title)];
  return [label, phase.gate === 'plan' ? noMilestone : all(phase.accepted, phase.skipped, phase.left)];
}

/** The condition of the work in one word. */
export const wordText = (word: ProgressWord, language: Language): string =>
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
  const args =
    step.action === 'wait-for-codex' && step.args.resets_at !== null && step.args.resets_at !== ''
      ? { ...step.args, resets_at: localTime(step.args.resets_at) }
      : step.args;
  return inSentence(decide(args, pauseText(pause, language)));
}
