/** One line of the result: a figure and its limit. */

export interface Row {
  name: string;
  /** How often each process ran. */
  runs: number;
  /** What was measured, and what it is compared with; medians in milliseconds. */
  ms: number | null;
  against: { name: string; ms: number } | null;
  value: number;
  unit: '×' | 's' | 'calls' | 'MB' | '%';
  /** null for rows without a limit, which are shown for comparison. */
  limit: number | null;
}

export const isMet = ({ value, limit }: Row): boolean => limit === null || value <= limit;

const figure = (value: number, unit: Row['unit']): string =>
  unit === 'calls' ? String(value) : unit === 'MB' ? `${value.toFixed(0)} MB` : `${value.toFixed(2)} ${unit}`;
const milliseconds = (ms: number | null): string => (ms === null ? '' : `${ms.toFixed(0)} ms`);

/** The rows as a table for people. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    String(row.runs),
    milliseconds(row.ms),
    row.against === null ? '' : `${milliseconds(row.against.ms)} ${row.against.name}`,
    figure(row.value, row.unit),
    row.limit === null ? '' : `≤ ${figure(row.limit, row.unit)}`,
    row.limit === null ? '' : isMet(row) ? 'PASS' : 'FAIL',
  ]);
  const all = [['', 'runs', 'median', 'against', 'figure', 'limit', ''], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
