/** Events from the start of a task until its plan is ready for Codex. */

import { notice } from '../say/notices.js';
import type { KnownDocuments } from './documents/records.js';
import type { Event } from './ledger/events.js';
import { type OpenFinding, type State, traitsOf, workingStatus } from './model.js';
import { pauseAt } from './pauses.js';
import { takenOver } from './replanning.js';
import { go, type Handler, notNow, refuse } from './step.js';

/** The first state of a task. */
export function openedTask(event: Extract<Event, { type: 'task-started' }>): State {
  return {
    task_id: event.task_id,
    task: event.task,
    language: event.language,
    mode: event.mode,
    status: 'DISCOVER_EXISTING_PROJECT',
    previous_status: 'SETUP_COMPLETE',
    work_tree: event.work_tree,
    ...(event.part === undefined ? {} : { part: event.part }),
    base: event.base,
    head_commit: event.base.commit,
    origin: event.origin ?? { upstream: [], confirmed: [], refused: [], taken_back: [], present: null },
    pins: event.pins,
    plan: { digest: null, milestones: [], revisions: 0, removed: [] },
    documents: null,
    approvals: { plan: null, milestone: null, final: null },
    milestones: {
      current: null,
      proposed: event.rehydrated?.candidate ?? null,
      base: { tree: event.base.tree, tree_id: event.base.tree_id },
      completed: [],
      blocked: [],
      run: 0,
    },
    reviews: { running: null, last: null, last_round_tree: null, next_fence: 1, unusable: null, last_checks: null },
    findings: { gate: null, open: [] },
    kept_findings: {},
    past_findings: [],
    accepted_risks: [],
    recorded_risks: [],
    stopped: [],
    noted_findings: {},
    not_secrets: [],
    effort: {},
    loop: { session: event.session, keep_going: event.keep_going, epoch: 1 },
    pause: null,
    pause_after_review: null,
    resume: { target: null, reason: null, strategy: null, at: null, decision: null, words: null },
    abandoned: null,
    created_at: event.at,
    updated_at: event.at,
  };
}

/** Findings that Claude has not answered yet; the next round waits for them. */
export const unanswered = (findings: OpenFinding[]): OpenFinding[] =>
  findings.filter((finding) => finding.disposition === null);

/** Discovery is complete; planning begins. */
export const discoveryWritten: Handler<'discovery-written'> = (state, event) =>
  workingStatus(state) === 'DISCOVER_EXISTING_PROJECT'
    ? go(state, { status: 'BUILD_PROJECT_CONTEXT', ...reported(state, event) })
    : notNow(state, event);

/** The planning documents as Claude has just reported them; entries of earlier releases do not name them. */
const reported = (
  { documents: before }: State,
  { documents, at }: { documents?: KnownDocuments; at: string },
): Pick<State, 'documents'> => ({
  documents: documents
    ? { known: documents, synced: before?.synced ?? null, at, choice: before?.choice ?? null }
    : before,
});

/** Claude reports a plan. Findings, rounds and fix attempts of the previous plan are taken over. */
export const planWritten: Handler<'plan-written'> = (state, event) => {
  if (!traitsOf(workingStatus(state)).plannable) return notNow(state, event);
  if (state.reviews.running)
    return refuse(notice('review-running', { gate: state.reviews.running.gate, job: state.reviews.running.job }));
  // Findings of any gate: a new plan must not be a way around them.
  const open = state.findings.gate === null ? [] : unanswered(state.findings.open);
  if (open.length > 0)
    return refuse(notice('findings-unanswered', { ids: open.map((finding) => finding.id).join(', ') }));
  const replanned = state.approvals.plan !== null;
  // Entries without criteria and files come from a version that dropped findings here; later entries of that ledger
  // rely on this.
  const isRecorded = event.milestones.every((one) => one.acceptance_criteria && one.expected_files);
  const taken = isRecorded ? takenOver(state, event.milestones) : null;
  return go(state, {
    status: state.pins.config.planning.require_claude_self_review
      ? 'CLAUDE_PLANNING_REVIEW'
      : 'CODEX_ADVERSARIAL_PLAN_REVIEW',
    plan: {
      digest: event.digest,
      milestones: event.milestones,
      revisions: replanned ? 0 : state.plan.revisions,
      removed: taken?.removed ?? state.plan.removed,
    },
    ...reported(state, event),
    ...(replanned ? restartedPlanning(state, taken?.effort ?? state.effort) : {}),
    ...(taken ? { kept_findings: taken.kept_findings } : {}),
  });
};

/** Rewriting an approved plan starts a new count of plan rounds; accepted milestones stay. */
function restartedPlanning(state: State, effort: State['effort']): Partial<State> {
  return {
    approvals: { plan: null, milestone: null, final: null },
    milestones: { ...state.milestones, proposed: state.milestones.current, current: null },
    effort: { ...effort, plan: { rounds: 0, fixes: 0, extra: 0, size_waived: false } },
    findings: { gate: null, open: [] },
  };
}

/**
 * The result of Claude's self-review of the plan: on to Codex, back to planning or discovery, or a pause for the user.
 */
export const planningReviewDone: Handler<'planning-review-done'> = (state, event) => {
  if (workingStatus(state) !== 'CLAUDE_PLANNING_REVIEW') return notNow(state, event);
  if (state.plan.digest !== event.plan) return refuse(notice('plan-moved', {}));
  const revisions = state.plan.revisions + 1;
  const limit = 2 * state.pins.config.planning.max_plan_review_rounds;
  switch (event.result) {
    case 'ok':
      return go(state, { status: 'CODEX_ADVERSARIAL_PLAN_REVIEW' });
    case 'ask_human':
      return pauseAt(state, { kind: 'planning-question' }, 'CLAUDE_REVISE_PLAN');
    case 'revise_plan':
    case 'read_more_project':
      if (revisions > limit)
        return pauseAt(state, { kind: 'plan-revisions' }, 'CLAUDE_REVISE_PLAN', {
          plan: { ...state.plan, revisions: 0 },
        });
      return go(state, {
        status: event.result === 'revise_plan' ? 'CLAUDE_REVISE_PLAN' : 'DISCOVER_EXISTING_PROJECT',
        plan: { ...state.plan, revisions },
      });
    default:
      return event.result satisfies never;
  }
};
