/** The page of `trace`: one line for each event and each answer of the guard. */
import type { WorkFact } from '../../core/delegate/open-work.js';
import type { GuardLine } from '../../core/guard/log.js';
import type { Language } from '../../core/say/language.js';
import { column, oneLine } from '../../core/say/plain.js';
import type { Event } from '../../core/task/ledger/events.js';
import type { Entry } from '../../core/task/ledger.js';
import {
  type Actor,
  actorIn,
  actorOf,
  attributionOf,
  type Signer,
  type TraceRow,
  type TraceView,
} from '../../core/task/views/timeline.js';
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
export function tracePage({ rows, signers = [] }: TraceView, language: Language, isVerbose = false): Page {
  if (rows.length === 0) return [line(labelsOf(language).none)];
  return rows.flatMap((row, index) => {
    const day = dayOf(row);
    const before = rows[index - 1];
    const isNewDay = before === undefined || dayOf(before) !== day;
    return [...(isNewDay ? [line(toned('strong', day))] : []), rowLine(row, signers, language, isVerbose)];
  });
}

const dayOf = ({ at }: TraceRow): string => localTime(at).slice(0, 10);

const TONES: Partial<Record<Actor, Tone>> = { codex: 'active', human: 'strong', guard: 'warn' };

function rowLine(row: TraceRow, signers: readonly Signer[], language: Language, isVerbose: boolean): Line {
  const actor = actorIn(row);
  const number = row.kind === 'entry' ? String(row.entry.seq) : '';
  const who = column(catalogOf(language).trace.actors[actor], 8);
  const what = rowPhrase(row, signers, language, isVerbose);
  const when = `${number.padStart(4)}  ${localTime(row.at).slice(11)}  `;
  const tone = TONES[actor];
  return line([toned('dim', when), tone === undefined ? who : toned(tone, who), what], { hang: when.length + 8 });
}

function rowPhrase(row: TraceRow, signers: readonly Signer[], language: Language, isVerbose: boolean): string {
  switch (row.kind) {
    case 'entry':
      return eventPhrase(row.entry.event, language, isVerbose) + signerText(row.entry, signers, language, isVerbose);
    case 'guard':
      return guardPhrase(row.line, language);
    case 'work':
      return workPhrase(row.fact, language);
    default:
      return row satisfies never;
  }
}

/** Who signed an entry: said of each result of a review, and of everything where digests are shown. */
function signerText({ seq, event }: Entry, signers: readonly Signer[], language: Language, isVerbose: boolean): string {
  const signer = signers[seq - 1];
  if (signer === undefined || signer.key === null || (event.type !== 'review-returned' && !isVerbose)) return '';
  const words = catalogOf(language).team;
  return ` · ${words.standing[signer.standing]}${colon(language)}${oneLine(signer.owner ?? words.unknown(signer.key))}`;
}

/** The same data for programs: events, the guard's answers and other work separately, each with its phrase. */
export function traceData({ task, total, rows, signers = [] }: TraceView, language: Language): object {
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [entryData(row, signers, language)] : []));
  const guard = rows.flatMap((row) =>
    row.kind === 'guard' ? [{ ...row.line, what: guardPhrase(row.line, language) }] : [],
  );
  const delegated = rows.flatMap((row) =>
    row.kind === 'work' ? [{ ...row.fact, what: workPhrase(row.fact, language), type: row.fact.what }] : [],
  );
  return { task, total, entries, guard, delegated };
}

const entryData = (
  { at, entry }: Extract<TraceRow, { kind: 'entry' }>,
  signers: readonly Signer[],
  language: Language,
) => ({
  seq: entry.seq,
  at,
  who: actorOf(entry.event),
  type: entry.event.type,
  what: eventPhrase(entry.event, language, true),
  hash: entry.hash,
  signed: signers[entry.seq - 1] ?? null,
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

/** What happened outside of the gated loop, in one phrase. */
function workPhrase({ kind, what, about, id }: WorkFact, language: Language): string {
  const { kinds } = catalogOf(language).status.work;
  const said = about === '' ? '' : `${colon(language)}${oneLine(about, 100)}`;
  return `${kinds[kind]} · ${catalogOf(language).trace.work[what]}${said} · ${id}`;
}
