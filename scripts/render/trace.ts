/** The text of `trace`: one line for each event and each answer of the guard. */
import type { GuardLine } from '../core/guard/log.js';
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import type { Event } from '../core/task/ledger/events.js';
import { actorOf, attributionOf, type TraceRow, type TraceView } from '../core/task/views/timeline.js';
import { catalogOf } from '../text/catalog.js';
import { faultPhrase } from '../text/pauses.js';
import { colon, labelsOf } from './say.js';
import { localTime } from './time.js';

/** One line per row: number (events only), local time, who, what. */
export function traceText({ rows }: TraceView, language: Language): string {
  if (rows.length === 0) return labelsOf(language).none;
  return rows.map((row) => rowText(row, language)).join('\n');
}

function rowText(row: TraceRow, language: Language): string {
  const number = row.kind === 'entry' ? String(row.entry.seq) : '';
  const who = catalogOf(language).trace.actors[row.kind === 'entry' ? actorOf(row.entry.event) : 'guard'];
  const what = row.kind === 'entry' ? eventPhrase(row.entry.event, language) : guardPhrase(row.line, language);
  return `${number.padStart(4)}  ${localTime(row.at)}  ${column(who, 8)}${what}`;
}

/** The same data for programs: events and the guard's answers separately, each with its phrase. */
export function traceData({ task, total, rows }: TraceView, language: Language): object {
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [entryData(row, language)] : []));
  const guard = rows.flatMap((row) =>
    row.kind === 'guard' ? [{ ...row.line, what: guardPhrase(row.line, language) }] : [],
  );
  return { task, total, entries, guard };
}

const entryData = ({ at, entry }: Extract<TraceRow, { kind: 'entry' }>, language: Language) => ({
  seq: entry.seq,
  at,
  who: actorOf(entry.event),
  type: entry.event.type,
  what: eventPhrase(entry.event, language),
  hash: entry.hash,
  event: entry.event,
});

/** What happened, in one phrase. */
export function eventPhrase(event: Event, language: Language): string {
  const { events, attributions } = catalogOf(language).trace;
  const phrase = events[event.type] as (event: Event, why: (reason: string) => string) => string;
  return phrase(event, (reason) => faultPhrase(reason, language)) + attributions[attributionOf(event)];
}

/** What the guard said, in one phrase. */
function guardPhrase({ verdict, category, kind, subject }: GuardLine, language: Language): string {
  const said = `${catalogOf(language).trace.verdicts[verdict]}${colon(language)}${oneLine(subject)}`;
  return `${said} · ${oneLine([category, kind].filter(Boolean).join('/'))}`;
}
