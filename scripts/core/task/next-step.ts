/** What Claude must do now, computed from the state alone. The Stop hook gives the same answer as its reason. */
import { type Call, call, given, proseSlot, slot } from '../call.js';
import { offeredLetters } from '../plan/sync/choices.js';
import { hasFreeReview, lastStop } from './decisions/disputes.js';
import { isStrategy, type Strategy } from './decisions/strategies.js';
import { effortOf, nextMilestone, roundLimit } from './machine-milestones.js';
import { unanswered } from './machine-planning.js';
import { REVIEW_STATUS } from './machine-reviews.js';
import { type Gate, type State, type Status, traitsOf, workingStatus } from './model.js';
import {
  cardOf,
  changesText,
  offeredStrategies,
  PAUSES,
  type PauseOf,
  pauseCode,
  pausedGate,
  placesText,
} from './pauses.js';

/** The actions. Each is phrased in text/ and answered by one command. */
export interface ActionArgs {
  'start-task': Record<string, never>;
  /** `decision`: why the user wants a new plan; empty if that is not so. */
  'write-discovery': { decision: string };
  'write-plan': Record<string, never>;
  'review-own-plan': Record<string, never>;
  'revise-plan': { findings: number; decision: string };
  'answer-plan-findings': { findings: number };
  'review-plan': { round: number; limit: number };
  'start-milestone': { id: string; title: string };
  implement: { id: string; title: string };
  'review-own-work': { id: string };
  'review-milestone': { id: string; round: number; limit: number };
  'fix-findings': { findings: number; attempt: number };
  'fix-checks': { checks: string };
  'make-safe': { verdict: string };
  'supply-context': { gate: string; missing: string };
  'return-to-review': { gate: string; decision: string };
  'accept-milestone': { id: string };
  'review-final': { round: number; limit: number };
  finish: Record<string, never>;
  'wait-for-review': { gate: string; job: string };
  'ask-question': { question: string };
  'write-question': { reason: string };
  'ask-human-to-resume': { status: string; reason: string; offered: string };
  decide: { gate: string; reason: string; offered: string };
  'review-again': { gate: string };
  'decide-stop': { status: string; reason: string; offered: string };
  'remove-secret': { places: string; offered: string };
  /** missed: the reviewers of a gate with lenses that gave no answer. */
  'wait-for-codex': { reason: string; resets_at: string; missed?: string };
  'settle-documents': { status: string; changes: string; offered: string };
  'confirm-settings': { names: string };
  /** `paths`, `commit`, `hook`: empty if unknown. */
  'reopen-gate': { gate: string; reason: string; paths: string; commit: string; hook: string };
  'unsupported-pause': { status: string; reason: string };
  ended: { status: string };
}
export type Action = keyof ActionArgs;

export type NextStep = {
  [A in Action]: {
    action: A;
    args: ActionArgs[A];
    /** The reference to read before doing it, relative to the skill folder; null when none is needed. */
    read: string | null;
    /** A command for Claude to run first, because its output shows what the step is about; null when there is none. */
    look: Call | null;
    /** The command with which Claude does or reports the step; null when there is nothing to run. */
    run: Call | null;
    /** Whether only the user can continue from here. */
    waits: boolean;
    /** What the user decided at the pause that was just left; absent where nothing more than to continue. */
    decided?: Decided;
  };
}[Action];

/** A decision that Claude has to follow. `strategy`: null for the answer to a question. */
export interface Decided {
  strategy: Strategy | null;
  words: string | null;
}

function step<A extends Action>(
  action: A,
  args: ActionArgs[A],
  rest: { read?: string; look?: Call; run?: Call; waits?: boolean } = {},
): NextStep {
  const { read = null, look = null, run = null, waits = false } = rest;
  return { action, args, read, look, run, waits } as Extract<NextStep, { action: A }>;
}

/**
 * The next step: exactly one action for every state.
 *
 * @param state null when no task is open
 */
export function nextStep(state: State | null): NextStep {
  if (!state) return step('start-task', {}, { run: call('start', proseSlot('task')), waits: true });
  if (state.reviews.running)
    return step(
      'wait-for-review',
      { gate: state.reviews.running.gate, job: state.reviews.running.job },
      { run: call('review', 'wait') },
    );
  const status = workingStatus(state);
  const kind = traitsOf(status).kind;
  if (kind === 'terminal') return step('ended', { status }, { waits: true });
  if (kind === 'paused') return pausedStep(state, status);
  const decided = decidedIn(state);
  return decided === null ? activeStep(state, status) : { ...activeStep(state, status), decided };
}

/** What the user decided, until the next fact is recorded. */
function decidedIn({ status, resume: { strategy, words, reason } }: State): Decided | null {
  if (status !== 'READY_TO_CONTINUE') return null;
  if (strategy === null) return reason === 'human-answered' ? { strategy, words } : null;
  // What was decided about changed documents is in the next packet.
  if (!isStrategy(strategy)) return null;
  return strategy === 'recommended' && words === null ? null : { strategy, words };
}

function round(state: State, gate: Gate): { round: number; limit: number } {
  return { round: effortOf(state, gate).rounds + 1, limit: roundLimit(state, gate) };
}

function activeStep(state: State, status: Status): NextStep {
  const id = state.milestones.current ?? '';
  const title = state.plan.milestones.find((milestone) => milestone.id === id)?.title ?? '';
  switch (status) {
    case 'DISCOVER_EXISTING_PROJECT':
      return (
        openPlanFindings(state) ??
        missingStep(state, 'plan') ??
        step(
          'write-discovery',
          { decision: state.plan.voided ?? '' },
          { read: 'references/planning.md', run: call('report', 'discovery') },
        )
      );
    case 'BUILD_PROJECT_CONTEXT':
      return openPlanFindings(state) ?? step('write-plan', {}, { run: call('report', 'plan') });
    case 'CLAUDE_PLANNING_REVIEW':
      return step(
        'review-own-plan',
        {},
        { run: call('report', 'self-review', '--file', given('docs/cccc/runtime/self-review.json')) },
      );
    case 'CLAUDE_REVISE_PLAN':
      return (
        openPlanFindings(state) ??
        step(
          'revise-plan',
          { findings: state.findings.open.length, decision: state.plan.voided ?? '' },
          { run: call('report', 'plan') },
        )
      );
    case 'CODEX_ADVERSARIAL_PLAN_REVIEW':
      return openPlanFindings(state) ?? step('review-plan', round(state, 'plan'), { run: call('review', 'plan') });
    case 'PLAN_NEXT_MILESTONE': {
      const next = nextMilestone(state);
      return step(
        'start-milestone',
        { id: next?.id ?? '', title: next?.title ?? '' },
        { run: call('milestone', 'start', ...(next ? [given(next.id)] : [])) },
      );
    }
    case 'IMPLEMENT_MILESTONE':
      return step('implement', { id, title }, { run: call('report', 'implemented') });
    case 'CLAUDE_SELF_REVIEW':
      return step('review-own-work', { id }, { run: call('review', 'milestone') });
    case 'CODEX_MILESTONE_REVIEW':
      return step('review-milestone', { id, ...round(state, 'milestone') }, { run: call('review', 'milestone') });
    case 'CLAUDE_FIX':
      return fixStep(state);
    case 'RECORD_ACCEPTANCE':
      if (state.approvals.milestone?.subject.base !== state.milestones.base.tree)
        return step('review-milestone', { id, ...round(state, 'milestone') }, { run: call('review', 'milestone') });
      return step('accept-milestone', { id }, { run: call('milestone', 'accept') });
    case 'CODEX_FINAL_REVIEW':
      return state.approvals.final?.subject.base === state.base.tree
        ? step('finish', {}, { run: call('finish') })
        : step('review-final', round(state, 'final'), { run: call('review', 'final') });
    default:
      return step('start-task', {}, { run: call('start', proseSlot('task')), waits: true });
  }
}

function openPlanFindings(state: State): NextStep | null {
  // A new plan has to take up the findings of every gate.
  const open = state.findings.gate === null ? 0 : unanswered(state.findings.open).length;
  return open > 0
    ? step(
        'answer-plan-findings',
        { findings: open },
        {
          read: 'references/findings.md',
          run: call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json')),
        },
      )
    : null;
}

function fixStep(state: State): NextStep {
  const open = unanswered(state.findings.open).length;
  const attempt = effortOf(state, state.findings.gate ?? 'milestone').fixes;
  if (open > 0)
    return step(
      'fix-findings',
      { findings: open, attempt },
      {
        read: 'references/findings.md',
        run: call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json')),
      },
    );
  const failed = (state.reviews.last_checks?.results ?? []).filter((check) => check.required && !check.passed);
  if (failed.length > 0)
    return step(
      'fix-checks',
      { checks: failed.map((check) => check.name).join(', ') },
      { run: call('report', 'fixes') },
    );
  const gate = state.findings.gate ?? 'milestone';
  const isAnswered = state.reviews.last?.gate === gate && state.reviews.last.outcome === 'needs_human';
  const stop = lastStop(state);
  const isByRound = state.resume.strategy === 'manual' || state.resume.strategy === 'extend-review';
  if (stop && stop.gate !== 'plan' && !(stop.verdict === 'fail_unclear' && isByRound))
    return step('make-safe', { verdict: stop.verdict }, { run: call('report', 'fixes') });
  return (
    missingStep(state, gate) ??
    step(
      'return-to-review',
      { gate, decision: isAnswered ? (state.resume.decision ?? '') : '' },
      { run: call('report', 'fixes') },
    )
  );
}

/**
 * The step after Codex could not judge what it was shown. No check failed and no finding is open, but context is
 * missing.
 */
function missingStep({ reviews: { last } }: State, gate: Gate): NextStep | null {
  if (last?.gate !== gate || last.outcome !== 'insufficient_context') return null;
  const args = { gate, missing: last.missing ?? '' };
  return gate === 'plan'
    ? step('supply-context', args, { read: 'references/planning.md', run: call('report', 'discovery') })
    : step('supply-context', args, { run: call('report', 'fixes') });
}

function pausedStep(state: State, status: Status): NextStep {
  const { pause } = state;
  const reason = pauseCode(pause) ?? '';
  const offered = offeredStrategies(state).join(' | ');
  if (pause === null || traitsOf(status).resume === 'later')
    return step('unsupported-pause', { status, reason }, { waits: true, run: call('status') });
  if (cardOf(state) === 'stop') return stoppedStep(state, status, { reason, offered });
  if (pause.kind === 'question')
    return step(
      'ask-question',
      { question: pause.question.question },
      { read: 'references/questions.md', run: call('report', 'answer', '--choice', slot('A-D')), waits: true },
    );
  if (PAUSES[pause.kind].asking === 'must') {
    return step(
      'write-question',
      { reason },
      {
        read: 'references/questions.md',
        run: call('report', 'question', '--file', given('docs/cccc/runtime/question.json')),
      },
    );
  }
  if (pause.kind === 'threshold') {
    return step(
      'decide',
      { gate: pause.gate, reason, offered },
      { look: call('status'), run: call('resume', '--strategy', slot('strategy')), waits: true },
    );
  }
  if (pause.kind === 'documents') return documentsStep(pause, status);
  if (pause.kind === 'secrets')
    return step('remove-secret', { places: placesText(pause.places), offered }, { run: call('resume'), waits: true });
  if (pause.kind === 'codex')
    return step(
      'wait-for-codex',
      {
        ...{ reason, resets_at: pause.resets_at ?? '' },
        ...(pause.reviewers && { missed: pause.reviewers.missed.join(', ') }),
      },
      { run: call('resume'), waits: true },
    );
  return step(
    'ask-human-to-resume',
    { status, reason, offered },
    {
      ...(PAUSES[pause.kind].card === null ? {} : { look: call('status') }),
      run: PAUSES[pause.kind].needsConfirmation ? call('resume', '--confirm') : call('resume'),
      waits: true,
    },
  );
}

function documentsStep({ changes }: PauseOf<'documents'>, status: Status): NextStep {
  const letters = offeredLetters(changes).join(' | ');
  return step(
    'settle-documents',
    { status, changes: changesText(changes), offered: letters },
    { look: call('status'), run: call('sync-docs', '--choice', slot('A-F')), waits: true },
  );
}

/**
 * The step after a verdict that stopped the work: an unclear verdict is reviewed once more; for the others the user
 * decides.
 */
function stoppedStep(state: State, status: Status, { reason, offered }: { reason: string; offered: string }): NextStep {
  const gate = pausedGate(state);
  if (gate && state.pause?.kind === 'codex-fail-unclear' && hasFreeReview(state))
    return step('review-again', { gate }, { run: call('resume') });
  return step(
    'decide-stop',
    { status, reason, offered },
    {
      read: 'references/recovery.md',
      look: call('status'),
      run: call('resume', '--strategy', slot('strategy')),
      waits: true,
    },
  );
}

const AT_A_GATE: readonly Action[] = [
  'review-plan',
  'start-milestone',
  'review-own-work',
  'review-milestone',
  'accept-milestone',
  'review-final',
  'finish',
];

/** Whether this step passes a gate, or asks Codex to open one. */
export const isAtGate = ({ action }: NextStep): boolean => AT_A_GATE.includes(action);

/**
 * The step that replaces a step at a gate after settings were loosened: no gate opens until the user has confirmed
 * them.
 */
export const confirmStep = (names: readonly string[]): NextStep =>
  step(
    'confirm-settings',
    { names: names.join(', ') },
    { read: 'references/recovery.md', look: call('confirm', '--dry-run'), run: call('confirm'), waits: true },
  );

/** Replaces a step that needs a gate which is no longer open. In: the command that opens the gate. */
export const reopenStep = (closed: ActionArgs['reopen-gate'], opener: Call | null): NextStep =>
  step('reopen-gate', closed, { run: opener ?? call('gates') });

const FOR_A_HUMAN: readonly Action[] = [
  'ask-question',
  'decide',
  'decide-stop',
  'remove-secret',
  'settle-documents',
  'ask-human-to-resume',
  'confirm-settings',
  'unsupported-pause',
];

/** Whether a session in which no user can answer ends at this step. */
export const needsHuman = ({ action }: NextStep): boolean => FOR_A_HUMAN.includes(action);

/** Whether this step is a review, which the client may have to run in the background. */
export const isReviewStep = (status: Status): boolean => Object.values(REVIEW_STATUS).includes(status);
