import { counted } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';

/** The user's team key, the trust list, and what `gates` says of signatures. */
export const keys = {
  'team-key-made': ({ id }) =>
    `Key ${id} was made; the private part stays in your state directory. From now on, what this program records here ` +
    'is signed with it. Teammates trust it once it is in docs/cccc/trusted-keys.json of the main branch.',
  'team-key-present': ({ id }) => `You have key ${id} already; nothing was changed.`,
  'team-key-none': () => 'There is no team key here, so nothing is signed for teammates.',
  'team-key-corrupt': ({ file }) =>
    `${file} is no Ed25519 private key, so nothing can be signed or recorded. Put your copy of it back, or move it ` +
    'away and make another one, which teammates have to trust again.',
  'team-key-unlisted': ({ id }) =>
    `Your team key ${id} is not in docs/cccc/trusted-keys.json, so teammates and CI do not trust what it signs.`,
  'trust-list-broken': ({ file, detail }) => `${file} is no list of trusted keys: ${detail}. No key of it counts.`,
  'trust-list-empty': () => 'docs/cccc/trusted-keys.json lists no key, so nothing counts as signed.',
  'trust-key-bad': ({ given }) =>
    `${given} is no public key: it has the form ed25519:… and 44 characters, as your teammate's export prints it.`,
  'trust-key-known': ({ key }) => `The key of ${key} is in the list already; nothing was changed.`,
  'trust-key-was-revoked': ({ key }) =>
    `The key of ${key} was revoked and stays so: whoever has it can sign with any date. Make a new one.`,
  'trust-key-unknown': ({ given, known }) =>
    `No single trusted key is meant by "${given}". Trusted: ${known || 'none'}. Name a key by its id.`,
  'trust-add-asked': ({ key }) => `What the runner of ${key} signs will count as approved by a teammate, also in CI.`,
  'trust-remove-asked': ({ key }) => `The key of ${key} will be revoked, and stays in the list with the date.`,
  'trust-added': ({ key, trusted }) =>
    `${key} is in docs/cccc/trusted-keys.json (${counted(trusted, 'key')} trusted). ` +
    'It counts once the list is in the main branch; commit it by itself.',
  'trust-removed': ({ key, trusted }) =>
    `${key} is revoked (${counted(trusted, 'key')} trusted). It counts once the list is in the main branch.`,
  'trust-list-changed': ({ changes, commit }) =>
    `The change alters the list of trusted keys: ${changes}. Only the list of commit ${commit} counts for it.`,
  'signature-forged': ({ line }) =>
    `The signature of entry ${line} is wrong although it names a trusted key: this ledger was altered.`,
  'gate-signed-only': ({ gate }) =>
    `The ${gate} gate is signed by a trusted teammate's runner, and not verified here. ` +
    'If that is enough for you, say so.',
  'unknown-commit': ({ name }) => `There is no commit ${name} here.`,
} satisfies Partial<Notices>;
