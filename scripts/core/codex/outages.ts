/** How an outage ends: what has to happen before the missed review is asked for again. */
import type { ReasonCode } from './reasons.js';

/**
 * Codex or its service comes back, by itself or because the user sees to it; or something of this machine, of the
 * settings or of the change is put right; or nothing, since it was a matter of that one run.
 */
export type OutageEnd = 'codex-back' | 'put-right' | 'again';

const ENDS: Readonly<Record<ReasonCode, OutageEnd>> = {
  'codex-missing': 'codex-back',
  'codex-inside-project': 'put-right',
  'codex-too-old': 'codex-back',
  'codex-unusable': 'codex-back',
  'override-not-allowed': 'put-right',
  'user-config-unreadable': 'put-right',
  'unknown-provider': 'put-right',
  'provider-secret-inline': 'put-right',
  'logged-out': 'codex-back',
  'missing-env-key': 'put-right',
  'sandbox-unavailable': 'put-right',
  'input-too-large': 'put-right',
  'snapshot-failed': 'put-right',
  unauthorized: 'codex-back',
  forbidden: 'codex-back',
  'usage-limit': 'codex-back',
  'quota-exhausted': 'codex-back',
  'rate-limited': 'codex-back',
  'server-error': 'codex-back',
  'invalid-schema': 'put-right',
  'bad-request': 'put-right',
  'unknown-model': 'put-right',
  'context-too-long': 'put-right',
  'refused-by-model': 'again',
  'model-rerouted': 'again',
  'sandbox-open': 'put-right',
  'connection-refused': 'codex-back',
  'name-not-resolved': 'codex-back',
  'connection-failed': 'codex-back',
  'no-response-headers': 'codex-back',
  'stream-silent': 'codex-back',
  'stream-cut': 'codex-back',
  'command-silent': 'again',
  'wall-clock': 'again',
  'token-budget': 'again',
  'output-limit': 'again',
  cancelled: 'again',
  'codex-killed': 'codex-back',
  'codex-crashed': 'codex-back',
  'codex-failed': 'codex-back',
  'codex-no-events': 'codex-back',
  'events-unreadable': 'codex-back',
  'command-killed': 'again',
  'supervisor-killed': 'again',
  'supervisor-stale': 'again',
  'receipt-unwritable': 'put-right',
  'record-altered': 'again',
  'codex-replaced': 'again',
  'reply-empty': 'again',
  'reply-truncated': 'again',
  'reply-not-json': 'again',
  'reply-with-chatter': 'again',
  'reply-wrong-shape': 'again',
  'commands-all-failed': 'again',
  'files-not-read': 'again',
  'coverage-unacknowledged': 'again',
  'reply-unusable': 'again',
  'earlier-findings-unanswered': 'again',
};

/** In: a reason code; one of another version counts as Codex's. */
export const outageEnd = (reason: string): OutageEnd => (isReason(reason) ? ENDS[reason] : 'codex-back');

const isReason = (reason: string): reason is ReasonCode => Object.hasOwn(ENDS, reason);

/** Whether this machine refused something: that is tried again without Codex. */
export const isRefusedHere = (reason: string): boolean =>
  reason === 'snapshot-failed' || reason === 'receipt-unwritable';
