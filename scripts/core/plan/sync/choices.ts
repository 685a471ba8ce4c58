/** The choices with which the user settles changed planning documents. */
import { closesPlan, greatest, type Impact } from './impact.js';

/** Each letter with the word that may stand for it. */
export const CHOICES = {
  A: 'adopt',
  B: 'refresh',
  C: 'pause',
  D: 'ignore',
  E: 'diff',
  F: 'free',
} as const;
export type Letter = keyof typeof CHOICES;
export type SyncChoice = (typeof CHOICES)[Letter];

export const LETTERS: readonly Letter[] = ['A', 'B', 'C', 'D', 'E', 'F'];

/** The choice that a letter or a word names, in any case; null for any other text. */
export function letterOf(text: string): Letter | null {
  const word = text.trim().toLowerCase();
  return LETTERS.find((letter) => letter.toLowerCase() === word || CHOICES[letter] === word) ?? null;
}

/** The documents whose text is the plan that Codex approved. */
const PLAN_DOCUMENTS: readonly string[] = ['project-brief.md', 'roadmap.md', 'milestone-backlog.md'];

interface Changed {
  document: string;
  impact: Impact;
}

/** Whether the approved plan itself was changed: then no choice can keep its approval. */
export const isPlanChanged = (changes: readonly Changed[]): boolean =>
  changes.some(({ document }) => PLAN_DOCUMENTS.includes(document));

/** The choices that can be taken. An edit of the approved plan cannot be kept as it is, only reviewed or undone. */
export const offeredLetters = (changes: readonly Changed[]): Letter[] =>
  LETTERS.filter((letter) => !isPlanChanged(changes) || (letter !== 'B' && letter !== 'D'));

/** A where the plan no longer fits the documents, else B. */
export const recommendedLetter = (changes: readonly Changed[]): Letter =>
  isPlanChanged(changes) || closesPlan(greatest(changes.map(({ impact }) => impact))) ? 'A' : 'B';
