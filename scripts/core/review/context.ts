/** What the reply of a review is judged by, named in the ledger before Codex is asked. */
import type { AcceptedRisk, Gate, OpenFinding } from '../task/model.js';
import type { ChangedLines, Thresholds } from './findings.js';
import type { SeenFile } from './rounds.js';

export interface ReviewContext {
  gate: Gate;
  milestone: string | null;
  /** Counts from 1; from round 2 on a new blocking finding has to earn it. */
  round: number;
  thresholds: Thresholds;
  /** What the last round left open, with Claude's answers. */
  earlier: OpenFinding[];
  /** What earlier reviews noted and nobody has to answer; absent in records from before this was kept. */
  noted?: OpenFinding[];
  /** Findings that the user accepted as risks; missing in records from before there were any. */
  accepted?: AcceptedRisk[];
  /** Since the last round; null when it is not known line by line (a plan). */
  changed: ChangedLines | null;
  coverage: {
    /** Changed code files that the packet leaves out: a pass has to name each. */
    excluded: string[];
    /** Files that the packet only names: a pass counts only when Codex opened each. */
    onDemand: string[];
    /** How much of each has to be printed where a folder leads to it; missing in records of earlier releases. */
    needs?: Record<string, number>;
  };
  /** How this round covers each changed file; missing in records of earlier releases. */
  seen?: Record<string, SeenFile>;
  /** The earlier rounds that cover files for this one, by the digests of their receipts. */
  stands_on?: { job: string; receipt: string }[];
  /** Name of the snapshot's folder in Codex's working directory. */
  snapshotFolder: string;
  /** Approved milestones that are neither done nor blocked, without the one under review. */
  openMilestones: string[];
}
