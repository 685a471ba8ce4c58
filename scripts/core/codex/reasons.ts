/**
 * Why a review has no outcome. None of these is a verdict: each spends no round and opens no gate. The sentences are in
 * `text/en/codex-faults.ts` and `text/zh-CN/codex-faults.ts`.
 */
import type { Notice } from '../say/notices.js';

export const REASONS = [
  // Before the run; no token was spent.
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

/** Whether a text that was read from a file is a reason code. */
export const isReasonCode = (text: string): text is ReasonCode => REASONS.some((reason) => reason === text);

/**
 * What the missed review waits for: that the service is back, that somebody fixes what the reason names, that the
 * change becomes smaller, that the reviewer replies better, or nothing: what ended it is over.
 */
export type WayOn = 'service' | 'fix' | 'smaller' | 'reply' | 'nothing';

const WAYS: Record<ReasonCode, WayOn> = {
  'codex-missing': 'fix',
  'codex-inside-project': 'fix',
  'codex-too-old': 'fix',
  'codex-unusable': 'fix',
  'override-not-allowed': 'fix',
  'user-config-unreadable': 'fix',
  'unknown-provider': 'fix',
  'provider-secret-inline': 'fix',
  'setting-not-carried': 'fix',
  'logged-out': 'fix',
  'missing-env-key': 'fix',
  'sandbox-unavailable': 'fix',
  'input-too-large': 'smaller',
  'snapshot-failed': 'fix',
  unauthorized: 'fix',
  forbidden: 'fix',
  'usage-limit': 'service',
  'quota-exhausted': 'service',
  'rate-limited': 'service',
  'server-error': 'service',
  'invalid-schema': 'fix',
  'bad-request': 'fix',
  'unknown-model': 'fix',
  'context-too-long': 'smaller',
  'refused-by-model': 'reply',
  'model-rerouted': 'reply',
  'sandbox-open': 'fix',
  'connection-refused': 'service',
  'name-not-resolved': 'service',
  'connection-failed': 'service',
  'no-response-headers': 'service',
  'stream-silent': 'service',
  'stream-cut': 'service',
  'command-silent': 'nothing',
  'wall-clock': 'fix',
  'token-budget': 'fix',
  'output-limit': 'nothing',
  cancelled: 'nothing',
  'codex-killed': 'nothing',
  'codex-crashed': 'nothing',
  'codex-failed': 'nothing',
  'codex-no-events': 'nothing',
  'events-unreadable': 'fix',
  'command-killed': 'nothing',
  'supervisor-killed': 'nothing',
  'supervisor-stale': 'nothing',
  'receipt-unwritable': 'fix',
  'record-altered': 'nothing',
  'settings-moved': 'nothing',
  'codex-replaced': 'nothing',
  'reply-empty': 'reply',
  'reply-truncated': 'reply',
  'reply-not-json': 'reply',
  'reply-with-chatter': 'reply',
  'reply-wrong-shape': 'reply',
  'commands-all-failed': 'reply',
  'files-not-read': 'reply',
  'coverage-unacknowledged': 'reply',
  'reply-unusable': 'reply',
  'earlier-findings-unanswered': 'reply',
};

/** In: a reason. A reason that only another version knows counts as over. */
export function wayOn(reason: string): WayOn {
  const known = REASONS.find((one) => one === reason);
  return known === undefined ? 'nothing' : WAYS[known];
}

/** A review that has no outcome. */
export interface Infrastructure {
  kind: 'infrastructure';
  reason: ReasonCode;
  /** Untranslated facts: a server's message, paths, ids. */
  detail: string;
  /** When a limit ends (ISO 8601, UTC); null when Codex does not say so. */
  resetsAt: string | null;
  /** What this machine refused; missing where Codex or its reply is the cause. */
  cause?: Notice;
}

/** Makes the value for an outage; `detail` holds untranslated facts. */
export const infrastructure = (reason: ReasonCode, detail: string, resetsAt: string | null = null): Infrastructure => ({
  kind: 'infrastructure',
  reason,
  detail,
  resetsAt,
});

/** An outage whose cause is not Codex: it keeps the name that the cause has. */
export const refusedHere = (reason: ReasonCode, cause: Notice): Infrastructure => ({
  ...infrastructure(reason, factsOf(cause)),
  cause,
});

const factsOf = (cause: Notice): string =>
  cause.code === 'system-refused'
    ? `${cause.args.detail}: ${cause.args.file}`
    : `${cause.code} ${JSON.stringify(cause.args)}`;

/** Whether this machine refused something; that can be tried again without Codex. */
export const isRefusedHere = (reason: string): boolean =>
  reason === 'snapshot-failed' || reason === 'receipt-unwritable';
