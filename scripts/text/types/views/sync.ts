import type { Letter } from '../../../core/plan/sync/choices.js';
import type { ChangeKind, Impact, NotedChange } from '../../../core/plan/sync/impact.js';

/** The words about changed planning documents. */
export interface SyncWords {
  kinds: Record<ChangeKind, string>;
  impacts: Record<Impact, string>;
  how: Record<NotedChange['how'], string>;
  /** What the user decides; `impact` in words. */
  headline: (impact: string) => string;
  /** Between a document and what is known of its change. */
  impact: (impact: string) => string;
  recommended: string;
  choices: Record<Letter, string>;
  /** Why B and D are missing. */
  planChanged: string;
  renamed: (file: string) => string;
  /** In place of a diff. */
  noText: string;
  /** Asks for a letter at the terminal. */
  ask: (letters: string) => string;
  /** Asks for the user's own words at the terminal. */
  askWords: string;
  /** Title of the entry in the decision log, and the reason for a new plan where the user gives none. */
  title: (documents: string) => string;
  /** Title of the entry for a new plan that the user asked for. */
  replan: string;
}
