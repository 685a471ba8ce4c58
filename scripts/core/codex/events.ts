/** The output of `codex exec --json`: one JSON object per line, read strictly (docs/facts/codex-cli.md, events). */
import { isObject, jsonOf, objectOf } from '../json.js';

export interface CommandRun {
  command: string;
  output: string;
  /** Null while the command runs. */
  exitCode: number | null;
}

/** Tokens of the whole thread. A resumed thread includes those of its earlier runs. */
export interface Usage {
  input_tokens: number;
  cached_input_tokens: number;
  output_tokens: number;
  reasoning_output_tokens: number;
}

export type CodexItem =
  | ({ type: 'command' } & CommandRun)
  | { type: 'message'; text: string }
  /** A warning from Codex itself, never fatal: an unknown model, a rerouted request, an ignored setting. */
  | { type: 'warning'; message: string }
  | { type: 'other'; kind: string };

export type CodexEvent =
  | { type: 'thread-started'; threadId: string }
  | { type: 'item-started'; item: CodexItem }
  | { type: 'item-completed'; item: CodexItem }
  | { type: 'turn-completed'; usage: Usage }
  | { type: 'turn-failed'; message: string }
  /** Not final: a run that reconnects prints such events and may still succeed. */
  | { type: 'error'; message: string }
  | { type: 'other'; kind: string };

export interface EventStream {
  events: CodexEvent[];
  /**
   * The number of complete lines that are not a JSON object. The cut-off last line of a killed process does not count.
   */
  brokenLines: number;
}

/** Parses the whole of events.jsonl. */
export function parseEvents(jsonl: string): EventStream {
  const lines = jsonl.split('\n');
  const unfinished = lines.pop() ?? '';
  const complete = lines.filter((line) => line.trim() !== '').map(parseEventLine);
  const last = parseEventLine(unfinished);
  const read = [...complete, ...(last ? [last] : [])].filter((event) => event !== null);
  return { events: read, brokenLines: complete.filter((event) => event === null).length };
}

/** Parses one line into an event; null when the line is not a JSON object. */
export function parseEventLine(line: string): CodexEvent | null {
  const event = jsonOf(line);
  if (!isObject(event)) return null;
  const kind = text(event['type']);
  switch (kind) {
    case 'thread.started':
      return { type: 'thread-started', threadId: text(event['thread_id']) };
    case 'item.started':
      return { type: 'item-started', item: readItem(event['item']) };
    case 'item.completed':
      return { type: 'item-completed', item: readItem(event['item']) };
    case 'turn.completed':
      return { type: 'turn-completed', usage: readUsage(event['usage']) };
    case 'turn.failed':
      return { type: 'turn-failed', message: text(objectOf(event['error'])['message']) };
    case 'error':
      return { type: 'error', message: text(event['message']) };
    default:
      return { type: 'other', kind };
  }
}

function readItem(value: unknown): CodexItem {
  const item = objectOf(value);
  const kind = text(item['type']);
  switch (kind) {
    case 'command_execution': {
      const exitCode = item['exit_code'];
      const command = text(item['command']);
      return {
        type: 'command',
        command,
        output: text(item['aggregated_output']),
        exitCode: typeof exitCode === 'number' ? exitCode : null,
      };
    }
    case 'agent_message':
      return { type: 'message', text: text(item['text']) };
    case 'error':
      return { type: 'warning', message: text(item['message']) };
    default:
      return { type: 'other', kind };
  }
}

function readUsage(value: unknown): Usage {
  const usage = objectOf(value);
  const count = (name: string): number => {
    const given = usage[name];
    return typeof given === 'number' ? given : 0;
  };
  return {
    input_tokens: count('input_tokens'),
    cached_input_tokens: count('cached_input_tokens'),
    output_tokens: count('output_tokens'),
    reasoning_output_tokens: count('reasoning_output_tokens'),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
