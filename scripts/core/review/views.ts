/** What is shown of a review, as plain values for people and programs. */
import type { CostEstimate } from '../task/ledger/events.js';
import type { OpenFinding, RunningReview, State } from '../task/model.js';
import type { ReviewDetail } from '../task/views/review.js';

/** A running review. */
export interface RunningView extends Pick<RunningReview, 'gate' | 'job' | 'round' | 'started_at'> {
  /** Seconds since it started. */
  seconds: number;
  /** Whether its supervisor is alive; `other-boot`: the machine has been restarted since. */
  liveness: 'alive' | 'starting' | 'dead' | 'other-boot';
  /** Whether the supervisor has reported yet; until then the first phase is shown. */
  has_reported: boolean;
  phase: string;
  tokens: number;
  /** The reviewers of a gate with lenses; absent where the gate's own is the only one. */
  reviewers?: { lens: string; phase: ReviewerPhase; tokens: number }[];
  /** What the review was expected to cost; absent where it is not one with lenses. */
  estimate?: CostEstimate;
}

/** How far a reviewer is; `kept`: it answered in an earlier review. */
export type ReviewerPhase = 'waiting' | 'codex' | 'asking-again' | 'ended' | 'kept';

/** A reviewer of a gate with lenses: what it said, or why it said nothing. */
export interface ShownReviewer {
  lens: string;
  verdict: string | null;
  /** Why there is no verdict. */
  reason: string | null;
  findings: number | null;
  tokens: number | null;
  thread_id: string | null;
  /** The earlier review in which it answered; null for this one. */
  from: string | null;
}

/** What `review show` prints: the last review, or the one that was asked for. */
export interface ShownReview {
  last: State['reviews']['last'];
  review: ReviewDetail;
  /** The open findings, whichever review they are from. */
  findings: OpenFinding[];
  /** Findings that reviews noted, by `plan`, `final` or the milestone's id. Nobody has to answer them. */
  noted: State['noted_findings'];
  /** The reviewers of a gate with lenses; empty where the gate's own was the only one. */
  reviewers: ShownReviewer[];
  /** Why Codex's commands were not denied reads outside the review; null when they were denied. */
  open_reads: string | null;
}
