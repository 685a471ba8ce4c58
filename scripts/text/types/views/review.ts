import type { RunningView } from '../../../core/review/views.js';

/** The words of a review while it runs. */
export interface ReviewWords {
  started: string;
  /** Stands before the command that Codex ran. */
  reads: string;
  replied: string;
  /** What was argued about a finding: who rejected it, and the reviewer who upheld it. */
  dispute: { claude: string; user: string; upheld: string };
  failed: string;
  /** The running review in one line. */
  running: (view: RunningView) => string;
}
