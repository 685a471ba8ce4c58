/** The checks, the guard's answers, and the whole timeline. */
import type { ReportRow, ReportView } from '../../core/report/model.js';
import { type Actor, actorOf } from '../../core/task/views/timeline.js';
import { secondsBetween } from '../../core/time.js';
import { localTime } from '../time.js';
import { eventPhrase, guardPhrase } from '../views/trace.js';
import { filterBar, filterGroup } from './findings.js';
import { between, type Kit, phaseName, pill, section, time } from './kit.js';
import { foreign, type Html, html } from './markup.js';
import { checkChips } from './reviews.js';

export function checksSection(kit: Kit): Html {
  const { view, words } = kit;
  const { checkColumns: columns, noChecks } = words.reportPage;
  if (view.checks.length === 0) return section(kit, 'checks', html`<p class="none">${noChecks}</p>`);
  const rows = view.checks.map(
    (run) =>
      html`<tr><td>${time(run.at)}</td><td>${phaseName(run, kit)}</td><td>${checkChips(run.results, kit)}</td></tr>`,
  );
  return section(kit, 'checks', tableOf(words.reportPage.sections.checks, Object.values(columns), rows));
}

export function guardSection(kit: Kit): Html {
  const { view, words } = kit;
  const { guardColumns: columns, noGuard } = words.reportPage;
  if (view.guard.length === 0) return section(kit, 'guard', html`<p class="none">${noGuard}</p>`);
  const rows = view.guard.map(({ at, verdict, category, kind, tool, subject }) => {
    const answer = pill(words.trace.verdicts[verdict], verdict === 'deny' ? 'bad' : 'warn');
    const rule = [category, kind].filter(Boolean).join('/');
    return html`<tr><td>${time(at)}</td><td>${answer}</td><td>${foreign(rule)}</td><td>${foreign(tool)}</td>
<td><code>${foreign(subject)}</code></td></tr>`;
  });
  return section(kit, 'guard', tableOf(words.reportPage.sections.guard, Object.values(columns), rows));
}

const tableOf = (label: string, columns: readonly string[], rows: readonly Html[]): Html => html`
<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table class="stack">
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;

/** Every fact and every answer of the guard, a list for each day. */
export function timelineSection(kit: Kit): Html {
  const { view, words } = kit;
  const names = words.trace.actors;
  const actors = [...new Set(view.timeline.map(actor))];
  const group = filterGroup(
    'actor',
    words.reportPage.filters.actor,
    actors.map((name) => [name, names[name]] as const),
  );
  return section(
    kit,
    'timeline',
    filterBar('.event', kit, [group]),
    daysOf(view).map((rows) => dayList(rows, kit)),
  );
}

const actor = (row: ReportRow): Actor => (row.kind === 'entry' ? actorOf(row.event) : 'guard');

interface Dated {
  row: ReportRow;
  /** The time of the row before it; null for the first. */
  before: string | null;
}

function daysOf({ timeline }: ReportView): Dated[][] {
  const days: Dated[][] = [];
  for (const [index, row] of timeline.entries()) {
    const before = timeline[index - 1]?.at ?? null;
    const isSameDay = before !== null && dayOf(before) === dayOf(row.at);
    const last = days.at(-1);
    if (isSameDay && last !== undefined) last.push({ row, before });
    else days.push([{ row, before }]);
  }
  return days;
}

const dayOf = (at: string): string => localTime(at).slice(0, 10);

const dayList = (rows: readonly Dated[], kit: Kit): Html => html`
<div class="day"><h3>${dayOf(rows[0]?.row.at ?? '')}</h3>
<ol class="events">${rows.map((dated) => eventItem(dated, kit))}</ol></div>`;

function eventItem({ row, before }: Dated, kit: Kit): Html {
  const { trace, reportPage } = kit.words;
  const name = actor(row);
  const what = row.kind === 'entry' ? eventPhrase(row.event, kit.language, false) : guardPhrase(row.line, kit.language);
  const gap = before === null || secondsBetween(before, row.at) === 0 ? '' : between(before, row.at, kit);
  return html`<li class="event" data-actor="${name}">${time(row.at, 'clock')}
<span class="actor ${name}">${trace.actors[name]}</span><span class="what">${foreign(what)}</span>
<span class="gap">${gap === '' ? '' : reportPage.later(gap)}</span></li>`;
}
