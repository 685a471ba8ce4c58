import type { MilestoneSummary, TaskSummary } from '../../../core/task/views/history.js';

/** The words of `tasks` and `show`. */
export interface HistoryWords {
  /** The status of an abandoned task. */
  abandoned: string;
  /** Used for a task whose ledger cannot be believed. */
  unreadable: string;
  /** The counts of a task's milestones and reviews. */
  counts: (summary: TaskSummary) => string;
  started: string;
  open: string;
  ended: (at: string, took: string) => string;
  base: string;
  milestones: string;
  milestoneState: Record<MilestoneSummary['state'], string>;
  reviews: string;
  verdict: (outcome: string, findings: number) => string;
  /** A review without a verdict; `why` is the reason in words. */
  outage: (why: string) => string;
}
