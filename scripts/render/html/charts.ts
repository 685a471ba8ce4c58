/** The charts, as inline SVG that stretches with the page: lengths are shares, text stays text. */
import type { ReportPhase, ReportRound } from '../../core/report/model.js';
import { secondsBetween } from '../../core/time.js';
import { numberText } from '../time.js';
import { type Kit, percent, phaseName, section, spanText, time } from './kit.js';
import { foreign, type Html, html } from './markup.js';

/** The least width of a bar, so that a short review is not invisible. */
const LEAST = 0.6;

interface Span {
  from: string;
  to: string;
}

/** When each phase began and ended, with its reviews. */
export function courseSection(kit: Kit): Html {
  const { view, words } = kit;
  const { course } = words.reportPage;
  const whole: Span = { from: view.task.started_at, to: view.task.ended_at ?? view.made_at };
  const shown = view.phases.filter(({ began_at, rounds }) => began_at !== null || rounds.length > 0);
  return section(
    kit,
    'course',
    html`<div class="chart">
<div class="axis" aria-hidden="true">${time(whole.from)}
<span>${spanText(view.totals.seconds, kit)}</span>${time(whole.to)}</div>
<ol class="bars">${shown.map((phase) => courseRow(phase, whole, kit))}</ol>
<ul class="legend" aria-hidden="true">
<li><span class="swatch work"></span>${course.work}</li>
<li><span class="swatch pass"></span>${course.passed}</li>
<li><span class="swatch findings"></span>${course.findings}</li>
<li><span class="swatch outage"></span>${course.outage}</li>
</ul></div>`,
  );
}

function courseRow(phase: ReportPhase, whole: Span, kit: Kit): Html {
  const { course } = kit.words.reportPage;
  const { began_at: began, ended_at: ended, rounds, seconds } = phase;
  const took = seconds === null ? '–' : spanText(seconds, kit);
  const count = rounds.filter(({ kind }) => kind === 'pass' || kind === 'findings').length;
  const label = course.row(phaseName(phase, kit), took, count);
  return html`<li><span class="bar-name">${phaseName(phase, kit)}
<span class="sub">${foreign(phase.title)}</span></span>
<svg class="bar" role="img" aria-label="${label}" width="100%" height="22" focusable="false">
<rect class="track" x="0" y="10" width="100%" height="2"/>
${began === null ? null : bar('work', { from: began, to: ended ?? whole.to }, whole, 6, 10)}
${rounds.map((round) => roundBar(round, whole, kit))}
</svg><span class="bar-value">${took}</span></li>`;
}

function roundBar(round: ReportRound, whole: Span, kit: Kit): Html | null {
  const { started_at: from, ended_at: to, kind } = round;
  if (kind !== 'outage' && from === null) return null;
  const end = to ?? whole.to;
  const title = round.round === null ? kit.words.reportPage.attempt : kit.words.reportPage.round(round.round);
  return bar(kind, { from: from ?? end, to: end }, whole, 2, 18, title);
}

function bar(kind: string, { from, to }: Span, whole: Span, y: number, height: number, title = ''): Html {
  const all = secondsBetween(whole.from, whole.to);
  const length = Math.max(secondsBetween(from, to), (all * LEAST) / 100);
  const start = Math.min(secondsBetween(whole.from, from), all - length);
  const name = title === '' ? null : html`<title>${title}</title>`;
  const [x, width] = [percent(start, all), percent(length, all)];
  return html`<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="2">${name}</rect>`;
}

/** What each review used, as bars that can be compared. */
export function tokensSection(kit: Kit): Html {
  const { view, words } = kit;
  const page = words.reportPage;
  const reviews = view.phases.flatMap((phase) =>
    phase.rounds.flatMap((round) => (round.tokens === null ? [] : [{ phase, round, tokens: round.tokens }])),
  );
  if (reviews.length === 0) return section(kit, 'tokens', html`<p class="none">${page.noTokens}</p>`);
  const most = Math.max(...reviews.map(({ tokens }) => tokens));
  const rows = reviews.map(({ phase, round, tokens }) => {
    const name = `${phaseName(phase, kit)}${page.separator}${page.round(round.round ?? 0)}`;
    return html`<li><span class="bar-name">${name}</span>
<svg class="bar" aria-hidden="true" width="100%" height="22" focusable="false">
<rect class="track" x="0" y="10" width="100%" height="2"/>
<rect class="${round.kind}" x="0" y="3" width="${percent(tokens, most)}" height="16" rx="2"/>
</svg><span class="bar-value">${numberText(tokens)}</span></li>`;
  });
  const label = page.tokensLabel(reviews.length, numberText(view.totals.tokens ?? 0));
  return section(kit, 'tokens', html`<div class="chart"><ol class="bars" aria-label="${label}">${rows}</ol></div>`);
}
