/**
 * Names of files as git prints them: bytes, which need not be UTF-8.
 *
 * Inside scripts/io/git*.ts a name is "raw": one character per byte (latin1), so that it survives the way from one git
 * call into the next. Outside it is ordinary text; a byte that is not UTF-8 becomes a lone low surrogate (U+DC80 to
 * U+DCFF), which no real name contains, so that the way back exists too.
 */

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Raw name → text. */
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

/** Text → raw name. */
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

/** The parts of a -z answer, raw; the last NUL ends the last part. */
export function partsOf(answer: Buffer): string[] {
  const parts = answer.toString('latin1').split('\0');
  parts.pop();
  return parts;
}

/** Input for a --stdin -z call. */
export const listOf = (raws: string[]): Buffer => Buffer.from(raws.map((raw) => `${raw}\0`).join(''), 'latin1');

/** A raw name below an ordinary folder, for node:fs. */
export const bytesOf = (folder: string, raw: string): Buffer =>
  Buffer.concat([Buffer.from(`${folder}/`, 'utf8'), Buffer.from(raw, 'latin1')]);

/** Below the folder, or the folder itself; works on raw names and on text. */
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
