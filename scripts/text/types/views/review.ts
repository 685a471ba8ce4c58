import type { Phase, ReviewProgress } from '../../../core/review/progress.js';
import type { RunningView } from '../../../core/review/views.js';

/** The words of a review while it runs. */
export interface ReviewWords {
  started: string;
  /** Codex started again, because its reply contradicted itself. */
  askedAgain: string;
  /** Stands before the command that Codex ran. */
  reads: string;
  replied: string;
  /** What was argued about a finding: who rejected it, and the reviewer who upheld it. */
  dispute: { claude: string; user: string; upheld: string };
  failed: string;
  /** The running review in one line. */
  running: (view: RunningView) => string;
  /** Stands above what the reviews of one subject noted: `plan`, `final` or the milestone's id. */
  noted: (subject: string) => string;
  phases: Record<Phase, string>;
  /** What Codex does between two commands. */
  thinks: string;
  /** How far a review is, the parts that matter most first: a narrow terminal cuts the end. */
  progress: (view: Omit<ReviewProgress, 'phase'> & { phase: string; time: string; limit: string | null }) => string;
}
