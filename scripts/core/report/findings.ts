/** Every finding of a task with the exchange about it, from the ledger. */
import type { Event } from '../task/ledger/events.js';
import type { Gate, OpenFinding, State } from '../task/model.js';
import type { FindingState, ReportFinding, Said } from './model.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/** Where a review stands: its subject, and its number among those with a verdict. */
export interface Place {
  gate: Gate;
  milestone: string | null;
  round: number | null;
}

interface Draft extends Omit<ReportFinding, 'state'> {}

const ORDER: Record<FindingState, number> = {
  open: 0,
  advisory: 1,
  unsettled: 2,
  accepted: 3,
  skipped: 4,
  resolved: 5,
  withdrawn: 6,
};

/**
 * All findings: what is open first, then by severity.
 *
 * @param placeOf where the review with this job stands
 */
export function findingsOf(
  state: State,
  events: readonly Event[],
  placeOf: (job: string, gate: Gate) => Place,
): ReportFinding[] {
  const found = new Map<string, Draft>();
  for (const event of events) {
    if (event.type === 'review-returned') addReview(found, event, placeOf(event.job, event.gate));
    if (event.type === 'codex-unavailable' && event.reported)
      addReported(found, event.reported, event.at, placeOf(event.job ?? '', event.gate));
    if (event.type === 'findings-answered') addAnswers(found, event);
  }
  return [...found.values()]
    .map((draft) => ({ ...draft, state: stateOf(draft, state) }))
    .sort(
      (a, b) => ORDER[a.state] - ORDER[b.state] || (a.severity < b.severity ? -1 : Number(a.severity > b.severity)),
    );
}

function addReview(found: Map<string, Draft>, event: Returned, place: Place): void {
  for (const { id, status, comment } of event.answers ?? [])
    found.get(id)?.said.push({ by: 'codex', at: event.at, round: place.round, status, text: comment });
  addReported(found, event.outcome.findings, event.at, place);
}

function addReported(found: Map<string, Draft>, reported: readonly OpenFinding[], at: string, place: Place): void {
  for (const finding of reported) {
    const before = found.get(finding.id);
    const facts = factsOf(finding);
    if (before !== undefined) {
      Object.assign(before, facts);
      if (place.round !== null && !before.rounds.includes(place.round)) before.rounds.push(place.round);
      continue;
    }
    const first: Said = { by: 'codex', at, round: place.round, status: 'reported', text: '' };
    const { gate, milestone, round } = place;
    found.set(finding.id, { ...facts, gate, milestone, rounds: round === null ? [] : [round], said: [first] });
  }
}

const factsOf = ({
  id,
  severity,
  category,
  title,
  file,
  line,
  explanation,
  required_fix,
  blocking,
}: OpenFinding): Pick<Draft, keyof OpenFinding & keyof Draft> => ({
  id,
  severity,
  category,
  title,
  file,
  line,
  explanation,
  required_fix,
  blocking,
});

function addAnswers(found: Map<string, Draft>, event: Extract<Event, { type: 'findings-answered' }>): void {
  for (const { id, disposition, reason } of event.answers)
    found.get(id)?.said.push({ by: 'claude', at: event.at, round: null, status: disposition, text: reason ?? '' });
}

function stateOf({ id, said }: Draft, state: State): FindingState {
  const has = (findings: readonly { id: string }[]): boolean => findings.some((one) => one.id === id);
  if (has(state.findings.open) || has(Object.values(state.kept_findings).flat())) return 'open';
  if (has(state.accepted_risks)) return 'accepted';
  if (has(Object.values(state.noted_findings).flat())) return 'advisory';
  const past = state.past_findings.findLast((one) => one.id === id);
  if (past !== undefined) return past.how;
  const last = said.findLast((one) => one.by === 'codex')?.status;
  return last === 'resolved' || last === 'withdrawn' ? last : 'unsettled';
}
