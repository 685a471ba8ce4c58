/**
 * Keys of wallets and chains: mnemonics, raw keys that a name calls private, and keys that contain a checksum.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { base58 } from '@scure/base';
import { type Found, lineAt, matches } from './found.js';
import { mnemonics } from './mnemonics.js';
import { isRandom } from './values.js';

/** The first eight digits of the well-known keys that development chains print at start (mnemonic `test … junk`). */
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
/** The member of an object that holds the value says what it is, unless its name is good for anything. */
const MEMBER = /["'](\w{1,60})["']\s*:\s*["'][\w/.:-]{0,20}$/;
const NEUTRAL = /^(?:\w*(?:value|key|secret|account|wallet)|hex|data|raw|pk|sk|d|k|default|from)$/i;
const CALLED_OTHERWISE = /hash|digest|topic|checksum|sha-?\d|public[_ -]?key|address|merkle|root/i;

export function* chainKeys(text: string): Generator<Found> {
  const isCalledKey = (match: RegExpExecArray): boolean => {
    const line = lineAt(text, match.index);
    const member = MEMBER.exec(text.slice(Math.max(0, match.index - 80), match.index))?.[1];
    if (member !== undefined && !CALLED_PRIVATE.test(member) && !NEUTRAL.test(member)) return false;
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
      isRandom(key.replace(/^0x/, ''), 64) &&
      !PRINTED_FOR_ALL.has(key.replace('0x', '').slice(0, 8).toLowerCase()) &&
      isCalledKey(match),
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

/** Base58Check: the last four bytes are the first four of the payload's double SHA-256. */
function hasChecksum(key: string): boolean {
  const bytes = base58.decode(key);
  const digest = sha256(sha256(bytes.subarray(0, -4)));
  return digest.subarray(0, 4).join() === bytes.subarray(-4).join();
}
