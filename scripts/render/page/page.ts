/**
 * A page: what a view says, as lines of spans. A span names how it looks, never by which codes: the command line adds
 * those, and only where the reader's terminal shows them.
 */

import { inSentence } from '../../core/say/plain.js';

export type Tone = 'good' | 'bad' | 'warn' | 'active' | 'dim' | 'strong';

/** The condition of a row, shown as a symbol in front of it; `none` only keeps the room for one. */
export type Mark = 'done' | 'active' | 'todo' | 'warned' | 'failed' | 'none';

export interface Span {
  text: string;
  tone?: Tone;
  /** A file that the text names, relative to the project; a terminal may link to it. */
  file?: string;
  /** Replaces the text by a symbol where symbols can be shown. */
  mark?: Mark;
  /** Whether the line must not be broken within this text. */
  unbroken?: true;
}

export interface Line {
  /** Columns before the first row and, with `hang` more, before each row that is broken off. */
  indent: number;
  hang: number;
  /** Stands before every row of the line: the mark of third-party text, which must not be lost where it breaks. */
  prefix: string;
  /** Whether the line is never broken: a command must stay in one piece to be copied. */
  isWhole: boolean;
  spans: readonly Span[];
}

export type Page = readonly Line[];
export type Content = string | Span;

export const toned = (tone: Tone, text: string): Span => ({ text, tone });

/** A file's name that may become a link. `file` is relative to the project. */
export const linked = (file: string): Span => ({ text: file, file, tone: 'dim', unbroken: true });

/** Keeps a text in one row. */
export const unbroken = (content: Content): Span => ({ ...spanOf(content), unbroken: true });

const ASCII: Record<Mark, string> = {
  done: '[x]',
  active: '[>]',
  todo: '[ ]',
  warned: '[!]',
  failed: '[!!]',
  none: '',
};
const TONES: Record<Mark, Tone> = {
  done: 'good',
  active: 'active',
  todo: 'dim',
  warned: 'warn',
  failed: 'bad',
  none: 'dim',
};

/**
 * A symbol with the space after it.
 *
 * @param word stands in its place where no symbol can be shown; empty where the row says the same in words
 */
export function marked(mark: Mark, word: string = ASCII[mark]): Span {
  return { text: word === '' ? '' : `${word} `, tone: TONES[mark], mark, unbroken: true };
}

/** A line break within a text would begin a line that nobody wrote. */
function spanOf(content: Content): Span {
  const span = typeof content === 'string' ? { text: content } : content;
  return { ...span, text: inSentence(span.text) };
}

/** One line. */
export const line = (content: Content | readonly Content[], how: Partial<Omit<Line, 'spans'>> = {}): Line => ({
  indent: 0,
  hang: 0,
  prefix: '',
  isWhole: false,
  ...how,
  spans: (Array.isArray(content) ? content : [content]).map(spanOf),
});

export const blank: Line = line('');

/** The contents with a separator between them. */
export const joined = <T>(contents: readonly T[], separator: T): T[] =>
  contents.flatMap((content, index) => (index === 0 ? [content] : [separator, content]));

/** The lines of a page moved to the right. */
export const indented = (page: Page, by: number): Page => page.map((one) => ({ ...one, indent: one.indent + by }));

/**
 * Text of several lines as a page: its leading spaces become the indent, and `│ ` the mark of each row.
 *
 * @param command how this program is called; lines that hold it are not broken
 */
export const pageOf = (text: string, command: string | null = null): Page =>
  text.split('\n').map((row) => {
    const [, spaces = '', prefix = '', rest = ''] = /^( *)(│ ?)?(.*)$/u.exec(row) ?? [];
    const isWhole = command !== null && rest.includes(command);
    return line(rest, { indent: spaces.length, prefix, isWhole, hang: prefix === '' ? hangOf(rest) : 0 });
  });

/** Where the text after a number, a bullet or an arrow begins. */
const hangOf = (text: string): number => /^(?:\d+\. |→ |- )/.exec(text)?.[0].length ?? 0;

/** The page as plain text, for readers other than a terminal. */
export const plainText = (page: Page): string => page.map(plainRow).join('\n');

const plainRow = ({ indent, prefix, spans }: Line): string =>
  `${' '.repeat(indent)}${prefix}${spans.map(({ text }) => text).join('')}`.trimEnd();
