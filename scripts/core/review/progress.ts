/** How far a review has come while a command waits for it, from preparation to end, and when to report it. */
import type { Gate } from '../task/model.js';
import type { ReviewerPhase } from './views.js';

export const PHASES = [
  'looking',
  'preflight',
  'checks',
  'packet',
  'elsewhere',
  'snapshot',
  'asking-again',
  'codex',
  'settling',
] as const;

/** `elsewhere`: another command is preparing the review. */
export type Phase = (typeof PHASES)[number];

export interface ReviewProgress {
  gate: Gate;
  phase: Phase;
  /** Seconds since the review, or its preparation, began. */
  seconds: number;
  /** The phase ends after this many seconds at most; null when it has no limit. */
  limit_seconds: number | null;
  tokens: number;
  token_limit: number | null;
  /** The reviewers of a gate with lenses, as far as each is; absent where the gate's own is the only one. */
  reviewers?: { lens: string; phase: ReviewerPhase; tokens: number }[];
  /** The current activity: the command that Codex runs, or the check that runs. */
  doing: string | null;
}

/** The time between two lines: on a terminal whose line can be rewritten, and everywhere else. */
export const REWRITTEN_EVERY_MS = 1000;
export const LINE_EVERY_MS = 20_000;

/** Says when a line is due: at once, and then at fixed times, so that one late look does not delay all later lines. */
export class Cadence {
  private readonly everyMs: number;
  private last: number | null = null;

  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  /** @param nowMs time of a monotonic clock */
  isDue(nowMs: number): boolean {
    if (this.last === null) this.last = nowMs;
    else if (nowMs - this.last < this.everyMs) return false;
    else this.last = nowMs - ((nowMs - this.last) % this.everyMs);
    return true;
  }
}
