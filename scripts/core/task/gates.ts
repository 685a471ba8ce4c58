/** The one rule for each gate, used by transition, gates, doctor, status and next. */
import { closesPlan } from '../plan/sync/impact.js';
import type { Assurance } from './ledger/observation.js';
import { type Approval, type Gate, type Observation, type State, type Subject, sameSubject } from './model.js';

export const GATES = ['plan', 'milestone', 'final'] as const satisfies readonly Gate[];

export type GateState = 'open' | 'closed' | 'accepted' | 'overridden' | 'bypassed';

/** Why a gate is not open. Both `gates` and refusals use these codes. */
export type ClosedReason =
  | 'not-reviewed'
  | 'pins-changed'
  | 'plan-changed'
  | 'base-moved'
  | 'content-changed'
  | 'other-milestone'
  | 'receipt-invalid'
  | 'receipt-attested'
  | 'review-running'
  | 'documents-changed'
  | 'plan-voided';

export interface GateReport {
  gate: Gate;
  state: GateState;
  assurance: Assurance | null;
  reason: ClosedReason | null;
  /** The code of a receipt's problem, or the names of changed pins. */
  detail: string | null;
  subject: Subject | null;
  approval: Approval | null;
}

/**
 * What this gate would approve if it were reviewed now; null when the planning documents or the tree have no digest.
 */
export function presentSubject(gate: Gate, state: State, seen: Observation): Subject | null {
  if (seen.plan === null) return null;
  if (gate === 'plan') return { gate, plan: seen.plan, base: null, tree: null, milestone: null };
  if (seen.tree === null) return null;
  if (gate === 'final') return { gate, plan: seen.plan, base: state.base.tree, tree: seen.tree, milestone: null };
  return {
    gate,
    plan: seen.plan,
    base: state.milestones.base.tree,
    tree: seen.tree,
    milestone: state.milestones.current,
  };
}

function closedReason(approved: Subject, present: Subject | null, baseMoved: boolean): ClosedReason | null {
  if (present === null || approved.plan !== present.plan) return 'plan-changed';
  if (approved.milestone !== present.milestone) return 'other-milestone';
  if (approved.base !== present.base) return 'base-moved';
  if (!sameSubject(approved, present)) return baseMoved ? 'base-moved' : 'content-changed';
  return null;
}

/**
 * Evaluates one gate against the current content of the work tree.
 *
 * Accepting a milestone uses its approval up: from then on the gate reports `accepted` until the next milestone starts,
 * whatever happens to the files.
 */
export function evaluateGate(gate: Gate, state: State, seen: Observation): GateReport {
  const approval = state.approvals[gate];
  const subject = presentSubject(gate, state, seen);
  const report = (given: Partial<GateReport> & { state: GateState }): GateReport => ({
    gate,
    assurance: null,
    reason: null,
    detail: null,
    subject,
    approval,
    ...given,
  });
  if (gate === 'milestone' && !approval && state.milestones.current === null) {
    const last = state.milestones.completed.at(-1);
    if (last) return report({ state: 'accepted', assurance: assuranceOf(last.job, seen), detail: last.id });
  }
  if (seen.changed_pins.length > 0)
    return report({ state: 'closed', reason: 'pins-changed', detail: seen.changed_pins.join(', ') });
  if (!approval)
    return report({
      state: 'closed',
      reason: state.reviews.running?.gate === gate ? 'review-running' : 'not-reviewed',
    });
  const reason = closedReason(approval.subject, subject, seen.base_moved);
  if (reason) return report({ state: 'closed', reason });
  const moved = gate === 'plan' ? planMoved(state, seen) : null;
  if (moved) return report({ state: 'closed', ...moved });
  if (approval.kind === 'overridden') return report({ state: 'overridden' });
  return reviewedReport(approval, seen, report);
}

/** Why an approval no longer holds although the plan's own text is what was approved. */
function planMoved({ plan }: State, { documents }: Observation): Pick<GateReport, 'reason' | 'detail'> | null {
  if (plan.voided !== undefined) return { reason: 'plan-voided', detail: null };
  return documents && closesPlan(documents.impact)
    ? { reason: 'documents-changed', detail: documents.names.join(', ') }
    : null;
}

function assuranceOf(job: string | null, seen: Observation): GateReport['assurance'] {
  const found = job === null ? undefined : seen.receipts[job];
  return found && found.assurance !== 'invalid' ? found.assurance : null;
}

function reviewedReport(
  approval: Approval,
  seen: Observation,
  report: (given: Partial<GateReport> & { state: GateState }) => GateReport,
): GateReport {
  const receipt = approval.job === null ? undefined : seen.receipts[approval.job];
  if (!receipt || receipt.assurance === 'invalid')
    return report({ state: 'closed', reason: 'receipt-invalid', detail: problemOf(receipt) });
  return report({ state: 'open', assurance: receipt.assurance });
}

/** A receipt's problem by its code, and the reviewer that it is about: `receipt-lens-altered: security`. */
const problemOf = (receipt: Observation['receipts'][string] | undefined): string =>
  [receipt?.problem ?? 'receipt-missing', ...(receipt?.lens === undefined ? [] : [receipt.lens])].join(': ');

/** Evaluates the three gates against the current content of the work tree. */
export function evaluateGates(state: State, seen: Observation): Record<Gate, GateReport> {
  return {
    plan: evaluateGate('plan', state, seen),
    milestone: evaluateGate('milestone', state, seen),
    final: evaluateGate('final', state, seen),
  };
}

/**
 * Whether a step of the task may pass the gate: it is reviewed and verified, or the user overrode it; signed or
 * attested is not enough.
 */
export const isPassable = (report: GateReport): boolean =>
  (report.state === 'open' && report.assurance === 'verified') ||
  report.state === 'overridden' ||
  report.state === 'bypassed';

/** Why a step may not pass, as the reason in a `gate-closed` notice. */
export const refusalReason = (report: GateReport): ClosedReason =>
  report.reason ??
  (report.assurance === 'attested' || report.assurance === 'signed' ? 'receipt-attested' : 'not-reviewed');
