/**
 * Signatures of teammates' runners: which entries of a ledger they prove, under a given trust list. The functions that
 * compute and check are passed in.
 */
import type { TrustedKeys } from '../../generated/types.js';
import type { Entry } from '../task/ledger.js';
import type { Signature } from './signature.js';

/** One key of the trust list. */
export interface TrustedKey {
  id: string;
  owner: string;
  publicKey: string;
  since: string;
  /** When it was revoked; null while it is trusted. */
  revoked: string | null;
}

/** Whether `value` is the signature of `text` by this public key. */
export type Verifier = (publicKey: string, text: string, value: string) => boolean;

/**
 * What the signature of an entry is worth. `revoked`: the key was revoked before the entry's own time, which only the
 * signer vouches for; `foreign`: the list does not have the key.
 */
export type Standing = 'signed' | 'unsigned' | 'foreign' | 'revoked' | 'forged';

/** The keys of a list; `id` computes a key's id. Of a key that is listed twice, the revoked one counts. */
export const keysOf = ({ keys }: TrustedKeys, id: (publicKey: string) => string): TrustedKey[] =>
  keys.map(({ owner, public_key: publicKey, since, revoked = null }) => ({
    id: id(publicKey),
    owner,
    publicKey,
    since,
    revoked: revoked ?? keys.find((other) => other.public_key === publicKey && other.revoked)?.revoked ?? null,
  }));

/** The standing of one signature over a hash that was made at a time. */
export function standingOf(
  { hash, at, sig }: { hash: string; at: string; sig: Signature | undefined },
  trusted: readonly TrustedKey[],
  verifies: Verifier,
): Standing {
  if (sig === undefined) return 'unsigned';
  const key = trusted.find(({ id }) => id === sig.key);
  if (key === undefined) return 'foreign';
  if (!verifies(key.publicKey, hash, sig.value)) return 'forged';
  // Both are times in UTC, of which the texts are in the order of time.
  return key.revoked !== null && key.revoked <= at ? 'revoked' : 'signed';
}

/** The standing of each entry. */
export const standingsOf = (
  entries: readonly Entry[],
  trusted: readonly TrustedKey[],
  verifies: Verifier,
): Standing[] => entries.map(({ hash, event, sig }) => standingOf({ hash, at: event.at, sig }, trusted, verifies));

/**
 * How far each review of a ledger is proven by signatures, by its job.
 *
 * A hash covers everything before it, so the signature of the entry with which a review returned covers what the ledger
 * says about it. What follows could take it back, and has to be signed too.
 */
export function signedReviews(
  entries: readonly Entry[],
  standings: readonly Standing[],
): Record<string, 'signed' | 'attested' | 'invalid'> {
  const from = standings.findLastIndex((standing) => standing !== 'signed') + 1;
  const isForged = standings.includes('forged');
  return Object.fromEntries(
    entries.flatMap(({ event }, index) =>
      event.type === 'review-returned'
        ? [[event.job, isForged ? 'invalid' : index >= from ? 'signed' : 'attested'] as const]
        : [],
    ),
  );
}

/** Who signed a ledger, for people. */
export interface SignedBy {
  /** How many entries a trusted key signed. */
  signed: number;
  entries: number;
  /** Owners of the keys, or the id of a key that the list does not have. */
  keys: { id: string; owner: string | null }[];
}

/** Summarises the signatures of a ledger. */
export function signedBy(
  entries: readonly Entry[],
  standings: readonly Standing[],
  trusted: readonly TrustedKey[],
): SignedBy {
  const ids = [...new Set(entries.flatMap(({ sig }) => sig?.key ?? []))];
  return {
    signed: standings.filter((standing) => standing === 'signed').length,
    entries: entries.length,
    keys: ids.map((id) => ({ id, owner: trusted.find((key) => key.id === id)?.owner ?? null })),
  };
}

/** What one list changes of another, by key: `Ada (0f3c…)`. */
export interface TrustChange {
  added: TrustedKey[];
  /** Removed, revoked, with another owner or trusted again. */
  changed: TrustedKey[];
}

/** Compares two trust lists. */
export function trustChange(before: readonly TrustedKey[], after: readonly TrustedKey[]): TrustChange {
  const find = (list: readonly TrustedKey[], id: string): TrustedKey | undefined => list.find((key) => key.id === id);
  return {
    added: after.filter(({ id }) => find(before, id) === undefined),
    changed: before.filter((key) => JSON.stringify(find(after, key.id)) !== JSON.stringify(key)),
  };
}

/** Both kinds of change as one text: `+ Ada (0f3c), ± Bob (77a1)`; empty when there is none. */
export const trustChangeText = ({ added, changed }: TrustChange): string =>
  [...added.map((key) => `+ ${keyText(key)}`), ...changed.map((key) => `± ${keyText(key)}`)].join(', ');

/** A key as messages name it. */
export const keyText = ({ owner, id }: Pick<TrustedKey, 'owner' | 'id'>): string => `${owner} (${id})`;
