/**
 * The guard's log, docs/cccc/logs/guard.jsonl: one line for each question and denial, secrets taken out when it was
 * written.
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

/** In: the file's text. Out: its lines, and the numbers of those that are none. */
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
 * What was asked and denied while a task ran, which its first and last entries bound; times are ISO 8601 UTC and
 * compare as text.
 */
export const during = (lines: readonly GuardLine[], from: string, to: string | null): GuardLine[] =>
  lines.filter(({ at }) => at >= from && (to === null || at <= to));
