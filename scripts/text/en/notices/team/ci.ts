import { counted, sizeText } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';

const LEDGER: Record<string, string> = {
  corrupt: 'is not an entry of a ledger',
  altered: 'was edited, removed or reordered: the chain of hashes is broken there',
  version: 'has a version that this program does not know',
  unfoldable: 'could not have followed from the entries before it',
};

const KIND: Record<string, string> = { link: 'a symbolic link', submodule: 'a submodule', folder: 'a folder' };

/** ci. */
export const ci = {
  'ci-passed': ({ assurance, by }) =>
    ({
      signed: `Approved: the ledger of this change is signed by ${by}, and is about exactly this tree.`,
      attested: 'Attested: the committed ledger says that exactly this tree was approved. No trusted key proves it.',
      unchanged: 'There is nothing to approve: only documents that no review covers differ from the base.',
    })[assurance],
  'ci-failed': ({ count }) => `Not approved: ${counted(count, 'problem')}.`,
  'ci-no-base': () => 'Nothing names the base: there is neither --base nor a pull request in GITHUB_EVENT_PATH.',
  'ci-history-missing': ({ what }) =>
    what === 'shallow'
      ? 'This clone is shallow. Fetch its whole history (actions/checkout: fetch-depth: 0).'
      : `This clone does not have ${what}. Fetch it, or name another commit.`,
  'ci-event-broken': ({ file, detail }) => `${file} is no event of a pull request: ${detail}.`,
  'ci-base-unconfigured': ({ commit, detail }) =>
    `The base ${commit} has no settings to judge by (docs/cccc/config.json: ${detail}).`,
  'ci-approval-missing': ({ base }) =>
    `No ledger in docs/cccc/ledger that this change adds approves it since ${base}. ` +
    'Codex has to review the task, and `docs/cccc` belongs into the pull request.',
  'ci-ledger-broken': ({ file, line, what }) => `${file} is forged or damaged: line ${line} ${LEDGER[what] ?? ''}.`,
  'ci-ledger-misnamed': ({ file, task }) => `${file} is the ledger of another task (${task}).`,
  'ci-ledger-rewritten': ({ file }) => `${file} is part of the base and was changed: history is only ever added to.`,
  'ci-ledger-replayed': ({ file }) =>
    `${file} was part of the base before: an approval counts once, and this change needs one of its own.`,
  'ci-signature-forged': ({ file, line }) =>
    `${file} is forged: the signature in line ${line} is wrong although it names a trusted key.`,
  'ci-key-foreign': ({ file, key }) => `${file} is signed with key ${key}, which the base does not trust.`,
  'ci-key-brought': ({ file, key }) =>
    `${file} is signed with key ${key}, which only this change itself adds to the trusted ones. ` +
    'A change cannot bring the key that approves it: add the key by a change of its own first.',
  'ci-key-revoked': ({ file, key }) => `${file} is signed with ${key}, a key that the base has revoked.`,
  'ci-key-unlisted': ({ file, key }) => `${file} is signed with key ${key}; the base has no list of trusted keys.`,
  'ci-unsigned': ({ file }) =>
    `${file} is not signed by a trusted key from its final review to its end, so it is attested only: anybody could ` +
    'have written it. If that is enough, say so with --accept-attested.',
  'ci-final-missing': ({ file, status }) =>
    `${file} has no final approval (status ${status}): Codex has not approved the change as a whole.`,
  'ci-overridden': ({ file }) =>
    `In ${file} the final gate was overridden: a user took the risk, and Codex did not approve. If that is enough, ` +
    'say so with --accept-overridden.',
  'ci-approval-stale': ({ file, commit, paths }) =>
    commit === null
      ? `The approval in ${file} is about another tree than this one; no commit of this change has the approved one.`
      : `The approval in ${file} is stale: it is about commit ${commit}, and since then changed: ${paths}.`,
  'ci-version-differs': ({ file, theirs, own }) =>
    `${file} was written by version ${theirs}, and this is ${own}. ` +
    'Where the skill itself is committed, its files count as content unless both are the same version.',
  'ci-base-other': ({ file, base, merge_base: merge }) =>
    `The review in ${file} began at another content (commit ${base}) than this change (${merge}), so part of this ` +
    'change was in no review. It belongs to another task or another base.',
  'ci-artifact-missing': ({ file }) => `${file}, the record of an approving review, is not committed.`,
  'ci-artifact-swapped': ({ file }) => `${file} is not what the ledger names: the record of a review was swapped.`,
  'ci-artifact-unnamed': ({ file }) => `${file} is a new record of a review that no ledger of this change names.`,
  'ci-checks-missing': ({ file, names }) =>
    `In ${file}, required checks of the base did not pass on the approved tree: ${names}.`,
  'ci-task-looser': ({ file, names }) =>
    `The task of ${file} ran with settings that are looser than the base's, or cannot be compared: ${names}.`,
  'ci-settings-looser': ({ file, names }) =>
    `This change loosens settings in ${file}: ${names}. It was judged by the base's; a person has to decide.`,
  'ci-settings-changed': ({ file, names }) => `This change alters settings in ${file}: ${names}. The base's counted.`,
  'ci-trust-changed': ({ file, changes }) =>
    `This change alters the trusted keys in ${file}: ${changes}. The base's list counted; look at who is added.`,
  'ci-trust-broken': ({ file, detail }) => `This change would leave ${file} unreadable: ${detail}.`,
  'ci-workflow-edited': ({ file }) =>
    `This change edits ${file}, which decides what CI runs. The base's version judged it; a person has to decide.`,
  'ci-not-a-file': ({ file, kind }) => `${file} is ${KIND[kind] ?? kind}, and is not followed.`,
  'ci-too-large': ({ file, bytes, limit }) =>
    `${file} is too large to be read (${sizeText(bytes)}, at most ${sizeText(limit)}).`,
  'ci-too-many': ({ what, count, limit }) => `This change has too many ${what} to be read: ${count}, at most ${limit}.`,
  'ci-finding': ({ id, severity, title }) => `${severity} ${id}: ${title}`,

  'push-hook-added': ({ file }) =>
    `${file} is in place: a push to a protected branch needs an approval of exactly what is pushed.`,
  'push-hook-present': ({ file }) => `${file} is in place already.`,
  'push-hook-foreign': ({ file }) =>
    `${file} is a hook of yours, so it stays. To have both, call the line below from it.`,
  'push-hook-removed': ({ file }) => `${file} is removed.`,
  'push-hook-none': () => 'There is no pre-push hook of this program here.',
  'push-not-approved': ({ branch }) =>
    `Not pushed: what goes to ${branch} is not approved. \`git push --no-verify\` skips this hook.`,
  'push-unapproved-branch': ({ branch }) => `What goes to ${branch} is not approved yet.`,
} satisfies Partial<Notices>;
