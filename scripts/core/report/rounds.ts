/** The reviews of each phase of a task, from the ledger; what changed between their contents is read beside it. */
import type { Event } from '../task/ledger/events.js';
import type { Gate, OpenFinding } from '../task/model.js';
import { type ReviewSummary, reviewsOf } from '../task/views/history.js';
import { secondsBetween } from '../time.js';
import type { ChangedPath, Receipts, ReportRound, RoundChange } from './model.js';

type Started = Extract<Event, { type: 'review-started' }>;
type Returned = Extract<Event, { type: 'review-returned' }>;

/** A review with the phase to which it belongs. */
export interface PlacedRound extends ReportRound {
  gate: Gate;
  milestone: string | null;
}

/** The differences between two contents, by the job of the review that came later. */
export type Changes = ReadonlyMap<string, RoundChange>;

/** The trees of a review and of the content before it. */
export interface ComparedTrees {
  job: string;
  since: RoundChange['since'];
  from: string;
  to: string;
}

/**
 * The pairs of trees that show what changed between the rounds of each phase: the first against the base of its phase.
 */
export function treesBetweenRounds(events: readonly Event[], base: string): ComparedTrees[] {
  const last = new Map<string, string>();
  const pairs: ComparedTrees[] = [];
  let accepted = base;
  for (const event of events) {
    if (event.type === 'milestone-accepted' && event.observation.tree_id !== null) accepted = event.observation.tree_id;
    if (event.type === 'base-moved') accepted = event.milestone_base.tree_id;
    if (event.type !== 'review-started' || event.tree_id === null) continue;
    const key = keyOf(event.gate, event.subject.milestone);
    const before = last.get(key);
    const from = before ?? (event.gate === 'final' ? base : accepted);
    pairs.push({ job: event.job, since: before === undefined ? 'base' : 'round', from, to: event.tree_id });
    last.set(key, event.tree_id);
  }
  return pairs;
}

const keyOf = (gate: Gate, milestone: string | null): string => milestone ?? gate;

/**
 * All reviews in order, those without a verdict and the running one included.
 *
 * @param receipts as the gates judge them
 * @param changes what was read of the contents
 */
export function roundsOf(events: readonly Event[], receipts: Receipts, changes: Changes): PlacedRound[] {
  const titles = new Map<string, string>();
  const known = new Set<string>();
  const started = new Map(events.filter(isStarted).map((event) => [event.job, event]));
  const returned = new Map(events.filter(isReturned).map((event) => [event.job, event]));
  const documents = documentChanges(events);
  const milestones = milestonesAt(events);
  const ended = reviewsOf(events).map((found, index): PlacedRound => {
    const current = found.gate === 'milestone' ? (milestones[index] ?? null) : null;
    const review = { ...found, milestone: found.milestone ?? current };
    const begun = review.job === null ? undefined : started.get(review.job);
    const back = review.job === null ? undefined : returned.get(review.job);
    const findings = back?.outcome.findings ?? [];
    const fresh = findings.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    const answers = (back?.answers ?? []).map((answer) => ({ ...answer, title: titles.get(answer.id) ?? '' }));
    for (const { id, title } of findings) {
      known.add(id);
      titles.set(id, title);
    }
    const change = begun === undefined ? null : changeOf(begun, changes, documents);
    return { ...roundOf(review, begun, back, receipts), severities: severitiesOf(findings), fresh, answers, change };
  });
  return [...ended, ...runningOf(events)];
}

/** The milestone in progress at the end of each review; of one that did not begin, the ledger says nothing else. */
function milestonesAt(events: readonly Event[]): (string | null)[] {
  let current: string | null = null;
  return events.flatMap((event) => {
    if (event.type === 'implementation-started') current = event.milestone_id;
    return event.type === 'review-returned' || event.type === 'codex-unavailable' ? [current] : [];
  });
}

const isStarted = (event: Event): event is Started => event.type === 'review-started';
const isReturned = (event: Event): event is Returned => event.type === 'review-returned';

function roundOf(
  review: ReviewSummary,
  begun: Started | undefined,
  back: Returned | undefined,
  receipts: Receipts,
): Omit<PlacedRound, 'severities' | 'fresh' | 'answers' | 'change'> {
  const { gate, milestone, round, job, kind, outcome, started_at, ended_at, tokens, file } = review;
  const receipt = job === null || kind === 'outage' ? undefined : receipts[job];
  return {
    ...{ gate, milestone, round, job, kind, outcome, started_at, ended_at, tokens, file },
    seconds: started_at === null ? null : secondsBetween(started_at, ended_at),
    model: back?.details?.model ?? null,
    summary: back?.details?.summary ?? null,
    checks: begun?.checks?.results ?? [],
    receipt: receipt ?? { assurance: 'none', problem: null },
  };
}

/** A review that began last and has not ended. */
function runningOf(events: readonly Event[]): PlacedRound[] {
  const at = events.findLastIndex(isStarted);
  const begun = events[at];
  if (begun?.type !== 'review-started') return [];
  const isOver = events.slice(at + 1).some((event) => 'job' in event && event.job === begun.job);
  if (isOver) return [];
  return [
    {
      ...{ gate: begun.gate, milestone: begun.subject.milestone, round: null, job: begun.job, kind: 'running' },
      ...{ outcome: 'running', started_at: begun.at, ended_at: null, seconds: null, model: null, tokens: null },
      ...{ summary: null, severities: severitiesOf([]), fresh: [], answers: [], change: null, file: null },
      checks: begun.checks?.results ?? [],
      receipt: { assurance: 'none', problem: null },
    },
  ];
}

function severitiesOf(findings: readonly OpenFinding[]): ReportRound['severities'] {
  const count = (severity: OpenFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { P0: count('P0'), P1: count('P1'), P2: count('P2'), P3: count('P3') };
}

function changeOf(
  { gate, job }: Started,
  changes: Changes,
  documents: ReadonlyMap<string, RoundChange>,
): RoundChange | null {
  return (gate === 'plan' ? documents.get(job) : changes.get(job)) ?? null;
}

/** Which planning documents differ between the plan's rounds: the ledger names them by their digests. */
function documentChanges(events: readonly Event[]): Map<string, RoundChange> {
  const found = new Map<string, RoundChange>();
  const begun = events.filter(isStarted).filter(({ gate }) => gate === 'plan');
  for (const [index, { job, documents }] of begun.entries()) {
    const before = begun[index - 1]?.documents;
    if (before === undefined || documents === undefined) continue;
    const names = [...new Set([...Object.keys(before), ...Object.keys(documents)])].sort();
    const files = names
      .filter((name) => before[name]?.digest !== documents[name]?.digest)
      .map((path): ChangedPath => ({ path, status: 'document', added: null, removed: null }));
    found.set(job, { since: 'round', files, more: 0 });
  }
  return found;
}
