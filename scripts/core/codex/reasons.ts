/**
 * Why a review has no outcome. None of these is a verdict: no round is spent and no gate opens. The sentences are in
 * `text/en/codex-faults.ts` and `text/zh-CN/codex-faults.ts`.
 */
export const REASONS = [
  // Before the run, without spending a token.
  'codex-missing',
  'codex-inside-project',
  'codex-too-old',
  'codex-unusable',
  'override-not-allowed',
  'user-config-unreadable',
  'unknown-provider',
  'setting-not-carried',
  'logged-out',
  'missing-env-key',
  'sandbox-unavailable',
  'input-too-large',
  'snapshot-failed',

  // The service refused.
  'unauthorized',
  'forbidden',
  'usage-limit',
  'quota-exhausted',
  'rate-limited',
  'server-error',
  'invalid-schema',
  'bad-request',
  'unknown-model',
  'context-too-long',
  'refused-by-model',
  'model-rerouted',
  'sandbox-open',

  // The connection failed.
  'connection-refused',
  'name-not-resolved',
  'connection-failed',
  'no-response-headers',
  'stream-silent',
  'stream-cut',

  // The run was ended early.
  'command-silent',
  'wall-clock',
  'token-budget',
  'output-limit',
  'cancelled',
  'codex-killed',
  'codex-crashed',
  'codex-failed',
  'codex-no-events',
  'events-unreadable',
  'command-killed',
  'supervisor-killed',
  'supervisor-stale',
  'snapshot-failed',
  'receipt-unwritable',
  'record-altered',
  'codex-replaced',
  'settings-moved',

  // The reply cannot be used.
  'reply-empty',
  'reply-truncated',
  'reply-not-json',
  'reply-with-chatter',
  'reply-wrong-shape',
  'commands-all-failed',
  'files-not-read',
  'coverage-unacknowledged',
  'reply-unusable',
  // Only in ledgers of earlier releases, which did not ask once more, and could not hand such a secret over.
  'earlier-findings-unanswered',
  'provider-secret-inline',
] as const;

export type ReasonCode = (typeof REASONS)[number];

/** A review that has no outcome. */
export interface Infrastructure {
  kind: 'infrastructure';
  reason: ReasonCode;
  /** Facts that are not translated: a server's message, paths, ids. */
  detail: string;
  /** When a limit ends (ISO 8601, UTC); null where Codex does not say so. */
  resetsAt: string | null;
}

export const infrastructure = (reason: ReasonCode, detail: string, resetsAt: string | null = null): Infrastructure => ({
  kind: 'infrastructure',
  reason,
  detail,
  resetsAt,
});
