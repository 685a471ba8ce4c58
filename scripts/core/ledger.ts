/** The ledger's shape and the rules of its chain; hashing arrives as a function, so that nothing here does I/O. */
import { transition } from './machine.js';
import type { Event, State } from './model.js';
import { notice, type Notice } from './notices.js';

export const LEDGER_VERSION = 1;

/** One line of the ledger. `hash` covers everything but itself and `mac`; `mac` is the runner's HMAC of `hash`. */
export interface Entry {
  v: number;
  seq: number;
  prev: string;
  event: Event;
  hash: string;
  mac: string;
}

export interface Signing {
  hash(text: string): string;
  /** The HMAC of an entry's hash; null where the signing key is missing, and then entries can only be attested. */
  mac: ((hash: string) => string) | null;
  keyId: string | null;
}

export const GENESIS = '0'.repeat(64);

const hashed = (entry: Pick<Entry, 'v' | 'seq' | 'prev' | 'event'>): string =>
  JSON.stringify([entry.v, entry.seq, entry.prev, entry.event]);

/** The next entry after `last` (null for the first). */
export function nextEntry(last: Entry | null, event: Event, signing: Signing & { mac: (hash: string) => string }): Entry {
  const body = { v: LEDGER_VERSION, seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? GENESIS, event };
  const hash = signing.hash(hashed(body));
  return { ...body, hash, mac: signing.mac(hash) };
}

export interface Chain {
  entries: Entry[];
  /** `attested` where an entry was signed by a key that is not at hand. */
  assurance: 'verified' | 'attested';
  problem: Notice | null;
}

/**
 * Checks a whole ledger: versions, sequence, links, hashes and signatures.
 *
 * In: parsed lines, in file order. Out: the chain, with the first problem found; a problem stops every
 * write. Entries before a `key-replaced` event were signed by a key that is gone, so their signatures
 * are not checked and the chain is attested only.
 */
export function verifyChain(file: string, lines: readonly unknown[], signing: Signing): Chain {
  const entries: Entry[] = [];
  const fail = (given: Notice): Chain => ({ entries, assurance: 'attested', problem: given });
  for (const [index, line] of lines.entries()) {
    if (!isEntry(line)) return fail(notice('ledger-corrupt', { file, line: index + 1 }));
    if (line.v !== LEDGER_VERSION) return fail(notice('ledger-version', { file, version: line.v }));
    const last = entries.at(-1);
    const linked = line.seq === (last?.seq ?? 0) + 1 && line.prev === (last?.hash ?? GENESIS);
    if (!linked || signing.hash(hashed(line)) !== line.hash) return fail(notice('ledger-altered', { file, line: index + 1 }));
    entries.push(line);
  }
  const forged = firstForged(entries, signing);
  if (forged !== null) return fail(notice('ledger-forged', { file, line: forged }));
  return { entries, assurance: signing.mac && !wasRekeyed(entries) && signedBy(entries, signing.keyId) ? 'verified' : 'attested', problem: null };
}

const wasRekeyed = (entries: Entry[]): boolean => entries.some((entry) => entry.event.type === 'key-replaced');

/** Whether the key at hand is the one that the ledger names last. */
export function signedBy(entries: Entry[], keyId: string | null): boolean {
  const named = entries.findLast((entry) => entry.event.type === 'task-started' || entry.event.type === 'key-replaced')?.event;
  return named !== undefined && 'key_id' in named && named.key_id === keyId;
}

/** The line (from 1) of the first entry whose signature does not hold, among those the present key should have signed. */
function firstForged(entries: Entry[], signing: Signing): number | null {
  if (!signing.mac || !signedBy(entries, signing.keyId)) return null;
  const from = entries.findLastIndex((entry) => entry.event.type === 'key-replaced');
  for (const entry of entries.slice(Math.max(from, 0))) if (signing.mac(entry.hash) !== entry.mac) return entry.seq;
  return null;
}

function isEntry(line: unknown): line is Entry {
  if (typeof line !== 'object' || line === null) return false;
  const has = (key: string, type: string): boolean => typeof Reflect.get(line, key) === type;
  return has('v', 'number') && has('seq', 'number') && has('prev', 'string') && has('hash', 'string') && has('mac', 'string') && has('event', 'object') && typeof Reflect.get(Reflect.get(line, 'event') ?? {}, 'type') === 'string';
}

/** The state that a ledger's events add up to; null for an empty one. A refused event means that the ledger was not written by `dispatch`. */
export function fold(file: string, entries: readonly Entry[]): { state: State | null; problem: Notice | null } {
  let state: State | null = null;
  for (const entry of entries) {
    const step = transition(state, entry.event);
    if (!step.ok) return { state, problem: notice('ledger-unfoldable', { file, line: entry.seq, event: entry.event.type }) };
    state = step.state;
  }
  return { state, problem: null };
}

/** The last thing the runner is known to have written, kept outside the repository. */
export interface Anchor {
  task: string;
  seq: number;
  head: string;
  mac: string;
}

export const anchored = (anchor: Omit<Anchor, 'mac'>): string => JSON.stringify([anchor.task, anchor.seq, anchor.head]);

/** Compares a ledger with its anchor: a shorter or other ledger than the runner wrote is named. */
export function verifyAnchor(file: string, entries: readonly Entry[], anchor: Anchor | null, signing: Signing): Notice | null {
  if (!signing.mac) return null;
  if (anchor === null) return entries.length > 1 && signedBy([...entries], signing.keyId) ? notice('anchor-missing', { file }) : null;
  if (signing.mac(anchored(anchor)) !== anchor.mac) return signedBy([...entries], signing.keyId) ? notice('anchor-altered', { file }) : null;
  if (entries.length < anchor.seq) return notice('ledger-rolled-back', { file, found: entries.length, known: anchor.seq });
  return entries[anchor.seq - 1]?.hash === anchor.head ? null : notice('ledger-replaced', { file, seq: anchor.seq });
}
