/**
 * Progress marks in planning documents: what may change during the work without changing the plan.
 *
 * The list is deliberately closed. A mark consists of one of a few known words and nothing else, so that no instruction
 * can hide on a line that the plan's digest leaves out.
 */
import { bulletOf, headingOf, type Line, scan } from './markdown.js';

const WORDS = new Set([
  '',
  'todo',
  'to do',
  'open',
  'pending',
  'planned',
  'not started',
  'next',
  'ready',
  'started',
  'in progress',
  'in-progress',
  'wip',
  'doing',
  'implementing',
  'in review',
  'reviewing',
  'fixing',
  'blocked',
  'paused',
  'done',
  'complete',
  'completed',
  'finished',
  'passed',
  'accepted',
  'approved',
  '待办',
  '待开始',
  '未开始',
  '计划中',
  '下一个',
  '进行中',
  '实现中',
  '评审中',
  'review 中',
  '修复中',
  '已阻塞',
  '阻塞',
  '已暂停',
  '完成',
  '已完成',
  '已通过',
  '已接受',
  '已批准',
]);
const LABEL = '(?:status|progress|状态|进度)';
/** Only marks that state progress. ❌ and similar signs often mean "not", which is content. */
const MARK = '(?:[✅☑✔✓⬜🚧⏳]\\uFE0F?)';

const STATUS_LINE = new RegExp(
  `^\\s*(?:[-*+]\\s+)?(?:\\*\\*|__)?${LABEL}(?:\\*\\*|__)?\\s*[:：]\\s*(?:\\*\\*|__)?(.*)$`,
  'iu',
);
const STATUS_NAME = new RegExp(`^${LABEL}$`, 'iu');
const MARKS_BEFORE = new RegExp(`^(?:${MARK}\\s*)+`, 'u');
const MARKS_AFTER = new RegExp(`(?:\\s*${MARK})+$`, 'u');
const MARKS_ANYWHERE = new RegExp(MARK, 'gu');
/** Only `[ ]` and `[x]`: other marks in a box, such as `[-]`, often say that an item no longer applies. */
const BOX = /^\[[ xX]\](?=\s|$)/;
const PREFIX = /^(\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+|#{1,6}\s+)?)(\[[ xX]\](?:\s+|$))?(.*)$/u;
/** The start of a heading, item, quotation, table, code block or comment. */
const BLOCK = /^\s*(?:(?:#{1,6}|[-*+]|\d+[.)])(?:\s|$)|[>|]|```|~~~|<!--)/;
const HEADING_SUFFIX = /\s*(?:\(([^()]*)\)|（([^（）]*)）|\[([^[\]]*)\])$/u;

/** Whether a text only states progress: a known word, a date, a fraction or a mark. */
export function isProgress(text: string): boolean {
  const bare = bareOf(text);
  return WORDS.has(bare) || /^\d{1,3} ?%$/.test(bare) || /^\d+ ?\/ ?\d+$/.test(bare);
}

const bareOf = (text: string): string =>
  text
    .replace(MARKS_ANYWHERE, ' ')
    .replace(/\d{4}-\d{2}-\d{2}/g, ' ')
    .replace(/[`*_()（）[\],，]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * The lines of a document without progress marks, blank lines, trailing white space, byte order mark and line ends;
 * code blocks stay unchanged. Two versions of a document that differ only in progress give the same lines. Line numbers
 * are those of the original.
 */
export function withoutProgress(text: string): Line[] {
  const lines = withoutStatusSections(scan(text));
  const table = new StatusColumn();
  return lines.flatMap((line): Line[] => {
    if (line.kind !== 'text') return line.kind === 'fence' || line.text !== '' ? [line] : [];
    if (line.text.trim() === '' || isStatusLine(line.text)) return [];
    const stripped = table.strip(withoutMarks(line)).trimEnd();
    return stripped === '' ? [] : [{ ...line, text: stripped }];
  });
}

function isStatusLine(text: string): boolean {
  const value = STATUS_LINE.exec(text)?.[1];
  return value !== undefined && isProgress(value);
}

/** Removes a checkbox, marks at either end, and `(done)` after a heading. Struck-through text stays. */
function withoutMarks(line: Line): string {
  const found = PREFIX.exec(line.text);
  const prefix = found?.[1] ?? '';
  const box = found?.[2] ?? '';
  const whole = found?.[3] ?? line.text;
  const text = whole.replace(MARKS_BEFORE, '').replace(MARKS_AFTER, '');
  // A mark in front of block syntax turns that block into plain text, which is an edit of the plan.
  if ((box !== '' || !whole.startsWith(text)) && BLOCK.test(text)) return line.text;
  // A box counts only on a list item or a heading; elsewhere it is text.
  const kept = prefix.trim() === '' ? box : '';
  return prefix + kept + (headingOf(line) ? withoutSuffix(text) : text);
}

/**
 * Removes a progress word or mark in parentheses after a heading. A number alone stays, because it may be content
 * (`Coverage (90%)`).
 */
function withoutSuffix(text: string): string {
  const found = HEADING_SUFFIX.exec(text);
  const inner = found?.[1] ?? found?.[2] ?? found?.[3];
  if (inner === undefined) return text;
  const bare = bareOf(inner);
  const isSaid = bare === '' ? inner.search(MARKS_ANYWHERE) >= 0 : WORDS.has(bare);
  return isSaid ? text.slice(0, found?.index) : text;
}

/** Removes a heading such as `### Status` together with its section, if the section only states progress. */
function withoutStatusSections(lines: Line[]): Line[] {
  const dropped = new Set<number>();
  lines.forEach((line, index) => {
    if (!STATUS_NAME.test(headingOf(line)?.text ?? '')) return;
    const end = lines.findIndex((other, at) => at > index && headingOf(other) !== null);
    const section = lines.slice(index + 1, end < 0 ? undefined : end);
    const bare = (text: string): string => (bulletOf(text)?.text ?? text).replace(BOX, '');
    const isMark = (one: Line): boolean => one.kind === 'text' && isProgress(bare(one.text));
    if (section.every(isMark)) for (const one of [line, ...section]) dropped.add(one.number);
  });
  return lines.filter((line) => !dropped.has(line.number));
}

/** Empties the progress cells of table columns with a heading such as "Status". */
class StatusColumn {
  private columns: number[] = [];
  private inTable = false;

  strip(text: string): string {
    if (!text.trimStart().startsWith('|')) {
      this.inTable = false;
      return text;
    }
    const cells = text.split(/(?<!\\)\|/);
    if (!this.inTable) {
      this.inTable = true;
      this.columns = cells.flatMap((cell, index) =>
        STATUS_NAME.test(cell.replace(/[*_]/g, '').trim()) ? [index] : [],
      );
      return text;
    }
    return cells.map((cell, index) => (this.columns.includes(index) && isProgress(cell) ? ' ' : cell)).join('|');
  }
}

/** The value that the plan's digest covers. */
export interface CanonicalPlan {
  format: 'plan/v1';
  brief: string[];
  roadmap: string[];
  backlog: string[];
}

/**
 * The plan as a value whose serialisation changes with any edit other than progress marks.
 *
 * @param documents the texts of project-brief.md, roadmap.md and milestone-backlog.md; '' for a missing one
 */
export function canonicalPlan(documents: { brief: string; roadmap: string; backlog: string }): CanonicalPlan {
  const lines = (text: string): string[] => withoutProgress(text).map((line) => line.text);
  return {
    format: 'plan/v1',
    brief: lines(documents.brief),
    roadmap: lines(documents.roadmap),
    backlog: lines(documents.backlog),
  };
}
