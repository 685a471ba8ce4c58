/** What the review of a change without a task says; see ../notices.ts for what a notice needs. */
export interface DiffNotices {
  'diff-unmerged': { files: string };
  /** `base`: the name of what was compared with. */
  'diff-nothing': { base: string };
  'diff-base-unknown': { base: string; shallow: boolean };
  'diff-base-unrelated': { base: string; shallow: boolean };
  'diff-secret': { places: string };
  'diff-too-large': { files: number; unshown: number; tokens: number; limit: number };
  'diff-name-unprintable': { files: string };
  'diff-inside-a-run': Record<string, never>;
  'diff-busy': Record<string, never>;
  /** What the review will cost: tokens of the packet, and of the files that each reviewer must read. */
  'diff-started': {
    base: string;
    files: number;
    reviewers: number;
    tokens: number;
    unshown: number;
    reading: number;
  };
  'diff-not-begun': { reason: string; resets_at: string };
  /** `names`: who still works; empty where there is only one. */
  'runs-working': { seconds: number; tokens: number; names: string };
  'diff-running': { names: string };
  'diff-passed': { files: number; advisories: number };
  'diff-found': { verdict: string; blocking: number; count: number };
  /** `reason` is null for a reviewer that was not started. */
  'diff-lens-failed': { lens: string; reason: string | null; detail: string; resets_at: string };
  'diff-moved': Record<string, never>;
  'diff-retry-moved': Record<string, never>;
  'diff-none': Record<string, never>;
  'diff-damaged': { file: string };
  'diff-whole': Record<string, never>;
  'diff-cancelled': Record<string, never>;
}
