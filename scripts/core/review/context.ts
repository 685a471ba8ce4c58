/** What the reply of a review is judged by; the ledger names it before Codex is asked. */
import type { AcceptedRisk, Gate, OpenFinding } from '../task/model.js';
import type { ChangedLines, Thresholds } from './findings.js';
import type { SeenFile } from './rounds.js';

export interface ReviewContext {
  /** null where the review opens no gate. */
  gate: Gate | null;
  milestone: string | null;
  /** Counted from 1. From round 2 on, a new finding may block only under the conditions of `mayBlock`. */
  round: number;
  thresholds: Thresholds;
  /** The findings that the last round left open, with Claude's answers. */
  earlier: OpenFinding[];
  /** Findings of earlier reviews that were noted and need no answer; absent in records of earlier releases. */
  noted?: OpenFinding[];
  /** Findings that the user accepted as risks; missing in records of earlier releases. */
  accepted?: AcceptedRisk[];
  /** The lines changed since the last round; null when they are not known line by line (for a plan). */
  changed: ChangedLines | null;
  coverage: {
    /** Changed code files that the packet leaves out. A pass has to name each of them. */
    excluded: string[];
    /** Files that the packet only names. A pass counts only when Codex opened each of them. */
    onDemand: string[];
    /**
     * How many characters of each file have to be printed when Codex reads it through a folder; missing in records of
     * earlier releases.
     */
    needs?: Record<string, number>;
  };
  /** How this round covers each changed file; missing in records of earlier releases. */
  seen?: Record<string, SeenFile>;
  /** The earlier rounds that cover files for this one, with the digests of their receipts. */
  stands_on?: { job: string; receipt: string }[];
  /** Name of the snapshot's folder in Codex's working directory. */
  snapshotFolder: string;
  /**
   * Whose reply is judged, where it is not that of the gate's own reviewer. It is known from where the reply is, and
   * not part of the record.
   */
  lens?: string;
  /** Approved milestones that are neither done nor blocked, without the one under review. */
  openMilestones: string[];
}
