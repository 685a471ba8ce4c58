/** What `gates` and `status` show of the gates, as one plain value for people and programs. */
import type { Call } from '../../call.js';
import type { GateReport } from '../gates.js';
import type { Gate, State } from '../model.js';
import { comparedWithPreset, type PresetComparison } from '../pins/preset.js';
import type { CodexProgram } from '../pins/program.js';
import {
  type ChecksReport,
  type GatesReport,
  isAcceptedOverride,
  openerOf,
  openerOfChecks,
  openerOfSafety,
  type SafetyReport,
} from './gates-report.js';

/** The evidence for a gate's approval. */
export interface Evidence {
  kind: 'reviewed' | 'overridden';
  job: string | null;
  /** Digest of the receipt as the ledger names it. */
  receipt: string | null;
  /** The committed review, as a path relative to the project. */
  file: string | null;
  /** The reviewers of a gate with lenses; absent where the gate's own was the only one. */
  reviewers?: string[];
  /** Digest of what was approved. */
  subject: string;
  /** ISO time. */
  at: string;
}

/** One of the three approvals. */
export interface GateView extends Pick<GateReport, 'state' | 'assurance' | 'reason' | 'detail'> {
  /** Whether the user accepted the risk instead of an approval; stays true after the milestone is accepted. */
  overridden: boolean;
  evidence: Evidence | null;
  /** The command that opens the gate; null when it is open, or when nothing can open it any more. */
  opens_with: Call | null;
}

/** The three approvals, the checks and safety of a task. */
export interface GatesView {
  task: string;
  /** The task in the user's words. */
  text: string;
  status: State['status'];
  mode: State['mode'];
  gates: Record<Gate, GateView>;
  checks: ChecksReport & { opens_with: Call | null };
  safety: SafetyReport & { opens_with: Call | null };
  /** The pinned settings that are looser than the preset. */
  settings: PresetComparison;
  /** The program that reviewed last, or that was found at the start; null when none was found. */
  codex: CodexProgram | null;
}

/** Builds the view from the state, its report and the evidence for each approval. */
export function gatesView(state: State, report: GatesReport, evidence: Record<Gate, Evidence | null>): GatesView {
  const { checks, safety } = report;
  const of = (gate: Gate): GateView => {
    const given = report.gates[gate];
    return {
      state: given.state,
      assurance: given.assurance,
      reason: given.reason,
      detail: given.detail,
      overridden: isAcceptedOverride(given, state) || given.state === 'overridden',
      evidence: evidence[gate],
      opens_with: openerOf(given, state),
    };
  };
  return {
    task: state.task_id,
    text: state.task,
    status: state.status,
    mode: state.mode,
    gates: { plan: of('plan'), milestone: of('milestone'), final: of('final') },
    checks: { ...checks, opens_with: openerOfChecks(checks, state) },
    safety: { ...safety, opens_with: openerOfSafety(safety, state) },
    settings: comparedWithPreset(state.pins.config, state.pins.preset ?? null),
    codex: state.pins.codex_program ?? null,
  };
}
