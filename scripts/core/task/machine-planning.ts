/** Events from the start of a task to a plan that Codex can be asked about. */

import { notice } from '../say/notices.js';
import { type Event, type OpenFinding, type State, traitsOf, workingStatus } from './model.js';
import { go, type Handler, notNow, refuse } from './step.js';

export function openedTask(event: Extract<Event, { type: 'task-started' }>): State {
  return {
    task_id: event.task_id,
    task: event.task,
    language: event.language,
    mode: event.mode,
    status: 'DISCOVER_EXISTING_PROJECT',
    previous_status: 'SETUP_COMPLETE',
    resume_target: null,
    pause_reason: null,
    question: null,
    work_tree: event.work_tree,
    base: event.base,
    head_commit: event.base.commit,
    pins: event.pins,
    plan: null,
    plan_revisions: 0,
    approvals: { plan: null, milestone: null, final: null },
    current_milestone_id: null,
    proposed_milestone_id: null,
    milestone_base: { tree: event.base.tree, tree_id: event.base.tree_id },
    completed_milestones: [],
    blocked_milestones: [],
    review: null,
    secrets: null,
    not_secrets: [],
    effort: {},
    findings_gate: null,
    findings: [],
    last_checks: null,
    last_review: null,
    last_round_tree: null,
    next_fence: 1,
    run_milestones: 0,
    codex_unavailable_reason: null,
    codex_resets_at: null,
    missed_gate: null,
    loop: { session: event.session, keep_going: event.keep_going, epoch: 1 },
    resume_reason: null,
    resume_strategy: null,
    last_resumed_at: null,
    last_human_decision: null,
    created_at: event.at,
    updated_at: event.at,
  };
}

/** Findings that Claude has not answered; a new round waits for them. */
export const unanswered = (findings: OpenFinding[]): OpenFinding[] =>
  findings.filter((finding) => finding.disposition === null);

export const discoveryWritten: Handler<'discovery-written'> = (state, event) =>
  workingStatus(state) === 'DISCOVER_EXISTING_PROJECT'
    ? go(state, { status: 'BUILD_PROJECT_CONTEXT' })
    : notNow(state, event);

export const planWritten: Handler<'plan-written'> = (state, event) => {
  if (!traitsOf(workingStatus(state)).plannable) return notNow(state, event);
  if (state.review) return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  // Of any gate: planning anew is no way around a finding.
  const open = state.findings_gate === null ? [] : unanswered(state.findings);
  if (open.length > 0)
    return refuse(notice('findings-unanswered', { ids: open.map((finding) => finding.id).join(', ') }));
  const replanned = state.approvals.plan !== null;
  return go(state, {
    status: state.pins.config.planning.require_claude_self_review
      ? 'CLAUDE_PLANNING_REVIEW'
      : 'CODEX_ADVERSARIAL_PLAN_REVIEW',
    plan: { digest: event.digest, milestones: event.milestones },
    ...(replanned ? restartedPlanning(state) : {}),
  });
};

/** A plan that had been approved and is written anew starts its own count of rounds; nothing accepted is lost. */
function restartedPlanning(state: State): Partial<State> {
  return {
    approvals: { plan: null, milestone: null, final: null },
    proposed_milestone_id: state.current_milestone_id,
    current_milestone_id: null,
    effort: { ...state.effort, plan: { rounds: 0, fixes: 0, extra: 0, size_waived: false } },
    plan_revisions: 0,
    findings: [],
    findings_gate: null,
  };
}

export const planningReviewDone: Handler<'planning-review-done'> = (state, event) => {
  if (workingStatus(state) !== 'CLAUDE_PLANNING_REVIEW') return notNow(state, event);
  if (state.plan?.digest !== event.plan) return refuse(notice('plan-moved', {}));
  const revisions = state.plan_revisions + 1;
  const limit = 2 * state.pins.config.planning.max_plan_review_rounds;
  switch (event.result) {
    case 'ok':
      return go(state, { status: 'CODEX_ADVERSARIAL_PLAN_REVIEW' });
    case 'ask_human':
      return go(state, {
        status: 'PAUSED_FOR_HUMAN',
        pause_reason: 'planning-question',
        resume_target: 'CLAUDE_REVISE_PLAN',
      });
    case 'revise_plan':
    case 'read_more_project':
      if (revisions > limit)
        return go(state, {
          status: 'PAUSED_FOR_HUMAN',
          pause_reason: 'plan-revisions',
          resume_target: 'CLAUDE_REVISE_PLAN',
          plan_revisions: 0,
        });
      return go(state, {
        status: event.result === 'revise_plan' ? 'CLAUDE_REVISE_PLAN' : 'DISCOVER_EXISTING_PROJECT',
        plan_revisions: revisions,
      });
    default:
      return event.result satisfies never;
  }
};
