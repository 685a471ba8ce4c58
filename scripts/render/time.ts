/** Times and counts for people; times are in the reader's time zone. */

const two = (part: number): string => String(part).padStart(2, '0');

/** An ISO time as local time: `2026-09-21 14:13:05`. */
export function localTime(at: string): string {
  const time = new Date(at);
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

/** Seconds as `1:05` or `1:02:03`. */
export function clockText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The time between two ISO times; `0:00` when the clock went back. */
export const durationText = (from: string, to: string): string =>
  clockText(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)));

/** A count with separators, such as `12,345`. */
export const numberText = (count: number): string => count.toLocaleString('en-US');
