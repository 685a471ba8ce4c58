/** The words of a review of a change without a task. */
export interface DiffReviewWords {
  /** Its heading. In: the name of what was compared with. */
  title: (base: string) => string;
  size: (files: number, lines: number) => string;
  running: string;
  notStarted: string;
  /** In place of a verdict. In: why. */
  noVerdict: (why: string) => string;
  /** Who reports a finding. */
  foundBy: string;
  /** In front of another reviewer's words for the same finding. */
  alsoBy: (name: string) => string;
  /** Whether the content is still what was reviewed. */
  same: string;
  changed: string;
}
