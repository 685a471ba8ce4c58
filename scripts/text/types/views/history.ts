import type { MilestoneSummary, TaskSummary } from '../../../core/task/views/history.js';

/** The words of `tasks` and `show`. */
export interface HistoryWords {
  /** The status of a task that was given up. */
  abandoned: string;
  /** Stands for a task whose ledger cannot be believed. */
  unreadable: string;
  /** Milestones and reviews of a task, counted. */
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
