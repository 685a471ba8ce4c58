/** How a task of a plan can end. */
export const OUTCOMES = ['done', 'blocked', 'failed'] as const;
/** How a task ended, as Claude reports it. */
export type Outcome = (typeof OUTCOMES)[number];

/** Whether a word names an outcome. */
export const isOutcome = (word: string): word is Outcome => OUTCOMES.some((outcome) => outcome === word);
