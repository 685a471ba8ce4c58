/** Text made fit for one line of a terminal. */

/** `1 file`, `2 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Repository text can hold anything, terminal escapes among it: one printable line, cut to `limit` characters. */
export function oneLine(text: string, limit = 160): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}

/** Third-party text of several lines: each stands after a mark, so that none can pass for a line of this program. */
export const quotedLines = (text: string, indent = ''): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => `${indent}│ ${line}`.trimEnd())
    .join('\n');

/** A value within a sentence: its line breaks are shown, so that the text after one cannot pass for a new line. */
export const inSentence = (text: string): string => text.replaceAll(/\r\n|[\n\r\u2028\u2029]/g, '\\n');

/** A title or a name within a sentence, between marks that it cannot close. */
export const quoted = (text: string): string => `“${text.replaceAll(/[“”]/g, '"')}”`;

/** `tree/v1:1f2e3d4c5b6a…`: the format stays readable, the digest is cut to 12 characters. */
export function shortDigest(digest: string): string {
  const at = digest.lastIndexOf(':') + 1;
  return digest.length - at > 12 ? `${digest.slice(0, at + 12)}…` : digest;
}

/** Pads to a column; a Chinese character is two columns wide. */
export function column(text: string, width: number): string {
  const used = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - used));
}
