/** The page of `status`: the task, its phases and gates, the running review, its pause and the way to continue. */

import type { Language } from '../../core/say/language.js';
import type { Notice } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { isPaused } from '../../core/task/model.js';
import type { StatusView } from '../../core/task/views/status.js';
import { catalogOf } from '../../text/catalog.js';
import { pauseText } from '../../text/pauses.js';
import { openWorkPage } from '../delegate/open-work.js';
import { blank, indented, line, type Page, pageOf, toned } from '../page/page.js';
import { decisionText, progressLines } from '../progress.js';
import { runningText } from '../review.js';
import { colon, commandLine, labelsOf, noticeLines } from '../say.js';
import { localTime } from '../time.js';
import { gateLines } from './gates.js';
import { phasesLine, totalsLine } from './phases.js';

/**
 * The whole page.
 *
 * @param card the decision card of the pause; null when there is nothing to decide
 * @param notices what stands above the progress block, which comes last
 */
export function statusPage(
  view: StatusView,
  { card, notices }: { card: string | null; notices: readonly Notice[] },
  language: Language,
  place: Place,
): Page {
  const said = notices.flatMap((given) => noticeLines(given, language, place));
  return [
    ...statusHead(view, language),
    blank,
    phasesLine(view.phases, language),
    totalsLine(view.totals, language),
    blank,
    line(`${catalogOf(language).status.gates}${colon(language).trim()}`),
    ...indented(view.gates === null ? [line(catalogOf(language).status.unnamed)] : gateLines(view.gates, language), 2),
    ...(view.review === null ? [] : [blank, line(runningText(view.review, language))]),
    ...(view.delegated.length === 0 ? [] : [blank, ...openWorkPage(view.delegated, language, place)]),
    ...(isPaused(view.status) ? [blank, ...pauseLines(view, card, language, place)] : []),
    ...(said.length === 0 ? [] : [blank, ...said]),
    blank,
    ...progressLines(view.progress, language),
  ];
}

/** The task, its status and mode. */
export function statusHead(view: StatusView, language: Language): Page {
  const labels = labelsOf(language);
  const { status: own, history } = catalogOf(language);
  const status = view.abandoned ? history.abandoned : view.status;
  return [
    line([toned('dim', `${labels.task} ${view.task}${colon(language)}`), toned('strong', oneLine(view.text))]),
    line([toned('dim', `${labels.status}${colon(language)}`), status, toned('dim', ` · ${own.mode} ${view.mode}`)]),
  ];
}

function pauseLines(view: StatusView, card: string | null, language: Language, place: Place): Page {
  const own = catalogOf(language).status;
  const resets = view.codex_resets_at === null ? '' : ` · ${localTime(view.codex_resets_at)}`;
  const reason = oneLine(pauseText(view.pause, language), 300);
  const why = line([toned('warn', `${own.paused}${colon(language)}${view.status}`), ` — ${reason}${resets}`]);
  if (card !== null) return [why, blank, ...pageOf(card, place.cli)];
  return [
    why,
    line(`${own.helps}${colon(language)}${decisionText(view.next, view.pause, language)}`),
    ...(view.next.run === null ? [] : [commandLine(spell(view.next.run, place), 2)]),
  ];
}
