import type { PastFinding, Strategy } from '../../../core/task/model.js';

/** The words of a decision card. */
export interface CardsWords {
  question: string;
  ownWords: string;
  decision: (gate: string, reason: string) => string;
  tooLarge: string;
  /** The headline of any other pause. */
  paused: (reason: string) => string;
  secret: (places: string) => string;
  /** Replaces the consequence of `recommended` when the pause is about a secret. */
  secretGone: string;
  /** The headline after a verdict that stopped the work; `reason` is the pause in words. */
  stopped: (status: string, reason: string) => string;
  /** What no choice allows. */
  never: string;
  /**
   * Replaces the consequence of `recommended`: after a verdict that stopped the work, when the review is free and when
   * it needs changed content; and after replies that could not be used.
   */
  reviewAgain: { free: string; changed: string; unusable: string };
  /** Added to the consequence of `skip`: the milestones that depend on the skipped one. */
  dependents: (names: string) => string;
  abandon: string;
  /** What the unusable replies left out, as facts. */
  unusable: (gate: string, reason: string, detail: string) => string;
  findings: string;
  /** In front of the closed findings. */
  past: string;
  how: Record<PastFinding['how'], string>;
  /** In front of the required fix of a closed finding. */
  required: string;
  round: (round: number) => string;
  /** Why accepting the risk and skipping are missing from the card. */
  withheld: (ids: string) => string;
  /** Why accepting the risk is missing from the card. */
  dangerous: string;
  consequences: Record<Strategy, string>;
  /** Replaces the consequence of `recommended` where a question is open. */
  optionTaken: (option: string) => string;
  /** What the user is asked at the terminal below the card; `fallback` is what Enter means, null: to stay paused. */
  ask: (names: string, fallback: Strategy | null) => string;
  askAnswer: string;
  askFinding: (ids: string) => string;
  askWords: (strategy: Strategy) => string;
  /** In front of a choice that Claude has to follow. */
  decided: string;
  /** In front of the user's words. */
  said: string;
}
