/** What `status` shows, as one plain value for people and programs. */
import type { OpenWork } from '../../delegate/open-work.js';
import type { RunningView } from '../../review/views.js';
import { refusalReason } from '../gates.js';
import { type AcceptedRisk, isPaused, type OpenFinding, type State, type Strategy } from '../model.js';
import { type NextStep, reopenStep } from '../next-step.js';
import { offeredStrategies, pauseFields } from '../pauses.js';
import { closedBefore } from './closed-gate.js';
import { milestonesNotDone, type NotDone } from './ending.js';
import type { GatesView } from './gates.js';
import { type GatesReport, openerOf } from './gates-report.js';
import { type PhaseView, phasesOf, type Totals, type Trail, totalsOf } from './phases.js';
import { type ProgressView, progressView } from './progress.js';

/** The state of a task: its gates, the running review, its pause, and the next step. */
export interface StatusView
  extends Pick<State, 'status' | 'mode' | 'pause'>,
    Pick<ReturnType<typeof pauseFields>, 'pause_reason' | 'question' | 'codex_resets_at'> {
  task: string;
  /** Whether the user gave it up: then its status is FAILED, the predecessor's word. */
  abandoned: boolean;
  /** The task in the user's words. */
  text: string;
  current_milestone_id: string | null;
  findings: OpenFinding[];
  completed_milestones: string[];
  blocked_milestones: string[];
  /** Skipped milestones, and those that depend on them. */
  not_done: NotDone[];
  accepted_risks: AcceptedRisk[];
  /** The choices that end the pause; empty when the task is not paused. */
  offered_strategies: Strategy[];
  next: NextStep;
  /** null when the work tree could not be hashed. */
  gates: GatesView | null;
  /** null when no review is running. */
  review: RunningView | null;
  /** What Codex does outside of the gated loop. */
  delegated: readonly OpenWork[];
  progress: ProgressView;
  phases: PhaseView[];
  totals: Totals;
}

/** If the next step needs a gate that is no longer open, opening that gate comes first. */
function standing(view: ProgressView, state: State, reports: GatesReport | null): ProgressView {
  const closed = reports && closedBefore(view.next.action, reports.gates);
  if (closed === null) return view;
  const facts = { gate: closed.gate, reason: refusalReason(closed), paths: '', commit: '', hook: '' };
  return { ...view, word: 'reviewing', next: reopenStep(facts, openerOf(closed, state)) };
}

/** What was read beside the state. */
interface Beside {
  gates: GatesView | null;
  review: RunningView | null;
  reports?: GatesReport | null;
  delegated?: readonly OpenWork[];
  trail: Trail;
}

/** The view of a state. */
export function statusView(state: State, { gates, review, reports = null, delegated = [], trail }: Beside): StatusView {
  const progress = standing(progressView(state), state, reports);
  const paused = pauseFields(state);
  return {
    task: state.task_id,
    abandoned: state.abandoned !== null,
    text: state.task,
    status: state.status,
    mode: state.mode,
    pause: state.pause,
    pause_reason: paused.pause_reason,
    question: paused.question,
    codex_resets_at: paused.codex_resets_at,
    current_milestone_id: state.milestones.current,
    findings: state.findings.open,
    completed_milestones: state.milestones.completed.map(({ id }) => id),
    blocked_milestones: state.milestones.blocked,
    not_done: milestonesNotDone(state.plan.milestones, state.milestones),
    accepted_risks: state.accepted_risks,
    offered_strategies: isPaused(state.status) ? offeredStrategies(state) : [],
    next: progress.next,
    gates,
    review,
    delegated,
    progress,
    phases: phasesOf(state, trail, progress.word),
    totals: totalsOf(state, trail),
  };
}
