/** The vocabulary of the workflow: statuses with their traits, and a task's state. Facts are in ledger/events.ts. */
import type { Config, Question } from '../../generated/types.js';
import type { NotedChange } from '../plan/sync/impact.js';
import type { Notice } from '../say/notices.js';
import type {
  AcceptedRisk,
  Gate,
  OpenFinding,
  PastFinding,
  RecordedRisk,
  StoppedVerdict,
  Verdict,
} from './decisions/records.js';
import type { Strategy } from './decisions/strategies.js';
import type { DocumentsState, KnownDocuments } from './documents/records.js';
import type { CheckSummary } from './ledger/observation.js';
import type { CodexProgram } from './pins/program.js';

/** What a status means to the rest of the program. STATUSES is the only list of statuses. */
export interface Traits {
  kind: 'idle' | 'active' | 'paused' | 'terminal';
  /** How `resume` treats a paused status: supported, planned for a later release, or not possible. */
  resume: 'handled' | 'later' | 'none';
  /** Whether the Stop hook may keep the turn going. */
  stopHookMayBlock: boolean;
  /** Whether a plan may be reported. After planning, this closes the plan gate and the plan is reviewed again. */
  plannable: boolean;
  /** Whether Claude writes the planning documents now, so that a change of them is not one by hand. */
  drafting: boolean;
  /** Whether Claude may answer findings of a review. */
  answerable: boolean;
  /** Whether it is one of the pauses over secrets, sensitive operations or safety. */
  safety: boolean;
}

const traits = (kind: Traits['kind'], more: Partial<Traits> = {}): Traits => ({
  kind,
  resume: 'none',
  stopHookMayBlock: kind === 'active',
  plannable: false,
  drafting: false,
  answerable: false,
  safety: false,
  ...more,
});
const idle = traits('idle');
const active = traits('active');
const planning = traits('active', { plannable: true, answerable: true });
const drafting: Traits = { ...planning, drafting: true };
const working = traits('active', { plannable: true });
const paused = traits('paused', { resume: 'handled' });
const pausedForLater = traits('paused', { resume: 'later' });
const pausedForSafety = traits('paused', { resume: 'handled', safety: true });
const terminal = traits('terminal');

export const STATUSES = {
  SETUP_COMPLETE: idle,
  DISCOVER_EXISTING_PROJECT: traits('active', { answerable: true, drafting: true }),
  BUILD_PROJECT_CONTEXT: drafting,
  CLAUDE_PLANNING_REVIEW: planning,
  CODEX_ADVERSARIAL_PLAN_REVIEW: planning,
  CLAUDE_REVISE_PLAN: drafting,
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
  NEEDS_REPLAN: paused,
  NEEDS_CURATION: pausedForLater,
  NEEDS_DOCS_SYNC: paused,
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
  RecordedRisk,
  StoppedVerdict,
  Verdict,
} from './decisions/records.js';
export type { Strategy } from './decisions/strategies.js';
export type { CheckSummary, Observation } from './ledger/observation.js';

export type Mode = Config['mode'];

/** What a review is about, as digests. Two subjects are the same only when every field is equal. */
export interface Subject {
  gate: Gate;
  /** The parsed planning documents, `plan/v1:…`; part of every subject, because milestones are judged by the plan. */
  plan: string;
  /** The tree before, `tree/v1:…`; null for the plan. */
  base: string | null;
  /** The tree under review, `tree/v1:…`; null for the plan. */
  tree: string | null;
  milestone: string | null;
}

/** What opens a gate: a review by the runner (reviewed) or a decision of the user (overridden). */
export interface Approval {
  kind: 'reviewed' | 'overridden';
  subject: Subject;
  /** Git id of the approved tree, readable through the private objects; null for the plan. */
  tree_id: string | null;
  /** The review job whose receipt proves the approval; null for an override. */
  job: string | null;
  at: string;
}

/** A milestone of the approved backlog, with the fields that the state machine needs. */
export interface PlannedMilestone {
  id: string;
  title: string;
  risk: 'low' | 'medium' | 'high' | 'critical';
  dependencies: string[];
  /** By these, a later plan is seen to continue the same work; absent in entries of earlier releases. */
  acceptance_criteria?: string[];
  expected_files?: string[];
}

/** The settings when the task started. A loosening closes the gates until the user confirms it. */
export interface Pins {
  config: PinnedConfig;
  /** Where Codex was found; null until it is found for the first time. */
  codex_path: string | null;
  /** The program behind that path; absent until it is found, and in ledgers of earlier releases. */
  codex_program?: CodexProgram | null;
  /** Digest of model, provider and effort from the user's own Codex configuration. */
  codex_profile: string | null;
  /** The same for people: provider, address, model, effort; absent in entries of earlier releases. */
  codex_settings?: string | null;
  /** The preset that config.json named; absent in ledgers of earlier releases. */
  preset?: 'recommended' | 'strict' | null;
  /** Digest of the rules that could hide files from the tree (info/exclude, excludes file, clean filters). */
  hiding_rules: string | null;
}

export type PinnedConfig = Pick<Config, 'planning' | 'milestones' | 'review' | 'testing' | 'safety' | 'codex'>;

/** What was spent on one gate: completed rounds, fix attempts begun, and rounds that the user added. */
export interface Effort {
  rounds: number;
  fixes: number;
  extra: number;
  /** Whether the user allowed this milestone to exceed the size limit. */
  size_waived: boolean;
}

/** A review that has started and has no result yet. */
export interface RunningReview {
  gate: Gate;
  job: string;
  fence: number;
  round: number;
  subject: Subject;
  tree_id: string | null;
  started_at: string;
  /** At the plan gate: the planning documents that Codex is shown; absent in entries of earlier releases. */
  documents?: KnownDocuments;
}

/** The place where a change adds a secret, without the secret itself. */
export interface SecretPlace {
  file: string;
  line: number;
  kind: string;
  /** A keyed digest of file, kind and value. It recognises a place that the user called no secret. */
  id: string;
}

/** Why a task is paused, with everything that belongs to it. The table in pauses.ts says what each kind means. */
export type Pause =
  /** The milestone's change is larger than the pinned limits. */
  | { kind: 'size' }
  /** Claude's self-review of the plan asks for the user. */
  | { kind: 'planning-question' }
  /** Claude's self-review has sent the plan back too often. */
  | { kind: 'plan-revisions' }
  | { kind: 'milestones-per-run' }
  /** In manual mode, the user starts each phase. */
  | { kind: 'manual-mode' }
  /** A limit of the gate is reached, or Claude and Codex disagree about a finding. The user decides. */
  | { kind: 'threshold'; gate: Gate; spent: 'review-rounds' | 'fix-attempts' | 'disagreement' }
  /** The user works by hand. */
  | { kind: 'manual-work'; gate: Gate }
  /** Codex gave a verdict that does not say what to fix. */
  | { kind: 'codex-needs-human' }
  | { kind: 'codex-fail-unclear' }
  | { kind: 'codex-sensitive-operation' }
  | { kind: 'codex-unsafe' }
  /** Codex could not review. `cause`: what this machine refused, if that was the reason. */
  | {
      kind: 'codex';
      gate: Gate;
      reason: string;
      resets_at: string | null;
      cause?: Notice;
      /** In a review with lenses: the reviewers that gave no answer, and those that did. */
      reviewers?: { missed: string[]; answered: string[] };
    }
  /** Codex's reply contradicted itself in two reviews in a row, each time also after it was asked once more. */
  | { kind: 'reply-unusable'; gate: Gate; detail: string }
  /** The change under review adds what looks like secrets. */
  | { kind: 'secrets'; gate: Gate; places: SecretPlace[] }
  /** The user was asked a question. */
  | { kind: 'question'; question: Question }
  /** Planning documents were changed by hand since the last sync. */
  | { kind: 'documents'; changes: NotedChange[] }
  /** Claude Code failed. */
  | { kind: 'system'; detail: string }
  /** The user stopped the task for a while, with `cccc pause`. */
  | { kind: 'user'; reason: string | null };

/** An accepted milestone, and the evidence for its approval. */
export interface CompletedMilestone {
  id: string;
  subject: Subject;
  tree_id: string;
  job: string | null;
  kind: Approval['kind'];
  at: string;
}

/** Where the task's change begins: which commits count as upstream's, and what was there before the task. */
export interface Origin {
  /** The commits of all remote-tracking refs when the task began. */
  upstream: string[];
  /** Commits that the user has confirmed as upstream's since. */
  confirmed: string[];
  /** Commits of abandoned tasks. */
  refused: string[];
  /** Paths that still hold content of an abandoned task. The base contains their last accepted version instead. */
  taken_back: { task: string; path: string }[];
  /** The work tree when the task began. Its uncommitted content is reviewed, but counts towards no milestone's size. */
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
  /** The project's folder in the work tree, empty for all of it; absent where the ledger does not say. */
  part?: string;
  base: Base;
  head_commit: string;
  origin: Origin;
  pins: Pins;
  plan: {
    /** Null until a plan is written. */
    digest: string | null;
    milestones: PlannedMilestone[];
    /** How often Claude's self-review sent this plan back; it limits planning without Codex. */
    revisions: number;
    /** Milestones of earlier plans, neither done nor in this plan. A later plan may take up their work again. */
    removed: PlannedMilestone[];
    /** Why the user wants a new plan; absent otherwise. The approval of this one no longer holds. */
    voided?: string;
  };
  /** Null until a plan is reported with its documents. */
  documents: DocumentsState | null;
  approvals: Record<Gate, Approval | null>;
  milestones: {
    /** The id of the milestone in progress. */
    current: string | null;
    /** The id of the milestone that Codex, or a rewritten plan, proposes as the next one. */
    proposed: string | null;
    /** The tree on which the current milestone builds: the last accepted one, or the task's base. */
    base: MilestoneBase;
    completed: CompletedMilestone[];
    /** Ids of the milestones that the user skipped. */
    blocked: string[];
    /** How many milestones were accepted in this run. */
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
      /** What Codex lacked, in its own words; null when it could judge. */
      missing: string | null;
    } | null;
    /** The tree of the last completed round at this gate; changes since then are marked for the reviewer. */
    last_round_tree: string | null;
    next_fence: number;
    /** How many reviews of a gate in a row had no usable reply; null after a usable one. */
    unusable: { gate: Gate; count: number } | null;
    last_checks: CheckSummary | null;
  };
  findings: {
    /** The gate whose findings Claude is answering. */
    gate: Gate | null;
    open: OpenFinding[];
  };
  /** Findings that a new plan interrupted, by `final` or the milestone's id; they return when that work comes up. */
  kept_findings: Record<string, OpenFinding[]>;
  /** Closed findings, oldest first. */
  past_findings: PastFinding[];
  /** Findings that the user accepted as risks. */
  accepted_risks: AcceptedRisk[];
  /** Risks with which the user continued at a pause that belongs to no gate, in the user's words. */
  recorded_risks: RecordedRisk[];
  /** Verdicts that stopped the work, oldest first. */
  stopped: StoppedVerdict[];
  /**
   * Findings that nobody has to answer, by `plan`, `final` or the milestone's id: the advisories of a passed review,
   * and what an unusable reply reported. See ../review/noted-findings.ts.
   */
  noted_findings: Record<string, OpenFinding[]>;
  /** Ids of places that the user has called no secret. */
  not_secrets: string[];
  /** Rounds and fix attempts by `plan`, `final` or the milestone's id; a milestone's count survives a new plan. */
  effort: Record<string, Effort>;
  loop: { session: string | null; keep_going: boolean; epoch: number };
  /** Null unless the status is a pause. An abandoned task keeps the pause in which it was abandoned. */
  pause: Pause | null;
  /** The user wants to pause as soon as the review that was running is settled; null when nothing waits. */
  pause_after_review: { reason: string | null } | null;
  resume: {
    /** The status in which a paused or READY_TO_CONTINUE task continues. */
    target: Status | null;
    /** How, why and when the last pause ended. */
    reason: string | null;
    strategy: Strategy | DocumentsState['choice'];
    at: string | null;
    /** The user's last decision, in words. */
    decision: string | null;
    /** What the user said with the choice, for Claude; null when nothing was said. */
    words: string | null;
  };
  /** Why the task was abandoned; null unless it was. */
  abandoned: string | null;
  created_at: string;
  updated_at: string;
}

/** The commit at which the task started, with its tree. */
export interface Base {
  commit: string;
  tree: string;
  tree_id: string;
}

export type MilestoneBase = Omit<Base, 'commit'>;

/** The outcome of a review. Infrastructure is not one of its kinds, because an outage is not an outcome. */
export interface ReviewOutcome {
  kind: 'pass' | 'findings';
  verdict: Verdict;
  next_milestone: string | null;
  widened_scope: string | null;
  question: string | null;
  findings: OpenFinding[];
}

/** How a decision is known to be the user's: an answer on the terminal, a yes to the guard, or a slash command. */
export type AskedBy = 'terminal' | 'guard' | 'slash-command';

export const traitsOf = (status: Status): Traits => STATUSES[status];
export const isPaused = (status: Status): boolean => STATUSES[status].kind === 'paused';
export const isTerminal = (status: Status): boolean => STATUSES[status].kind === 'terminal';
export const isActive = (status: Status): boolean => STATUSES[status].kind === 'active';

/** The status of the work itself: for READY_TO_CONTINUE, the one that the pause interrupted. */
export const workingStatus = (state: State): Status =>
  state.status === 'READY_TO_CONTINUE' && state.resume.target ? state.resume.target : state.status;

export const sameSubject = (a: Subject, b: Subject): boolean =>
  a.gate === b.gate && a.plan === b.plan && a.base === b.base && a.tree === b.tree && a.milestone === b.milestone;
