/** The course of a task in a few words: `✔ plan (1 round, 0:41)  ● M001 reviewing 0:41  ○ final`. */
import type { Language } from '../../core/say/language.js';
import type { PhaseState, PhaseView, Totals } from '../../core/task/views/phases.js';
import { catalogOf } from '../../text/catalog.js';
import { type Content, joined, type Line, line, type Mark, marked, type Span, toned, unbroken } from '../page/page.js';
import { wordText } from '../progress.js';
import { labelsOf } from '../say.js';
import { clockText, numberText } from '../time.js';

const MARKS: Record<PhaseState, Mark> = {
  passed: 'done',
  overridden: 'warned',
  skipped: 'warned',
  active: 'active',
  paused: 'warned',
  ended: 'failed',
  waiting: 'todo',
};

/** All phases in one line. */
export const phasesLine = (phases: readonly PhaseView[], language: Language): Line =>
  line(
    joined(
      phases.map((phase) => phaseSpans(phase, language)),
      ['  '],
    ).flat(),
  );

function phaseSpans(phase: PhaseView, language: Language): Content[] {
  const name = phase.milestone ?? labelsOf(language).gate[phase.gate];
  const isOpen = phase.state === 'active' || phase.state === 'paused';
  const spans: Span[] = [marked(MARKS[phase.state]), isOpen ? toned('strong', name) : { text: name }];
  const detail = detailOf(phase, language);
  return [...spans, ...(detail === '' ? [] : [toned('dim', detail)])].map(unbroken);
}

function detailOf({ state, rounds, seconds, doing }: PhaseView, language: Language): string {
  const { took, ended, skipped, overridden } = catalogOf(language).status;
  const spent = seconds === null ? '' : took(rounds, clockText(seconds));
  switch (state) {
    case 'passed':
      return spent;
    case 'overridden':
      return ` ${overridden}${spent}`;
    case 'skipped':
      return ` ${skipped}`;
    case 'ended':
      return ` ${ended}`;
    case 'active':
    case 'paused':
      return doing === null ? '' : ` ${wordText(doing.word, language)} ${clockText(doing.seconds)}`;
    case 'waiting':
      return '';
    default:
      return state satisfies never;
  }
}

/** What the task has taken so far. */
export const totalsLine = ({ seconds, rounds, outages, tokens }: Totals, language: Language): Line =>
  line(
    toned(
      'dim',
      catalogOf(language).status.totals({
        time: clockText(seconds),
        rounds,
        outages,
        tokens: tokens === null ? null : numberText(tokens),
      }),
    ),
  );
