/** What reviews and decisions leave behind for later reviews and for the end of the task. */

export type Gate = 'plan' | 'milestone' | 'final';
export type Verdict =
  | 'pass'
  | 'fail_fixable'
  | 'fail_unclear'
  | 'insufficient_context'
  | 'needs_human'
  | 'sensitive_operation'
  | 'unsafe';

/** A finding of a review, kept between rounds. */
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
  /** The answer to the finding; null until it is given. */
  disposition: 'fixed' | 'rejected' | 'deferred' | null;
  reason: string | null;
  /** Present when the user gave the answer, not Claude. */
  answered_by?: 'user';
  /** Each rejection that a later review did not accept, in order. */
  disputes?: Dispute[];
  /** The reviewers that report it, by lens; absent where the gate's own is the only one. */
  found_by?: string[];
  /** What other reviewers said of the same fault; absent where there is nothing. */
  also?: OtherWords[];
}

/** A fault in the words of another reviewer. */
export type OtherWords = Pick<OpenFinding, 'severity' | 'title' | 'line' | 'explanation' | 'required_fix'> & {
  found_by: string;
};

/** A finding was rejected with a reason, and the next review upheld it. */
export interface Dispute {
  by: 'claude' | 'user';
  reason: string;
  /** The reviewer's answer to the reason. */
  comment: string;
}

/** A closed finding. Later reviewers are shown it, so that they notice when they ask for the opposite. */
export interface PastFinding extends Pick<OpenFinding, 'id' | 'severity' | 'title' | 'file' | 'required_fix'> {
  gate: Gate;
  milestone: string | null;
  /** The round that settled it, or after which the user closed it. */
  round: number;
  how: 'resolved' | 'withdrawn' | 'accepted' | 'skipped';
  comment: string;
}

/** A finding that the user accepted as a risk. If a reviewer reports it again, it only advises. */
export interface AcceptedRisk
  extends Pick<OpenFinding, 'id' | 'severity' | 'category' | 'title' | 'file' | 'explanation' | 'required_fix'> {
  gate: Gate;
  milestone: string | null;
  at: string;
}

/** A risk with which the user continued at a pause that belongs to no gate. It softens no finding and opens no gate. */
export interface RecordedRisk {
  /** The user's words. */
  risk: string;
  status: string;
  milestone: string | null;
  at: string;
}

/** A verdict that stopped the work. */
export interface StoppedVerdict {
  gate: Gate;
  milestone: string | null;
  verdict: 'fail_unclear' | 'sensitive_operation' | 'unsafe';
  job: string;
  /** The digest of what was judged: the tree, or the plan. */
  content: string;
  at: string;
  /** Whether a later review gave another verdict. */
  settled: boolean;
  /** Whether its free second review of the same content was used. */
  again: boolean;
}
