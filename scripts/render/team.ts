/** The text of `keys`, and who signed a ledger. */
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import type { SignedBy, TrustedKey } from '../core/team/trust.js';
import { catalogOf } from '../text/catalog.js';
import { localTime } from './time.js';

const day = (at: string): string => localTime(at).slice(0, 10);

/** One line for each key: id, owner, since when, whether it was revoked, and whether it is the user's own. */
export function trustedLines(keys: readonly (TrustedKey & { own: boolean })[], language: Language): string[] {
  const words = catalogOf(language).team;
  return keys.map(({ id, owner, since, revoked, own }) => {
    const state = revoked === null ? words.since(day(since)) : words.revoked(day(revoked));
    return `${id}  ${column(oneLine(owner), 20)}  ${state}${own ? ` · ${words.own}` : ''}`;
  });
}

/** Who signed how much of a ledger; null where nobody did. */
export function signedText({ signed, entries, keys }: SignedBy, language: Language): string | null {
  if (keys.length === 0) return null;
  const words = catalogOf(language).team;
  const names = keys.map(({ id, owner }) => (owner === null ? words.unknown(id) : `${oneLine(owner)} (${id})`));
  return words.signed({ signed, entries, names: names.join(words.comma) });
}
