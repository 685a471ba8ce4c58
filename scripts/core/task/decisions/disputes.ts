/** The dispute about a finding across rounds, and the findings and verdicts that a review settles. */
import type { Event, ReviewAnswer } from '../ledger/events.js';
import type { Dispute, OpenFinding, PastFinding, State, StoppedVerdict } from '../model.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/** After so many rejections that a review did not accept, the user decides about the finding. */
const MOST_UPHELD = 2;

/** The findings that this gate's last review left open. */
export const openBefore = ({ findings }: State, gate: Returned['gate']): OpenFinding[] =>
  findings.gate === gate ? findings.open : [];

/**
 * The findings of a reply, each with its history of disputes. An entry without the reviewer's answers comes from a
 * version that did not count disputes; later entries of that ledger rely on none being counted.
 */
export function argued(before: readonly OpenFinding[], { outcome, answers }: Returned): OpenFinding[] {
  if (answers === undefined) return outcome.findings;
  return outcome.findings.map((finding) => {
    const earlier = before.find(({ id }) => id === finding.id);
    const disputes = earlier ? disputesOf(earlier, finding, answers) : [];
    return disputes.length > 0 ? { ...finding, disputes } : finding;
  });
}

function disputesOf(earlier: OpenFinding, now: OpenFinding, answers: readonly ReviewAnswer[]): Dispute[] {
  const before = earlier.disputes ?? [];
  if (earlier.disposition !== 'rejected') return before;
  const comment = answers.find(({ id }) => id === now.id)?.comment ?? now.explanation;
  return [...before, { by: earlier.answered_by ?? 'claude', reason: earlier.reason ?? '', comment }];
}

/**
 * Whether this review upheld a blocking finding against Claude's reasons for the second time, or against the user's
 * word. More rounds would not settle it.
 */
export const isDeadlocked = (before: readonly OpenFinding[], now: readonly OpenFinding[]): boolean =>
  now.some((finding) => {
    const disputes = finding.disputes ?? [];
    const known = before.find(({ id }) => id === finding.id)?.disputes?.length ?? 0;
    const isNew = disputes.length > known;
    return finding.blocking && isNew && (disputes.length >= MOST_UPHELD || disputes.at(-1)?.by === 'user');
  });

/** The findings that a review has settled; `round` is the number of its round. */
export function endedBy(state: State, { gate, outcome, answers }: Returned, round: number): PastFinding[] {
  const open = new Set(outcome.findings.map(({ id }) => id));
  return openBefore(state, gate)
    .filter(({ id }) => !open.has(id))
    .map((finding) => {
      const answer = answers?.find(({ id }) => id === finding.id);
      const how = answer?.status === 'withdrawn' ? 'withdrawn' : 'resolved';
      return pastFinding(state, finding, { gate, round, how, comment: answer?.comment ?? '' });
    });
}

/** The finding as a closed one. */
export const pastFinding = (
  { milestones }: State,
  { id, severity, title, file, required_fix }: OpenFinding,
  end: Pick<PastFinding, 'gate' | 'round' | 'how' | 'comment'>,
): PastFinding => ({
  id,
  severity,
  title,
  file,
  required_fix,
  milestone: end.gate === 'milestone' ? milestones.current : null,
  ...end,
});

const isStop = (verdict: string): verdict is StoppedVerdict['verdict'] =>
  verdict === 'fail_unclear' || verdict === 'sensitive_operation' || verdict === 'unsafe';

/** Whether two gates judge the same thing: the plan, or the change (at the milestone and final gates). */
const isSameSide = (a: PastFinding['gate'], b: PastFinding['gate']): boolean => (a === 'plan') === (b === 'plan');

/** The list of verdicts that stopped the work, updated with the result of one more review. */
export function stoppedAfter(state: State, { gate, job, outcome, at }: Returned): StoppedVerdict[] {
  const { running } = state.reviews;
  const { verdict } = outcome;
  if (outcome.kind === 'pass' || !isStop(verdict))
    return state.stopped.map((one) => (isSameSide(one.gate, gate) ? { ...one, settled: true } : one));
  const { tree = null, plan = '', milestone = null } = running?.subject ?? {};
  const first = { gate, milestone, verdict, job, content: tree ?? plan, at, settled: false, again: false };
  return [...state.stopped, first];
}

/** The verdict that paused the task, if no review has come after it; else null. */
export const lastStop = ({ stopped }: State): StoppedVerdict | null =>
  stopped.findLast(({ settled }) => !settled) ?? null;

/** Whether Codex's last verdict on the change, or on the plan, is that it is unsafe or a sensitive operation. */
export const isCalledDangerous = ({ stopped }: State, gate: PastFinding['gate']): boolean =>
  stopped.some((one) => isSameSide(one.gate, gate) && !one.settled && one.verdict !== 'fail_unclear');

/**
 * Whether an unclear verdict may be reviewed again at no cost: once for the plan, once for each milestone, and once for
 * the final review.
 */
export function hasFreeReview(state: State): boolean {
  const stop = lastStop(state);
  if (stop?.verdict !== 'fail_unclear') return false;
  return !state.stopped.some((one) => one.again && one.gate === stop.gate && one.milestone === stop.milestone);
}
