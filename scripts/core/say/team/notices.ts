/** What keys, ci and `gates --assert` say; see ../notices.ts for what a notice needs. */

export interface TeamNotices {
  // -- the user's key and the trust list (verbs/keys.ts, io/team/)
  'team-key-made': { id: string };
  'team-key-present': { id: string };
  'team-key-none': Record<string, never>;
  'team-key-corrupt': { file: string };
  'team-key-unlisted': { id: string };
  'trust-list-broken': { file: string; detail: string };
  'trust-list-empty': Record<string, never>;
  'trust-key-bad': { given: string };
  'trust-key-known': { key: string };
  'trust-key-was-revoked': { key: string };
  'trust-key-unknown': { given: string; known: string };
  'trust-add-asked': { key: string };
  'trust-remove-asked': { key: string };
  /** `trusted`: how many keys are trusted now. */
  'trust-added': { key: string; trusted: number };
  'trust-removed': { key: string; trusted: number };
  /** `commit`: whose list counts. */
  'trust-list-changed': { changes: string; commit: string };
  'signature-forged': { line: number };
  'unknown-commit': { name: string };

  // -- what `gates --assert` answers
  'gate-holds': { gate: string; how: string };
  'gate-attested-only': { gate: string };
  'gate-overridden': { gate: string };
  'gate-signed-only': { gate: string };

  // -- a pull request, judged by what is committed (core/ci/, flows/ci/)
  'ci-passed': { assurance: 'signed' | 'attested' | 'unchanged'; by: string };
  'ci-failed': { count: number };
  'ci-no-base': Record<string, never>;
  /** `what`: the commit or content that is not there. */
  'ci-history-missing': { what: string };
  'ci-event-broken': { file: string; detail: string };
  'ci-base-unconfigured': { commit: string; detail: string };
  'ci-approval-missing': { base: string };
  'ci-ledger-broken': { file: string; line: number; what: 'corrupt' | 'altered' | 'version' | 'unfoldable' };
  'ci-ledger-misnamed': { file: string; task: string };
  'ci-ledger-rewritten': { file: string };
  'ci-ledger-replayed': { file: string };
  'ci-signature-forged': { file: string; line: number };
  'ci-key-foreign': { file: string; key: string };
  'ci-key-brought': { file: string; key: string };
  'ci-key-revoked': { file: string; key: string };
  'ci-key-unlisted': { file: string; key: string };
  'ci-unsigned': { file: string };
  'ci-final-missing': { file: string; status: string };
  'ci-overridden': { file: string };
  /** `commit`: the one that was approved; null when it is not in the pull request. */
  'ci-approval-stale': { file: string; commit: string | null; paths: string };
  /** The program judges files that it wrote itself by its own version. */
  'ci-version-differs': { file: string; theirs: string; own: string };
  'ci-base-other': { file: string; base: string; merge_base: string };
  'ci-artifact-missing': { file: string };
  'ci-artifact-swapped': { file: string };
  'ci-artifact-unnamed': { file: string };
  'ci-checks-missing': { file: string; names: string };
  /** The settings of the task are looser than the base's. */
  'ci-task-looser': { file: string; names: string };
  /** The pull request makes settings looser, or cannot be compared. */
  'ci-settings-looser': { file: string; names: string };
  'ci-settings-changed': { file: string; names: string };
  'ci-trust-changed': { file: string; changes: string };
  'ci-trust-broken': { file: string; detail: string };
  'ci-workflow-edited': { file: string };
  'ci-not-a-file': { file: string; kind: 'link' | 'submodule' | 'folder' };
  'ci-too-large': { file: string; bytes: number; limit: number };
  'ci-too-many': { what: string; count: number; limit: number };
  'ci-finding': { id: string; severity: string; title: string };

  // -- the pre-push hook (verbs/ci.ts)
  'push-hook-added': { file: string };
  'push-hook-present': { file: string };
  'push-hook-foreign': { file: string };
  'push-hook-removed': { file: string };
  'push-hook-none': Record<string, never>;
  'push-not-approved': { branch: string };
  'push-unapproved-branch': { branch: string };
}
