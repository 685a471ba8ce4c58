/** A run of CTO mode: Codex plans and reviews, Claude executes. */
import type { CtoPlan, CtoReview, CtoTask, CtoTaskReview } from '../../generated/types.js';
import type { AskedBy } from '../task/model.js';
import type { CtoFault } from './faults.js';
import type { Outcome } from './outcomes.js';

/** A task with what Claude reported and what Codex last said about it. */
export interface TrackedTask extends CtoTask {
  outcome: Outcome | null;
  note: string;
  review: CtoTaskReview | null;
}

/** One verification command as the runner ran it; `passed` is false for one that it did not run. */
export interface Verified {
  command: string;
  passed: boolean;
  /** The exit code, a signal, or why it did not run. */
  how: string;
  tail: string;
  output_digest: string;
}

/** What Codex was asked and has not answered yet. */
export interface Asked {
  kind: 'plan' | 'review';
  /** The delegated run. */
  job: string;
  /** 1, or 2 when its first reply had faults. */
  attempt: number;
  /** The digest of the tree that it reads, and the git tree in its folder. */
  tree: string;
  tree_id: string;
  request: { prompt: string; schema: string };
  /** What Claude said about its work, and how the verification ended; for a plan, nothing. */
  results: string;
  verified: Verified[];
}

/** A review that counts. */
export interface Reviewed {
  number: number;
  job: string;
  thread: string;
  /** The digest of the job's signed receipt, and of the tree under review. */
  receipt: string;
  tree: string;
  tree_id: string;
  request: { prompt: string; schema: string };
  verified: Verified[];
  /** What Codex said, and what follows from it. */
  said: CtoReview['verdict'];
  outcome: CtoReview['verdict'];
  reason: string;
}

/** A file for people that repeats what the log holds. */
export interface Artifact {
  /** Relative to the project's folder. */
  file: string;
  digest: string;
}

export type CtoStatus = 'planning' | 'executing' | 'reviewing' | 'approved' | 'aborted' | 'needs-human' | 'no-plan';

export interface CtoState {
  run: string;
  objective: string;
  session: string | null;
  /** The work tree, and the project's folder in it. */
  top: string;
  project: string;
  model: string | null;
  /** How many reviews may be made, with those that the user allowed later. */
  reviews_allowed: number;
  base: { tree: string; digest: string };
  status: CtoStatus;
  pending: Asked | null;
  plan: Pick<CtoPlan, 'objective' | 'analysis' | 'strategy' | 'verification'> | null;
  tasks: TrackedTask[];
  reviews: Reviewed[];
  /** How many of the last reviews sent the work back, since the user last said to go on. */
  revised_in_a_row: number;
  /** Commands that the user allowed although the guard asks about them. */
  allowed: string[];
  /** Why there is no answer to the last request; null when there is one. */
  outage: { reason: string; resets_at: string } | null;
  /** What was wrong with the last reply; empty when it could be used. */
  faults: CtoFault[];
  artifacts: Artifact[];
}

/** What can happen to a run. `at` is the time. */
export type CtoEvent = { at: string } & (
  | ({ type: 'begun' } & Pick<CtoState, 'run' | 'objective' | 'session' | 'top' | 'project' | 'model' | 'base'> & {
        max_reviews: number;
      })
  | ({ type: 'asked' } & Asked)
  | { type: 'planned'; job: string; receipt: string; plan: CtoPlan; artifact: Artifact | null }
  | { type: 'faulty'; job: string; faults: CtoFault[] }
  | { type: 'unavailable'; job: string; reason: string; resets_at: string }
  | { type: 'reported'; task: string; outcome: Outcome; note: string }
  | {
      type: 'reviewed';
      job: string;
      thread: string;
      receipt: string;
      reply: CtoReview;
      outcome: CtoReview['verdict'];
      artifact: Artifact | null;
    }
  | { type: 'allowed'; commands: string[]; asked_by: AskedBy | null }
  | { type: 'continued'; asked_by: AskedBy | null }
);
