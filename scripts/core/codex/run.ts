/**
 * What one run of Codex amounts to: a reply, or infrastructure with a reason. Pure, so that a gate can
 * derive it again from the raw record at any time.
 */
import { jsonOf } from '../json.js';
import { type CodexEvent, type CommandRun, parseEvents, type Usage } from './events.js';
import { type NetworkFinding, nameFailure } from './failure.js';
import { type CodexLog, readLog } from './log.js';
import { type Infrastructure, infrastructure, type ReasonCode } from './reasons.js';

/** What the runner ended the run for; null when Codex ended by itself. */
export type StoppedBy = 'wall-clock' | 'idle' | 'token-budget' | 'output-limit' | 'cancelled' | 'unwritable' | null;

export interface RunRecord {
  /** stdout of `codex exec --json`, verbatim. */
  events: string;
  /** stderr, without the lines that only mark progress. */
  stderr: string;
  exitCode: number | null;
  signal: string | null;
  stoppedBy: StoppedBy;
  /** The operating system's code when Codex could not be started or its record not be written: ENOENT, ENOSPC. */
  systemError: string | null;
  /** What was looked up after a failed connection; null when nothing was. */
  network: NetworkFinding | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
}

export interface Reply<T> {
  kind: 'reply';
  reply: T;
  threadId: string;
  usage: Usage;
  commands: CommandRun[];
  /** The model that Codex says it asked; null when its log does not say. */
  model: string | null;
  /** Codex's own remarks, such as an unknown model's fallback metadata. */
  warnings: string[];
}

export type RunEvaluation<T> = Reply<T> | Infrastructure;

/**
 * @param isReply the check of the schema that Codex was given: the CLI itself does not validate a reply
 */
export function evaluateRun<T>(record: RunRecord, isReply: (value: unknown) => value is T): RunEvaluation<T> {
  const { events, brokenLines } = parseEvents(record.events);
  const log = readLog(record.stderr);
  const failed =
    stopped(record, events, log) ?? failedTurn(record, events, log) ?? unfinished(record, events, brokenLines, log);
  return failed ?? blind(events, log) ?? evaluateReply(events, log, isReply);
}

function stopped(record: RunRecord, events: CodexEvent[], log: CodexLog): Infrastructure | null {
  const { stoppedBy, systemError } = record;
  switch (stoppedBy) {
    case null:
      return systemError === null
        ? null
        : infrastructure(systemError === 'ENOENT' ? 'codex-missing' : 'codex-unusable', systemError);
    case 'idle':
      return infrastructure(silence(events, log), lastRemark(events));
    case 'unwritable':
      return infrastructure('receipt-unwritable', systemError ?? '');
    case 'wall-clock':
    case 'token-budget':
    case 'output-limit':
    case 'cancelled':
      return infrastructure(stoppedBy, lastRemark(events));
    default:
      return stoppedBy satisfies never;
  }
}

/** Who was silent: a command that Codex ran, the server before its answer, or the server in the middle of it. */
function silence(events: CodexEvent[], log: CodexLog): ReasonCode {
  const started = events.filter((event) => event.type === 'item-started' && event.item.type === 'command').length;
  if (started > commandsOf(events).length) return 'command-silent';
  return log.awaitingHeaders ? 'no-response-headers' : 'stream-silent';
}

/** What Codex said last about its connection, for instance why it reconnects. */
const lastRemark = (events: CodexEvent[]): string => events.findLast((event) => event.type === 'error')?.message ?? '';

function failedTurn(record: RunRecord, events: CodexEvent[], log: CodexLog): Infrastructure | null {
  const turn = events.findLast((event) => event.type === 'turn-failed');
  if (!turn) return null;
  const { reason, detail, resetsAt } = nameFailure({
    message: turn.message,
    log,
    network: record.network,
    endedAt: record.endedAt,
  });
  return infrastructure(reason, detail, resetsAt);
}

/** A run without its last event: killed, crashed, or turned away before it began. */
function unfinished(
  record: RunRecord,
  events: CodexEvent[],
  brokenLines: number,
  log: CodexLog,
): Infrastructure | null {
  const completed = events.some((event) => event.type === 'turn-completed');
  if (completed && brokenLines === 0 && record.exitCode === 0) return null;
  if (brokenLines > 0) return infrastructure('events-unreadable', String(brokenLines));
  if (isKilled(record)) return infrastructure('codex-killed', record.signal ?? String(record.exitCode));
  if (log.error !== null && /"input_error_code":"input_too_large"/.test(log.error))
    return infrastructure('input-too-large', log.error);
  if (log.error !== null) return infrastructure('codex-unusable', log.error);
  if (events.length === 0) return infrastructure('codex-no-events', lastLine(record.stderr));
  return infrastructure('codex-crashed', `${record.exitCode} ${lastLine(record.stderr)}`.trim());
}

/** A wrapper script reports its child's signal as 128 + the signal's number. */
const isKilled = ({ signal, exitCode }: RunRecord): boolean =>
  signal !== null || [129, 130, 137, 143].includes(exitCode ?? 0);

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

/**
 * A finished run that saw nothing (exit 0 does not mean that the reviewer saw anything), or was answered by another
 * model.
 */
function blind(events: CodexEvent[], log: CodexLog): Infrastructure | null {
  const rerouted = warningsOf(events).find((message) => message.startsWith('model rerouted: '));
  if (rerouted !== undefined) return infrastructure('model-rerouted', rerouted.slice('model rerouted: '.length));
  if (log.sandbox !== null && WRITABLE.includes(log.sandbox)) return infrastructure('sandbox-open', log.sandbox);
  const commands = commandsOf(events);
  if (commands.length === 0)
    return log.commandCalls > 0 ? infrastructure('commands-all-failed', `0/${log.commandCalls}`) : null;
  if (!commands.every(hasFailed)) return null;
  const isSandbox = commands.every(({ output }) => /^(bwrap: |bundled bubblewrap )/.test(output));
  return infrastructure(isSandbox ? 'sandbox-unavailable' : 'commands-all-failed', lastLine(commands[0]?.output ?? ''));
}

/** Sandboxes that are less than read-only, as Codex's log names them (measured); a review asks for none of them. */
const WRITABLE = ['workspace-write', 'danger-full-access', 'external-sandbox'];

/** Nothing found (grep, diff --quiet) is an answer: exit code 1 without a word. */
const hasFailed = ({ exitCode, output }: CommandRun): boolean =>
  exitCode !== 0 && !(exitCode === 1 && output.trim() === '');

/** The commands that ended, in order. */
export function commandsOf(events: CodexEvent[]): CommandRun[] {
  const items = events.flatMap((event) => (event.type === 'item-completed' ? [event.item] : []));
  return items.filter((item) => item.type === 'command');
}

function warningsOf(events: CodexEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'item-completed' && event.item.type === 'warning' ? [event.item.message] : [],
  );
}

function evaluateReply<T>(
  events: CodexEvent[],
  log: CodexLog,
  isReply: (value: unknown) => value is T,
): RunEvaluation<T> {
  const items = events.flatMap((event) => (event.type === 'item-completed' ? [event.item] : []));
  const messages = items.flatMap((item) => (item.type === 'message' ? [item.text] : []));
  const last = messages.at(-1)?.trim() ?? '';
  if (last === '') return infrastructure(log.refused ? 'refused-by-model' : 'reply-empty', '');
  const reply = jsonOf(last);
  if (reply === undefined) return infrastructure(unreadable(messages), last.slice(0, 200));
  if (!isReply(reply)) return infrastructure('reply-wrong-shape', last.slice(0, 200));
  const thread = events.find((event) => event.type === 'thread-started');
  const usage = events.findLast((event) => event.type === 'turn-completed');
  if (!thread || !usage) return infrastructure('codex-no-events', '');
  return {
    kind: 'reply',
    reply,
    threadId: thread.threadId,
    usage: usage.usage,
    commands: commandsOf(events),
    model: log.model,
    warnings: warningsOf(events),
  };
}

/** The last message is no JSON: is there a reply with something around it, or none at all? */
function unreadable(messages: string[]): ReasonCode {
  const earlier = messages.slice(0, -1).some((message) => jsonOf(message.trim()) !== undefined);
  return earlier || containsObject(messages.at(-1) ?? '') ? 'reply-with-chatter' : 'reply-not-json';
}

/** Whether a whole JSON object begins at the first brace. */
function containsObject(text: string): boolean {
  const start = text.indexOf('{');
  const end = start < 0 ? -1 : closingBrace(text, start);
  return end >= 0 && jsonOf(text.slice(start, end + 1)) !== undefined;
}

/** The brace that closes the one at `start`; braces within strings do not count. -1 when there is none. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return start + index;
  }
  return -1;
}
