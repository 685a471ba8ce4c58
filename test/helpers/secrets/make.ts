/** Makes fake secrets at run time. No line of the repository contains one, so that no secret scanner reports it. */
import { createHash } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
export const HEX = '0123456789abcdef';
export const ALNUM = LOWER + LOWER.toUpperCase() + DIGITS;
export const UPPER_DIGITS = LOWER.toUpperCase() + DIGITS;
export const BASE64 = `${ALNUM}+/`;
export const URL_SAFE = `${ALNUM}_-`;
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

let state = 20_240_607;
/** A random generator with a fixed seed (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

export const chars = (count: number, alphabet = ALNUM): string =>
  Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '').join('');
export const hex = (count: number): string => chars(count, HEX);
export const bytes = (count: number): Buffer => Buffer.from(hex(count * 2), 'hex');
export const b64 = (text: string): string => Buffer.from(text).toString('base64');
export const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** A PEM block of random bytes. */
export function pem(label: string, length = 800, lineEnd = '\n'): { text: string; secret: string } {
  const body = (chars(length - 2, BASE64) + '==').match(/.{1,64}/g) ?? [];
  const dashes = '-'.repeat(5);
  return {
    text: [`${dashes}BEGIN ${label}${dashes}`, ...body, `${dashes}END ${label}${dashes}`].join(lineEnd),
    secret: body[1] ?? '',
  };
}

/** Encodes bytes in Base58Check, as Bitcoin encodes keys. */
export function base58Check(payload: Buffer): string {
  const all = Buffer.concat([payload, sha256(sha256(payload)).subarray(0, 4)]);
  let number = BigInt(`0x${all.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)] + text;
  return '1'.repeat(all.findIndex((byte) => byte !== 0)) + text;
}

/** A mnemonic of 12 to 24 words from random bytes, with a valid checksum. */
export function mnemonic(words: readonly string[], count: 12 | 15 | 18 | 21 | 24): string {
  const entropy = bytes((count * 32) / 3 / 8);
  const bits = [...entropy, ...sha256(entropy)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: count }, (_, index) => words[parseInt(bits.slice(index * 11, index * 11 + 11), 2)]).join(
    ' ',
  );
}

export const jwt = (payload: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') +
  '.' +
  chars(43, URL_SAFE);
