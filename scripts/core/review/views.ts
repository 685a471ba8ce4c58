/** What is shown of a review, as plain values for people and programs. */
import type { OpenFinding, RunningReview, State } from '../task/model.js';

/** A review that runs. */
export interface RunningView extends Pick<RunningReview, 'gate' | 'job' | 'round' | 'started_at'> {
  /** Since it started. */
  seconds: number;
  /** Whether its supervisor lives; `other-boot`: the machine was restarted since. */
  liveness: 'alive' | 'starting' | 'dead' | 'other-boot';
  /** Whether the supervisor has reported yet; until then the phase is its first one. */
  has_reported: boolean;
  phase: string;
  tokens: number;
}

/** The last review, as `review show` gives it. */
export interface ShownReview {
  last: NonNullable<State['reviews']['last']>;
  findings: OpenFinding[];
  /** What reviews noted, by `plan`, `final` or the milestone's id: nobody has to answer it. */
  noted: State['noted_findings'];
  /** Why reads could not be denied to the reviewer's commands; null where they were. */
  open_reads: string | null;
}
