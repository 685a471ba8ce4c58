/** Writes documents in the form that a reference shows; if the text shows no form, nothing is written. */
import type { MilestoneContent } from './words/types.js';

const labelOf = (words: string): string => words.replace(/[*_`]/g, '').trim().toLowerCase();

/** The contents of all fenced blocks in a text. */
const fences = (text: string): string[] =>
  [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');

/**
 * The rows of the milestone form that a text shows: a heading with an id, then its fields as list items (`- **Goal:**
 * …`) or as headings. Null when the text shows no such form.
 */
function milestoneForm(text: string): string[] | null {
  const block = [...fences(text), text].find((candidate) => /^#+ M\d+/m.test(candidate));
  if (block === undefined) return null;
  const rows = block.split('\n');
  const start = rows.findIndex((row) => /^#+ M\d+/.test(row));
  const level = /^#+/.exec(rows[start] ?? '')?.[0].length ?? 0;
  const end = rows.findIndex((row, at) => at > start && new RegExp(`^#{1,${level}} `).test(row));
  return rows.slice(start, end < 0 ? undefined : end);
}

const FIELD_ITEM = /^(\s*[-*] +)(?:\*\*|__)?([^:*_]{3,40}):/;
const FIELD_HEADING = /^(#+ +)(.+?)\s*$/;

const listed = (value: string | string[], indent: string): string[] =>
  (Array.isArray(value) ? value : [value]).map((item) => `${indent}- ${item}`);

/** One row of the form, filled in. Rows that are neither a field nor the heading are examples and are dropped. */
function filled(row: string, milestone: MilestoneContent): string[] {
  if (/^#+ M\d+/.test(row)) return [`${/^#+/.exec(row)?.[0] ?? '##'} ${milestone.id}: ${milestone.title}`, ''];
  const heading = FIELD_HEADING.exec(row);
  const item = FIELD_ITEM.exec(row);
  const value = milestone.fields[labelOf(heading?.[2] ?? item?.[2] ?? '')];
  if (value === undefined) return [];
  if (heading) return [row, ...listed(value, ''), ''];
  const head = `${item?.[1] ?? '- '}**${(item?.[2] ?? '').trim()}:**`;
  return Array.isArray(value) ? [head, ...listed(value, '  ')] : [`${head} ${value}`];
}

/** A backlog in the form that `told` shows; null when it shows none. */
export function backlogIn(told: string, title: string, milestones: MilestoneContent[]): string | null {
  const form = milestoneForm(told);
  if (form === null) return null;
  const sections = milestones.map((milestone) => form.flatMap((row) => filled(row, milestone)).join('\n'));
  return `# ${title}\n\n${sections.join('\n\n')}\n`;
}

/** The fenced block that shows a JSON document with this field; null when there is none. */
export const jsonFormWith = (field: string, told: string): string | null =>
  fences(told).find((block) => block.includes(`"${field}"`)) ?? null;

/** The field names in a JSON form, in order, without duplicates. */
export const fieldNames = (form: string): string[] => [
  ...new Set([...form.matchAll(/"([a-z_]+)"\s*:/g)].map((match) => match[1] ?? '')),
];
