/** The ledger and the guard's answers as one timeline: who did what, in the order in which it happened. */
import type { GuardLine } from '../../guard/log.js';
import type { Event, EventType } from '../ledger/events.js';
import type { Entry } from '../ledger.js';
import type { AskedBy } from '../model.js';

/** Who did it; the runner is this program. */
export type Actor = 'claude' | 'codex' | 'human' | 'runner' | 'guard';

/**
 * How it is known that the user said it. `relayed`: Claude ran the command and the user was not asked; `unasked`:
 * another process did.
 */
export type Attribution = AskedBy | 'relayed' | 'unasked';

/** One line of the timeline: a fact of the ledger, or an answer of the guard. */
export type TraceRow = { kind: 'entry'; at: string; entry: Entry } | { kind: 'guard'; at: string; line: GuardLine };

/** What `trace` shows. */
export interface TraceView {
  task: string;
  /** Entries of the ledger, shown or not. */
  total: number;
  rows: TraceRow[];
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
  'human-needed': 'claude',
  'human-answered': 'human',
  resumed: 'human',
  'pins-confirmed': 'human',
  'pins-tightened': 'runner',
  'loop-started': 'human',
  'loop-claimed': 'claude',
  'loop-stopped': 'human',
  'system-failed': 'runner',
  'key-replaced': 'runner',
  'upstream-confirmed': 'human',
  'task-abandoned': 'human',
};

/** Who did it. */
export const actorOf = (event: Event): Actor => ACTORS[event.type];

/** How it is known that the user said it; `terminal` for every fact that is not the user's. */
export function attributionOf(event: Event): Attribution {
  if ('asked_by' in event && event.asked_by === 'unasked') return 'unasked';
  if ('confirmed' in event && !event.confirmed) return 'relayed';
  return 'asked_by' in event && event.asked_by !== undefined ? (event.asked_by ?? 'relayed') : 'terminal';
}

/** `pass`, or the verdict that did not pass. */
export const outcomeOf = ({ outcome }: Extract<Event, { type: 'review-returned' }>): string =>
  outcome.kind === 'pass' ? 'pass' : outcome.verdict;

/** The names of the required checks that failed. */
export const failedChecks = ({ checks }: Extract<Event, { type: 'checks-failed' }>): string =>
  checks.results
    .filter((check) => check.required && !check.passed)
    .map(({ name }) => name)
    .join(', ');

/** `2 fixed, 1 rejected`: how the findings were answered; empty where none was open. */
export const answerTally = ({ answers }: Extract<Event, { type: 'findings-answered' }>): string =>
  (['fixed', 'rejected', 'deferred'] as const)
    .flatMap((kind) => {
      const count = answers.filter(({ disposition }) => disposition === kind).length;
      return count > 0 ? [`${count} ${kind}`] : [];
    })
    .join(', ');

/**
 * Facts and the guard's answers in one list. The ledger keeps its order whatever the clock did; each answer stands
 * before the first fact that is later.
 */
export function merged(facts: readonly TraceRow[], answers: readonly TraceRow[]): TraceRow[] {
  let next = 0;
  const before = (at: string): TraceRow[] => {
    const from = next;
    while ((answers[next]?.at ?? at) < at) next += 1;
    return answers.slice(from, next);
  };
  return [...facts.flatMap((fact) => [...before(fact.at), fact]), ...answers.slice(next)];
}
