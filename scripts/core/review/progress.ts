/** How far a review is while a command waits for it, from its preparation to its end; and when that is said. */
import type { Gate } from '../task/model.js';

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

/** `elsewhere`: another command prepares the review. */
export type Phase = (typeof PHASES)[number];

export interface ReviewProgress {
  gate: Gate;
  phase: Phase;
  /** Since the review, or its preparation, began. */
  seconds: number;
  /** After so many seconds the phase is ended; null where nothing limits it. */
  limit_seconds: number | null;
  tokens: number;
  token_limit: number | null;
  /** What goes on now: the command that Codex runs, the check that runs. */
  doing: string | null;
}

/** Between two lines on a terminal that can rewrite one, and everywhere else. */
export const REWRITTEN_EVERY_MS = 1000;
export const LINE_EVERY_MS = 20_000;

/** When a line is due: at once, then on a grid, so that a late look does not delay all later lines. */
export class Cadence {
  private readonly everyMs: number;
  private last: number | null = null;

  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  /** @param nowMs of a clock that never goes back */
  isDue(nowMs: number): boolean {
    if (this.last === null) this.last = nowMs;
    else if (nowMs - this.last < this.everyMs) return false;
    else this.last = nowMs - ((nowMs - this.last) % this.everyMs);
    return true;
  }
}
