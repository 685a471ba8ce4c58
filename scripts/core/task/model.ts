/**
 * The words of the workflow: statuses and their traits, and what a task's state holds. The facts are in
 * ledger/events.ts.
 */
import type { Config, Question } from '../../generated/types.js';
import type { Notice, NoticeCode } from '../say/notices.js';
import type { AcceptedRisk, Gate, OpenFinding, PastFinding, StoppedVerdict, Verdict } from './decisions/records.js';
import type { CodexProgram } from './pins/program.js';

/** What a status means to everybody else. STATUSES is the only list of statuses. */
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
const pausedForSafety = traits('paused', { resume: 'handled', safety: true });
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
  NEEDS_SECRET: pausedForSafety,
  SENSITIVE_OPERATION: pausedForSafety,
  UNSAFE: pausedForSafety,
  FAIL_UNCLEAR: paused,
  NEEDS_REPLAN: pausedForLater,
  NEEDS_CURATION: pausedForLater,
  NEEDS_DOCS_SYNC: pausedForLater,
  DONE: terminal,
  COMPLETED: terminal,
  FAILED: terminal,
} as const satisfies Record<string, Traits>;

export type Status = keyof typeof STATUSES;

export type {
  AcceptedRisk,
  Dispute,
  Gate,
  OpenFinding,
  PastFinding,
  StoppedVerdict,
  Verdict,
} from './decisions/records.js';

export type Mode = Config['mode'];

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

/** What lets a gate open: made by the runner (reviewed) or decided by the user (overridden). */
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
  /** By these a later plan is seen to go on with the same work; absent in entries that did not record them. */
  acceptance_criteria?: string[];
  expected_files?: string[];
}

/** The settings when the task started; a change closes the gates until the user confirms it. */
export interface Pins {
  config: PinnedConfig;
  /** Where Codex was found; null until it is first found. */
  codex_path: string | null;
  /** The program behind that path; absent until it is first found, and in ledgers from before this was recorded. */
  codex_program?: CodexProgram | null;
  /** Model, provider and effort taken over from the user's own Codex configuration, as a digest. */
  codex_profile: string | null;
  /** The preset that config.json named; absent in ledgers from before this was recorded. */
  preset?: 'recommended' | 'strict' | null;
  /** Rules that could hide files from the digest (info/exclude, excludes file, clean filters), as a digest. */
  hiding_rules: string | null;
}

export type PinnedConfig = Pick<Config, 'planning' | 'milestones' | 'review' | 'testing' | 'safety' | 'codex'>;

/** What has been spent on one gate: settled rounds, fix attempts begun, and rounds that the user added. */
export interface Effort {
  rounds: number;
  fixes: number;
  extra: number;
  /** The user allowed this milestone to exceed its size once. */
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
  /** A keyed digest of file, kind and value: by it alone a place that the user called no secret is known. */
  id: string;
}

/**
 * Why a task is paused, with everything that belongs to it: one member for each way in which the machine pauses. What
 * each kind means to everybody else is in pauses.ts.
 */
export type Pause =
  /** The milestone's change is larger than the pinned limits. */
  | { kind: 'size' }
  /** Claude's own review of the plan asks for the user. */
  | { kind: 'planning-question' }
  /** Claude's own review has sent the plan back too often. */
  | { kind: 'plan-revisions' }
  | { kind: 'milestones-per-run' }
  /** In manual mode the user starts each phase. */
  | { kind: 'manual-mode' }
  /** A limit of a gate is reached, or Claude and Codex do not agree about a finding, and the user decides. */
  | { kind: 'threshold'; gate: Gate; spent: 'review-rounds' | 'fix-attempts' | 'disagreement' }
  /** The user works on it by hand. */
  | { kind: 'manual-work'; gate: Gate }
  /** Codex gave a verdict that does not say what to fix. */
  | { kind: 'codex-needs-human' }
  | { kind: 'codex-fail-unclear' }
  | { kind: 'codex-sensitive-operation' }
  | { kind: 'codex-unsafe' }
  /** Codex could not review. `cause`: what this machine refused, where that was the reason. */
  | { kind: 'codex'; gate: Gate; reason: string; resets_at: string | null; cause?: Notice }
  /** Codex's reply contradicted itself in two reviews in a row, each time also after it was asked once more. */
  | { kind: 'reply-unusable'; gate: Gate; detail: string }
  /** The change under review adds what looks like secrets. */
  | { kind: 'secrets'; gate: Gate; places: SecretPlace[] }
  /** The user is asked. */
  | { kind: 'question'; question: Question }
  /** The client failed. */
  | { kind: 'system'; detail: string };

/** A milestone that was accepted, and what its approval rested on. */
export interface CompletedMilestone {
  id: string;
  subject: Subject;
  tree_id: string;
  job: string | null;
  kind: Approval['kind'];
  at: string;
}

/** Where the task's change begins: what counts as upstream's, and what was there before it. */
export interface Origin {
  /** The tips of all remote-tracking refs when the task began. */
  upstream: string[];
  /** Commits that a human called upstream's since. */
  confirmed: string[];
  /** Commits of abandoned tasks. */
  refused: string[];
  /** Paths that still hold what an abandoned task left: in the base they are taken back. */
  taken_back: { task: string; path: string }[];
  /** The work tree when the task began; what it holds is reviewed, and counts towards the size of no milestone. */
  present: MilestoneBase | null;
}

export interface State {
  task_id: string;
  task: string;
  language: string;
  mode: Mode;
  status: Status;
  previous_status: Status | null;
  work_tree: string;
  base: Base;
  head_commit: string;
  origin: Origin;
  pins: Pins;
  plan: {
    /** Null until a plan is written. */
    digest: string | null;
    milestones: PlannedMilestone[];
    /** How often Claude's own review sent this plan back; a bound on planning without Codex. */
    revisions: number;
    /** Milestones of earlier plans that are neither done nor in this one: their work may come back. */
    removed: PlannedMilestone[];
  };
  approvals: Record<Gate, Approval | null>;
  milestones: {
    /** The id of the one being worked on. */
    current: string | null;
    /** The id of the one that Codex, or a plan written again, proposes as the next. */
    proposed: string | null;
    /** The tree on which the current milestone stands: the last accepted one, or the task's base. */
    base: MilestoneBase;
    completed: CompletedMilestone[];
    /** Ids of those that the user skipped. */
    blocked: string[];
    /** How many were accepted in this run. */
    run: number;
  };
  reviews: {
    running: RunningReview | null;
    last: {
      gate: Gate;
      job: string;
      outcome: string;
      at: string;
      file: string | null;
      /** What Codex lacked, in its words; null where it could judge. */
      missing: string | null;
    } | null;
    /** The tree of the last settled round at this gate: what changed since is marked for the reviewer. */
    last_round_tree: string | null;
    next_fence: number;
    /** How many reviews of a gate in a row had no reply that could be used; null after one that had. */
    unusable: { gate: Gate; count: number } | null;
    last_checks: CheckSummary | null;
  };
  findings: {
    /** The gate whose findings are being answered. */
    gate: Gate | null;
    open: OpenFinding[];
  };
  /** Findings that a new plan interrupted, by `final` or the milestone's id, until work comes to that subject. */
  kept_findings: Record<string, OpenFinding[]>;
  /** Findings that are over, oldest first. */
  past_findings: PastFinding[];
  /** Findings that the user accepted as risks. */
  accepted_risks: AcceptedRisk[];
  /** Verdicts that stopped the work, oldest first. */
  stopped: StoppedVerdict[];
  /**
   * Findings that nobody has to answer, by `plan`, `final` or the milestone's id: the advisories of a review that
   * passed, and what a reply reported that did not count. See ../review/noted-findings.ts.
   */
  noted_findings: Record<string, OpenFinding[]>;
  /** Ids of places that a user has called no secret. */
  not_secrets: string[];
  /** Rounds and fix attempts, by `plan`, `final` or the milestone's id; a replanned milestone keeps its count. */
  effort: Record<string, Effort>;
  loop: { session: string | null; keep_going: boolean; epoch: number };
  /** Null unless the status is a paused one; a task that was given up keeps the pause in which that happened. */
  pause: Pause | null;
  resume: {
    /** Where a paused or READY_TO_CONTINUE task goes on. */
    target: Status | null;
    /** How, why and when the last pause was left. */
    reason: string | null;
    strategy: string | null;
    at: string | null;
    /** The last decision of the user, in words. */
    decision: string | null;
  };
  /** Why the task was given up; null unless it was. */
  abandoned: string | null;
  created_at: string;
  updated_at: string;
}

/** The commit at which a task started, with its tree. */
export interface Base {
  commit: string;
  tree: string;
  tree_id: string;
}

export type MilestoneBase = Omit<Base, 'commit'>;

/** The runner's own run of the project's checks on one tree. */
export interface CheckSummary {
  tree: string;
  results: {
    name: string;
    required: boolean;
    passed: boolean;
    exit_code: number | null;
    output_digest: string;
    /** Why it ran in the work tree itself; null in the clean copy, absent in entries from before there was one. */
    in_place?: string | null;
  }[];
}

/** The work tree as it is right now; gates are evaluated against it. Digests arrive as values. */
export interface Observation {
  plan: string | null;
  tree: string | null;
  tree_id: string | null;
  head_commit: string | null;
  /** How far each receipt can be believed, by review job. */
  receipts: Record<string, { assurance: 'verified' | 'attested' | 'invalid'; problem: NoticeCode | null }>;
  /** Whether a merge, rebase or pull brought in commits of other people since the base was pinned. */
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
  | 'not-a-secret'
  | 'wrong'
  | 'replan'
  | 'safe-alternative';

/**
 * How a decision of the user is known: an answer read from the terminal, a yes to the guard's question, the user's own
 * slash command.
 */
export type AskedBy = 'terminal' | 'guard' | 'slash-command';

export const traitsOf = (status: Status): Traits => STATUSES[status];
export const isPaused = (status: Status): boolean => STATUSES[status].kind === 'paused';
export const isTerminal = (status: Status): boolean => STATUSES[status].kind === 'terminal';
export const isActive = (status: Status): boolean => STATUSES[status].kind === 'active';

/** Where work stands: READY_TO_CONTINUE means the status that the pause interrupted. */
export const workingStatus = (state: State): Status =>
  state.status === 'READY_TO_CONTINUE' && state.resume.target ? state.resume.target : state.status;

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.gate === b.gate && a.plan === b.plan && a.base === b.base && a.tree === b.tree && a.milestone === b.milestone;
