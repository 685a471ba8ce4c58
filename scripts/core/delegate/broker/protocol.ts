/** The lines of `codex app-server` over stdio (docs/facts/codex-app-server.md, lines). */
import { fieldAt, isObject, jsonOf, textAt } from '../../json.js';

export type ServerLine =
  | { kind: 'response'; id: number; result: unknown; error: { code: number; message: string } | null }
  /** The server asks, and waits for an answer with the same id. */
  | { kind: 'request'; id: number | string; method: string; params: unknown }
  | { kind: 'notification'; method: string; params: unknown };

/** Reads one line; null when it is none of the three. What it holds besides is ignored, as newer servers add to it. */
export function parseServerLine(line: string): ServerLine | null {
  const value = jsonOf(line);
  if (!isObject(value)) return null;
  const { id, params } = value;
  const method = textAt(value, 'method');
  if (method !== null && (typeof id === 'number' || typeof id === 'string'))
    return { kind: 'request', id, method, params };
  if (method !== null) return { kind: 'notification', method, params };
  if (typeof id !== 'number') return null;
  return { kind: 'response', id, result: value['result'], error: errorIn(value['error']) };
}

function errorIn(error: unknown): { code: number; message: string } | null {
  if (!isObject(error)) return null;
  const code = fieldAt(error, 'code');
  return { code: typeof code === 'number' ? code : 0, message: textAt(error, 'message') ?? '' };
}

/** The answer to a question of the server: whatever asks for more than the session was started with is declined. */
export const declined = (
  method: string,
): { result: { decision: 'decline' } } | { error: { code: number; message: string } } =>
  method.endsWith('/requestApproval')
    ? { result: { decision: 'decline' } }
    : { error: { code: -32601, message: 'not supported by this client' } };
