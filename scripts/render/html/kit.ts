/** The small parts of which the page's sections are made, in the reader's language. */
import type { Assurance, FindingState, ReportPhase, ReportRound, ReportView } from '../../core/report/model.js';
import type { Language } from '../../core/say/language.js';
import { secondsBetween } from '../../core/time.js';
import { catalogOf } from '../../text/catalog.js';
import type { Catalog } from '../../text/types/catalog.js';
import type { SectionName } from '../../text/types/report/page.js';
import { localTime } from '../time.js';
import { type Content, type Html, html } from './markup.js';

/** What every section is made from. */
export interface Kit {
  view: ReportView;
  language: Language;
  words: Catalog;
  /** The address of a finding within the page, by its id. */
  anchors: ReadonlyMap<string, string>;
}

export function kitOf(view: ReportView, language: Language): Kit {
  const anchors = new Map(view.findings.map(({ id }, index) => [id, `finding-${index + 1}`]));
  return { view, language, words: catalogOf(language), anchors };
}

export type Tone = 'good' | 'bad' | 'warn' | 'active' | 'quiet';

/** A word with a colour, which never says anything that the word does not. */
export const pill = (text: string, tone: Tone): Html => html`<span class="pill ${tone}">${text}</span>`;

/** One section of the page with its heading and what it is about. */
export const section = ({ words }: Kit, name: SectionName, ...content: readonly Content[]): Html => html`
<section id="${name}" aria-labelledby="${name}-title">
<h2 id="${name}-title">${words.reportPage.sections[name]}</h2>
<p class="intro">${words.reportPage.intros[name]}</p>
${content}
</section>
`;

/** Seconds as people say them: `4 h 12 min`. */
export function spanText(seconds: number, { words }: Kit): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  return words.reportPage.span(days, hours % 24, minutes % 60, seconds % 60);
}

/** The time between two times as people say it. */
export const between = (from: string, to: string, kit: Kit): string => spanText(secondsBetween(from, to), kit);

/** A time of the ledger; the exact one is in its attribute. */
export const time = (at: string, shown: 'full' | 'minute' | 'clock' = 'minute'): Html => {
  const local = localTime(at);
  const text = { full: local, minute: local.slice(0, 16), clock: local.slice(11, 16) }[shown];
  return html`<time datetime="${at}">${text}</time>`;
};

/** The name of a phase: `M001`, or the gate. */
export const phaseName = ({ gate, milestone }: Pick<ReportPhase, 'gate' | 'milestone'>, { words }: Kit): string =>
  words.report.subject(gate, milestone);

/** The value by which filters know a phase. */
export const phaseKey = ({ gate, milestone }: Pick<ReportPhase, 'gate' | 'milestone'>): string => milestone ?? gate;

export const ASSURANCE_TONES: Readonly<Record<Assurance, Tone>> = {
  verified: 'good',
  signed: 'good',
  attested: 'warn',
  invalid: 'bad',
  none: 'quiet',
};

export const FINDING_TONES: Readonly<Record<FindingState, Tone>> = {
  open: 'bad',
  advisory: 'warn',
  accepted: 'warn',
  skipped: 'quiet',
  unsettled: 'warn',
  resolved: 'good',
  withdrawn: 'quiet',
};

export const PHASE_TONES: Readonly<Record<ReportPhase['state'], Tone>> = {
  passed: 'good',
  overridden: 'warn',
  skipped: 'quiet',
  active: 'active',
  paused: 'warn',
  ended: 'quiet',
  waiting: 'quiet',
};

export const ROUND_TONES: Readonly<Record<ReportRound['kind'], Tone>> = {
  pass: 'good',
  findings: 'warn',
  outage: 'quiet',
  running: 'active',
};

/** Whether a finding waits for somebody, only advises, or is settled. */
export function groupOf(state: FindingState): 'open' | 'advisory' | 'settled' {
  if (state === 'advisory') return 'advisory';
  return state === 'open' || state === 'unsettled' ? 'open' : 'settled';
}

/** How many findings wait for somebody. */
export const countOpen = ({ findings }: ReportView): number =>
  findings.filter(({ state }) => groupOf(state) === 'open').length;

/** A link to a finding of this page; plain text where there is none of that id. */
export function findingLink(id: string, text: Content, { anchors }: Kit): Html {
  const anchor = anchors.get(id);
  return anchor === undefined ? html`<span>${text}</span>` : html`<a href="#${anchor}">${text}</a>`;
}

/** A length as a share of the whole, for charts that stretch. */
export const percent = (part: number, whole: number): string =>
  `${(whole <= 0 ? 0 : Math.min(100, Math.max(0, (part / whole) * 100))).toFixed(2)}%`;
