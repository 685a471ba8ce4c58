/** What `tasks` and `show` print about a task, past or present, from its ledger alone. */
import type { Event } from '../ledger/events.js';
import type { Entry } from '../ledger.js';
import { type Gate, isTerminal, type State, type Status } from '../model.js';
import { type Ending, endingOf } from './ending.js';
import { outcomeOf } from './timeline.js';

/** One task in a list. Times are ISO 8601. */
export interface TaskSummary {
  task: string;
  /** The task in the user's words. */
  text: string;
  status: Status;
  /** Whether the user abandoned it; its status is FAILED in that case. */
  abandoned: boolean;
  work_tree: string;
  started_at: string;
  /** null while it is open. */
  ended_at: string | null;
  milestones: { accepted: number; skipped: number; planned: number };
  /** Reviews with a verdict, and those that ended without one. */
  reviews: { returned: number; outages: number };
}

/** One review of a task that is over. */
export interface ReviewSummary {
  gate: Gate;
  milestone: string | null;
  /**
   * The number of this review with a verdict at its gate, or of its milestone, counted from 1; null when there was no
   * verdict.
   */
  round: number | null;
  job: string | null;
  /** null when Codex was not reached. */
  started_at: string | null;
  ended_at: string;
  kind: 'pass' | 'findings' | 'outage';
  /** `pass`, the verdict, or the reason of the outage. */
  outcome: string;
  findings: number;
  /** The artifact for teammates, relative to the project's folder. */
  file: string | null;
  /** null where the ledger does not say it. */
  tokens: number | null;
}

export interface MilestoneSummary {
  id: string;
  title: string;
  state: 'accepted' | 'overridden' | 'skipped' | 'current' | 'planned';
}

/** One task with everything that `show` prints of it. */
export interface TaskHistory extends TaskSummary {
  base: string;
  milestone_list: MilestoneSummary[];
  review_list: ReviewSummary[];
  ending: Ending;
}

/**
 * Summarises a task.
 *
 * @param state the task's state
 * @param entries its ledger
 */
export function summaryOf(state: State, entries: readonly Entry[]): TaskSummary {
  const events = entries.map(({ event }) => event);
  const count = (type: Event['type']): number => events.filter((event) => event.type === type).length;
  const { completed, blocked } = state.milestones;
  return {
    task: state.task_id,
    text: state.task,
    status: state.status,
    abandoned: state.abandoned !== null,
    work_tree: state.work_tree,
    started_at: state.created_at,
    ended_at: isTerminal(state.status) ? (events.at(-1)?.at ?? null) : null,
    milestones: { accepted: completed.length, skipped: blocked.length, planned: state.plan.milestones.length },
    reviews: { returned: count('review-returned'), outages: count('codex-unavailable') },
  };
}

/** The full history of a task; parameters as in summaryOf. */
export const historyOf = (state: State, entries: readonly Entry[]): TaskHistory => ({
  ...summaryOf(state, entries),
  base: state.base.commit,
  milestone_list: milestonesOf(state),
  review_list: reviewsOf(entries.map(({ event }) => event)),
  ending: endingOf(state),
});

/** The accepted milestones of earlier plans, followed by the milestones of the present plan. */
function milestonesOf({ plan, milestones }: State): MilestoneSummary[] {
  const accepted = new Map(milestones.completed.map(({ id, kind }) => [id, kind]));
  const stateOf = (id: string): MilestoneSummary['state'] => {
    const kind = accepted.get(id);
    if (kind !== undefined) return kind === 'overridden' ? 'overridden' : 'accepted';
    if (milestones.blocked.includes(id)) return 'skipped';
    return id === milestones.current ? 'current' : 'planned';
  };
  const titles = new Map([...plan.removed, ...plan.milestones].map(({ id, title }) => [id, title]));
  const planned = plan.milestones.map(({ id }) => id);
  const ids = [...[...accepted.keys()].filter((id) => !planned.includes(id)), ...planned];
  return ids.map((id) => ({ id, title: titles.get(id) ?? '', state: stateOf(id) }));
}

/** Every review that ended, in order. */
export function reviewsOf(events: readonly Event[]): ReviewSummary[] {
  const started = new Map<string, Extract<Event, { type: 'review-started' }>>();
  const rounds = new Map<string, number>();
  const found: ReviewSummary[] = [];
  for (const event of events) {
    if (event.type === 'review-started') started.set(event.job, event);
    if (event.type !== 'review-returned' && event.type !== 'codex-unavailable') continue;
    const begun = event.job === null ? undefined : started.get(event.job);
    const milestone = begun?.subject.milestone ?? null;
    const at = { gate: event.gate, milestone, job: event.job, started_at: begun?.at ?? null, ended_at: event.at };
    if (event.type === 'codex-unavailable') {
      found.push({ ...at, round: null, kind: 'outage', outcome: event.reason, findings: 0, file: null, tokens: null });
      continue;
    }
    const round = (rounds.get(milestone ?? event.gate) ?? 0) + 1;
    rounds.set(milestone ?? event.gate, round);
    const { outcome, file } = event;
    found.push({
      ...at,
      round,
      kind: outcome.kind,
      outcome: outcomeOf(event),
      findings: outcome.findings.length,
      file,
      tokens: event.details?.tokens ?? null,
    });
  }
  return found;
}
