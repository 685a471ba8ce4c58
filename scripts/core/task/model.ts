/**
 * The words of the workflow: statuses and their traits, what a task's state holds, and the facts (events) that change
 * it.
 */
import type { Config, Question, SelfReview } from '../../generated/types.js';
import type { NoticeCode } from '../say/notices.js';

/** What a status means to everybody else; the only list of statuses there is. */
export interface Traits {
  kind: 'idle' | 'active' | 'paused' | 'terminal';
  /** How `resume` handles a paused status: here, in a later release, or not at all. */
  resume: 'handled' | 'later' | 'none';
  /** Whether the Stop hook may keep the turn going. */
  stopHookMayBlock: boolean;
  /**
   * Whether a plan may be written: while planning, and in mid-task, where it closes the plan gate and is reviewed
   * again.
   */
  plannable: boolean;
  /** Whether Claude may answer the findings of a review. */
  answerable: boolean;
  /** Whether it is one of the hard pauses about secrets, sensitive operations and safety. */
  safety: boolean;
}

const traits = (kind: Traits['kind'], more: Partial<Traits> = {}): Traits => ({
  kind,
  resume: 'none',
  stopHookMayBlock: kind === 'active',
  plannable: false,
  answerable: false,
  safety: false,
  ...more,
});
const idle = traits('idle');
const active = traits('active');
const planning = traits('active', { plannable: true, answerable: true });
const working = traits('active', { plannable: true });
const paused = traits('paused', { resume: 'handled' });
const pausedForLater = traits('paused', { resume: 'later' });
const pausedForSafety = traits('paused', { resume: 'later', safety: true });
const terminal = traits('terminal');

export const STATUSES = {
  SETUP_COMPLETE: idle,
  DISCOVER_EXISTING_PROJECT: traits('active', { answerable: true }),
  BUILD_PROJECT_CONTEXT: planning,
  CLAUDE_PLANNING_REVIEW: planning,
  CODEX_ADVERSARIAL_PLAN_REVIEW: planning,
  CLAUDE_REVISE_PLAN: planning,
  PLAN_NEXT_MILESTONE: working,
  IMPLEMENT_MILESTONE: working,
  CLAUDE_SELF_REVIEW: working,
  CODEX_MILESTONE_REVIEW: working,
  CLAUDE_FIX: planning,
  RECORD_ACCEPTANCE: working,
  CODEX_FINAL_REVIEW: working,
  READY_TO_CONTINUE: active,
  PAUSED_FOR_HUMAN: paused,
  NEEDS_HUMAN: paused,
  PAUSED_FOR_SYSTEM: paused,
  PAUSED_FOR_CODEX: paused,
  REVIEW_THRESHOLD_EXCEEDED: paused,
  NEEDS_SECRET: traits('paused', { resume: 'handled', safety: true }),
  SENSITIVE_OPERATION: pausedForSafety,
  UNSAFE: pausedForSafety,
  FAIL_UNCLEAR: pausedForLater,
  NEEDS_REPLAN: pausedForLater,
  NEEDS_CURATION: pausedForLater,
  NEEDS_DOCS_SYNC: pausedForLater,
  DONE: terminal,
  COMPLETED: terminal,
  FAILED: terminal,
} as const satisfies Record<string, Traits>;

export type Status = keyof typeof STATUSES;

export type Gate = 'plan' | 'milestone' | 'final';
export type Mode = Config['mode'];
export type Verdict =
  | 'pass'
  | 'fail_fixable'
  | 'fail_unclear'
  | 'insufficient_context'
  | 'needs_human'
  | 'sensitive_operation'
  | 'unsafe';

/** What a review is about, as digests: two subjects are the same review only when every field is equal. */
export interface Subject {
  gate: Gate;
  /** The parsed planning documents, `plan/v1:…`; binds every gate, since a milestone is judged by the approved plan. */
  plan: string;
  /** The tree before, `tree/v1:…`; null for the plan. */
  base: string | null;
  /** The tree under review, `tree/v1:…`; null for the plan. */
  tree: string | null;
  milestone: string | null;
}

/** What lets a gate open: made by the runner (reviewed) or decided by a human (overridden). */
export interface Approval {
  kind: 'reviewed' | 'overridden';
  subject: Subject;
  /** Git tree id of the approved work tree (readable through the private objects); null for the plan. */
  tree_id: string | null;
  /** The review job whose receipt proves it; null for an override. */
  job: string | null;
  at: string;
}

/** A milestone as the approved backlog states it, as far as the machine needs it. */
export interface PlannedMilestone {
  id: string;
  title: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  dependencies: string[];
}

/** A finding of a review, carried between rounds. */
export interface OpenFinding {
  id: string;
  number: number;
  severity: 'P0' | 'P1' | 'P2' | 'P3';
  category: string;
  title: string;
  file: string | null;
  line: number | null;
  explanation: string;
  required_fix: string;
  blocking: boolean;
  /** Claude's answer; null until given. */
  disposition: 'fixed' | 'rejected' | 'deferred' | null;
  reason: string | null;
}

/** What was so when the task started; a change closes the gates until a human confirms it. */
export interface Pins {
  config: PinnedConfig;
  /** Where Codex was found; null until it is first found. */
  codex_path: string | null;
  /** Model, provider and effort taken over from the user's own Codex configuration, as a digest. */
  codex_profile: string | null;
  /** Rules that could hide files from the digest (info/exclude, excludes file, clean filters), as a digest. */
  hiding_rules: string | null;
}

export type PinnedConfig = Pick<Config, 'planning' | 'milestones' | 'review' | 'testing' | 'safety' | 'codex'>;

/** What has been spent on one gate: settled rounds, fix attempts begun, and rounds a human added. */
export interface Effort {
  rounds: number;
  fixes: number;
  extra: number;
  /** A human allowed this milestone to exceed its size once. */
  size_waived: boolean;
}

/** One review that has been started and not settled. */
export interface RunningReview {
  gate: Gate;
  job: string;
  fence: number;
  round: number;
  subject: Subject;
  tree_id: string | null;
  started_at: string;
}

/** Where a change adds a secret; never the secret. */
export interface SecretPlace {
  file: string;
  line: number;
  kind: string;
  /** A keyed digest of file, kind and value: what a human calls no secret is known again by it, and by nothing else. */
  id: string;
}

export interface State {
  task_id: string;
  task: string;
  language: string;
  mode: Mode;
  status: Status;
  previous_status: Status | null;
  /** Where a paused or READY_TO_CONTINUE task goes on. */
  resume_target: Status | null;
  pause_reason: string | null;
  /** What a human is asked; null when nothing is open. */
  question: Question | null;
  work_tree: string;
  base: { commit: string; tree: string; tree_id: string };
  head_commit: string;
  pins: Pins;
  plan: { digest: string; milestones: PlannedMilestone[] } | null;
  /** How often Claude's own review sent this plan back; a bound on planning without Codex. */
  plan_revisions: number;
  approvals: Record<Gate, Approval | null>;
  current_milestone_id: string | null;
  proposed_milestone_id: string | null;
  /** The tree on which the current milestone stands: the last accepted one, or the task's base. */
  milestone_base: { tree: string; tree_id: string };
  completed_milestones: {
    id: string;
    subject: Subject;
    tree_id: string;
    job: string | null;
    kind: Approval['kind'];
    at: string;
  }[];
  blocked_milestones: string[];
  review: RunningReview | null;
  /** The secrets that stopped a review; null when none does. */
  secrets: { gate: Gate; places: SecretPlace[] } | null;
  /** Ids of places that a human has called no secret. */
  not_secrets: string[];
  /** Rounds and fix attempts, by `plan`, `final` or the milestone's id; a replanned milestone keeps its count. */
  effort: Record<string, Effort>;
  /** The gate whose findings are being answered. */
  findings_gate: Gate | null;
  findings: OpenFinding[];
  last_checks: CheckSummary | null;
  last_review: { gate: Gate; job: string; outcome: string; at: string; file: string | null } | null;
  /** The tree of the last settled round at this gate: what changed since is marked for the reviewer. */
  last_round_tree: string | null;
  next_fence: number;
  run_milestones: number;
  codex_unavailable_reason: string | null;
  codex_resets_at: string | null;
  missed_gate: Gate | null;
  loop: { session: string | null; keep_going: boolean; epoch: number };
  resume_reason: string | null;
  resume_strategy: string | null;
  last_resumed_at: string | null;
  last_human_decision: string | null;
  created_at: string;
  updated_at: string;
}

/** The runner's own run of the project's checks on one tree. */
export interface CheckSummary {
  tree: string;
  results: { name: string; required: boolean; passed: boolean; exit_code: number | null; output_digest: string }[];
}

/** What is so in the work tree right now; gates are evaluated against it. Digests arrive as values. */
export interface Observation {
  plan: string | null;
  tree: string | null;
  tree_id: string | null;
  head_commit: string | null;
  /** How far each receipt can be believed, by review job. */
  receipts: Record<string, { assurance: 'verified' | 'attested' | 'invalid'; problem: NoticeCode | null }>;
  /** Whether a merge, rebase or pull brought others' commits in since the base was pinned. */
  base_moved: boolean;
  /** Pinned things that changed and were not confirmed: names such as `codex.config_overrides`. */
  changed_pins: string[];
}

/** How the outcome of a review came out; infrastructure is not among them, since it is not an outcome of the review. */
export interface ReviewOutcome {
  kind: 'pass' | 'findings';
  verdict: Verdict;
  next_milestone: string | null;
  widened_scope: string | null;
  question: string | null;
  findings: OpenFinding[];
}

export type Strategy =
  | 'recommended'
  | 'manual'
  | 'extend-review'
  | 'accept-risk'
  | 'accept-size'
  | 'skip'
  | 'mock'
  | 'not-a-secret';

/**
 * How a human's word is known: typed outside Claude Code, a yes to the guard's question, the user's own slash command.
 */
export type AskedBy = 'terminal' | 'guard' | 'slash-command';

/**
 * In facts that are a human's: null where Claude ran the command and nobody was asked. Absent in ledgers that were
 * written before this was recorded.
 */
interface HumanFact {
  asked_by?: AskedBy | null;
}

/** Facts. Each is past tense: commands do the work first and then report what happened. */
export type EventBody =
  | {
      type: 'task-started';
      task_id: string;
      task: string;
      language: string;
      mode: Mode;
      work_tree: string;
      base: State['base'];
      pins: Pins;
      session: string | null;
      keep_going: boolean;
      key_id: string;
      version: string;
    }
  | { type: 'discovery-written'; digest: string }
  | { type: 'plan-written'; digest: string; milestones: PlannedMilestone[] }
  | { type: 'planning-review-done'; result: SelfReview['result']; digest: string; plan: string }
  | {
      type: 'review-started';
      gate: Gate;
      job: string;
      subject: Subject;
      tree_id: string | null;
      size: { files: number; lines: number } | null;
      checks: CheckSummary | null;
      codex_path: string;
      codex_profile: string;
      observation: Observation;
    }
  | { type: 'rounds-spent'; gate: Gate }
  | { type: 'checks-failed'; gate: Gate; checks: CheckSummary }
  | { type: 'secret-found'; gate: Gate; places: SecretPlace[] }
  | {
      type: 'review-returned';
      gate: Gate;
      job: string;
      fence: number;
      outcome: ReviewOutcome;
      receipt: string;
      file: string | null;
    }
  | {
      type: 'codex-unavailable';
      gate: Gate;
      job: string | null;
      reason: string;
      detail: string;
      resets_at: string | null;
    }
  | {
      type: 'findings-answered';
      answers: { id: string; disposition: 'fixed' | 'rejected' | 'deferred'; reason: string | null }[];
    }
  | { type: 'implementation-started'; milestone_id: string; observation: Observation }
  | { type: 'milestone-implemented'; size: { files: number; lines: number } }
  | { type: 'milestone-accepted'; observation: Observation }
  | { type: 'task-finished'; observation: Observation }
  | {
      type: 'base-moved';
      base: State['base'];
      milestone_base: State['milestone_base'];
      head_commit: string;
      left_out: { commit: string; subject: string; author: string }[];
    }
  | { type: 'human-needed'; question: Question }
  | (HumanFact & { type: 'human-answered'; choice: string | null; text: string; confirmed: boolean })
  | (HumanFact & {
      type: 'resumed';
      strategy: Strategy;
      confirmed: boolean;
      reason: string;
      observation: Observation | null;
    })
  | (HumanFact & { type: 'pins-confirmed'; pins: Pins })
  | { type: 'pins-tightened'; pins: Pins }
  | (HumanFact & { type: 'loop-started'; session: string | null; keep_going: boolean })
  | { type: 'loop-claimed'; session: string }
  | (HumanFact & { type: 'loop-stopped' })
  | { type: 'system-failed'; detail: string }
  | { type: 'key-replaced'; key_id: string }
  | (HumanFact & { type: 'task-abandoned'; reason: string });

export type Event = EventBody & { at: string };
export type EventType = Event['type'];

export const traitsOf = (status: Status): Traits => STATUSES[status];
export const isPaused = (status: Status): boolean => STATUSES[status].kind === 'paused';
export const isTerminal = (status: Status): boolean => STATUSES[status].kind === 'terminal';
export const isActive = (status: Status): boolean => STATUSES[status].kind === 'active';

/** Where work stands: READY_TO_CONTINUE means the status that the pause interrupted. */
export const workingStatus = (state: State): Status =>
  state.status === 'READY_TO_CONTINUE' && state.resume_target ? state.resume_target : state.status;

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.gate === b.gate && a.plan === b.plan && a.base === b.base && a.tree === b.tree && a.milestone === b.milestone;
