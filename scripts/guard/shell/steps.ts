/**
 * Counts the work on one command line. What a shell may expand grows without end in a few characters; the guard's work
 * stays within a number of steps for each character, and what needs more is not read to its end.
 */

/** Ordinary lines take less than 50 for each character, and less than 5,000 in all. */
const FOR_EACH_CHARACTER = 100;
const FOR_EACH_LINE = 20_000;

/** The line needs more work than a line of its length may take. */
export class TooMuch extends Error {}

export class Steps {
  taken = 0;
  readonly limit: number;

  /** @param length of the line, in characters */
  constructor(length: number) {
    this.limit = FOR_EACH_LINE + FOR_EACH_CHARACTER * length;
  }

  get areSpent(): boolean {
    return this.taken > this.limit;
  }

  /** A step for each character that is looked at or made. */
  take(count: number): void {
    this.taken += count;
    if (this.areSpent) throw new TooMuch('too much work for one line');
  }
}
