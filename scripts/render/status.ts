/** The text of `status`: the task, its gates, the running review, its pause and the way to continue. */

import type { Language } from '../core/say/language.js';
import { oneLine } from '../core/say/plain.js';
import { type Place, spell } from '../core/say/spelling.js';
import { isPaused } from '../core/task/model.js';
import type { StatusView } from '../core/task/views/status.js';
import { catalogOf } from '../text/catalog.js';
import { pauseText } from '../text/pauses.js';
import { gateLines } from './gates.js';
import { decisionText } from './progress.js';
import { runningText } from './review.js';
import { colon, labelsOf } from './say.js';

/**
 * Everything above the progress block.
 *
 * @param card the decision card of the pause; null when there is nothing to decide
 */
export function statusText(view: StatusView, card: string | null, language: Language, place: Place): string {
  const labels = labelsOf(language);
  const { status: own, history } = catalogOf(language);
  const status = view.abandoned ? history.abandoned : view.status;
  const lines = [
    `${labels.task} ${view.task}${colon(language)}${oneLine(view.text)}`,
    `${labels.status}${colon(language)}${status} · ${own.mode} ${view.mode}`,
    '',
    `${own.gates}${colon(language).trim()}`,
    ...(view.gates === null ? [own.unnamed] : gateLines(view.gates, language)).map((line) => `  ${line}`),
    ...(view.review === null ? [] : ['', runningText(view.review, language)]),
    ...(isPaused(view.status) ? ['', ...pauseLines(view, card, language, place)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function pauseLines(view: StatusView, card: string | null, language: Language, place: Place): string[] {
  const own = catalogOf(language).status;
  const resets = view.codex_resets_at === null ? '' : ` · ${view.codex_resets_at}`;
  const reason = oneLine(pauseText(view.pause, language), 300);
  const why = `${own.paused}${colon(language)}${view.status} — ${reason}${resets}`;
  if (card !== null) return [why, '', card];
  return [
    why,
    `${own.helps}${colon(language)}${decisionText(view.next, view.pause, language)}`,
    ...(view.next.run === null ? [] : [`  → ${spell(view.next.run, place)}`]),
  ];
}
