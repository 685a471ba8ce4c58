/** What an edit in one place of a text changes, as lines. */

/** The lines of a text; the end of the last one is no line of its own. */
const linesOf = (text: string | null): string[] => (text === null ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));

/**
 * The changed lines with `+` or `-` before them, and up to `around` lines on either side. It shows one region, from the
 * first changed line to the last.
 *
 * @param before null for a file that does not exist; likewise `after`
 */
export function lineDiff(before: string | null, after: string | null, around = 2): string[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  if (head + tail === old.length && head + tail === fresh.length) return [];
  const marked = (mark: string, lines: readonly string[]): string[] => lines.map((line) => `${mark} ${line}`);
  return [
    ...marked(' ', old.slice(Math.max(0, head - around), head)),
    ...marked('-', old.slice(head, old.length - tail)),
    ...marked('+', fresh.slice(head, fresh.length - tail)),
    ...marked(' ', old.slice(old.length - tail, old.length - tail + around)),
  ];
}
