import type { ClosedReason } from '../../../core/task/gates.js';
import type { ChecksReport, SafetyReport } from '../../../core/task/views/gates-report.js';

type Reason = ClosedReason | NonNullable<ChecksReport['reason']> | NonNullable<SafetyReport['reason']>;

/** The words of `gates`. */
export interface GatesWords {
  /** Why a gate is closed. All reasons of this version are present; any other string may be looked up too. */
  reasons: Record<Reason, string> & Partial<Record<string, string>>;
  job: string;
  receipt: string;
  /** In front of the names of several reviewers. */
  reviewers: string;
  /** Used in place of a review when the user decided. */
  byHuman: string;
  noAssurance: string;
  noChecks: string;
  /** In front of an exit code. */
  exit: string;
  /** For a check that ran in place; the program's own reasons replace `reason`. */
  ranInPlace: (args: { reason: string }) => string;
  inPlace: {
    configured: string;
    onlyThere: (args: { how: string }) => string;
    leadsBack: (args: { file: string }) => string;
  };
  optional: string;
}
