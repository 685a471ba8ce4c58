import type { ClosedReason } from '../../../core/task/gates.js';
import type { ChecksReport, SafetyReport } from '../../../core/task/views/gates-report.js';

type Reason = ClosedReason | NonNullable<ChecksReport['reason']> | NonNullable<SafetyReport['reason']>;

/** The words of `gates`. */
export interface GatesWords {
  /** Why a gate is closed; complete for what this version gives, and open to be asked for any other string. */
  reasons: Record<Reason, string> & Partial<Record<string, string>>;
  job: string;
  receipt: string;
  /** Stands for the review where a human decided. */
  byHuman: string;
  noAssurance: string;
  noChecks: string;
  /** Stands before an exit code. */
  exit: string;
  /** Of a check; and the reasons that the program itself gives, in place of `reason`. */
  ranInPlace: (args: { reason: string }) => string;
  inPlace: {
    configured: string;
    onlyThere: (args: { how: string }) => string;
    leadsBack: (args: { file: string }) => string;
  };
  optional: string;
}
