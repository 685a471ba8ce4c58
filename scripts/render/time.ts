/** Times as people read them: in the time zone of whoever reads. */

const two = (part: number): string => String(part).padStart(2, '0');

/** `2026-09-21 14:13:05`, local, of an ISO time. */
export function localTime(at: string): string {
  const time = new Date(at);
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

/** `1:05`, `1:02:03` */
export function clockText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** How long it took from one ISO time to another; `0:00` where the clock went back. */
export const durationText = (from: string, to: string): string =>
  clockText(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)));
