/** A line-by-line diff of two texts, for the few documents that git does not compare. */

/** If more line pairs than this would have to be compared, the differing middle counts as replaced as a whole. */
const MOST_PAIRS = 4_000_000;

/**
 * The changed lines with some context: `-` removed, `+` added, ` ` unchanged, `@@ line n` at the start of each place.
 *
 * @returns '' when the texts are equal
 */
export function lineDiff(before: string, after: string, context = 2): string {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = compared(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (lines: string[]): string[] => lines.map((line) => ` ${line}`);
  return hunks([...same(b.slice(0, start)), ...middle, ...same(b.slice(b.length - end))], context);
}

/** Marks each line as unchanged (in the longest common subsequence), removed or added. */
function compared(a: string[], b: string[]): string[] {
  if (a.length * b.length > MOST_PAIRS) return [...a.map((line) => `-${line}`), ...b.map((line) => `+${line}`)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const marked: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      marked.push(` ${b[j]}`);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) marked.push(`-${a[i++]}`);
    else marked.push(`+${b[j++]}`);
  }
  return marked;
}

function hunks(marked: string[], context: number): string {
  const near = new Set(
    marked.flatMap((line, index) =>
      line.startsWith(' ') ? [] : Array.from({ length: 2 * context + 1 }, (_, n) => index - context + n),
    ),
  );
  const lines: string[] = [];
  let number = 0;
  marked.forEach((line, index) => {
    if (!line.startsWith('-')) number++;
    if (!near.has(index)) return;
    if (!near.has(index - 1) || index === 0)
      lines.push(`@@ line ${Math.max(1, line.startsWith('-') ? number + 1 : number)}`);
    lines.push(line);
  });
  return lines.join('\n');
}
