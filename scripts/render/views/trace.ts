/** The page of `trace`: one line for each event and each answer of the guard. */
import type { GuardLine } from '../../core/guard/log.js';
import type { Language } from '../../core/say/language.js';
import { column, oneLine } from '../../core/say/plain.js';
import type { Event } from '../../core/task/ledger/events.js';
import { type Actor, actorOf, attributionOf, type TraceRow, type TraceView } from '../../core/task/views/timeline.js';
import { catalogOf } from '../../text/catalog.js';
import { faultPhrase } from '../../text/pauses.js';
import type { PhraseHelp } from '../../text/types/views/trace.js';
import { type Line, line, type Page, type Tone, toned } from '../page/page.js';
import { colon, labelsOf } from '../say.js';
import { clockText, localTime, numberText } from '../time.js';

/**
 * One line per row: number (events only), local time, who, what. The date stands above the rows of each day.
 *
 * @param isVerbose whether digests are shown
 */
export function tracePage({ rows }: TraceView, language: Language, isVerbose = false): Page {
  if (rows.length === 0) return [line(labelsOf(language).none)];
  return rows.flatMap((row, index) => {
    const day = dayOf(row);
    const before = rows[index - 1];
    const isNewDay = before === undefined || dayOf(before) !== day;
    return [...(isNewDay ? [line(toned('strong', day))] : []), rowLine(row, language, isVerbose)];
  });
}

const dayOf = ({ at }: TraceRow): string => localTime(at).slice(0, 10);

const TONES: Partial<Record<Actor, Tone>> = { codex: 'active', human: 'strong', guard: 'warn' };

function rowLine(row: TraceRow, language: Language, isVerbose: boolean): Line {
  const actor = row.kind === 'entry' ? actorOf(row.entry.event) : 'guard';
  const number = row.kind === 'entry' ? String(row.entry.seq) : '';
  const who = column(catalogOf(language).trace.actors[actor], 8);
  const what =
    row.kind === 'entry' ? eventPhrase(row.entry.event, language, isVerbose) : guardPhrase(row.line, language);
  const when = `${number.padStart(4)}  ${localTime(row.at).slice(11)}  `;
  const tone = TONES[actor];
  return line([toned('dim', when), tone === undefined ? who : toned(tone, who), what], { hang: when.length + 8 });
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
  what: eventPhrase(entry.event, language, true),
  hash: entry.hash,
  event: entry.event,
});

/** What happened, in one phrase. */
export function eventPhrase(event: Event, language: Language, isVerbose: boolean): string {
  const { events, attributions, spent } = catalogOf(language).trace;
  const phrase = events[event.type] as (event: Event, say: PhraseHelp) => string;
  const said = phrase(event, {
    why: (reason) => faultPhrase(reason, language),
    digest: (text) => (isVerbose ? ` · ${text}` : ''),
    spent: ({ duration_ms: took, tokens }) => ` · ${spent(clockText(Math.round(took / 1000)), numberText(tokens))}`,
    time: localTime,
  });
  return said + attributions[attributionOf(event)];
}

/** What the guard said, in one phrase. */
export function guardPhrase({ verdict, category, kind, subject }: GuardLine, language: Language): string {
  const said = `${catalogOf(language).trace.verdicts[verdict]}${colon(language)}${oneLine(subject)}`;
  return `${said} · ${oneLine([category, kind].filter(Boolean).join('/'))}`;
}
