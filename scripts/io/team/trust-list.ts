/** The list of trusted keys: in the work tree, where users change it, and in a commit, where it decides. */
import { parseJson, withoutBom } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { keysOf, type TrustedKey } from '../../core/team/trust.js';
import type { TrustedKeys } from '../../generated/types.js';
import { validateTrustedKeys } from '../../generated/validators.js';
import type { Repository } from '../git/git.js';
import { nameIn, readObjects } from '../git/objects.js';
import { readIfThere } from '../ground/files.js';
import { type ProjectPaths, storedPath } from '../ground/workspace.js';
import { isPublicKey, keyId } from './key.js';

/** The list of the work tree as it is written; null when there is no file.
 *
 * @throws Problem trust-list-broken
 */
export function readTrustList(paths: ProjectPaths): TrustedKeys | null {
  const text = readIfThere(paths.trustedKeys);
  return text === null ? null : listIn(text, storedPath(paths.project, paths.trustedKeys));
}

/** The keys of a list. */
export const trustedIn = (list: TrustedKeys | null): TrustedKey[] => (list === null ? [] : keysOf(list, keyId));

/**
 * The keys that a commit trusts; null when it has no list.
 *
 * @param file relative to the repository
 * @throws Problem trust-list-broken
 */
export async function trustedAt(repo: Repository, commit: string, file: string): Promise<TrustedKey[] | null> {
  const [found] = await readObjects(repo, [nameIn(commit, file)]);
  return found?.type === 'blob'
    ? trustedIn(listIn(found.content.toString('utf8'), `${commit.slice(0, 12)}:${file}`))
    : null;
}

/** @throws Problem trust-list-broken */
export function listIn(text: string, shown: string): TrustedKeys {
  const parsed = parseJson(withoutBom(text));
  if (!parsed.ok) throw new Problem(notice('trust-list-broken', { file: shown, detail: parsed.fault }));
  if (!validateTrustedKeys(parsed.value)) {
    const [first] = validateTrustedKeys.errors ?? [];
    const detail = `${first?.instancePath || '/'} ${first?.message ?? ''}`.trim();
    throw new Problem(notice('trust-list-broken', { file: shown, detail }));
  }
  const odd = parsed.value.keys.find(({ public_key: key }) => !isPublicKey(key));
  if (odd !== undefined) throw new Problem(notice('trust-list-broken', { file: shown, detail: odd.public_key }));
  return parsed.value;
}
