/**
 * Names of files as git prints them: bytes that need not be UTF-8.
 *
 * Inside scripts/io/git/ a name is "raw": one character per byte (latin1), so that it can be passed unchanged from one
 * git call to the next. Everywhere else it is ordinary text, in which a byte that is not UTF-8 becomes a lone low
 * surrogate (U+DC80 to U+DCFF). No real name contains one, so that the conversion can be reversed.
 */

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Converts a raw name to text. */
export function textOf(raw: string): string {
  if (isAscii(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  const whole = decoded(bytes);
  if (whole !== null) return whole;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const [taken, length] = nextCharacter(bytes, at);
    text += taken;
    at += length;
  }
  return text;
}

/** Converts text to a raw name. */
export function rawOf(text: string): string {
  if (isAscii(text)) return text;
  let raw = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isEscapedByte = code >= 0xdc80 && code <= 0xdcff;
    raw += isEscapedByte ? String.fromCharCode(code - 0xdc00) : Buffer.from(character, 'utf8').toString('latin1');
  }
  return raw;
}

/** The parts of an answer with -z as raw names; the final NUL ends the last part. */
export function partsOf(answer: Buffer): string[] {
  const parts = answer.toString('latin1').split('\0');
  parts.pop();
  return parts;
}

/** The input for a git call with --stdin -z. */
export const listOf = (raws: string[]): Buffer => Buffer.from(raws.map((raw) => `${raw}\0`).join(''), 'latin1');

/** The path of a raw name below an ordinary folder, for node:fs. */
export const bytesOf = (folder: string, raw: string): Buffer =>
  Buffer.concat([Buffer.from(`${folder}/`, 'utf8'), Buffer.from(raw, 'latin1')]);

/** Whether a name is the folder or lies below it; works on raw names and on text. */
export const isWithin = (name: string, folder: string): boolean => name === folder || name.startsWith(`${folder}/`);

const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

function nextCharacter(bytes: Buffer, at: number): [text: string, length: number] {
  for (let length = 1; length <= 4; length += 1) {
    const text = at + length <= bytes.length ? decoded(bytes.subarray(at, at + length)) : null;
    if (text !== null) return [text, length];
  }
  return [String.fromCharCode(0xdc00 + (bytes[at] ?? 0)), 1];
}

function decoded(bytes: Buffer): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
