/** The words of `status`. */
export interface StatusWords {
  gates: string;
  /** Used in place of the gates when the work tree could not be hashed. */
  unnamed: string;
  paused: string;
  helps: string;
  mode: string;
}
