/** A running review, as `status` and `review status` say it in one line. */
export interface RunningParts {
  gate: string;
  job: string;
  round: number;
  phase: string;
  seconds: number;
  tokens: number;
}

/** The words of a review while it runs. */
export interface ReviewWords {
  started: string;
  /** Stands before the command that Codex ran. */
  reads: string;
  replied: string;
  failed: string;
  running: (parts: RunningParts) => string;
}
