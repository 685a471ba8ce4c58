/**
 * Events of pauses: a human is needed, has answered, or resumes; the system failed. Resume never passes a gate or a
 * milestone.
 */

import { notice } from '../say/notices.js';
import { presentSubject } from './gates.js';
import { afterMilestone, availableMilestones, closedGate, effortOf, withEffort } from './machine-milestones.js';
import {
  type Approval,
  type Event,
  type Gate,
  isActive,
  isPaused,
  type Observation,
  type State,
  type Status,
  type Strategy,
  traitsOf,
  workingStatus,
} from './model.js';
import { go, type Handler, notNow, refuse, type Step } from './step.js';

type Resumed = Extract<Event, { type: 'resumed' }>;

export const humanNeeded: Handler<'human-needed'> = (state, event) => {
  if (state.review) return refuse(notice('review-running', { gate: state.review.gate, job: state.review.job }));
  const awaitsQuestion =
    (state.status === 'PAUSED_FOR_HUMAN' || state.status === 'NEEDS_HUMAN') && state.question === null;
  if (!isActive(state.status) && !awaitsQuestion) return notNow(state, event);
  const statuses = {
    needs_human: 'NEEDS_HUMAN',
    needs_secret: 'NEEDS_SECRET',
    sensitive_operation: 'SENSITIVE_OPERATION',
  } as const;
  return go(state, {
    status: statuses[event.question.kind],
    question: event.question,
    pause_reason: event.question.question,
    resume_target: isActive(state.status) ? workingStatus(state) : state.resume_target,
  });
};

export const humanAnswered: Handler<'human-answered'> = (state, event) => {
  if (state.question === null || (state.status !== 'NEEDS_HUMAN' && state.status !== 'NEEDS_SECRET'))
    return notNow(state, event);
  if (event.choice !== null && !state.question.options.some((option) => option.id === event.choice)) {
    return refuse(
      notice('unknown-option', {
        choice: event.choice,
        options: state.question.options.map((option) => option.id).join(', '),
      }),
    );
  }
  return ready(state, event.at, {
    question: null,
    last_human_decision: event.choice === null ? event.text : `${event.choice} ${event.text}`.trim(),
    resume_reason: 'human-answered',
  });
};

/** READY_TO_CONTINUE, with everything reset that a pause ends: the run's milestones, the continuations, the reasons. */
function ready(state: State, at: string, change: Partial<State>): Step {
  return go(state, {
    status: 'READY_TO_CONTINUE',
    pause_reason: null,
    codex_unavailable_reason: null,
    codex_resets_at: null,
    run_milestones: 0,
    last_resumed_at: at,
    loop: { ...state.loop, epoch: state.loop.epoch + 1 },
    ...change,
  });
}

export const resumed: Handler<'resumed'> = (state, event) => {
  if (!isPaused(state.status)) return refuse(notice('not-paused', { status: state.status }));
  if (traitsOf(state.status).resume !== 'handled') return refuse(notice('resume-later', { status: state.status }));
  if (state.question !== null) return refuse(notice('question-open', { question: state.question.question }));
  // What weakens a gate is a human's word, whoever calls it.
  if (event.strategy !== 'recommended' && !event.confirmed)
    return refuse(notice('confirm-needed', { status: state.status }));
  if (state.status === 'REVIEW_THRESHOLD_EXCEEDED') return decided(state, event);
  if (state.status === 'NEEDS_SECRET') return afterSecret(state, event);
  const common = { resume_reason: event.reason, resume_strategy: event.strategy };
  if (state.status === 'PAUSED_FOR_SYSTEM' && !event.confirmed)
    return refuse(notice('confirm-needed', { status: state.status }));
  if (state.pause_reason === 'milestone-too-large' && event.strategy === 'accept-size') {
    return ready(state, event.at, {
      ...common,
      resume_target: 'CLAUDE_SELF_REVIEW',
      effort: withEffort(state, 'milestone', { size_waived: true }),
    });
  }
  if (event.strategy !== 'recommended')
    return refuse(
      notice('strategy-not-offered', { strategy: event.strategy, offered: offeredStrategies(state).join(', ') }),
    );
  return ready(state, event.at, common);
};

/** What a human may choose at this pause; the decision card prints exactly these. */
export function offeredStrategies(state: State): Strategy[] {
  if (state.status === 'REVIEW_THRESHOLD_EXCEEDED') {
    const gate = state.missed_gate ?? 'milestone';
    const risky = unskippable(state).length > 0;
    return [
      'manual',
      'extend-review',
      ...(risky ? [] : ['accept-risk' as const]),
      ...(gate === 'milestone' && !risky ? ['skip' as const] : []),
    ];
  }
  if (state.status === 'NEEDS_SECRET' && state.secrets !== null) {
    const isSkippable = state.secrets.gate === 'milestone' && unskippable(state).length === 0;
    return ['recommended', 'mock', ...(isSkippable ? ['skip' as const] : []), 'not-a-secret'];
  }
  return state.pause_reason === 'milestone-too-large' ? ['recommended', 'accept-size'] : ['recommended'];
}

/**
 * A secret that stopped a review: it was taken out (or set where git does not see it), a mock takes its place, the
 * milestone is skipped, or a human says that it is none. Each leads back to the review, which looks again; the value is
 * asked for by nobody.
 */
function afterSecret(state: State, event: Resumed): Step {
  const { strategy } = event;
  const common = { resume_reason: event.reason, resume_strategy: strategy, secrets: null };
  if (!offeredStrategies(state).includes(strategy))
    return refuse(notice('strategy-not-offered', { strategy, offered: offeredStrategies(state).join(', ') }));
  if (strategy === 'skip') return skipped({ ...state, secrets: null }, event, common);
  if (strategy !== 'not-a-secret') return ready(state, event.at, common);
  if (!event.confirmed) return refuse(notice('confirm-needed', { status: state.status }));
  const dismissed = (state.secrets?.places ?? []).map(({ id }) => id);
  return ready(state, event.at, {
    ...common,
    last_human_decision: strategy,
    not_secrets: [...new Set([...state.not_secrets, ...dismissed])],
  });
}

const SECURITY = ['security', 'secrets', 'data_loss', 'money'];

/** Findings that no decision may skip: a P0, or a P1 about security. */
export const unskippable = (state: State): string[] =>
  state.findings
    .filter(
      (finding) => finding.severity === 'P0' || (finding.severity === 'P1' && SECURITY.includes(finding.category)),
    )
    .map((finding) => finding.id);

/** The decision card's answer at a threshold: each choice is named in the ledger, none opens a gate. */
function decided(state: State, event: Resumed): Step {
  const gate = state.missed_gate ?? 'milestone';
  const common = { resume_reason: event.reason, resume_strategy: event.strategy, last_human_decision: event.strategy };
  const again: Status = gate === 'plan' ? 'CLAUDE_REVISE_PLAN' : 'CLAUDE_FIX';
  const extended = withEffort(state, gate, {
    extra: effortOf(state, gate).extra + 1,
    fixes: effortOf(state, gate).fixes + 1,
  });
  if (!offeredStrategies(state).includes(event.strategy)) {
    if ((event.strategy === 'accept-risk' || event.strategy === 'skip') && unskippable(state).length > 0)
      return refuse(notice('finding-not-skippable', { ids: unskippable(state).join(', ') }));
    return refuse(
      notice('strategy-not-offered', { strategy: event.strategy, offered: offeredStrategies(state).join(', ') }),
    );
  }
  switch (event.strategy) {
    case 'manual':
    case 'extend-review':
      return ready(state, event.at, { ...common, resume_target: again, findings_gate: gate, effort: extended });
    case 'skip':
      return skipped(state, event, common);
    case 'accept-risk':
      return overridden(state, event, gate, common);
    case 'recommended':
    case 'accept-size':
    case 'mock':
    case 'not-a-secret':
      return refuse(
        notice('strategy-not-offered', { strategy: event.strategy, offered: offeredStrategies(state).join(', ') }),
      );
    default:
      return event.strategy satisfies never;
  }
}

/** A skipped milestone is never accepted: its base stays, so what it left behind is reviewed with the next one. */
function skipped(state: State, event: Resumed, common: Partial<State>): Step {
  const id = state.current_milestone_id;
  if (id === null) return notNow(state, event);
  const without: State = {
    ...state,
    blocked_milestones: [...state.blocked_milestones, id],
    current_milestone_id: null,
    findings: [],
    findings_gate: null,
    last_round_tree: null,
  };
  const step = afterMilestone({ ...without, run_milestones: 0 });
  return step.ok
    ? ready(without, event.at, {
        ...common,
        resume_target:
          step.state.resume_target && isPaused(step.state.status) ? step.state.resume_target : step.state.status,
      })
    : step;
}

/** The human records the risk: bound to the exact content like any approval, and shown as overridden for good. */
function overridden(state: State, event: Resumed, gate: Gate, common: Partial<State>): Step {
  const seen: Observation | null = event.observation;
  const subject = seen && presentSubject(gate, state, seen);
  if (!seen || !subject) return refuse(notice('subject-moved', { gate }));
  if (gate === 'plan' && subject.plan !== state.plan?.digest) return refuse(notice('plan-moved', {}));
  const closed = gate === 'plan' ? null : closedGate('plan', state, seen);
  if (closed) return closed;
  const approval: Approval = {
    kind: 'overridden',
    subject,
    tree_id: gate === 'plan' ? null : seen.tree_id,
    job: null,
    at: event.at,
  };
  const afterPlan: Status = availableMilestones(state).length > 0 ? 'PLAN_NEXT_MILESTONE' : 'CODEX_FINAL_REVIEW';
  const targets: Record<Gate, Status> = {
    plan: afterPlan,
    milestone: 'RECORD_ACCEPTANCE',
    final: 'CODEX_FINAL_REVIEW',
  };
  return ready(state, event.at, {
    ...common,
    approvals: { ...state.approvals, [gate]: approval },
    resume_target: targets[gate],
    findings_gate: null,
    findings: [],
  });
}

export const systemFailed: Handler<'system-failed'> = (state, event) =>
  isActive(state.status)
    ? go(state, { status: 'PAUSED_FOR_SYSTEM', pause_reason: event.detail, resume_target: workingStatus(state) })
    : go(state, {});
