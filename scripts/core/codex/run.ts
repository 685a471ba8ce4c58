/**
 * The result of one Codex run: a reply, or `infrastructure` with a reason. Pure, so that a gate can derive it again
 * from the raw record at any time.
 */
import { jsonOf } from '../json.js';
import { type CodexEvent, type CommandRun, parseEvents, type Usage } from './events.js';
import { type NetworkFinding, nameFailure } from './failure.js';
import { type CodexLog, readLog } from './log.js';
import { type Infrastructure, infrastructure, type ReasonCode } from './reasons.js';

/** Why the runner ended the run; null when Codex ended by itself. */
export type StoppedBy = 'wall-clock' | 'idle' | 'token-budget' | 'output-limit' | 'cancelled' | 'unwritable' | null;

export interface RunRecord {
  /** stdout of `codex exec --json`, verbatim. */
  events: string;
  /** stderr, without the lines that only mark progress. */
  stderr: string;
  exitCode: number | null;
  signal: string | null;
  stoppedBy: StoppedBy;
  /**
   * The system's error code when Codex could not start or its record could not be written, such as ENOENT or ENOSPC.
   */
  systemError: string | null;
  /** The result of the network check after a failed connection; null when there was none. */
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
  /** The model that Codex says it used; null when its log does not say. */
  model: string | null;
  /** Warnings from Codex itself, for example that it has no metadata for an unknown model. */
  warnings: string[];
}

export type RunEvaluation<T> = Reply<T> | Infrastructure;

/**
 * Evaluates the record of one run.
 *
 * @param isReply checks a reply against the schema that Codex was given; the CLI itself does not validate replies
 * (docs/facts/codex-cli.md, schema)
 */
export const evaluateRun = <T>(record: RunRecord, isReply: (value: unknown) => value is T): RunEvaluation<T> =>
  evaluate(record, { refused: WRITABLE, mustSucceed: true }, (last, messages) => jsonReply(last, messages, isReply));

/**
 * Evaluates the record of a delegated run whose answer is text. That a command failed may be what it had to find out,
 * so only a sandbox that does not start makes it blind.
 *
 * @param mayWrite whether Codex was given a sandbox in which it may write
 */
export const evaluateTextRun = (record: RunRecord, mayWrite: boolean): RunEvaluation<string> =>
  evaluate(record, { refused: mayWrite ? [] : WRITABLE, mustSucceed: false }, (message) => ({
    kind: 'read',
    reply: message,
  }));

/** The last message in which Codex said something, also in a run that failed; null when there was none. */
export function lastMessageOf({ events }: Pick<RunRecord, 'events'>): string | null {
  const said = messagesIn(parseEvents(events).events).map((message) => message.trim());
  return said.findLast((message) => message !== '') ?? null;
}

/** The conversation of a run, also of one that failed; null when Codex did not begin one. */
export const threadOf = ({ events }: Pick<RunRecord, 'events'>): string | null =>
  parseEvents(events).events.find((event) => event.type === 'thread-started')?.threadId ?? null;

/** Reads the last message, which is not empty; all messages say why it cannot be read. */
type ReplyIn<T> = (last: string, messages: string[]) => { kind: 'read'; reply: T } | Infrastructure;

/** What makes a finished run count as blind. */
interface Sight {
  /** Sandbox modes in which it must not have run. */
  refused: readonly string[];
  /** Whether at least one command must have succeeded where any ran. */
  mustSucceed: boolean;
}

function evaluate<T>(record: RunRecord, sight: Sight, replyIn: ReplyIn<T>): RunEvaluation<T> {
  const { events, brokenLines } = parseEvents(record.events);
  const log = readLog(record.stderr);
  const failed =
    stopped(record, events, log) ?? failedTurn(record, events, log) ?? unfinished(record, events, brokenLines, log);
  return failed ?? blind(events, log, sight) ?? evaluateReply(events, log, replyIn);
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

/** Where Codex fell silent: in a command that it ran, before the server's response headers, or within the stream. */
function silence(events: CodexEvent[], log: CodexLog): ReasonCode {
  const started = events.filter((event) => event.type === 'item-started' && event.item.type === 'command').length;
  if (started > commandsOf(events).length) return 'command-silent';
  return log.awaitingHeaders ? 'no-response-headers' : 'stream-silent';
}

/** The last message of Codex about its connection, for example why it reconnects. */
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

/** The reason for a run that has no final event: it was killed, crashed, or was rejected before it began. */
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

/** Whether a signal ended the run. A wrapper script reports its child's signal as 128 plus the signal's number. */
const isKilled = ({ signal, exitCode }: RunRecord): boolean =>
  signal !== null || [129, 130, 137, 143].includes(exitCode ?? 0);

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

/**
 * Why a finished run does not count although Codex exits with 0: all its commands failed, its sandbox could write, or
 * another model answered. Null when the run counts.
 */
function blind(events: CodexEvent[], log: CodexLog, { refused, mustSucceed }: Sight): Infrastructure | null {
  const rerouted = warningsOf(events).find((message) => message.startsWith('model rerouted: '));
  if (rerouted !== undefined) return infrastructure('model-rerouted', rerouted.slice('model rerouted: '.length));
  if (log.sandbox !== null && refused.includes(log.sandbox)) return infrastructure('sandbox-open', log.sandbox);
  const commands = commandsOf(events);
  if (commands.length === 0)
    return mustSucceed && log.commandCalls > 0 ? infrastructure('commands-all-failed', `0/${log.commandCalls}`) : null;
  if (!commands.every(hasFailed)) return null;
  const isSandbox = commands.every(({ output }) => /^(bwrap: |bundled bubblewrap )/.test(output));
  const detail = lastLine(commands[0]?.output ?? '');
  if (isSandbox) return infrastructure('sandbox-unavailable', detail);
  return mustSucceed ? infrastructure('commands-all-failed', detail) : null;
}

/** Sandbox modes weaker than read-only, as the log of Codex 0.169.0 names them. Only a run that writes asks for one. */
const WRITABLE = ['workspace-write', 'danger-full-access', 'external-sandbox'];

/**
 * Whether a command failed. Exit code 1 without output is an answer and not a failure: `grep` without a match, `diff
 * --quiet`.
 */
const hasFailed = ({ exitCode, output }: CommandRun): boolean =>
  exitCode !== 0 && !(exitCode === 1 && output.trim() === '');

/** The commands that finished, in order. */
export function commandsOf(events: CodexEvent[]): CommandRun[] {
  const items = events.flatMap((event) => (event.type === 'item-completed' ? [event.item] : []));
  return items.filter((item) => item.type === 'command');
}

function warningsOf(events: CodexEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'item-completed' && event.item.type === 'warning' ? [event.item.message] : [],
  );
}

function evaluateReply<T>(events: CodexEvent[], log: CodexLog, replyIn: ReplyIn<T>): RunEvaluation<T> {
  const messages = messagesIn(events);
  const last = messages.at(-1)?.trim() ?? '';
  if (last === '') return infrastructure(log.refused ? 'refused-by-model' : 'reply-empty', '');
  const read = replyIn(last, messages);
  if (read.kind === 'infrastructure') return read;
  const thread = events.find((event) => event.type === 'thread-started');
  const usage = events.findLast((event) => event.type === 'turn-completed');
  if (!thread || !usage) return infrastructure('codex-no-events', '');
  return {
    kind: 'reply',
    reply: read.reply,
    threadId: thread.threadId,
    usage: usage.usage,
    commands: commandsOf(events),
    model: log.model,
    warnings: warningsOf(events),
  };
}

const messagesIn = (events: CodexEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'item-completed' && event.item.type === 'message' ? [event.item.text] : [],
  );

function jsonReply<T>(
  last: string,
  messages: string[],
  isReply: (value: unknown) => value is T,
): { kind: 'read'; reply: T } | Infrastructure {
  const reply = jsonOf(last);
  if (reply === undefined) return infrastructure(unreadable(messages), last.slice(0, 200));
  return isReply(reply) ? { kind: 'read', reply } : infrastructure('reply-wrong-shape', last.slice(0, 200));
}

/** For a last message that is not valid JSON: whether it holds a reply with text around it, or no reply at all. */
function unreadable(messages: string[]): ReasonCode {
  const earlier = messages.slice(0, -1).some((message) => jsonOf(message.trim()) !== undefined);
  return earlier || containsObject(messages.at(-1) ?? '') ? 'reply-with-chatter' : 'reply-not-json';
}

/** Whether a complete JSON object starts at the first brace. */
function containsObject(text: string): boolean {
  const start = text.indexOf('{');
  const end = start < 0 ? -1 : closingBrace(text, start);
  return end >= 0 && jsonOf(text.slice(start, end + 1)) !== undefined;
}

/** The index of the brace that closes the one at `start`, or -1. Braces within strings do not count. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return start + index;
  }
  return -1;
}
