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

/** What a gate's approval rests on. */
export interface Evidence {
  kind: 'reviewed' | 'overridden';
  job: string | null;
  /** Digest of the receipt, as the ledger names it. */
  receipt: string | null;
  /** The committed review, relative to the project. */
  file: string | null;
  /** Digest of what was approved. */
  subject: string;
  /** ISO time. */
  at: string;
}

/** One of the three approvals. */
export interface GateView extends Pick<GateReport, 'state' | 'assurance' | 'reason' | 'detail'> {
  /** Whether the user accepted the risk in place of an approval, also once the milestone is accepted. */
  overridden: boolean;
  evidence: Evidence | null;
  /** The command that opens it; null where it is open, or nothing can open it any more. */
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
  /** What of the pinned settings is looser than the preset. */
  settings: PresetComparison;
  /** The program that reviewed last, or that was found at the start; null where none was. */
  codex: CodexProgram | null;
}

/** In: the state, what was read off it, and what each approval rests on. */
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
