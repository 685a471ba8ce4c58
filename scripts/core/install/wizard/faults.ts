/** What can be wrong with an answer to a question of setup. */
export type AnswerFault =
  | 'unknown'
  | 'not-asked'
  | 'not-offered'
  | 'no-count'
  | 'no-tag'
  | 'needs-shell'
  | 'no-program';
