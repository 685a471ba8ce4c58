import type { PastFinding, Strategy } from '../../../core/task/model.js';

/** The words of a decision card. */
export interface CardsWords {
  question: string;
  ownWords: string;
  decision: (gate: string, reason: string) => string;
  tooLarge: string;
  secret: (places: string) => string;
  /** Replaces the consequence of `recommended` where the pause is about a secret. */
  secretGone: string;
  /** After a verdict that stopped the work; `reason` is the pause in words. */
  stopped: (status: string, reason: string) => string;
  /** What no choice allows. */
  never: string;
  /**
   * Replaces the consequence of `recommended`: after such a verdict where it is free, and where it is not; and where no
   * reply could be used.
   */
  reviewAgain: { free: string; changed: string; unusable: string };
  /** Follows the consequence of `skip`: the milestones that depend on it. */
  dependents: (names: string) => string;
  abandon: string;
  /** What no reply has answered, as facts. */
  unusable: (gate: string, reason: string, detail: string) => string;
  findings: string;
  /** Stands before the findings that are over. */
  past: string;
  how: Record<PastFinding['how'], string>;
  /** Stands before a required fix that is over. */
  required: string;
  round: (round: number) => string;
  /** Why accepting the risk and skipping are missing from the card. */
  withheld: (ids: string) => string;
  /** Why accepting the risk is missing from the card. */
  dangerous: string;
  consequences: Record<Strategy, string>;
}
