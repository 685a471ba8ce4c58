import type { Phase, ReviewProgress } from '../../../core/review/progress.js';
import type { ReviewerPhase } from '../../../core/review/views.js';

/** The words of a review while it runs. */
export interface ReviewWords {
  started: string;
  /** Codex was started again because its reply contradicted itself. */
  askedAgain: string;
  /** In front of the command that Codex ran. */
  reads: string;
  replied: string;
  /** The disagreement about a finding: who rejected it, and the reviewer who upheld it. */
  dispute: { claude: string; user: string; upheld: string };
  failed: string;
  /** The running review in one line. */
  running: (view: Record<'gate' | 'job' | 'phase' | 'time' | 'tokens', string> & { round: number }) => string;
  /** A review's name with its round. */
  numbered: (review: string, round: number) => string;
  /** A count of tokens, given as text. */
  tokens: (count: string) => string;
  /** Above open findings that are not of the review that is shown. */
  open: string;
  /** What a later review says about a finding. */
  later: Record<'resolved' | 'still_open' | 'withdrawn', string>;
  /** Above the findings that the reviews of one subject (`plan`, `final` or a milestone's id) noted. */
  noted: (subject: string) => string;
  phases: Record<Phase, string>;
  /** The reviewers of a gate with lenses that are in a phase, by their names. */
  reviewers: (phase: ReviewerPhase, names: string) => string;
  /** The review in which a reviewer has answered before. */
  answeredIn: (job: string) => string;
  /** Of a reviewer whose answer waits for those of the others. */
  answerKept: string;
  /** In place of a coverage manifest without files. */
  nothingChanged: string;
  /** The activity of Codex between two commands. */
  thinks: string;
  /** The progress of a review. The most important parts come first, because a narrow terminal cuts off the end. */
  progress: (
    view: Omit<ReviewProgress, 'phase' | 'reviewers'> & { phase: string; time: string; limit: string | null },
  ) => string;
}
