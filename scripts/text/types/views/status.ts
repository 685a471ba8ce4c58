import type { Awaited, OpenWork, WorkKind } from '../../../core/delegate/open-work.js';

/** The words of `status`. */
export interface StatusWords {
  gates: string;
  /** Used in place of the gates when the work tree could not be hashed. */
  unnamed: string;
  paused: string;
  helps: string;
  mode: string;
  /** What a phase took, after its name; begins with a space in English. */
  took: (rounds: number, time: string) => string;
  /** What Codex does outside of the gated loop. */
  work: {
    title: string;
    kinds: Record<WorkKind, string>;
    standings: Record<OpenWork['standing'], string>;
    awaits: Record<Awaited, string>;
  };
  ended: string;
  skipped: string;
  overridden: string;
  /** What the task has taken so far; `time` and `tokens` as text. */
  totals: (totals: { time: string; rounds: number; outages: number; tokens: string | null }) => string;
}
