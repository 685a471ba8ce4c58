/** What reviews and decisions leave behind, for the reviews that follow and for the end of the task. */

export type Gate = 'plan' | 'milestone' | 'final';
export type Verdict =
  | 'pass'
  | 'fail_fixable'
  | 'fail_unclear'
  | 'insufficient_context'
  | 'needs_human'
  | 'sensitive_operation'
  | 'unsafe';

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
  /** The answer to it; null until given. */
  disposition: 'fixed' | 'rejected' | 'deferred' | null;
  reason: string | null;
  /** Present where the answer is the user's and not Claude's. */
  answered_by?: 'user';
  /** Each time that it was rejected and upheld, in order. */
  disputes?: Dispute[];
}

/** A finding was rejected with a reason, and the next review upheld it. */
export interface Dispute {
  by: 'claude' | 'user';
  reason: string;
  /** The reviewer's answer to the reason. */
  comment: string;
}

/** A finding that is over: what a later reviewer needs to see that another one asks for the opposite. */
export interface PastFinding extends Pick<OpenFinding, 'id' | 'severity' | 'title' | 'file' | 'required_fix'> {
  gate: Gate;
  milestone: string | null;
  /** The round that ended it, or after which it was ended by the user. */
  round: number;
  how: 'resolved' | 'withdrawn' | 'accepted' | 'skipped';
  comment: string;
}

/** A finding that the user accepted as a risk: found again, it only advises. */
export interface AcceptedRisk
  extends Pick<OpenFinding, 'id' | 'severity' | 'category' | 'title' | 'file' | 'explanation' | 'required_fix'> {
  gate: Gate;
  milestone: string | null;
  at: string;
}

/** A verdict that stopped the work. */
export interface StoppedVerdict {
  gate: Gate;
  milestone: string | null;
  verdict: 'fail_unclear' | 'sensitive_operation' | 'unsafe';
  job: string;
  /** The digest of what was judged: of the tree, or of the plan. */
  content: string;
  at: string;
  /** Whether a later review gave another verdict. */
  settled: boolean;
  /** Whether the same content was reviewed again at no cost. */
  again: boolean;
}
