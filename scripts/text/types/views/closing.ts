/** The words of a proposed commit message and pull request. */
export interface ClosingWords {
  /** The headings of the two texts. */
  commit: string;
  pull: string;
  task: string;
  milestones: string;
  risks: string;
  review: string;
  /** In front of what was not done or not approved. */
  left: string;
  /** Behind a milestone in the commit message; empty when Codex approved it. */
  mark: (how: 'reviewed' | 'overridden') => string;
  how: (how: 'reviewed' | 'overridden', rounds: number) => string;
  notDone: (skipped: boolean, needs: readonly string[]) => string;
  risk: (name: string) => string;
  /** `codex`: its version, null when it is not known. */
  approved: (codex: string | null) => string;
  partly: (codex: string | null, gates: string) => string;
  stopped: (names: string) => string;
  checks: (names: string) => string;
  noChecks: string;
}
