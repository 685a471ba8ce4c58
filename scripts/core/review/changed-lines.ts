/** Which lines of the new version a patch changes. */
import type { ChangedLines } from './findings.js';

/** Stands for "anywhere": the file changed, and how is not known line by line. */
const EVERYWHERE = [1, Number.MAX_SAFE_INTEGER] as const;

/**
 * Ranges by path; a removal counts as a change of the line that now stands in its place. A file that is gone, also
 * under its former name, that is empty now or whose patch names no lines is changed everywhere.
 */
export function changedLines(
  files: readonly { path: string; from?: string | null; patch: string | null }[],
): ChangedLines {
  return Object.fromEntries(
    files.flatMap(({ path, from, patch }) => [
      ...(typeof from === 'string' ? [[from, [EVERYWHERE]] as const] : []),
      [path, patch === null ? [EVERYWHERE] : rangesOf(patch)] as const,
    ]),
  );
}

function rangesOf(patch: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    // Line 0: nothing of the file is left.
    if (hunk?.[1] === '0') return [EVERYWHERE];
    if (hunk) next = Number(hunk[1]);
    else if (next === 0) continue;
    else if (line.startsWith('+')) extend(ranges, next++);
    else if (line.startsWith('-')) extend(ranges, Math.max(1, next));
    else if (line.startsWith(' ')) next++;
    else if (line.startsWith('diff --git ')) next = 0;
  }
  return ranges.length === 0 ? [EVERYWHERE] : ranges;
}

function extend(ranges: [number, number][], line: number): void {
  const last = ranges.at(-1);
  if (last && line >= last[0] && line <= last[1] + 1) last[1] = Math.max(last[1], line);
  else ranges.push([line, line]);
}
