/** Makes text fit for one line of a terminal. */

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A size in bytes, such as `12.3 GB`, `4.5 MB` or `12 KB`. */
export function sizeText(bytes: number): string {
  const [unit, name] = SIZES.find(([least]) => bytes >= least) ?? [1, 'B'];
  const count = bytes / unit;
  return `${count < 10 && unit > 1e3 ? Math.floor(count * 10) / 10 : Math.floor(count)} ${name}`;
}

const SIZES = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'KB'],
] as const;

/** A count with its thousands apart: `12,345`. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/**
 * Text as one printable line of at most `limit` characters. Text of a repository can hold anything, including terminal
 * escapes.
 */
export function oneLine(text: string, limit = 160): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}

/** Third-party text of several lines with a mark before each line, so that none can pass for a line of this program. */
export const quotedLines = (text: string, indent = ''): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => `${indent}│ ${line}`.trimEnd())
    .join('\n');

/** A value within a sentence. Line breaks are shown as `\n`, so that the text after one cannot pass for a new line. */
export const inSentence = (text: string): string => text.replaceAll(/\r\n|[\n\r\u2028\u2029]/g, '\\n');

/** A title or name within a sentence, between quotation marks that it cannot close. */
export const quoted = (text: string): string => `“${text.replaceAll(/[“”]/g, '"')}”`;

/** A digest for display, such as `tree/v1:1f2e3d4c5b6a…`: its format is kept, the value is cut to 12 characters. */
export function shortDigest(digest: string): string {
  const at = digest.lastIndexOf(':') + 1;
  return digest.length - at > 12 ? `${digest.slice(0, at + 12)}…` : digest;
}

/** Pads a text to a column; a Chinese character takes two columns. */
export function column(text: string, width: number): string {
  const used = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - used));
}
