/**
 * Finds the reason why a run failed. Sources are tried in this order, and the first known one decides: the server's
 * error code in Codex's log, a JSON error body, a sentence of Codex itself (matched from its first character, as
 * 0.169.0 prints it), the last HTTP status. Text written by the model cannot decide anything here, because it never
 * reaches `turn.failed`.
 */
import { isObject, jsonOf } from '../json.js';
import type { CodexLog } from './log.js';
import type { ReasonCode } from './reasons.js';

export interface Failure {
  reason: ReasonCode;
  /** What Codex or the server said, shown to the user unchanged. */
  detail: string;
  /** When the limit ends, in UTC; null when neither Codex nor the server says so. */
  resetsAt: string | null;
}

/**
 * The result of a DNS lookup and a connection attempt after a failed run. `codex exec` prints the same sentence for all
 * of these cases, so the program checks for itself.
 */
export type NetworkFinding = 'name-not-resolved' | 'connection-refused' | 'reachable' | 'unknown';

export interface FailedTurn {
  /** The message of `turn.failed`. */
  message: string;
  log: CodexLog;
  network: NetworkFinding | null;
  /** When the run ended, in milliseconds since 1970. Times of day and waiting times are counted from here. */
  endedAt: number;
}

/** Error codes of the Responses API. */
const BY_CODE: Record<string, ReasonCode> = {
  invalid_json_schema: 'invalid-schema',
  context_length_exceeded: 'context-too-long',
  usage_limit_reached: 'usage-limit',
  usage_not_included: 'usage-limit',
  insufficient_quota: 'quota-exhausted',
  rate_limit_exceeded: 'rate-limited',
  model_not_found: 'unknown-model',
  invalid_api_key: 'unauthorized',
  invalid_prompt: 'refused-by-model',
  cyber_policy: 'refused-by-model',
  content_filter: 'refused-by-model',
  server_error: 'server-error',
  server_is_overloaded: 'server-error',
  slow_down: 'server-error',
};

const BY_SENTENCE: readonly (readonly [RegExp, ReasonCode])[] = [
  [/^You.ve hit your usage limit/u, 'usage-limit'],
  [/^Quota exceeded\./, 'quota-exhausted'],
  [/^(rate limit exceeded: |exceeded retry limit, last status: 429)/, 'rate-limited'],
  [/^(We.re currently experiencing high demand|Selected model is at capacity)/u, 'server-error'],
  [/^exceeded retry limit, last status: 5\d\d/, 'server-error'],
  [/^Codex ran out of room in the model's context window/, 'context-too-long'],
  [/^The model `[^`]*` does not exist/, 'unknown-model'],
  [/^Missing environment variable: `/, 'missing-env-key'],
  [/^Your (access token|authentication session) could not be refreshed/, 'logged-out'],
  [/^Incomplete response returned, reason: max_output_tokens/, 'reply-truncated'],
  [/^stream disconnected before completion: Incomplete response returned, reason: content_filter/, 'refused-by-model'],
  [/^stream disconnected before completion: idle timeout waiting for SSE/, 'stream-silent'],
  [/^stream disconnected before completion: /, 'stream-cut'],
];

const UNSUPPORTED_MODEL = /^The '[^']*' model is not supported/;

/** Finds the reason of a failed turn and when its limit ends. */
export function nameFailure(turn: FailedTurn): Failure {
  const body = errorBody(turn.message);
  const reason =
    byCode(turn.log.failureCode) ?? body?.reason ?? bySentence(turn) ?? byStatus(turn.message, turn.log.lastStatus);
  return { reason, detail: body?.message ?? turn.message, resetsAt: resetIn(turn, body) };
}

const byCode = (code: string | null): ReasonCode | undefined => (code === null ? undefined : BY_CODE[code]);

function bySentence({ message, network }: FailedTurn): ReasonCode | undefined {
  if (/^Connection failed: /.test(message)) return byNetwork(network);
  return BY_SENTENCE.find(([pattern]) => pattern.test(message))?.[1];
}

function byNetwork(network: NetworkFinding | null): ReasonCode {
  switch (network) {
    case 'name-not-resolved':
    case 'connection-refused':
      return network;
    case 'reachable':
    case 'unknown':
    case null:
      return 'connection-failed';
    default:
      return network satisfies never;
  }
}

function byStatus(message: string, lastStatus: number | null): ReasonCode {
  const status = Number(/^unexpected status (\d{3})\b/.exec(message)?.[1] ?? lastStatus ?? 0);
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'server-error';
  return status >= 400 ? 'bad-request' : 'codex-failed';
}

interface ErrorBody {
  reason: ReasonCode | undefined;
  message: string;
  error: Record<string, unknown>;
}

/** The JSON error body in a message, or null. Codex passes the body of a 400 response on verbatim as the message. */
function errorBody(message: string): ErrorBody | null {
  const body = jsonOf(message);
  if (!isObject(body)) return null;
  const error = isObject(body['error']) ? body['error'] : body;
  const said = [error['message'], error['detail'], message].find((text) => typeof text === 'string') ?? message;
  const code = [error['code'], error['type']].find((name) => typeof name === 'string' && name in BY_CODE);
  const reason = typeof code === 'string' ? BY_CODE[code] : undefined;
  return { reason: reason ?? (UNSUPPORTED_MODEL.test(said) ? 'unknown-model' : undefined), message: said, error };
}

/** When the limit ends, from the fields of the error or from its sentence; null when neither holds a readable date. */
function resetIn({ message, endedAt }: FailedTurn, body: ErrorBody | null): string | null {
  const at = body?.error['resets_at'];
  const within = body?.error['resets_in_seconds'];
  if (typeof at === 'number') return isoOf(at * 1000);
  if (typeof within === 'number') return isoOf(endedAt + within * 1000);
  return resetInSentence(body?.message ?? message, endedAt);
}

/** ISO 8601 text from milliseconds since 1970; null outside the range of Date, because a server may send any number. */
function isoOf(epochMs: number): string | null {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: MINUTE_MS, h: 3_600_000, d: DAY_MS };

/**
 * `try again at Sep 21st, 2026 2:13 PM.`, `try again at 2:13 PM.` or `try again in 1m20s.`
 * Codex prints local times; it is started with TZ=UTC, so these are UTC.
 */
function resetInSentence(sentence: string, endedAt: number): string | null {
  const wait = /\btry again in ((?:[\d.]+(?:ms|s|m|h|d))+)/.exec(sentence)?.[1];
  if (wait) return isoOf(endedAt + waitMs(wait));
  const clock =
    /\btry again at (?:([A-Z][a-z]{2}) (\d{1,2})(?:st|nd|rd|th), (\d{4}) )?(\d{1,2}):(\d{2}) ([AP])M\b/.exec(sentence);
  if (!clock) return null;
  const [, monthName, day, year, hour, minute, half] = clock;
  const minutes = ((Number(hour) % 12) + (half === 'P' ? 12 : 0)) * 60 + Number(minute);
  if (monthName) return isoOf(Date.UTC(Number(year), MONTHS.indexOf(monthName), Number(day), 0, minutes));
  const midnight = Math.floor(endedAt / DAY_MS) * DAY_MS;
  const today = midnight + minutes * MINUTE_MS;
  // The sentence names only the minute in which the limit ends; that may be the current minute.
  return isoOf(today + MINUTE_MS > endedAt ? today : today + DAY_MS);
}

/** `1m20.5s` in milliseconds. */
function waitMs(wait: string): number {
  const parts = [...wait.matchAll(/([\d.]+)([a-z]+)/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}
