/** Breaks the lines of a page into rows that fit a terminal, and turns marks into symbols. */
import { widthOf } from '../../core/say/width.js';
import type { Line, Mark, Page, Span } from './page.js';

export interface Frame {
  /** The terminal's width; null where rows may have any length. */
  columns: number | null;
  /** Whether the terminal shows symbols beyond ASCII. */
  isUnicode: boolean;
}

const SYMBOLS: Record<Mark, string> = { done: '✔', active: '●', todo: '○', warned: '!', failed: '✖', none: ' ' };
/** Narrower terminals break the rows by themselves. */
const NARROWEST = 20;

/** The rows of a page, each a list of spans. */
export const rowsOf = (page: Page, frame: Frame): Span[][] => page.flatMap((line) => rowsOfLine(line, frame));

function rowsOfLine(line: Line, { columns, isUnicode }: Frame): Span[][] {
  const { indent, hang, prefix, isWhole } = line;
  const spans = line.spans.map((span) => withSymbol(span, isUnicode)).filter(({ text }) => text !== '');
  const before = (more: number): Span[] => {
    const text = `${' '.repeat(indent + more)}${prefix}`;
    return text === '' ? [] : [{ text }];
  };
  // The last column stays empty, because some terminals wrap there.
  const width = Math.max(NARROWEST, (columns ?? 0) - 1) - indent - widthOf(prefix);
  if (columns === null || isWhole || widthOf(textOf(spans)) <= width) return [[...before(0), ...spans]];
  return broken(spans, width, hang).map((row, index) => [...before(index === 0 ? 0 : hang), ...row]);
}

const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

const withSymbol = (span: Span, isUnicode: boolean): Span =>
  isUnicode && span.mark !== undefined ? { ...span, text: `${SYMBOLS[span.mark]} ` } : span;

/** Fills rows with pieces; a piece that is longer than a row is left to the terminal. */
function broken(spans: readonly Span[], width: number, hang: number): Span[][] {
  const rows: Span[][] = [];
  let row: Span[] = [];
  let used = 0;
  for (const chunk of chunksOf(spans)) {
    const text = textOf(chunk);
    const isSpace = text.trim() === '';
    const room = rows.length === 0 ? width : width - hang;
    if (row.length > 0 && used + widthOf(text.trimEnd()) > room) {
      rows.push(row);
      [row, used] = [[], 0];
    }
    if (row.length === 0 && isSpace && rows.length > 0) continue;
    row.push(...chunk);
    used += widthOf(text);
  }
  return [...rows, row].map(merged);
}

/** Pieces of one span that stand side by side, as one span again. */
function merged(row: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const span of row) {
    const last = spans.at(-1);
    if (last !== undefined && last.tone === span.tone && last.file === span.file && last.mark === span.mark)
      spans[spans.length - 1] = { ...last, text: last.text + span.text };
    else spans.push(span);
  }
  return spans;
}

/** The pieces of the spans, grouped so that a row may end between two groups. */
function chunksOf(spans: readonly Span[]): Span[][] {
  const chunks: Span[][] = [];
  let last: Span | null = null;
  for (const piece of spans.flatMap(piecesOf)) {
    if (last === null || mayBreak(last, piece)) chunks.push([piece]);
    else chunks.at(-1)?.push(piece);
    last = piece;
  }
  return chunks;
}

/** Characters that are written without spaces: Chinese, its punctuation and full-width forms. */
const WIDE = '\\u2e80-\\u303e\\u3040-\\u33ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60';
const PIECE = new RegExp(` +|[${WIDE}]|[^ ${WIDE}]+`, 'gu');
const IS_WIDE = new RegExp(`^[${WIDE}]$`, 'u');
/** Punctuation that must not begin a row, and brackets that must not end one. */
const CLOSING_WIDE =
  '\\u3001\\u3002\\uff01\\uff09\\uff0c\\uff1a\\uff1b\\uff1f\\u300b\\u300d\\u300f\\u2019\\u201d\\u2026\\u00b7';
const CLOSING = new RegExp(`^[${CLOSING_WIDE},.;:!?)\\]]`, 'u');
const OPENING = /[\uff08\u300a\u300c\u300e\u201c\u2018(]$/u;

const piecesOf = (span: Span): Span[] =>
  span.unbroken ? [span] : (span.text.match(PIECE) ?? []).map((text) => ({ ...span, text }));

function mayBreak(before: Span, after: Span): boolean {
  if (before.text.trim() === '' || after.text.trim() === '') return true;
  if (before.unbroken && after.unbroken) return false;
  const isWide = IS_WIDE.test(before.text) || IS_WIDE.test(after.text);
  return isWide && !CLOSING.test(after.text) && !OPENING.test(before.text);
}
