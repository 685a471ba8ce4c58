/** The course of a task at a glance: its phases in order, and what it has taken so far. */
import { secondsBetween } from '../../time.js';
import type { Entry } from '../ledger.js';
import { availableMilestones } from '../machine-milestones.js';
import { type Gate, isPaused, isTerminal, type State } from '../model.js';
import { reviewsOf } from './history.js';
import type { ProgressWord } from './progress.js';

/** `ended`: the task was abandoned in this phase. */
export type PhaseState = 'passed' | 'overridden' | 'skipped' | 'active' | 'paused' | 'ended' | 'waiting';

/** The plan, one milestone, or the whole change. */
export interface PhaseView {
  gate: Gate;
  /** null for the plan and the whole change. */
  milestone: string | null;
  state: PhaseState;
  /** Reviews with a verdict. */
  rounds: number;
  /** From its beginning until its end, or until now; null before it began. */
  seconds: number | null;
  /** What happens in it now, and for how long; null where nothing does. */
  doing: { word: ProgressWord; seconds: number } | null;
}

/** What a task has taken so far. */
export interface Totals {
  /** From its beginning until its end, or until now. */
  seconds: number;
  /** Reviews with a verdict, and those that ended without one. */
  rounds: number;
  outages: number;
  /** Of all reviews of which the ledger says it; null where it says it of none. */
  tokens: number | null;
}

/** The ledger of a task, and the present time. */
export interface Trail {
  entries: readonly Pick<Entry, 'event'>[];
  now: string;
}

/** The totals of a task. */
export function totalsOf(state: State, { entries, now }: Trail): Totals {
  const events = entries.map(({ event }) => event);
  const reviews = reviewsOf(events);
  const tokens = reviews.flatMap((review) => review.tokens ?? []);
  const end = isTerminal(state.status) ? (events.at(-1)?.at ?? now) : now;
  return {
    seconds: secondsBetween(state.created_at, end),
    rounds: reviews.filter(({ kind }) => kind !== 'outage').length,
    outages: reviews.filter(({ kind }) => kind === 'outage').length,
    tokens: tokens.length === 0 ? null : tokens.reduce((sum, one) => sum + one, 0),
  };
}

/**
 * The phases of a task in order: the plan, each milestone, the whole change.
 *
 * @param word the condition of the phase in progress
 */
export function phasesOf(state: State, trail: Trail, word: ProgressWord): PhaseView[] {
  const { plan, milestones } = state;
  const planned = plan.milestones.map(({ id }) => id);
  const earlier = milestones.completed.map(({ id }) => id).filter((id) => !planned.includes(id));
  const names: Pick<PhaseView, 'gate' | 'milestone'>[] = [
    { gate: 'plan', milestone: null },
    ...[...earlier, ...planned].map((milestone) => ({ gate: 'milestone' as const, milestone })),
    { gate: 'final', milestone: null },
  ];
  return names.map((name) => phaseView(state, trail, name, word));
}

function phaseView(
  state: State,
  { entries, now }: Trail,
  { gate, milestone }: Pick<PhaseView, 'gate' | 'milestone'>,
  word: ProgressWord,
): PhaseView {
  const events = entries.map(({ event }) => event);
  const isMine = (review: { gate: Gate; milestone: string | null }): boolean =>
    review.gate === gate && review.milestone === milestone;
  const began = beganAt(state, events, gate, milestone);
  const ended = endedAt(state, gate, milestone);
  const standing = stateOf(state, gate, milestone);
  const isOpen = standing === 'active' || standing === 'paused';
  const since = state.reviews.running?.started_at ?? state.updated_at;
  const until = ended ?? (isOpen ? now : null);
  return {
    gate,
    milestone,
    state: standing,
    rounds: reviewsOf(events).filter((review) => isMine(review) && review.kind !== 'outage').length,
    seconds: began === null || until === null ? null : secondsBetween(began, until),
    doing: isOpen ? { word, seconds: secondsBetween(since, now) } : null,
  };
}

type Events = Entry['event'][];

function beganAt(state: State, events: Events, gate: Gate, milestone: string | null): string | null {
  if (gate === 'plan') return state.created_at;
  if (gate === 'final')
    return stateOf(state, gate, null) === 'waiting' ? null : (state.milestones.completed.at(-1)?.at ?? null);
  const event = events.find((one) => one.type === 'implementation-started' && one.milestone_id === milestone);
  return event?.at ?? null;
}

const endedAt = ({ approvals, milestones }: State, gate: Gate, milestone: string | null): string | null =>
  gate === 'milestone'
    ? (milestones.completed.find(({ id }) => id === milestone)?.at ?? null)
    : (approvals[gate]?.at ?? null);

function stateOf(state: State, gate: Gate, milestone: string | null): PhaseState {
  const { approvals, milestones } = state;
  const approval =
    gate === 'milestone' ? milestones.completed.find(({ id }) => id === milestone) : (approvals[gate] ?? undefined);
  if (approval !== undefined) return approval.kind === 'overridden' ? 'overridden' : 'passed';
  if (milestone !== null && milestones.blocked.includes(milestone)) return 'skipped';
  if (!isPresent(state, gate, milestone)) return 'waiting';
  if (isTerminal(state.status)) return 'ended';
  return isPaused(state.status) ? 'paused' : 'active';
}

/** Whether the task stands in this phase, which has no approval yet. */
function isPresent(state: State, gate: Gate, milestone: string | null): boolean {
  const { approvals, milestones } = state;
  if (gate === 'milestone') return milestones.current === milestone;
  if (milestones.current !== null) return false;
  if (gate === 'plan') return true;
  return approvals.plan !== null && availableMilestones(state).length === 0;
}
