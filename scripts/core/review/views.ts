/** What is shown of a review, as plain values for people and programs. */
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
}

/** What `review show` prints: the last review, or the one that was asked for. */
export interface ShownReview {
  last: State['reviews']['last'];
  review: ReviewDetail;
  /** The open findings, whichever review they are from. */
  findings: OpenFinding[];
  /** Findings that reviews noted, by `plan`, `final` or the milestone's id. Nobody has to answer them. */
  noted: State['noted_findings'];
  /** Why Codex's commands were not denied reads outside the review; null when they were denied. */
  open_reads: string | null;
}
