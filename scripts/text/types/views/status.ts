/** The words of `status`. */
export interface StatusWords {
  gates: string;
  /** Stands for the gates where the work tree could not be hashed. */
  unnamed: string;
  paused: string;
  helps: string;
  mode: string;
}
