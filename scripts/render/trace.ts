/** `trace` as people read it: one line for each fact and each answer of the guard. */
import type { GuardLine } from '../core/guard/log.js';
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import type { Event } from '../core/task/model.js';
import { actorOf, attributionOf, type TraceRow } from '../core/task/views/timeline.js';
import { catalogOf } from '../text/catalog.js';
import { pauseReason } from '../text/pauses.js';
import { colon, labelsOf } from './say.js';

/** What happened, in one phrase. */
export function eventPhrase(event: Event, language: Language): string {
  const { events, attributions } = catalogOf(language).trace;
  const phrase = events[event.type] as (event: Event, why: (reason: string) => string) => string;
  return phrase(event, (reason) => pauseReason(reason, language)) + attributions[attributionOf(event)];
}

/** What the guard said, in one phrase. */
export function guardPhrase({ verdict, category, kind, subject }: GuardLine, language: Language): string {
  const said = `${catalogOf(language).trace.verdicts[verdict]}${colon(language)}${oneLine(subject)}`;
  return `${said} · ${oneLine([category, kind].filter(Boolean).join('/'))}`;
}

/** One line a row: number (facts only), time (UTC), who, what. */
export function timeline(rows: readonly TraceRow[], language: Language): string {
  if (rows.length === 0) return labelsOf(language).none;
  return rows.map((row) => rowText(row, language)).join('\n');
}

function rowText(row: TraceRow, language: Language): string {
  const number = row.kind === 'entry' ? String(row.entry.seq) : '';
  const who = catalogOf(language).trace.actors[row.kind === 'entry' ? actorOf(row.entry.event) : 'guard'];
  const what = row.kind === 'entry' ? eventPhrase(row.entry.event, language) : guardPhrase(row.line, language);
  return `${number.padStart(4)}  ${row.at.slice(0, 19).replace('T', ' ')}  ${column(who, 8)}${what}`;
}
