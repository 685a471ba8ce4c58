/**
 * Reads Codex's log (stderr) as 0.169.0 writes it under LOG_FILTER: the status of each request, the server's error
 * codes, tokens after each answer, the sandbox in force. The events on stdout contain none of this (a 500 arrives as a
 * sentence without its status). No line here holds a prompt, a file or a key. If a later version logs less, reasons
 * become less exact, but a failure never becomes a reply.
 */
import { jsonOf, textAt } from '../json.js';

/** Value of RUST_LOG. The second target is limited to events with a kind, because it also logs the output of tools. */
export const LOG_FILTER = 'error,codex_otel.trace_safe=info,codex_otel.log_only[{event.kind}]=info';

export interface CodexLog {
  /** HTTP status of the last request that received response headers; null when none did. */
  lastStatus: number | null;
  /** Error code of a `response.failed` event that no further request followed, such as `context_length_exceeded`. */
  failureCode: string | null;
  /** Whether the model declined to answer. A refusal is not a message and leaves no event on stdout. */
  refused: boolean;
  /** Whether a request was sent whose response headers have not arrived. */
  awaitingHeaders: boolean;
  /** Commands that Codex tried to run. One that its sandbox could not start (no bubblewrap) leaves no event. */
  commandCalls: number;
  /** Tokens of all answers so far. */
  tokens: number;
  model: string | null;
  sandbox: string | null;
  /** Why Codex could not start: the last line of stderr that starts with `Error`. */
  error: string | null;
}

export type LogLine = { target: 'trace_safe' | 'log_only'; name: string; fields: string };

const LINE =
  /^\d{4}-\d\d-\d\dT\S+\s+INFO (?:.*\s)?codex_otel\.(trace_safe|log_only): event\.name="codex\.([a-z_]+)" ?(.*)$/;

/** Parses one line of Codex's event log; null for any other line on stderr. */
export function parseLogLine(line: string): LogLine | null {
  const [, target, name = '', fields = ''] = LINE.exec(line) ?? [];
  return target === 'trace_safe' || target === 'log_only' ? { target, name, fields } : null;
}

/** The tokens that one answer used; 0 when the line is about something else. */
export function tokensOf({ target, name, fields }: LogLine): number {
  if (target !== 'trace_safe' || name !== 'sse_event') return 0;
  return numberOf(fields, 'input_token_count') + numberOf(fields, 'output_token_count');
}

/** Reads the whole of stderr. */
export function readLog(stderr: string): CodexLog {
  const start: CodexLog = {
    lastStatus: null,
    failureCode: null,
    refused: false,
    awaitingHeaders: true,
    commandCalls: 0,
    tokens: 0,
    model: null,
    sandbox: null,
    error: null,
  };
  return stderr.split('\n').reduce(withLine, start);
}

function withLine(log: CodexLog, line: string): CodexLog {
  const error = /^Error(?:: | loading )(.*)/.exec(line)?.[1];
  if (error !== undefined) return { ...log, error };
  const parsed = parseLogLine(line);
  return parsed ? withEvent(log, parsed) : log;
}

function withEvent(log: CodexLog, line: LogLine): CodexLog {
  const { name, fields } = line;
  switch (name) {
    case 'conversation_starts':
      return { ...log, model: wordOf(fields, 'model'), sandbox: wordOf(fields, 'sandbox_policy') };
    case 'api_request': {
      const status = numberOf(fields, 'http.response.status_code');
      return { ...log, lastStatus: status || null, awaitingHeaders: status === 0, failureCode: null };
    }
    case 'tool_result': {
      const isCommand = wordOf(fields, 'tool_name') === 'exec_command';
      return {
        ...log,
        awaitingHeaders: true,
        commandCalls: log.commandCalls + (isCommand && line.target === 'trace_safe' ? 1 : 0),
      };
    }
    case 'sse_event':
      return withStreamEvent(log, line);
    default:
      return log;
  }
}

function withStreamEvent(log: CodexLog, line: LogLine): CodexLog {
  const kind = wordOf(line.fields, 'event.kind') ?? '';
  if (kind.startsWith('response.refusal.')) return { ...log, refused: true };
  if (kind === 'response.failed') return { ...log, failureCode: failureCodeIn(line.fields) ?? log.failureCode };
  return { ...log, tokens: log.tokens + tokensOf(line) };
}

function failureCodeIn(fields: string): string | null {
  const body = /error\.message=(\{.*\}) event\.timestamp=/.exec(fields)?.[1] ?? '';
  return textAt(jsonOf(body), 'response', 'error', 'code');
}

/** The value of `name=value` in a log line, quoted or not; null when the name is absent. */
function wordOf(fields: string, name: string): string | null {
  const at = ` ${fields}`.indexOf(` ${name}=`);
  if (at < 0) return null;
  return /^"?([^"\s]*)/.exec(fields.slice(at + name.length + 1))?.[1] ?? null;
}

const numberOf = (fields: string, name: string): number => Number(wordOf(fields, name) ?? 0) || 0;
