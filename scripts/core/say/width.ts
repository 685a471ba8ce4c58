/** Measures how many columns a text takes on a terminal, and cuts a text to a number of columns. */

const NOTHING = /\p{M}|\p{Cf}/u;
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Bopomofo}/u;
/** Chinese punctuation and full-width forms; Unicode assigns them to no script. */
const WIDE_SIGN = /[\u2e80-\u303e\u31c0-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Characters with one or two columns, depending on the terminal's language; two are assumed. */
const UNSURE = /[\u00b7\u00d7\u00f7\u2014\u2018\u2019\u201c\u201d\u2026\u2030\u2190-\u21ff\u2460-\u24ff\u2500-\u27bf]/u;

function columnsOf(char: string): number {
  if (NOTHING.test(char)) return 0;
  return WIDE.test(char) || WIDE_SIGN.test(char) || UNSURE.test(char) ? 2 : 1;
}

/** The largest number of columns that a one-line text can take. */
export const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + columnsOf(char), 0);

/** The text, cut to fit the columns and then ending in `..`. */
export function fitted(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let [kept, used] = ['', 0];
  for (const char of text) {
    used += columnsOf(char);
    if (used > columns - 2) break;
    kept += char;
  }
  return `${kept}${'..'.slice(0, Math.max(0, columns))}`;
}

/** A part of a line that is never divided: a word with the space before it, or one wide character. */
const PART = /\s*(?:[^\s\u2e80-\u303e\u31c0-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]+|\S)/gu;
/** Punctuation that never begins a line. */
const CLOSING = /^[\uff0c\u3002\uff1b\uff1a\uff1f\uff01\u3001\uff09\u300b\u201d\u2019\u2026]/u;

/** The text in lines of at most so many columns; only a word that is longer than a line is longer. */
export function wrapped(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(text: string, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const part of joinedToClosing(text.match(PART) ?? [])) {
    if (line !== '' && widthOf(line) + widthOf(part) > columns) {
      lines.push(line);
      line = part.trimStart();
    } else line += part;
  }
  return [...lines, line].join('\n');
}

/** Each part together with the punctuation that follows it. */
const joinedToClosing = (parts: readonly string[]): string[] =>
  parts.reduce<string[]>((joined, part) => {
    const last = joined.at(-1);
    if (last === undefined || !CLOSING.test(part)) return [...joined, part];
    return [...joined.slice(0, -1), last + part];
  }, []);
