/** The screen of `watch`: what stands, what happens now, and the one command that comes next. */
import type { Language } from '../../core/say/language.js';
import type { Notice } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { type Place, spell } from '../../core/say/spelling.js';
import { isPaused, type OpenFinding } from '../../core/task/model.js';
import type { StatusView } from '../../core/task/views/status.js';
import type { OtherTask, WatchView } from '../../core/watch/view.js';
import { catalogOf } from '../../text/catalog.js';
import { pauseText } from '../../text/pauses.js';
import { blank, indented, line, type Page, toned } from '../page/page.js';
import { decisionText } from '../progress.js';
import { progressText } from '../review.js';
import { colon, commandLine, labelsOf, noticeLines } from '../say.js';
import { clockText, localTime } from '../time.js';
import { gateLines } from './gates.js';
import { phasesLine, totalsLine } from './phases.js';
import { statusHead } from './status.js';
import { guardPhrase } from './trace.js';

/** Findings that are shown by their titles. */
const FINDINGS = 5;

interface Reader {
  language: Language;
  place: Place;
}

/** The screen in three parts; the middle one gives way where there are too few rows. */
export function watchSheet(
  view: WatchView,
  notices: readonly Notice[],
  reader: Reader,
): Record<'head' | 'body' | 'foot', Page> {
  const { language, place } = reader;
  const { status } = view;
  const said = notices.flatMap((given) => noticeLines(given, language, place));
  const blocks: Page[] = [
    ...(status === null ? [] : statusBlocks(view, status, language)),
    guardBlock(view, language),
    othersBlock(view.others, language),
    said,
  ];
  return {
    head:
      status === null
        ? [line(toned('strong', 'cccc'))]
        : [...statusHead(status, language), line(phasesOf(status, language))],
    body: blocks.filter((block) => block.length > 0).flatMap((block) => [blank, ...block]),
    foot: [
      blank,
      ...(status === null ? [] : nextLines(status, reader)),
      line(toned('dim', catalogOf(language).watch.keys)),
    ],
  };
}

/** The same as one page, for a reader without a terminal. */
export function watchPage(view: WatchView, notices: readonly Notice[], reader: Reader): Page {
  const { head, body, foot } = watchSheet(view, notices, reader);
  // The keys are of no use there.
  return [...head, ...body, ...foot.slice(0, -1)];
}

const phasesOf = (status: StatusView, language: Language) => phasesLine(status.phases, language).spans;

function statusBlocks(view: WatchView, status: StatusView, language: Language): Page[] {
  const own = catalogOf(language).watch;
  const { gates } = status;
  return [
    [totalsLine(status.totals, language), line(toned('dim', own.limits(time(view.codex_resets_at))))],
    reviewBlock(view, language),
    pauseBlock(status, language),
    findingsBlock(status.findings, language),
    [
      line(own.gates(localTime(view.looked_at).slice(11))),
      ...indented(gates === null ? [line(catalogOf(language).status.unnamed)] : gateLines(gates, language), 2),
    ],
  ];
}

const time = (at: string | null): string | null => (at === null ? null : localTime(at));

function reviewBlock({ review, preparing }: WatchView, language: Language): Page {
  if (preparing !== null)
    return [line(toned('active', catalogOf(language).watch.preparing(labelsOf(language).gate[preparing])))];
  if (review === null) return [];
  return [
    line(toned('active', progressText(review.progress, language)), { hang: 2 }),
    ...review.steps.map(({ seconds, text }) =>
      line([toned('dim', `${clockText(seconds).padStart(6)}  `), text], { indent: 2, hang: 8 }),
    ),
  ];
}

function pauseBlock({ status, pause }: StatusView, language: Language): Page {
  if (!isPaused(status)) return [];
  const { paused } = catalogOf(language).status;
  const reason = oneLine(pauseText(pause, language), 300);
  return [line([toned('warn', `${paused}${colon(language)}${status}`), ` — ${reason}`], { hang: 2 })];
}

function findingsBlock(findings: readonly OpenFinding[], language: Language): Page {
  if (findings.length === 0) return [];
  const own = catalogOf(language).watch;
  const left = findings.length - FINDINGS;
  return [
    line(own.findings(findings.length)),
    ...findings.slice(0, FINDINGS).map((finding) => findingLine(finding, language)),
    ...(left > 0 ? [line(toned('dim', own.moreFindings(left)), { indent: 2 })] : []),
  ];
}

function findingLine({ severity, blocking, id, title, file, line: row }: OpenFinding, language: Language) {
  const labels = labelsOf(language);
  const where = file === null || file === '' ? '' : ` — ${oneLine(file)}${row ? `:${row}` : ''}`;
  const weight = blocking ? labels.blocks : labels.advisory;
  return line(
    [
      toned(blocking ? 'bad' : 'warn', `[${severity}, ${weight}]`),
      ` ${id} ${oneLine(title, 300)}`,
      toned('dim', where),
    ],
    { indent: 2, hang: 2 },
  );
}

function guardBlock({ guard }: WatchView, language: Language): Page {
  if (guard.length === 0) return [];
  return [
    line(catalogOf(language).watch.guard),
    ...guard.map((given) =>
      line([toned('dim', `${localTime(given.at).slice(11)}  `), guardPhrase(given, language)], { indent: 2, hang: 2 }),
    ),
  ];
}

function othersBlock(others: readonly OtherTask[], language: Language): Page {
  if (others.length === 0) return [];
  return [
    line(catalogOf(language).watch.others),
    ...others.map(({ task, status, text, work_tree: place }) =>
      line([`${task}  ${status}  ${oneLine(text, 80)}`, toned('dim', ` — ${oneLine(place)}`)], { indent: 2, hang: 2 }),
    ),
  ];
}

function nextLines({ progress }: StatusView, { language, place }: Reader): Page {
  const { next, pause } = progress;
  const label = `${labelsOf(language).next}${colon(language)}`;
  return [
    line([toned('dim', label), toned('strong', decisionText(next, pause, language))], { hang: 2 }),
    ...(next.run === null ? [] : [commandLine(spell(next.run, place), 2)]),
  ];
}
