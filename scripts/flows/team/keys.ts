/** Changes of the trust list, as values. */
import { type Change, planFiles } from '../../core/install/changes.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { TrustedKey } from '../../core/team/trust.js';
import type { TrustedKeys } from '../../generated/types.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import { keyId } from '../../io/team/key.js';
import { readTrustList, trustedIn } from '../../io/team/trust-list.js';

export interface ListPlan {
  what: 'add' | 'remove';
  key: TrustedKey;
  changes: Change[];
}

/** The keys of the list, and which one is the user's own. */
export const listedKeys = (paths: ProjectPaths, own: string | null): (TrustedKey & { own: boolean })[] =>
  trustedIn(readTrustList(paths)).map((key) => ({ ...key, own: key.id === own }));

/**
 * Plans to trust a key. One that was revoked stays so.
 *
 * @returns the plan, or why there is nothing to do
 */
export function planAdd(
  paths: ProjectPaths,
  { key, owner }: { key: string; owner: string },
  now: string,
): ListPlan | Notice {
  const list = readTrustList(paths) ?? { keys: [] };
  const known = trustedIn(list).find(({ publicKey }) => publicKey === key);
  if (known !== undefined)
    return notice(known.revoked === null ? 'trust-key-known' : 'trust-key-was-revoked', {
      key: `${known.owner} (${known.id})`,
    });
  const keys = [...list.keys, { owner, public_key: key, since: now }];
  return {
    what: 'add',
    key: { id: keyId(key), owner, publicKey: key, since: now, revoked: null },
    changes: changesTo(paths, { keys }),
  };
}

/**
 * Plans to revoke a key. It stays in the list with the date, so that what it signed before can still be read.
 *
 * @param given the id, the key itself, or the only key of an owner
 */
export function planRemove(paths: ProjectPaths, given: string, now: string): ListPlan | Notice {
  const list = readTrustList(paths) ?? { keys: [] };
  const trusted = trustedIn(list).filter(({ revoked }) => revoked === null);
  const named = trusted.filter(({ id, owner, publicKey }) => [id, owner, publicKey].includes(given));
  const [key, ...others] = named;
  if (key === undefined || others.length > 0)
    return notice('trust-key-unknown', { given, known: trusted.map(({ id, owner }) => `${owner} (${id})`).join(', ') });
  const keys = list.keys.map((row) =>
    row.public_key === key.publicKey ? { ...row, revoked: row.revoked ?? now } : row,
  );
  return { what: 'remove', key: { ...key, revoked: now }, changes: changesTo(paths, { keys }) };
}

function changesTo(paths: ProjectPaths, list: TrustedKeys): Change[] {
  const file = storedPath(paths.project, paths.trustedKeys);
  const content = `${JSON.stringify(list, null, 2)}\n`;
  const present = readPresent(paths.project, [file]);
  const was = present.get(file);
  // The former list is in git, where its history belongs.
  const written = was === undefined ? {} : { [file]: was };
  return planFiles([{ path: file, content, digest: digestOfContent(content) }], present, written);
}
