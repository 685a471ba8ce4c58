/** Times of the ledger, ISO 8601 in UTC, without a clock. */

function millisecondsOf(at: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = (at.match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

/** Whole seconds from one time to another; 0 when the clock went back. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((millisecondsOf(to) - millisecondsOf(from)) / 1000));
