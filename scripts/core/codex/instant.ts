/** Calendar arithmetic without a clock: core may compute with a time that it is given, not ask for one. All in UTC. */

const DAY_MS = 86_400_000;

/** `2026-09-21T14:13:20.000Z` from milliseconds since 1970. */
export function isoOf(epochMs: number): string {
  const days = Math.floor(epochMs / DAY_MS);
  const rest = epochMs - days * DAY_MS;
  const { year, month, day } = civilOf(days);
  const clock = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((part) => pad(part, 2)).join(':');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${clock}.${pad(rest % 1000, 3)}Z`;
}

/** Milliseconds since 1970; the month counts from 1. */
export function epochOf(year: number, month: number, day: number, hour: number, minute: number): number {
  return daysOf(year, month, day) * DAY_MS + (hour * 60 + minute) * 60_000;
}

/** Midnight (UTC) of the day in which `epochMs` lies. */
export const startOfDay = (epochMs: number): number => Math.floor(epochMs / DAY_MS) * DAY_MS;

export const nextDay = (epochMs: number): number => epochMs + DAY_MS;

const pad = (value: number, width: number): string => String(Math.floor(value)).padStart(width, '0');

// Both count in eras of 400 years that begin in March, so that the leap day comes last:
// https://howardhinnant.github.io/date_algorithms.html
function daysOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * march + 2) / 5) + 1,
  };
}
