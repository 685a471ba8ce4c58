/**
 * The guard's log, docs/cccc/logs/guard.jsonl: one line for each question and denial. Secrets were removed when the
 * line was written.
 */
import { jsonOf, textAt } from '../json.js';

export interface GuardLine {
  at: string;
  session: string | null;
  tool: string;
  verdict: 'ask' | 'deny';
  category: string;
  kind: string;
  subject: string;
}

/**
 * Parses the log file.
 *
 * @returns the valid lines, and the numbers of the broken ones
 */
export function parseGuardLog(text: string): { lines: GuardLine[]; broken: number[] } {
  const lines: GuardLine[] = [];
  const broken: number[] = [];
  for (const [index, row] of text.split('\n').entries()) {
    if (row.trim() === '') continue;
    const line = guardLineOf(row);
    if (line === null) broken.push(index + 1);
    else lines.push(line);
  }
  return { lines, broken };
}

function guardLineOf(row: string): GuardLine | null {
  const value = jsonOf(row);
  const at = textAt(value, 'at');
  const verdict = textAt(value, 'verdict');
  if (at === null || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || (verdict !== 'ask' && verdict !== 'deny')) return null;
  const [session, tool, category, kind, subject] = ['session', 'tool', 'category', 'kind', 'subject'].map((name) =>
    textAt(value, name),
  );
  return {
    at,
    session: session ?? null,
    tool: tool ?? '',
    verdict,
    category: category ?? '',
    kind: kind ?? '',
    subject: subject ?? '',
  };
}

/**
 * What happened between the first and the last entry of a task. Times are ISO 8601 in UTC, so that
 * comparing them as text compares them as times.
 */
export const during = <T extends { at: string }>(lines: readonly T[], from: string, to: string | null): T[] =>
  lines.filter(({ at }) => at >= from && (to === null || at <= to));
