/** Turns a page into the text of one stream: safe for a terminal first, and only then coloured. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Colours } from '../io/ground/colours.js';
import { rowsOf } from '../render/page/layout.js';
import { type Line, type Page, plainText, type Span, type Tone } from '../render/page/page.js';
import type { Look } from './look.js';

interface Painter {
  look: Look;
  /** null where nothing is coloured. */
  colours: Colours | null;
  /** The absolute path against which files are named. */
  project: string;
  /** Makes a text safe to show: no secrets, nothing invisible. */
  safe: (text: string) => string;
}

/** The page as text that ends with a line break. */
export function painted(page: Page, { look, colours, project, safe }: Painter): string {
  const plain = plainText(page);
  const shown = page.map((line) => safeLine(line, safe));
  // A secret that only the whole text shows, such as one over several lines, must not survive in its parts.
  if (plainText(shown) !== safe(plain)) return `${safe(plain)}\n`;
  const paint = (span: Span): string => withLink(span, withTone(span, colours), look, project);
  return rowsOf(shown, look)
    .map((row) => `${trimmed(row).map(paint).join('')}\n`)
    .join('');
}

const safeLine = (line: Line, safe: (text: string) => string): Line => ({
  ...line,
  spans: line.spans.map((span) => ({ ...span, text: safe(span.text) })),
});

/** Without spaces at the end of a row. */
function trimmed(row: readonly Span[]): Span[] {
  const end = row.findLastIndex(({ text }) => text.trim() !== '');
  return row.slice(0, end + 1).map((span, index) => (index === end ? { ...span, text: span.text.trimEnd() } : span));
}

function withTone({ text, tone }: Span, colours: Colours | null): string {
  if (colours === null || tone === undefined) return text;
  const tones: Record<Tone, (text: string) => string> = {
    good: colours.green,
    bad: colours.red,
    // Yellow cannot be read on white, blue not on black.
    warn: colours.bold,
    active: colours.cyan,
    dim: colours.dim,
    strong: colours.bold,
  };
  return tones[tone](text);
}

function withLink({ file }: Span, text: string, { hasLinks }: Look, project: string): string {
  if (!hasLinks || file === undefined) return text;
  const target = path.resolve(project, file);
  if (!target.startsWith(project + path.sep)) return text;
  return `\u001b]8;;${pathToFileURL(target).href}\u001b\\${text}\u001b]8;;\u001b\\`;
}
