/** The choices at a pause. Which of them a pause offers is in ../pauses.ts; what each does is in decided.ts. */

export const STRATEGIES = [
  /** Continue where work stopped, or take the option that a question recommends. */
  'recommended',
  /** The same, and pause again after the next milestone. */
  'conservative',
  /** The same, with a risk on record in the user's words. */
  'record-risk',
  /** As the user says. */
  'free-input',
  /** The secret is set outside the project. */
  'set-locally',
  /** What was refused is only a safe local test. */
  'local-test',
  'manual',
  'extend-review',
  'accept-risk',
  'accept-size',
  'skip',
  'mock',
  'not-a-secret',
  'wrong',
  'replan',
  'safe-alternative',
] as const;

export type Strategy = (typeof STRATEGIES)[number];

export const isStrategy = (name: string): name is Strategy => STRATEGIES.some((known) => known === name);
