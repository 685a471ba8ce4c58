/** The ledger and the guard's answers as one timeline: who did what, in order. */
import type { WorkFact } from '../../delegate/open-work.js';
import type { GuardLine } from '../../guard/log.js';
import type { Standing } from '../../team/trust.js';
import type { Event, EventType } from '../ledger/events.js';
import type { Entry } from '../ledger.js';
import type { AskedBy, Gate } from '../model.js';

/** Who did it; `runner` is this program. */
export type Actor = 'claude' | 'codex' | 'human' | 'runner' | 'guard';

/**
 * How the program knows that the user said it. `relayed`: Claude ran the command and the user was not asked. `unasked`:
 * another process ran it and nobody was asked.
 */
export type Attribution = AskedBy | 'relayed' | 'unasked';

/** One line of the timeline: a fact of the ledger, an answer of the guard, or work outside of the gated loop. */
export type TraceRow =
  | { kind: 'entry'; at: string; entry: Entry }
  | { kind: 'guard'; at: string; line: GuardLine }
  | { kind: 'work'; at: string; fact: WorkFact };

/** What `trace` shows. */
export interface TraceView {
  task: string;
  /** The number of entries in the ledger, including those that are not shown. */
  total: number;
  rows: TraceRow[];
  /** Who signed each entry, in the order of the ledger; absent where nobody looked. */
  signers?: readonly Signer[];
}

/** The standing of an entry's signature, with the owner of the key where it is known. */
export interface Signer {
  standing: Standing;
  key: string | null;
  owner: string | null;
}

const ACTORS: Record<EventType, Actor> = {
  'task-started': 'human',
  'discovery-written': 'claude',
  'plan-written': 'claude',
  'planning-review-done': 'claude',
  'review-started': 'runner',
  'rounds-spent': 'runner',
  'checks-failed': 'runner',
  'secret-found': 'runner',
  'review-returned': 'codex',
  'codex-unavailable': 'runner',
  'findings-answered': 'claude',
  'implementation-started': 'claude',
  'milestone-implemented': 'claude',
  'milestone-accepted': 'claude',
  'task-finished': 'claude',
  'base-moved': 'runner',
  'documents-changed': 'runner',
  'documents-synced': 'human',
  'replan-decided': 'human',
  'human-needed': 'claude',
  'human-answered': 'human',
  resumed: 'human',
  'pins-confirmed': 'human',
  'pins-tightened': 'runner',
  'loop-started': 'human',
  'loop-claimed': 'claude',
  'loop-stopped': 'human',
  'system-failed': 'runner',
  'pause-requested': 'human',
  'key-replaced': 'runner',
  'upstream-confirmed': 'human',
  'task-abandoned': 'human',
};

/** Who did what a row reports. */
export function actorIn(row: TraceRow): Actor {
  if (row.kind === 'entry') return actorOf(row.entry.event);
  if (row.kind === 'guard') return 'guard';
  return row.fact.what === 'asked' ? 'claude' : 'codex';
}

/** Who did what an event reports. */
export const actorOf = (event: Event): Actor => ACTORS[event.type];

/** How the program knows that an event is the user's; `terminal` for every event that is not a decision of the user. */
export function attributionOf(event: Event): Attribution {
  if ('asked_by' in event && event.asked_by === 'unasked') return 'unasked';
  if ('confirmed' in event && !event.confirmed) return 'relayed';
  return 'asked_by' in event && event.asked_by !== undefined ? (event.asked_by ?? 'relayed') : 'terminal';
}

/** The outcome as one word: `pass`, or the verdict. */
export const outcomeOf = ({ outcome }: Extract<Event, { type: 'review-returned' }>): string =>
  outcome.kind === 'pass' ? 'pass' : outcome.verdict;

/** The names of the failed required checks. */
export const failedChecks = ({ checks }: Extract<Event, { type: 'checks-failed' }>): string =>
  checks.results
    .filter((check) => check.required && !check.passed)
    .map(({ name }) => name)
    .join(', ');

/** How the findings were answered: `2 fixed, 1 rejected`; empty when none was open. */
export const answerTally = ({ answers }: Extract<Event, { type: 'findings-answered' }>): string =>
  (['fixed', 'rejected', 'deferred'] as const)
    .flatMap((kind) => {
      const count = answers.filter(({ disposition }) => disposition === kind).length;
      return count > 0 ? [`${count} ${kind}`] : [];
    })
    .join(', ');

/**
 * Merges facts and the guard's answers into one list. The ledger keeps its order, whatever the clock did. Each answer
 * stands before the first fact with a later time.
 */
export function merged<Row extends { at: string }>(facts: readonly Row[], answers: readonly Row[]): Row[] {
  let next = 0;
  const before = (at: string): Row[] => {
    const from = next;
    while ((answers[next]?.at ?? at) < at) next += 1;
    return answers.slice(from, next);
  };
  return [...facts.flatMap((fact) => [...before(fact.at), fact]), ...answers.slice(next)];
}

/**
 * The rows from a time on that belong to a gate.
 *
 * @param wanted since: ISO 8601 in UTC; gate: a gate or a milestone's id, where the guard's answers and events of no
 * gate are left out. null: all
 */
export function selected(
  rows: readonly TraceRow[],
  { since, gate }: Record<'since' | 'gate', string | null>,
): TraceRow[] {
  const belongs = belongingTo(gate);
  return rows.filter((row) => belongs(row) && (since === null || row.at >= since));
}

/** Sees the rows in order, because some events belong to what the last one began. */
function belongingTo(wanted: string | null): (row: TraceRow) => boolean {
  let present: { gate: Gate; milestone: string | null } = { gate: 'plan', milestone: null };
  return (row) => {
    if (wanted === null) return true;
    if (row.kind !== 'entry') return false;
    present = placeOf(row.entry.event, present);
    const belongs = present.gate === wanted || present.milestone === wanted;
    return belongs && !OF_NO_GATE.includes(row.entry.event.type);
  };
}

const OF_NO_GATE: readonly EventType[] = [
  'base-moved',
  'pins-confirmed',
  'pins-tightened',
  'loop-started',
  'loop-claimed',
  'loop-stopped',
  'system-failed',
  'key-replaced',
  'upstream-confirmed',
  'task-abandoned',
];

/** The gate and milestone to which an event belongs: its own, else those before it. */
function placeOf(event: Event, before: { gate: Gate; milestone: string | null }): typeof before {
  switch (event.type) {
    case 'task-started':
    case 'discovery-written':
    case 'plan-written':
    case 'planning-review-done':
      return { gate: 'plan', milestone: null };
    case 'implementation-started':
      return { gate: 'milestone', milestone: event.milestone_id };
    case 'task-finished':
      return { gate: 'final', milestone: null };
    default:
      return 'gate' in event
        ? { gate: event.gate, milestone: event.gate === 'milestone' ? before.milestone : null }
        : before;
  }
}
