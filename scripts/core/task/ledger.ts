/**
 * The format of the ledger and the rules of its chain. The hash functions are passed in, so that nothing here does I/O.
 */

import { type Notice, notice } from '../say/notices.js';
import type { Signature } from '../team/signature.js';
import type { Event } from './ledger/events.js';
import { eventOfV1 } from './ledger/v1.js';
import { transition } from './machine.js';
import type { State } from './model.js';

/** The version of new entries. */
export const LEDGER_VERSION = 2;

/** The versions that can be read. A chain may change to a later version, never back to an earlier one. */
const READABLE: readonly number[] = [1, LEDGER_VERSION];

/**
 * One line of the ledger. `hash` covers everything except itself, `mac` and `sig`; `mac` is the runner's HMAC of
 * `hash`, and `sig`, absent without a team key, its signature of the same bytes. In an entry that was read, the event
 * is converted to the current version, while the hash is that of the stored line.
 */
export interface Entry {
  v: number;
  seq: number;
  prev: string;
  event: Event;
  hash: string;
  mac: string;
  sig?: Signature;
}

export interface Signing {
  hash(text: string): string;
  /** Computes the HMAC of an entry's hash. Null when the signing key is missing; then entries can only be attested. */
  mac: ((hash: string) => string) | null;
  keyId: string | null;
  /** Signs an entry's hash for teammates; absent or null without a team key. */
  sign?: ((hash: string) => Signature) | null;
}

export const GENESIS = '0'.repeat(64);

const hashed = (entry: Pick<Entry, 'v' | 'seq' | 'prev' | 'event'>): string =>
  JSON.stringify([entry.v, entry.seq, entry.prev, entry.event]);

/** The entry that follows `last` (null for the first entry). */
export function nextEntry(
  last: Entry | null,
  event: Event,
  signing: Signing & { mac: (hash: string) => string },
): Entry {
  const body = { v: LEDGER_VERSION, seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? GENESIS, event };
  const hash = signing.hash(hashed(body));
  return { ...body, hash, mac: signing.mac(hash), ...(signing.sign ? { sig: signing.sign(hash) } : {}) };
}

export interface Chain {
  entries: Entry[];
  /** `attested` when the key that signed some entry is not at hand. */
  assurance: 'verified' | 'attested';
  problem: Notice | null;
}

/**
 * Checks a whole ledger: versions, sequence, links, hashes and signatures.
 *
 * Entries before a `key-replaced` event were signed by a key that is gone. Their signatures are not checked, and the
 * chain is only attested. Hashes are checked over the lines as stored, each in its own version.
 *
 * @param lines the parsed lines, in the order of the file
 * @returns the chain with its first problem, if any; a problem stops every write
 */
export function verifyChain(file: string, lines: readonly unknown[], signing: Signing): Chain {
  const entries: Entry[] = [];
  const fail = (given: Notice): Chain => ({ entries, assurance: 'attested', problem: given });
  for (const [index, line] of lines.entries()) {
    // The version is checked before the shape, which another version may change.
    const version = versionOf(line);
    if (version !== null && !READABLE.includes(version)) return fail(notice('ledger-version', { file, version }));
    if (!isEntry(line)) return fail(notice('ledger-corrupt', { file, line: index + 1 }));
    const last = entries.at(-1);
    const linked =
      line.seq === (last?.seq ?? 0) + 1 && line.prev === (last?.hash ?? GENESIS) && line.v >= (last?.v ?? line.v);
    if (!linked || signing.hash(hashed(line)) !== line.hash)
      return fail(notice('ledger-altered', { file, line: index + 1 }));
    entries.push(line.v === 1 ? { ...line, event: eventOfV1(line.event) } : line);
  }
  const forged = firstForged(entries, signing);
  if (forged !== null) return fail(notice('ledger-forged', { file, line: forged }));
  return {
    entries,
    assurance: signing.mac && !wasRekeyed(entries) && signedBy(entries, signing.keyId) ? 'verified' : 'attested',
    problem: null,
  };
}

const wasRekeyed = (entries: Entry[]): boolean => entries.some((entry) => entry.event.type === 'key-replaced');

/** The id of the key that the ledger names last; null for an empty ledger. */
export function namedKey(entries: readonly Entry[]): string | null {
  const named = entries.findLast(
    (entry) => entry.event.type === 'task-started' || entry.event.type === 'key-replaced',
  )?.event;
  return named !== undefined && 'key_id' in named ? named.key_id : null;
}

/** Whether the key at hand is the one that the ledger names last. */
export const signedBy = (entries: readonly Entry[], keyId: string | null): boolean =>
  keyId !== null && namedKey(entries) === keyId;

/**
 * The line (counted from 1) of the first entry with a wrong signature, among those that the present key should have
 * signed; null when there is none.
 */
function firstForged(entries: Entry[], signing: Signing): number | null {
  if (!signing.mac) return null;
  let named: string | null = null;
  for (const { event, hash, mac, seq } of entries) {
    if (event.type === 'task-started' || event.type === 'key-replaced') named = event.key_id;
    if (named === signing.keyId && signing.mac(hash) !== mac) return seq;
  }
  return null;
}

function versionOf(line: unknown): number | null {
  const version: unknown = typeof line === 'object' && line !== null ? Reflect.get(line, 'v') : null;
  return typeof version === 'number' ? version : null;
}

function isEntry(line: unknown): line is Entry {
  if (typeof line !== 'object' || line === null) return false;
  const has = (key: string, type: string): boolean => typeof Reflect.get(line, key) === type;
  return (
    has('v', 'number') &&
    has('seq', 'number') &&
    has('prev', 'string') &&
    has('hash', 'string') &&
    has('mac', 'string') &&
    isSigned(Reflect.get(line, 'sig')) &&
    has('event', 'object') &&
    typeof Reflect.get(Reflect.get(line, 'event') ?? {}, 'type') === 'string'
  );
}

const isSigned = (sig: unknown): boolean =>
  sig === undefined ||
  (typeof Reflect.get(Object(sig), 'key') === 'string' && typeof Reflect.get(Object(sig), 'value') === 'string');

/**
 * The state that results from a ledger's events; null for an empty ledger. A refused event means that `dispatch` did
 * not write this ledger.
 */
export function fold(file: string, entries: readonly Entry[]): { state: State | null; problem: Notice | null } {
  let state: State | null = null;
  for (const entry of entries) {
    const step = transition(state, entry.event);
    if (!step.ok)
      return { state, problem: notice('ledger-unfoldable', { file, line: entry.seq, event: entry.event.type }) };
    state = step.state;
  }
  return { state, problem: null };
}

/**
 * The last entry that the runner is known to have written. It is stored outside the repository; `seq` is 0 before the
 * first entry.
 */
export interface Anchor {
  task: string;
  seq: number;
  head: string;
  mac: string;
}

/** The text that an anchor's signature covers. */
export const anchored = (anchor: Omit<Anchor, 'mac'>): string => JSON.stringify([anchor.task, anchor.seq, anchor.head]);

/**
 * Compares a ledger with its anchor, and names a ledger that is shorter than, or different from, what the runner wrote.
 *
 * An anchor signed by the present key proves the entries up to it. At most one entry, from an interrupted write, can
 * follow, and the same key signed it; so a change of keys after the anchor is forged. An anchor of a lost key still
 * tells how long the ledger was.
 */
export function verifyAnchor(
  file: string,
  entries: readonly Entry[],
  anchor: Anchor | null,
  signing: Signing,
): Notice | null {
  const isOurs = signing.mac !== null && signedBy(entries, signing.keyId);
  if (anchor === null) return isOurs ? notice('anchor-missing', { file }) : null;
  const isProof = signing.mac?.(anchored(anchor)) === anchor.mac;
  if (isOurs && !isProof) return notice('anchor-altered', { file });
  if (entries.length < anchor.seq)
    return notice('ledger-rolled-back', { file, found: entries.length, known: anchor.seq });
  if (anchor.seq > 0 && entries[anchor.seq - 1]?.hash !== anchor.head)
    return notice('ledger-replaced', { file, seq: anchor.seq });
  return isProof && !isOurs && entries.length > anchor.seq
    ? notice('ledger-forged', { file, line: anchor.seq + 1 })
    : null;
}
