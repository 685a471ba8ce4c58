import type { Assurance, FindingState, Said } from '../../../core/report/model.js';
import type { Gate } from '../../../core/task/model.js';
import type { PhaseState } from '../../../core/task/views/phases.js';

/** The words that all forms of the report share. */
export interface ReportWords {
  /** The review of a gate or a milestone, as a name: `Plan`, `M001`, `Whole change`. */
  subject: (gate: Gate, milestone: string | null) => string;
  /** The state of a phase in a word or two. */
  phase: Record<PhaseState, string>;
  /** The state of a finding in a word or two. */
  finding: Record<FindingState, string>;
  /** What was said about a finding, by whom. */
  said: Record<Said['by'], string>;
  saying: Record<Said['status'], string>;
  /** A receipt in one word. */
  assurance: Record<Assurance, string>;
  /** What that means, as a sentence about all approvals of a task. */
  assuranceOfAll: Record<Assurance, string>;
  requiredFix: string;
  round: (number: number) => string;
  noVerdict: string;
  running: string;
  findings: (count: number) => string;
  tokens: (count: string) => string;
  /** The answer of a running or paused task in the text of a pull request. */
  unfinished: (done: number, planned: number) => string;
  abandoned: string;
  /** Headings of the text of a pull request. */
  reviews: string;
  openFindings: string;
  closedFindings: string;
  assuranceHeading: string;
  /** The columns of its table. */
  columns: Record<'review' | 'round' | 'outcome' | 'findings' | 'took' | 'tokens' | 'receipt', string>;
  /** What made the text: version and the ledger's last entry. */
  made: (version: string, entries: number, head: string) => string;
}
