/** The words of `watch`. */
export interface WatchWords {
  /** Above the gates: when they were compared with the work tree. */
  gates: (time: string) => string;
  /** What Codex has said about the limits of the user's account; null: nothing. */
  limits: (resetsAt: string | null) => string;
  findings: (count: number) => string;
  moreFindings: (count: number) => string;
  /** Above the guard's latest questions and denials. */
  guard: string;
  /** Above open tasks in other work trees. */
  others: string;
  preparing: (gate: string) => string;
  /** The last row of a body that does not fit. */
  more: (rows: number) => string;
  keys: string;
}
