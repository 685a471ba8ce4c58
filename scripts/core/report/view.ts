/** Builds the report of a task from its state, its ledger, and what was read beside them. */
import type { GuardLine } from '../guard/log.js';
import { redactDeep } from '../say/redact.js';
import type { Event } from '../task/ledger/events.js';
import type { Entry } from '../task/ledger.js';
import { type Approval, type Gate, isTerminal, type State } from '../task/model.js';
import { closingView } from '../task/views/closing.js';
import type { GatesView } from '../task/views/gates.js';
import { type PhaseView, phasesOf, totalsOf } from '../task/views/phases.js';
import { progressView } from '../task/views/progress.js';
import { merged } from '../task/views/timeline.js';
import { findingsOf, type Place } from './findings.js';
import {
  type Assurance,
  REPORT_FORMAT,
  type Receipts,
  type ReportChecks,
  type ReportPhase,
  type ReportRound,
  type ReportRow,
  type ReportView,
} from './model.js';
import { type Changes, type PlacedRound, roundsOf } from './rounds.js';

/** What is read beside the ledger. */
export interface ReportSources {
  /** The present time. */
  now: string;
  version: string;
  source: Pick<ReportView['source'], 'kind' | 'file' | 'ledger'>;
  receipts: Receipts;
  /** null where the gates were not compared with the present content. */
  gates: GatesView | null;
  changes: Changes;
  /** The guard's questions and denials while the task ran. */
  guard: GuardLine[];
}

/** The report of a task. No text in it holds a secret that the program knows as one. */
export function reportView(state: State, entries: readonly Entry[], sources: ReportSources): ReportView {
  const events = entries.map(({ event }) => event);
  const rounds = roundsOf(events, sources.receipts, sources.changes);
  const phases = phasesIn(state, entries, rounds, sources);
  const closing = closingView(state);
  const view: Omit<ReportView, 'timeline'> = {
    format: REPORT_FORMAT,
    made_at: sources.now,
    version: sources.version,
    task: taskOf(state, events, closing.subject),
    source: { ...sources.source, entries: entries.length, head: entries.at(-1)?.hash ?? '' },
    totals: totalsOf(state, { entries, now: sources.now }),
    assurance: wholeOf(phases, sources.source.ledger),
    gates: sources.gates,
    phases,
    findings: findingsOf(state, events, placesOf(rounds)),
    checks: checksOf(events),
    guard: sources.guard,
    accepted_risks: state.accepted_risks,
    recorded_risks: state.recorded_risks,
    closing,
  };
  const safe = redactDeep({ view, events });
  return { ...safe.view, timeline: timelineOf(entries, safe.events, safe.view.guard) };
}

/** The facts and the guard's answers in one list; hashes are no text that anybody wrote. */
function timelineOf(
  entries: readonly Entry[],
  events: readonly Event[],
  guard: readonly GuardLine[],
): ReportView['timeline'] {
  const facts = entries.flatMap(({ seq, hash }, index): ReportRow[] => {
    const event = events[index];
    return event === undefined ? [] : [{ kind: 'entry', at: event.at, seq, hash, event }];
  });
  return merged(
    facts,
    guard.map((line): ReportRow => ({ kind: 'guard', at: line.at, line })),
  );
}

const taskOf = (state: State, events: readonly Event[], subject: string): ReportView['task'] => ({
  id: state.task_id,
  text: state.task,
  subject,
  status: state.status,
  mode: state.mode,
  abandoned: state.abandoned,
  base: state.base.commit,
  started_at: state.created_at,
  ended_at: isTerminal(state.status) ? (events.at(-1)?.at ?? null) : null,
  pause: state.pause,
});

/** Finds where a review stands by its job; one that is unknown stands at its gate. */
function placesOf(rounds: readonly PlacedRound[]): (job: string, gate: Gate) => Place {
  const places = new Map(rounds.flatMap((round) => (round.job === null ? [] : [[round.job, round] as const])));
  return (job, gate) => places.get(job) ?? { gate, milestone: null, round: null };
}

function phasesIn(
  state: State,
  entries: readonly Entry[],
  rounds: readonly PlacedRound[],
  { now, receipts }: ReportSources,
): ReportPhase[] {
  const titles = new Map([...state.plan.removed, ...state.plan.milestones].map(({ id, title }) => [id, title]));
  const shown = phasesOf(state, { entries, now }, progressView(state).word);
  return withEarlier(shown, rounds).map((phase) => ({
    gate: phase.gate,
    milestone: phase.milestone,
    title: titles.get(phase.milestone ?? '') ?? '',
    state: phase.state,
    ...spanOf(phase, state, entries),
    seconds: phase.seconds,
    assurance: assuranceOf(approvalOf(state, phase), receipts),
    rounds: rounds
      .filter((round) => isOf(phase, round))
      .map(({ gate: _gate, milestone: _milestone, ...round }): ReportRound => round),
  }));
}

type Named = Pick<PhaseView, 'gate' | 'milestone'>;

const isOf = (phase: Named, round: Named): boolean => round.gate === phase.gate && round.milestone === phase.milestone;

/** Adds the milestones of earlier plans that were reviewed and are no longer planned, after the plan. */
function withEarlier(phases: readonly PhaseView[], rounds: readonly PlacedRound[]): PhaseView[] {
  const left = rounds.filter((round) => !phases.some((phase) => isOf(phase, round)));
  const names = left.filter((round, at) => left.findIndex((other) => isOf(other, round)) === at);
  const earlier = names.map(({ gate, milestone }): PhaseView => {
    const count = left.filter((round) => isOf({ gate, milestone }, round) && round.kind !== 'outage').length;
    return { gate, milestone, state: 'ended', rounds: count, seconds: null, doing: null };
  });
  return [...phases.slice(0, 1), ...earlier, ...phases.slice(1)];
}

/** The review behind a phase's approval; null where there is no approval. */
function approvalOf(
  { approvals, milestones }: State,
  { gate, milestone }: PhaseView,
): Pick<Approval, 'kind' | 'job'> | null {
  if (gate !== 'milestone') return approvals[gate];
  return milestones.completed.find(({ id }) => id === milestone) ?? null;
}

function assuranceOf(approval: Pick<Approval, 'kind' | 'job'> | null, receipts: Receipts): Assurance {
  if (approval === null || approval.kind === 'overridden' || approval.job === null) return 'none';
  return receipts[approval.job]?.assurance ?? 'invalid';
}

/** When a phase began and ended; null where it did not. */
function spanOf(
  { gate, milestone, seconds }: PhaseView,
  state: State,
  entries: readonly Entry[],
): Pick<ReportPhase, 'began_at' | 'ended_at'> {
  const { approvals, milestones, created_at: created } = state;
  if (seconds === null) return { began_at: null, ended_at: null };
  if (gate === 'plan') return { began_at: created, ended_at: approvals.plan?.at ?? null };
  if (gate === 'final')
    return { began_at: milestones.completed.at(-1)?.at ?? null, ended_at: approvals.final?.at ?? null };
  const began = entries.find(
    ({ event }) => event.type === 'implementation-started' && event.milestone_id === milestone,
  );
  const ended = milestones.completed.find(({ id }) => id === milestone);
  return { began_at: began?.event.at ?? null, ended_at: ended?.at ?? null };
}

/** The weakest of what the approvals rest on; a chain that is only attested proves no more than signatures do. */
function wholeOf(phases: readonly ReportPhase[], ledger: 'verified' | 'attested'): Assurance {
  const found = phases.map(({ assurance }) => assurance).filter((assurance) => assurance !== 'none');
  if (found.length === 0) return 'none';
  if (found.includes('invalid')) return 'invalid';
  if (found.includes('attested')) return 'attested';
  if (found.includes('signed')) return 'signed';
  return ledger;
}

/** Every run of the checks: those before a review, and those that kept one from starting. */
function checksOf(events: readonly Event[]): ReportChecks[] {
  let current: string | null = null;
  return events.flatMap((event): ReportChecks[] => {
    if (event.type === 'implementation-started') current = event.milestone_id;
    const milestone = 'gate' in event && event.gate === 'milestone' ? current : null;
    if (event.type === 'checks-failed')
      return [{ at: event.at, gate: event.gate, milestone, results: event.checks.results }];
    if (event.type !== 'review-started' || !event.checks || event.checks.results.length === 0) return [];
    return [{ at: event.at, gate: event.gate, milestone: event.subject.milestone, results: event.checks.results }];
  });
}
