/**
 * docs/cccc/state.json: the state computed from the ledger, under the predecessor's field names, for people, hooks and
 * other tools. Gates never read it.
 */
import { isCall } from '../call.js';
import { WORKSPACE_SCHEMA_VERSION } from '../install/initial-state.js';
import { slashText } from '../say/command-text.js';
import { effortKey, effortOf } from './machine-milestones.js';
import type { Approval, Gate, State } from './model.js';
import { nextStep } from './next-step.js';
import { impactOf, pausedBy, pauseFields } from './pauses.js';
import { type ProgressWord, progressView } from './views/progress.js';

/** The fields that the Stop hook and the status line read; the rest of the file is for people. */
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
  /** `command`: what a user types for it in Claude Code; null where there is nothing to run. */
  next_step: { action: string; waits: boolean; text: string; command: string | null };
  progress: StateProgress;
  current_milestone_id: string | null;
  has_backlog: boolean;
  review_running: boolean;
  [field: string]: unknown;
}

/** Where the task stands, in what fits one line. */
export interface StateProgress {
  word: ProgressWord;
  gate: Gate;
  round: number;
  limit: number;
  accepted: number;
  milestones: number;
  /** The running review; null when there is none. */
  review: { job: string; started_at: string } | null;
}

function stateProgress(state: State): StateProgress {
  const { word, phase, round, limit } = progressView(state);
  const { running } = state.reviews;
  return {
    word,
    gate: phase.gate,
    round,
    limit,
    accepted: state.milestones.completed.length,
    milestones: state.plan.milestones.length,
    review: running && { job: running.job, started_at: running.started_at },
  };
}

/** The predecessor's fields about the planning documents. */
function documentFields(state: State) {
  const changes = pausedBy(state, 'documents')?.changes ?? [];
  const status = state.documents === null ? 'not_synced' : changes.length > 0 ? state.status.toLowerCase() : 'synced';
  return {
    docs_sync_status: status,
    docs_sync_impact: changes.length > 0 ? impactOf(changes) : null,
    docs_sync_changed_documents: changes.map(({ document }) => document),
    docs_sync_last_choice: state.documents?.choice ?? null,
    last_docs_sync_at: state.documents?.at ?? null,
  };
}

const reviewStatus = (approval: Approval | null): string =>
  approval === null ? 'not_reviewed' : approval.kind === 'reviewed' ? 'codex_approved' : approval.kind;

const lastFile = (state: State, gate: Gate): string | null =>
  state.reviews.last?.gate === gate ? state.reviews.last.file : null;

/** The content of state.json as a value; the same input gives the same output. */
export function stateFile(
  state: State,
  ledger: { seq: number; head: string },
  version: string,
  text: string,
): StateFile {
  const next = nextStep(state);
  const paused = pauseFields(state);
  const gate: Gate = state.findings.gate ?? (state.milestones.current ? 'milestone' : 'plan');
  return {
    skill_name: 'cc-codex-collaborate',
    skill_version: version,
    workspace: 'docs/cccc',
    workspace_schema_version: WORKSPACE_SCHEMA_VERSION,
    task_id: state.task_id,
    task: state.task,
    status: state.status,
    previous_status: state.previous_status,
    mode: state.mode,
    pause_reason: paused.pause_reason,
    question: paused.question,
    ledger_seq: ledger.seq,
    ledger_head: ledger.head,
    loop: state.loop,
    next_step: {
      action: next.action,
      waits: next.waits,
      text,
      command: next.run !== null && isCall(next.run) ? slashText(next.run) : null,
    },
    progress: stateProgress(state),
    language: state.language,
    base_commit: state.base.commit,
    roadmap_status: reviewStatus(state.approvals.plan),
    codex_plan_review_status: reviewStatus(state.approvals.plan),
    codex_final_review_status: reviewStatus(state.approvals.final),
    current_milestone_id: state.milestones.current,
    current_milestone_codex_review_status: reviewStatus(state.approvals.milestone),
    current_milestone_codex_review_file: lastFile(state, 'milestone'),
    last_codex_plan_review_file: lastFile(state, 'plan'),
    last_codex_final_review_file: lastFile(state, 'final'),
    completed_milestones: state.milestones.completed.map((milestone) => milestone.id),
    blocked_milestones: state.milestones.blocked,
    has_backlog: state.plan.milestones.length > 0,
    review_running: state.reviews.running !== null,
    review_round_current: effortOf(state, gate).rounds,
    fix_attempts_current: effortOf(state, gate).fixes,
    effort_of: effortKey(state, gate),
    codex_unavailable_reason: paused.codex_unavailable_reason,
    codex_resets_at: paused.codex_resets_at,
    resume_reason: state.resume.reason,
    resume_strategy: state.resume.strategy,
    last_resumed_at: state.resume.at,
    last_human_decision: state.resume.decision,
    ...documentFields(state),
    created_at: state.created_at,
    updated_at: state.updated_at,
  };
}
