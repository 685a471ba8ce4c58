/**
 * What `gates` and `status` show besides the three approvals: the checks, safety, and the command that opens each gate.
 */
import { type Call, call, forUser } from '../../call.js';
import { evaluateGates, type GateReport } from '../gates.js';
import { isReviewDue } from '../machine-reviews.js';
import {
  type Approval,
  type CheckSummary,
  type Gate,
  isActive,
  isTerminal,
  type Observation,
  type State,
  traitsOf,
} from '../model.js';
import { nextStep } from '../next-step.js';
import { pauseCode } from '../pauses.js';

/** `none`: the project has no check; this is shown, not hidden. */
export interface ChecksReport {
  state: 'open' | 'closed' | 'none';
  reason: 'checks-failed' | 'checks-not-run' | 'checks-other-tree' | null;
  results: CheckSummary['results'];
  /** The tree on which the checks ran; null when they did not run. */
  tree: string | null;
}

export interface SafetyReport {
  state: 'open' | 'closed';
  reason: 'pins-changed' | 'safety-pause' | null;
  /** Names of changed pins, or the status and its meaning. */
  detail: string | null;
}

/** Evaluates the runner's own results, which count only for the tree on which they ran. */
export function evaluateChecks(state: State, tree: string | null): ChecksReport {
  const last = state.reviews.last_checks;
  if (state.pins.config.testing.commands.length === 0 && (last?.results.length ?? 0) === 0)
    return { state: 'none', reason: null, results: [], tree: null };
  if (last === null) return { state: 'closed', reason: 'checks-not-run', results: [], tree: null };
  const reason = last.results.some((check) => check.required && !check.passed)
    ? 'checks-failed'
    : last.tree === tree
      ? null
      : 'checks-other-tree';
  return { state: reason === null ? 'open' : 'closed', reason, results: last.results, tree: last.tree };
}

/** Safety is closed during a safety pause and while pinned settings are loosened. */
export function evaluateSafety(state: State, changedPins: readonly string[]): SafetyReport {
  if (traitsOf(state.status).safety)
    return { state: 'closed', reason: 'safety-pause', detail: `${state.status}: ${pauseCode(state.pause) ?? ''}` };
  if (changedPins.length > 0) return { state: 'closed', reason: 'pins-changed', detail: changedPins.join(', ') };
  return { state: 'open', reason: null, detail: null };
}

/**
 * Whether a gate is reviewed and verified, for callers that accept nothing less. An override has no receipt, even after
 * it is accepted.
 */
export const isVerified = (report: GateReport): boolean =>
  (report.state === 'open' || report.state === 'accepted') && report.assurance === 'verified';

/** Whether the milestone was accepted because the user overrode the gate; it stays shown as overridden. */
export const isAcceptedOverride = (report: GateReport, state: State): boolean =>
  report.state === 'accepted' && state.milestones.completed.at(-1)?.kind === 'overridden';

/** The approval behind a gate; for an accepted milestone, the approval that its acceptance used up. */
export function approvalShown(report: GateReport, state: State): Approval | null {
  const last = state.milestones.completed.at(-1);
  if (report.state !== 'accepted' || !last) return report.approval;
  return { kind: last.kind, subject: last.subject, tree_id: last.tree_id, job: last.job, at: last.at };
}

/** The user confirms settings that were loosened during the task. */
const CONFIRM = forUser(call('confirm'));

/** The command that opens a gate; null when it is open, or when nothing can open it any more. */
export function openerOf(report: GateReport, state: State): Call | null {
  const { gate, reason } = report;
  const isEnough =
    report.assurance === 'verified' ||
    isAcceptedOverride(report, state) ||
    report.state === 'overridden' ||
    report.state === 'bypassed';
  if (isEnough && report.state !== 'closed') return null;
  if (reason === 'pins-changed') return CONFIRM;
  if (reason === 'documents-changed' && isActive(state.status)) return call('sync-docs');
  if (isTerminal(state.status)) return null;
  // Waiting opens only the gate that is under review.
  if (state.reviews.running) return state.reviews.running.gate === gate ? call('review', 'wait') : call('next');
  const next = nextStep(state);
  if (!isActive(state.status)) return next.run;
  if (isReviewDue(state, gate) && next.action !== 'fix-findings') return call('review', gate);
  if (gate === 'plan' && (state.approvals.plan !== null || report.state === 'open')) return call('report', 'plan');
  return call('next');
}

/** The command that opens the checks; null when they are open. */
export function openerOfChecks(report: ChecksReport, state: State): Call | null {
  if (report.state !== 'closed' || isTerminal(state.status)) return null;
  const gate = (['milestone', 'final'] as const satisfies readonly Gate[]).find((name) => isReviewDue(state, name));
  return gate && report.reason !== 'checks-failed' && isActive(state.status) && !state.reviews.running
    ? call('review', gate)
    : call('next');
}

/** The command that opens safety; null when it is open. */
export function openerOfSafety(report: SafetyReport, state: State): Call | null {
  if (report.state === 'open') return null;
  return report.reason === 'pins-changed' ? CONFIRM : (nextStep(state).run ?? call('status'));
}

/** Everything that can be read from the state and an observation. */
export interface GatesReport {
  gates: Record<Gate, GateReport>;
  checks: ChecksReport;
  safety: SafetyReport;
}

/** Evaluates all gates, the checks and safety. */
export function reportGates(state: State, seen: Observation): GatesReport {
  return {
    gates: evaluateGates(state, seen),
    checks: evaluateChecks(state, seen.tree),
    safety: evaluateSafety(state, seen.changed_pins),
  };
}
