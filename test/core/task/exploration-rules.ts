/** The rules that hold in every state that the exploration reaches, and for every step between two states. */

import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { availableMilestones } from '../../../scripts/core/task/machine-milestones.js';
import {
  type Approval,
  type Gate,
  isActive,
  isPaused,
  isTerminal,
  type Observation,
  type State,
  sameSubject,
  traitsOf,
  workingStatus,
} from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { endingOf } from '../../../scripts/core/task/views/ending.js';
import { subjectOf } from '../../helpers/events.js';

/** Whether the present content differs from what the last review judged. */
function isOther({ stopped }: State, found: Observation | null): boolean {
  const judged = stopped.at(-1)?.content ?? '';
  return (
    found !== null &&
    (judged.startsWith('plan/') ? found.plan !== judged : found.tree !== null && found.tree !== judged)
  );
}

export const GATES: readonly Gate[] = ['plan', 'milestone', 'final'];

/** Whether a rule holds for one step: the state before it, the event, the state after it. */
type Rule = (before: State, body: EventBody, after: State) => boolean;

const becomes = (before: State, after: State, status: State['status']): boolean =>
  workingStatus(after) === status && workingStatus(before) !== status;

/**
 * Whether an approval covers exactly the present content: the subject, the receipt, the pinned settings. Implemented
 * again, independently of core/task/gates.ts.
 */
function covers(approval: Approval | null, gate: Gate, before: State, found: Observation): boolean {
  if (
    !approval ||
    (gate === 'plan' && (found.documents !== undefined || before.plan.voided !== undefined)) ||
    found.changed_pins.length > 0 ||
    !sameSubject(approval.subject, subjectOf(gate, before, found)) ||
    found.plan === null
  )
    return false;
  return approval.kind === 'overridden' || found.receipts[approval.job ?? '']?.assurance === 'verified';
}

/** Rules about a step, by the sentence that states each. */
export const RULES: Record<string, Rule> = {
  'implementation starts only under an approval that covers the plan, or resumes after the pause that interrupted it': (
    before,
    body,
    after,
  ) =>
    !becomes(before, after, 'IMPLEMENT_MILESTONE') ||
    (body.type === 'implementation-started' &&
      covers(before.approvals.plan, 'plan', before, body.observation) &&
      body.milestone_id === after.milestones.current) ||
    (isPaused(before.status) &&
      before.resume.target === 'IMPLEMENT_MILESTONE' &&
      (body.type === 'resumed' || body.type === 'human-answered' || body.type === 'documents-synced')),
  'a milestone is completed only by its acceptance, under an approval of exactly that content': (before, body, after) =>
    after.milestones.completed === before.milestones.completed ||
    (body.type === 'milestone-accepted' &&
      covers(before.approvals.milestone, 'milestone', before, body.observation) &&
      after.milestones.completed.length === before.milestones.completed.length + 1 &&
      after.milestones.completed.at(-1)?.id === before.milestones.current &&
      after.milestones.completed.at(-1)?.subject === before.approvals.milestone?.subject),
  'a task is done only under a final approval of the whole, with no milestone left that could be started': (
    before,
    body,
    after,
  ) =>
    after.status !== 'DONE' ||
    (body.type === 'task-finished' &&
      covers(before.approvals.final, 'final', before, body.observation) &&
      before.approvals.final?.subject.base === before.base.tree &&
      availableMilestones(before).length === 0),
  'only a passing review that was running makes a reviewed approval, of the subject that it was started on': (
    before,
    body,
    after,
  ) =>
    GATES.every((gate) => {
      const made = after.approvals[gate];
      if (made === null || made === before.approvals[gate] || made.kind !== 'reviewed') return true;
      return (
        body.type === 'review-returned' &&
        body.outcome.kind === 'pass' &&
        before.reviews.running !== null &&
        made.job === body.job &&
        before.reviews.running.job === body.job &&
        before.reviews.running.fence === body.fence &&
        made.subject === before.reviews.running.subject &&
        before.reviews.running.gate === gate
      );
    }),
  'only a human who confirms it at a threshold or an unclear verdict overrides, and never what nobody may skip': (
    before,
    body,
    after,
  ) =>
    GATES.every((gate) => {
      const made = after.approvals[gate];
      if (made === null || made === before.approvals[gate] || made.kind !== 'overridden') return true;
      const grave = before.findings.open.some(
        ({ severity, category, disputes = [] }) =>
          (category === 'security' && (severity === 'P0' || severity === 'P1')) ||
          (severity === 'P0' && !disputes.some(({ by }) => by === 'user')),
      );
      return (
        body.type === 'resumed' &&
        body.strategy === 'accept-risk' &&
        ((before.pause?.kind === 'threshold' && before.pause.gate === gate) ||
          (before.pause?.kind === 'codex-fail-unclear' && before.reviews.last?.gate === gate)) &&
        !grave
      );
    }),
  'a review is about what is there when it starts, and about the plan that was reported': (before, body, after) =>
    after.reviews.running === before.reviews.running ||
    after.reviews.running === null ||
    (body.type === 'review-started' &&
      before.reviews.running === null &&
      sameSubject(after.reviews.running.subject, subjectOf(body.gate, before, body.observation)) &&
      after.reviews.running.subject.plan === before.plan.digest),
  'an outage spends nothing and opens nothing': (before, body, after) =>
    body.type !== 'codex-unavailable' ||
    (after.status === 'PAUSED_FOR_CODEX' &&
      after.effort === before.effort &&
      after.approvals === before.approvals &&
      after.findings.open === before.findings.open &&
      after.milestones.completed === before.milestones.completed),
  'a round is spent by an answer and by nothing else, and given back only to a plan that had been approved': (
    before,
    body,
    after,
  ) =>
    Object.keys({ ...before.effort, ...after.effort }).every((name) => {
      const change = (after.effort[name]?.rounds ?? 0) - (before.effort[name]?.rounds ?? 0);
      return (
        change === 0 ||
        (change === 1 && body.type === 'review-returned') ||
        (change < 0 && name === 'plan' && body.type === 'plan-written' && before.approvals.plan !== null)
      );
    }),
  'more rounds and more size come only from the decision of a human after a pause': (before, body, after) =>
    Object.keys(after.effort).every((name) => {
      const [old, now] = [before.effort[name], after.effort[name]];
      const more = (now?.extra ?? 0) > (old?.extra ?? 0) || (now?.size_waived ?? false) !== (old?.size_waived ?? false);
      return (
        !more ||
        ((body.type === 'resumed' || body.type === 'replan-decided') && isPaused(before.status)) ||
        (name === 'plan' && body.type === 'plan-written')
      );
    }),
  'what is terminal stays, and a pause of a later release is left only by giving up': (before, body, after) =>
    !isTerminal(before.status) &&
    (traitsOf(before.status).resume !== 'later' || after.status === before.status || body.type === 'task-abandoned'),
  'a pause is left only by a resume, an answer, a question, giving up, or the review that was still running': (
    before,
    body,
    after,
  ) =>
    !isPaused(before.status) ||
    isPaused(after.status) ||
    ['resumed', 'human-answered', 'task-abandoned', 'documents-synced', 'replan-decided'].includes(body.type),
  'only the user ends the approval of a plan for changed documents, or keeps it in spite of them': (
    _before,
    body,
    after,
  ) =>
    (body.type !== 'documents-synced' && body.type !== 'replan-decided') ||
    (body.type === 'documents-synced' && body.choice === 'restored') ||
    (body.asked_by !== null && (body.type === 'replan-decided' || body.plan === after.plan.digest)),
  'a new plan that the user asked for loses no finding, no accepted milestone and no round': (before, body, after) =>
    body.type !== 'replan-decided' ||
    (after.findings.open === before.findings.open &&
      after.kept_findings === before.kept_findings &&
      after.milestones.completed === before.milestones.completed &&
      Object.entries(before.effort).every(([name, { rounds, fixes }]) => {
        const now = after.effort[name];
        return now !== undefined && now.rounds >= rounds && now.fixes >= fixes;
      })),
  'a blocked milestone is neither started nor completed': (_before, _body, after) =>
    after.milestones.blocked.every(
      (id) => id !== after.milestones.current && !after.milestones.completed.some((done) => done.id === id),
    ),
  'what the user accepts as a risk is on record as one, and stays there': (before, body, after) =>
    before.accepted_risks.every((risk) => after.accepted_risks.includes(risk)) &&
    (body.type !== 'resumed' ||
      body.strategy !== 'accept-risk' ||
      before.findings.open.every(({ id }) => after.accepted_risks.some((risk) => risk.id === id))),
  'a verdict that stopped the work stays on record, and a review goes on only of other content or by an explicit yes': (
    before,
    body,
    after,
  ) =>
    before.stopped.every(({ job }, index) => after.stopped[index]?.job === job) &&
    (!(before.status === 'UNSAFE' || before.status === 'SENSITIVE_OPERATION') ||
      body.type !== 'resumed' ||
      body.confirmed ||
      isOther(before, body.observation)),
  'the risk of what was called unsafe last is not accepted': (before, body) =>
    body.type !== 'resumed' ||
    body.strategy !== 'accept-risk' ||
    !before.stopped.some(
      ({ gate, settled, verdict }) =>
        !settled &&
        verdict !== 'fail_unclear' &&
        before.pause?.kind === 'threshold' &&
        (gate === 'plan') === (before.pause.gate === 'plan'),
    ),
  'a finding that was upheld twice, or against the user, is not fixed again before the user has decided': (
    before,
    body,
    after,
  ) =>
    body.type !== 'review-returned' ||
    after.status !== 'CLAUDE_FIX' ||
    after.findings.open.every(({ id, disputes = [] }) => {
      const known = before.findings.open.find((one) => one.id === id)?.disputes?.length ?? 0;
      return disputes.length === known || (disputes.length < 2 && disputes.at(-1)?.by !== 'user');
    }),
  'no content reaches DONE that no pass covered, but what is named at the end': (before, _body, after) => {
    if (after.status !== 'DONE') return true;
    const { not_done: notDone, overridden, risks } = endingOf(after);
    const isNamed = (id: string): boolean => overridden.includes(id) || notDone.some((one) => one.id === id);
    const final = after.approvals.final?.kind === 'reviewed' || isNamed('final');
    const milestones = after.plan.milestones.every(
      ({ id }) => isNamed(id) || after.milestones.completed.some((one) => one.id === id && one.kind === 'reviewed'),
    );
    return final && milestones && risks === before.accepted_risks;
  },
  'a blocking finding leaves only by a review that answers it, a decision of the user, or the end of the task': (
    before,
    body,
    after,
  ) => {
    const blocking = ({ findings, kept_findings: kept }: State): string[] =>
      [...findings.open, ...Object.values(kept).flat()].filter((one) => one.blocking).map(({ id }) => id);
    const left = blocking(before).filter((id) => !blocking(after).includes(id));
    return (
      left.length === 0 ||
      body.type === 'review-returned' ||
      (body.type === 'resumed' && ['accept-risk', 'skip'].includes(body.strategy)) ||
      isTerminal(after.status)
    );
  },
};

const WORKING_ON_A_MILESTONE: readonly State['status'][] = [
  'IMPLEMENT_MILESTONE',
  'CLAUDE_SELF_REVIEW',
  'CODEX_MILESTONE_REVIEW',
  'RECORD_ACCEPTANCE',
];

/** Rules about a state, by the sentence that states each. */
export const STATE_RULES: Record<string, (state: State) => boolean> = {
  'work on a milestone stands on an approval of the plan as it was reported': (state) =>
    !WORKING_ON_A_MILESTONE.includes(workingStatus(state)) ||
    (state.approvals.plan !== null && state.approvals.plan.subject.plan === state.plan.digest),
  'READY_TO_CONTINUE knows an active status to continue': (state) =>
    state.status !== 'READY_TO_CONTINUE' || (state.resume.target !== null && isActive(state.resume.target)),
  'a pause that can be resumed knows where to': (state) =>
    !isPaused(state.status) || (state.resume.target !== null && isActive(state.resume.target)),
  'a pause is known exactly while the task is paused': (state) =>
    isTerminal(state.status) || isPaused(state.status) === (state.pause !== null),
  'work on a milestone names the milestone': (state) =>
    !WORKING_ON_A_MILESTONE.includes(workingStatus(state)) || state.milestones.current !== null,
  'rounds never exceed their limit': (state) =>
    Object.values(state.effort).every(({ rounds, extra }) => rounds <= 1 + extra),
  'the answer to what comes next is one of the actions and never to start a task that is open': (state) =>
    nextStep(state).action !== 'start-task',
};
