import type { Strategy } from '../../../core/task/model.js';

/** The words of a decision card. */
export interface CardsWords {
  question: string;
  ownWords: string;
  decision: (gate: string, reason: string) => string;
  tooLarge: string;
  secret: (places: string) => string;
  /** Replaces the consequence of `recommended` where the pause is about a secret. */
  secretGone: string;
  /** What no reply has answered, as facts. */
  unusable: (gate: string, reason: string, detail: string) => string;
  /** Replaces the consequence of `recommended` where no reply could be used. */
  reviewAgain: string;
  abandon: string;
  findings: string;
  /** Why accepting the risk and skipping are missing from the card. */
  withheld: (ids: string) => string;
  consequences: Record<Strategy, string>;
}
