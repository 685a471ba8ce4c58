/**
 * Keys of wallets and chains: mnemonics, raw keys where a name calls them private, and keys with a checksum in them.
 */
import { WORDS } from './bip39-words.js';
import { type Found, lineAt, matches } from './found.js';
import { sha256 } from './sha256.js';
import { isRandom } from './values.js';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const PLACES = new Map(WORDS.map((word, index) => [word, index]));
const COUNTS = [24, 21, 18, 15, 12];
/** The first accounts of the mnemonic that development chains print for everybody, by their first eight digits. */
const PRINTED_FOR_ALL = new Set([
  'ac0974be',
  '59c6995e',
  '5de4111a',
  '7c852118',
  '47e179ec',
  '8b3a350c',
  '92db14e4',
  '4bbbf85c',
  'dbda1821',
  '2a871d07',
]);
const CALLED_PRIVATE =
  /priv(?:ate)?[_ -]?key|wallet\(|deployer|signer[_ -]?key|fromsecretkey|keypair|--key\b|\baccounts["']?\s*:\s*\[/i;
const CALLED_OTHERWISE = /hash|digest|topic|checksum|sha-?\d|public[_ -]?key|address|merkle|root/i;

export function* chainKeys(text: string): Generator<Found> {
  const isCalledKey = (match: RegExpExecArray): boolean => {
    const line = lineAt(text, match.index);
    return (
      CALLED_PRIVATE.test(line) && !CALLED_OTHERWISE.test(line.slice(0, Math.max(0, line.indexOf(match[0]))).slice(-24))
    );
  };
  yield* matches(
    text,
    /(?<![0-9A-Za-z])(?:0x)?[0-9a-fA-F]{64}(?![0-9A-Za-z])/g,
    'chain-key',
    true,
    (key, match) =>
      isRandom(key, 64) && !PRINTED_FOR_ALL.has(key.replace('0x', '').slice(0, 8).toLowerCase()) && isCalledKey(match),
  );
  yield* matches(
    text,
    /(?<![0-9A-Za-z])(?:[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}|[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107})(?![0-9A-Za-z])/g,
    'chain-key',
    true,
    hasChecksum,
  );
  yield* matches(
    text,
    /(?<![0-9A-Za-z])[1-9A-HJ-NP-Za-km-z]{86,88}(?![0-9A-Za-z])/g,
    'chain-key',
    true,
    (key, match) => isRandom(key) && isCalledKey(match),
  );
  yield* matches(text, /\[(?<secret>\s*\d{1,3}(?:\s*,\s*\d{1,3}){63}\s*)\]/g, 'chain-key', true, (numbers, match) => {
    const bytes = numbers.split(',').map(Number);
    return (
      bytes.every((byte) => byte < 256) && new Set(bytes).size >= 40 && (text.trim() === match[0] || isCalledKey(match))
    );
  });
  yield* mnemonics(text);
}

/** Base58Check: the last four bytes are the beginning of the digest's digest. */
function hasChecksum(key: string): boolean {
  const bytes = [0];
  for (const character of key) {
    let carry = BASE58.indexOf(character);
    for (let at = bytes.length - 1; at >= 0; at--) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.unshift(carry & 0xff);
  }
  const payload = bytes.slice(
    bytes.findIndex((byte) => byte !== 0),
    -4,
  );
  return sha256(sha256(payload)).slice(0, 4).join() === bytes.slice(-4).join();
}

interface Word {
  start: number;
  end: number;
  place: number;
}

/** Runs of words of the list, with nothing but marks between them, that hold a mnemonic with a right checksum. */
function* mnemonics(text: string): Generator<Found> {
  let run: Word[] = [];
  let before = 0;
  for (const match of text.matchAll(/(?<![A-Za-z])[A-Za-z]{3,8}(?![A-Za-z])/g)) {
    const place = PLACES.get(match[0].toLowerCase());
    const word = place === undefined ? null : { start: match.index, end: match.index + match[0].length, place };
    const isNext =
      word !== null && match.index - before <= 12 && /^[^A-Za-z<>=(){}]*$/.test(text.slice(before, match.index));
    if (!isNext) {
      yield* mnemonicsIn(run);
      run = [];
    }
    if (word) run.push(word);
    before = match.index + match[0].length;
  }
  yield* mnemonicsIn(run);
}

function* mnemonicsIn(run: readonly Word[]): Generator<Found> {
  for (let at = 0; at + 12 <= run.length; ) {
    const count = COUNTS.find(
      (size) => at + size <= run.length && isMnemonic(run.slice(at, at + size).map(({ place }) => place)),
    );
    const [first, last] = [run[at], run[at + (count ?? 1) - 1]];
    if (count !== undefined && first && last)
      yield { start: first.start, end: last.end, kind: 'mnemonic', certain: true };
    at += count ?? 1;
  }
}

/**
 * BIP-39: 11 bits a word, of which the last count/3 are the beginning of the digest of the rest. A list in its order is
 * no secret.
 */
function isMnemonic(places: readonly number[]): boolean {
  if (
    new Set(places).size < places.length - 4 ||
    places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))
  )
    return false;
  const bits = places.map((place) => place.toString(2).padStart(11, '0')).join('');
  const checked = places.length / 3;
  const bytes =
    bits
      .slice(0, -checked)
      .match(/.{8}/g)
      ?.map((byte) => parseInt(byte, 2)) ?? [];
  return (sha256(bytes)[0] ?? 0) >>> (8 - checked) === parseInt(bits.slice(-checked), 2);
}
