/** What was argued about a finding across rounds, and the findings and verdicts that a review ends. */
import type { Event, ReviewAnswer } from '../ledger/events.js';
import type { Dispute, OpenFinding, PastFinding, State, StoppedVerdict } from '../model.js';

type Returned = Extract<Event, { type: 'review-returned' }>;

/** So often may a finding be rejected with a reason and upheld before the user decides. */
const MOST_UPHELD = 2;

/** The findings that this gate's last review left open. */
export const openBefore = ({ findings }: State, gate: Returned['gate']): OpenFinding[] =>
  findings.gate === gate ? findings.open : [];

/**
 * The findings of a reply, each with what was argued about it. An entry that does not record the reviewer's answers is
 * of a version that did not count disputes; its later entries rely on that.
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
 * word: more of the same would not end it.
 */
export const isDeadlocked = (before: readonly OpenFinding[], now: readonly OpenFinding[]): boolean =>
  now.some((finding) => {
    const disputes = finding.disputes ?? [];
    const known = before.find(({ id }) => id === finding.id)?.disputes?.length ?? 0;
    const isNew = disputes.length > known;
    return finding.blocking && isNew && (disputes.length >= MOST_UPHELD || disputes.at(-1)?.by === 'user');
  });

/** The findings that a review has ended; `round` is its own. */
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

/** The finding as one that is over. */
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

/** Whether a review of one gate judges what a review of the other one judged. */
const isSameSide = (a: PastFinding['gate'], b: PastFinding['gate']): boolean => (a === 'plan') === (b === 'plan');

/** The verdicts that stopped the work, after one more review. */
export function stoppedAfter(state: State, { gate, job, outcome, at }: Returned): StoppedVerdict[] {
  const { running } = state.reviews;
  const { verdict } = outcome;
  if (outcome.kind === 'pass' || !isStop(verdict))
    return state.stopped.map((one) => (isSameSide(one.gate, gate) ? { ...one, settled: true } : one));
  const { tree = null, plan = '', milestone = null } = running?.subject ?? {};
  const first = { gate, milestone, verdict, job, content: tree ?? plan, at, settled: false, again: false };
  return [...state.stopped, first];
}

/** The verdict that paused the task: no review has come after it. */
export const lastStop = ({ stopped }: State): StoppedVerdict | null =>
  stopped.findLast(({ settled }) => !settled) ?? null;

/** Whether Codex's last word on the change, or on the plan, is that it is unsafe or a sensitive operation. */
export const isCalledDangerous = ({ stopped }: State, gate: PastFinding['gate']): boolean =>
  stopped.some((one) => isSameSide(one.gate, gate) && !one.settled && one.verdict !== 'fail_unclear');

/** Whether what Codex was unclear about may be reviewed again at no cost: once for the plan, a milestone, the whole. */
export function hasFreeReview(state: State): boolean {
  const stop = lastStop(state);
  if (stop?.verdict !== 'fail_unclear') return false;
  return !state.stopped.some((one) => one.again && one.gate === stop.gate && one.milestone === stop.milestone);
}
