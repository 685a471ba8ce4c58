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
  ended: string;
  skipped: string;
  overridden: string;
  /** What the task has taken so far; `time` and `tokens` as text. */
  totals: (totals: { time: string; rounds: number; outages: number; tokens: string | null }) => string;
}
