/** The facts that change a task, each in the past tense: commands do the work first and then report what happened. */

import type { Question, Receipt, SelfReview } from '../../../generated/types.js';
import type { Confidence, ConfidenceReason } from '../../plan/rehydration.js';
import type { NotedChange } from '../../plan/sync/impact.js';
import type { Notice } from '../../say/notices.js';
import type { KnownDocuments } from '../documents/records.js';
import type {
  AskedBy,
  Base,
  CheckSummary,
  Gate,
  MilestoneBase,
  Mode,
  Observation,
  OpenFinding,
  Origin,
  Pins,
  PlannedMilestone,
  ReviewOutcome,
  SecretPlace,
  Strategy,
  Subject,
} from '../model.js';

import type { CodexProgram } from '../pins/program.js';
import type { LeftPath, SettledPath } from '../refused-work.js';

/**
 * In facts that only the user can state. Null: Claude ran the command and the user was not asked. `unasked`: it ran
 * elsewhere and nobody was asked. Absent in entries that are older than this field.
 */
interface HumanFact {
  asked_by?: AskedBy | 'unasked' | null;
}

/** The files that Codex is given and by which its reply is judged: SHA-256 of each, recorded before the run. */
export interface RequestDigests {
  prompt: string;
  context: string;
  schema: string;
}

/** The files of one reviewer's record: SHA-256 of each. */
export type RecordDigests = Receipt['record'];

/** A reviewer of a review with lenses. */
export interface ReviewerCall {
  /** `all` is the gate's own. */
  lens: string;
  /** SHA-256 of its prompt. */
  prompt: string;
  /** The earlier review in which it has answered exactly this; null where it is asked now. */
  from: string | null;
}

/** The answer of a reviewer in a review that ended without a verdict, because another reviewer gave none. */
export interface AnsweredCall {
  lens: string;
  /** The review in which it was asked, and where its record is. */
  job: string;
  record: RecordDigests;
}

/** A reviewer that gave no answer. */
export interface MissedCall {
  lens: string;
  reason: string;
  detail: string;
  resets_at: string | null;
}

/** A review with lenses that at least one reviewer left without an answer. */
export interface UnansweredReview {
  missed: MissedCall[];
  answered: AnsweredCall[];
}

/** What a review with lenses is expected to cost, before it starts. */
export interface CostEstimate {
  /** How many reviewers are asked. */
  reviewers: number;
  /** Tokens of the packet that each of them gets. */
  packet_tokens: number;
  /** Tokens that all of them use, by what earlier reviews of this task used; null where there was none. */
  tokens: number | null;
  /** How many earlier reviewers that rests on. */
  based_on: number;
}

/** The reviewer's answer to an earlier finding. */
export interface ReviewAnswer {
  id: string;
  status: 'resolved' | 'still_open' | 'withdrawn';
  comment: string;
}

/** What people are shown of a review besides its outcome. No gate looks at it. */
export interface ReviewDetails {
  /** The reviewer's summary, without secrets. */
  summary: string;
  model: string | null;
  /** Tokens in and out, those that were cached included. */
  tokens: number;
  duration_ms: number;
  /** Tokens of the packet, and how many reviewers got it; absent in entries of earlier releases. */
  packet_tokens?: number;
  reviewers?: number;
}

/** A fact as a command reports it. */
export type EventBody =
  | {
      type: 'task-started';
      task_id: string;
      task: string;
      language: string;
      mode: Mode;
      work_tree: string;
      /** The project's folder in the work tree, empty for all of it; absent in entries of earlier releases. */
      part?: string;
      base: Base;
      /** What counts as upstream's, and what earlier tasks left; missing in ledgers of earlier releases. */
      origin?: Origin;
      pins: Pins;
      session: string | null;
      keep_going: boolean;
      key_id: string;
      version: string;
      /** What `reset` found of a task whose ledger is gone: hints that approve nothing. Absent in other tasks. */
      rehydrated?: {
        sources: string[];
        confidence: Confidence;
        reason: ConfidenceReason;
        candidate: string | null;
        /** The exported ledger that named the base; absent where the base is HEAD. */
        base_from?: string;
        /** The task whose ledger was moved aside for it, and how the user agreed; null where there was no ledger. */
        set_aside: { task: string; asked_by: AskedBy | null } | null;
      };
    }
  /** `documents` in these: the planning documents as they are then; absent in entries of earlier releases. */
  | { type: 'discovery-written'; digest: string; documents?: KnownDocuments }
  | { type: 'plan-written'; digest: string; milestones: PlannedMilestone[]; documents?: KnownDocuments }
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
      /** The program that does the review; absent in entries of earlier releases. */
      codex_program?: CodexProgram;
      /** Absent in entries of earlier releases. */
      request?: RequestDigests;
      /** The reviewers; absent where the gate's own is the only one. */
      reviewers?: ReviewerCall[];
      estimate?: CostEstimate;
      /** SHA-256 of the supervisor's job description (job.json); absent in entries of earlier releases. */
      description?: string;
      /** At the plan gate: the planning documents that Codex is shown. */
      documents?: KnownDocuments;
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
      /** SHA-256 of the artifact at `file`; absent in entries of earlier releases. */
      artifact?: string;
      /** The answers to earlier findings; absent in entries of earlier releases. */
      answers?: ReviewAnswer[];
      /** What Codex lacks, in its own words; null when it could judge, absent in entries of earlier releases. */
      missing?: string | null;
      /** Absent in entries of earlier releases. */
      details?: ReviewDetails;
    }
  | {
      type: 'codex-unavailable';
      gate: Gate;
      job: string | null;
      reason: string;
      detail: string;
      resets_at: string | null;
      /** What this machine refused; absent where Codex or its reply is the cause, and in older entries. */
      cause?: Notice;
      /** What a reply that does not count reported; absent where it reported nothing. */
      reported?: OpenFinding[];
      /** In a review with lenses: who gave no answer, and the answers that are there. */
      reviewers?: UnansweredReview;
    }
  | {
      type: 'findings-answered';
      answers: { id: string; disposition: 'fixed' | 'rejected' | 'deferred'; reason: string | null }[];
    }
  | { type: 'implementation-started'; milestone_id: string; observation: Observation }
  | { type: 'milestone-implemented'; size: { files: number; lines: number } }
  | { type: 'milestone-accepted'; observation: Observation }
  | { type: 'task-finished'; observation: Observation; settled?: SettledPath[] }
  | {
      type: 'base-moved';
      base: Base;
      milestone_base: MilestoneBase;
      head_commit: string;
      /**
       * The uncommitted work that was there at the start, carried over to the new base; missing when it no longer
       * matters.
       */
      present?: MilestoneBase | null;
      left_out: { commit: string; subject: string; author: string; paths?: string[] }[];
    }
  | { type: 'documents-changed'; changes: NotedChange[] }
  /** `plan`: the digest of the planning documents when the user decided. */
  | (HumanFact & {
      type: 'documents-synced';
      choice: 'refresh' | 'ignore' | 'restored';
      documents: KnownDocuments;
      plan: string;
    })
  | (HumanFact & { type: 'replan-decided'; reason: string; because: 'documents' | 'user' })
  | { type: 'human-needed'; question: Question }
  | (HumanFact & { type: 'human-answered'; choice: string | null; text: string; confirmed: boolean })
  | (HumanFact & {
      type: 'resumed';
      strategy: Strategy;
      confirmed: boolean;
      reason: string;
      observation: Observation | null;
      /** For `wrong`: the finding that the user calls wrong. */
      finding?: string;
      /** What the user says with the choice. */
      words?: string;
      /** For `manual` in version 1, which continued at once instead of waiting for the user. */
      at_once?: true;
    })
  | (HumanFact & { type: 'pins-confirmed'; pins: Pins })
  | { type: 'pins-tightened'; pins: Pins }
  | (HumanFact & { type: 'loop-started'; session: string | null; keep_going: boolean })
  | { type: 'loop-claimed'; session: string }
  | (HumanFact & { type: 'loop-stopped' })
  | { type: 'system-failed'; detail: string }
  /** `after_review`: only once the review that runs, or is being prepared, is settled. */
  | (HumanFact & { type: 'pause-requested'; reason: string | null; after_review: boolean })
  | (HumanFact & { type: 'key-replaced'; key_id: string })
  | (HumanFact & { type: 'upstream-confirmed'; commits: string[] })
  | (HumanFact & { type: 'task-abandoned'; reason: string; left?: { paths: LeftPath[]; commits: string[] } | null });

export type Event = EventBody & { at: string };
export type EventType = Event['type'];
