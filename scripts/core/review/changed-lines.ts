/** Finds which lines of the new version a patch changes. */
import type { ChangedLines } from './findings.js';

/** Stands for the whole file: it changed, and the changed lines are not known. */
const EVERYWHERE = [1, Number.MAX_SAFE_INTEGER] as const;

/**
 * The changed line ranges by path. A removal counts as a change of the line that is now at its place. The whole file
 * counts as changed when it was deleted (also under its former name), when it is now empty, and when its patch names no
 * lines.
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
    // Line 0 means that nothing of the file is left.
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
