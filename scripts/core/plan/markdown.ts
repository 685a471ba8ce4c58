/** Reads Markdown line by line, as far as fixed forms need it: code fences and comments are told apart from text. */

export interface Line {
  /** The first line has number 1. */
  number: number;
  text: string;
  /** `fence`: inside a fenced code block or one of its two fence lines. `comment`: begins inside an HTML comment. */
  kind: 'text' | 'fence' | 'comment';
}

export interface Heading {
  level: number;
  text: string;
}

/** Template text that was not filled in: ⟦what belongs here⟧. */
const PLACEHOLDER = /⟦[^⟧]*⟧/u;

const FENCE = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?$/;
const BULLET = /^(\s*)(?:[-*+]|\d+[.)])(?:\s+(.*))?$/;

/** The lines of a text, without byte order mark and trailing white space, for any kind of line ends. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd());
}

/** The lines with their kinds. An unclosed fence or comment extends to the end of the text, as in CommonMark. */
export function scan(text: string): Line[] {
  let fence: string | null = null;
  let comment = false;
  return linesOf(text).map((line, index): Line => {
    const number = index + 1;
    if (fence !== null) {
      if (closesFence(line, fence)) fence = null;
      return { number, text: line, kind: 'fence' };
    }
    const kind = comment ? 'comment' : 'text';
    const opened = comment ? null : FENCE.exec(line);
    if (opened?.[1] !== undefined && !(opened[1].startsWith('`') && opened[2]?.includes('`'))) {
      fence = opened[1];
      return { number, text: line, kind: 'fence' };
    }
    comment = endsInComment(line, comment);
    return { number, text: line, kind };
  });
}

function closesFence(line: string, fence: string): boolean {
  const mark = line.trim();
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length);
}

function endsInComment(line: string, inside: boolean): boolean {
  let open = inside;
  for (let at = 0; ; ) {
    const found = line.indexOf(open ? '-->' : '<!--', at);
    if (found < 0) return open;
    at = found + (open ? 3 : 4);
    open = !open;
  }
}

/** The same lines without comments; line numbers stay. The content of fences stays as well. */
export function withoutComments(lines: Line[]): Line[] {
  let open = false;
  return lines.map((line) => {
    if (line.kind === 'fence') return line;
    const text = outsideComments(line.text, open);
    open = endsInComment(line.text, open);
    return { ...line, text: text.trimEnd(), kind: 'text' };
  });
}

function outsideComments(line: string, inside: boolean): string {
  const rest = inside ? line.replace(/^.*?(?:-->|$)/, '') : line;
  return rest.replace(/<!--.*?(?:-->|$)/g, '');
}

/** The ATX heading on a line, or null. Headings underlined with = or - are not recognised in these documents. */
export function headingOf(line: Line): Heading | null {
  if (line.kind !== 'text') return null;
  const found = HEADING.exec(line.text);
  return found?.[1] === undefined ? null : { level: found[1].length, text: (found[2] ?? '').trim() };
}

/** The indentation (columns of white space) and text of a list item, or null. */
export function bulletOf(text: string): { indent: number; text: string } | null {
  const found = BULLET.exec(text);
  return found ? { indent: (found[1] ?? '').length, text: (found[2] ?? '').trim() } : null;
}

/**
 * The number of the first line with template text that was not filled in, comments excluded; null when there is none.
 */
export function firstPlaceholder(text: string): number | null {
  return withoutComments(scan(text)).find((line) => PLACEHOLDER.test(line.text))?.number ?? null;
}

/** Whether a text contains template text that was not filled in. */
export const hasPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** The first paragraph of a document, headings and comments left out; null when there is none or it is a template. */
export function firstParagraph(text: string): string | null {
  if (hasPlaceholder(text)) return null;
  const lines = withoutComments(scan(text)).map((line) => (headingOf(line) === null ? line.text.trim() : ''));
  const from = lines.findIndex((line) => line !== '');
  if (from < 0) return null;
  const to = lines.indexOf('', from);
  return lines.slice(from, to < 0 ? undefined : to).join(' ');
}
