/** docs/cccc/state.json: the fold of the ledger, for people, hooks and other tools. Gates never read it. */
import { effortKey, effortOf } from './machine-milestones.js';
import type { Approval, Gate, State } from './model.js';
import { nextStep } from './next-step.js';

/** What the Stop hook reads; the rest of the file is for people. */
export interface StateFile {
  skill_name: string;
  skill_version: string;
  task_id: string | null;
  status: string;
  mode: string;
  pause_reason: string | null;
  ledger_seq: number;
  ledger_head: string;
  loop: State['loop'];
  next_step: { action: string; waits: boolean; text: string };
  current_milestone_id: string | null;
  has_backlog: boolean;
  review_running: boolean;
  [field: string]: unknown;
}

const reviewStatus = (approval: Approval | null): string =>
  approval === null ? 'not_reviewed' : approval.kind === 'reviewed' ? 'codex_approved' : approval.kind;

const lastFile = (state: State, gate: Gate): string | null =>
  state.last_review?.gate === gate ? state.last_review.file : null;

/**
 * In: the state, the ledger's head, the running version and the phrased next step. Out: the file's content as a value;
 * the same input gives the same output.
 */
export function stateFile(
  state: State,
  ledger: { seq: number; head: string },
  version: string,
  text: string,
): StateFile {
  const next = nextStep(state);
  const gate: Gate = state.findings_gate ?? (state.current_milestone_id ? 'milestone' : 'plan');
  return {
    skill_name: 'cc-codex-collaborate',
    skill_version: version,
    workspace: 'docs/cccc',
    task_id: state.task_id,
    task: state.task,
    status: state.status,
    previous_status: state.previous_status,
    mode: state.mode,
    pause_reason: state.pause_reason,
    question: state.question,
    ledger_seq: ledger.seq,
    ledger_head: ledger.head,
    loop: state.loop,
    next_step: { action: next.action, waits: next.waits, text },
    language: state.language,
    base_commit: state.base.commit,
    roadmap_status: reviewStatus(state.approvals.plan),
    codex_plan_review_status: reviewStatus(state.approvals.plan),
    codex_final_review_status: reviewStatus(state.approvals.final),
    current_milestone_id: state.current_milestone_id,
    current_milestone_codex_review_status: reviewStatus(state.approvals.milestone),
    current_milestone_codex_review_file: lastFile(state, 'milestone'),
    last_codex_plan_review_file: lastFile(state, 'plan'),
    last_codex_final_review_file: lastFile(state, 'final'),
    completed_milestones: state.completed_milestones.map((milestone) => milestone.id),
    blocked_milestones: state.blocked_milestones,
    has_backlog: (state.plan?.milestones.length ?? 0) > 0,
    review_running: state.review !== null,
    review_round_current: effortOf(state, gate).rounds,
    fix_attempts_current: effortOf(state, gate).fixes,
    effort_of: effortKey(state, gate),
    codex_unavailable_reason: state.codex_unavailable_reason,
    codex_resets_at: state.codex_resets_at,
    resume_reason: state.resume_reason,
    resume_strategy: state.resume_strategy,
    last_resumed_at: state.last_resumed_at,
    last_human_decision: state.last_human_decision,
    created_at: state.created_at,
    updated_at: state.updated_at,
  };
}
