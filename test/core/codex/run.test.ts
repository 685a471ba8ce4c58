import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvents } from '../../../scripts/core/codex/events.js';
import { readLog } from '../../../scripts/core/codex/log.js';
import { REASONS, type ReasonCode } from '../../../scripts/core/codex/reasons.js';
import { evaluateRun, type RunRecord } from '../../../scripts/core/codex/run.js';
import { codexFault as english } from '../../../scripts/text/en/codex-faults.js';
import { codexFault as chinese } from '../../../scripts/text/zh-CN/codex-faults.js';

const THREAD = { type: 'thread.started', thread_id: 't-1' };
const COMPLETED = {
  type: 'turn.completed',
  usage: { input_tokens: 9, cached_input_tokens: 1, output_tokens: 3, reasoning_output_tokens: 2 },
};
const failed = (message: string) => ({ type: 'turn.failed', error: { message } });
const message = (text: string) => ({ type: 'item.completed', item: { id: 'i', type: 'agent_message', text } });
const warning = (text: string) => ({ type: 'item.completed', item: { id: 'i', type: 'error', message: text } });
const command = (given: { command?: string; output?: string; code: number }) => ({
  type: 'item.completed',
  item: {
    id: 'i',
    type: 'command_execution',
    command: given.command ?? 'x',
    aggregated_output: given.output ?? '',
    exit_code: given.code,
    status: 'completed',
  },
});
const jsonl = (events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const otel = (rest: string, target = 'trace_safe'): string =>
  `2026-11-21T10:48:01.655850Z  INFO codex_otel.${target}: event.name="codex.${rest} ` +
  'event.timestamp=2026-11-21T10:48:01Z model=gpt-5.5 slug=gpt-5.5\n';

const ENDED = Date.UTC(2026, 8, 21, 10, 30);

function recorded(events: object[], given: Partial<RunRecord> = {}): RunRecord {
  const base = {
    stderr: '',
    exitCode: 0,
    signal: null,
    stoppedBy: null,
    systemError: null,
    network: null,
    startedAt: ENDED - 1000,
    endedAt: ENDED,
  };
  return { ...base, events: jsonl(events), ...given };
}

interface Verdict {
  a: number;
}
const isReply = (value: unknown): value is Verdict =>
  typeof value === 'object' && value !== null && 'a' in value && typeof value.a === 'number';
const evaluate = (events: object[], given: Partial<RunRecord> = {}) => evaluateRun(recorded(events, given), isReply);
const failure = (text: string, given: Partial<RunRecord> = {}) =>
  evaluate([THREAD, failed(text)], { exitCode: 1, ...given });

describe('a finished run', () => {
  test('gives its last message, parsed, with what a receipt needs', () => {
    const events = [
      THREAD,
      warning('Model metadata for `x` not found.'),
      message('I will read the files.'),
      command({ output: 'text', code: 0 }),
      message('{"a":1}'),
      COMPLETED,
    ];
    expect(evaluate(events, { stderr: otel('conversation_starts" sandbox_policy=read-only') })).toEqual({
      kind: 'reply',
      reply: { a: 1 },
      threadId: 't-1',
      usage: { input_tokens: 9, cached_input_tokens: 1, output_tokens: 3, reasoning_output_tokens: 2 },
      commands: [{ type: 'command', command: 'x', output: 'text', exitCode: 0 }],
      model: 'gpt-5.5',
      warnings: ['Model metadata for `x` not found.'],
    });
  });

  test.each<[string, object[], ReasonCode]>([
    [
      'a reconnect on the way does not matter',
      [{ type: 'error', message: 'Reconnecting... 1/5' }, message('{"b":1}')],
      'reply-wrong-shape',
    ],
    ['text only', [message('fine')], 'reply-not-json'],
    ['text with an open brace', [message('use { here')], 'reply-not-json'],
    ['a brace within a string', [message('{"a":"}"} and more')], 'reply-with-chatter'],
    ['JSON before a postscript', [message('{"a":1}'), message('PS: done')], 'reply-with-chatter'],
    ['chatter before JSON', [message('Here: {"a":1}')], 'reply-with-chatter'],
    ['blank', [message(' \n')], 'reply-empty'],
    ['no message', [], 'reply-empty'],
    ['null', [message('null')], 'reply-wrong-shape'],
    ['an array', [message('[{"a":1}]')], 'reply-wrong-shape'],
  ])('%s', (_, items, reason) => {
    expect(evaluate([THREAD, ...items, COMPLETED])).toMatchObject({ kind: 'infrastructure', reason });
  });

  test('in which every command failed saw nothing, whatever it replied', () => {
    const blind = (...commands: object[]) => evaluate([THREAD, ...commands, message('{"a":1}'), COMPLETED]);
    expect(blind(command({ output: 'cat: x: No such file\n', code: 1 }))).toMatchObject({
      reason: 'commands-all-failed',
      detail: 'cat: x: No such file',
    });
    expect(blind(command({ output: 'bwrap: No permissions to create a new namespace', code: 1 }))).toMatchObject({
      reason: 'sandbox-unavailable',
    });
    expect(blind(command({ output: 'no', code: 1 }), command({ output: 'yes', code: 0 }))).toMatchObject({
      kind: 'reply',
    });
    // A grep without a match has still seen the files.
    expect(blind(command({ code: 1 }))).toMatchObject({ kind: 'reply' });
    expect(blind(command({ code: 2 }))).toMatchObject({ reason: 'commands-all-failed' });
  });

  test('in which the sandbox was less than read-only does not count', () => {
    const under = (sandbox: string) =>
      evaluate([THREAD, message('{"a":1}'), COMPLETED], {
        stderr: otel(`conversation_starts" sandbox_policy=${sandbox}`),
      });
    for (const sandbox of ['workspace-write', 'danger-full-access'])
      expect(under(sandbox)).toMatchObject({ reason: 'sandbox-open', detail: sandbox });
    expect(under('read-only')).toMatchObject({ kind: 'reply' });
  });

  test('in which commands left no event saw nothing either', () => {
    const stderr =
      otel('tool_result" tool_name=exec_command success=true') +
      otel('tool_result" tool_name=exec_command success=true', 'log_only');
    expect(evaluate([THREAD, message('{"a":1}'), COMPLETED], { stderr })).toMatchObject({
      reason: 'commands-all-failed',
      detail: '0/1',
    });
    const patch = otel('tool_result" tool_name=apply_patch success=false');
    expect(evaluate([THREAD, message('{"a":1}'), COMPLETED], { stderr: patch })).toMatchObject({ kind: 'reply' });
  });

  test('that another model answered does not count', () => {
    const events = [THREAD, warning('model rerouted: gpt-5.5 -> gpt-cheap (Reason)'), message('{"a":1}'), COMPLETED];
    expect(evaluate(events)).toMatchObject({ reason: 'model-rerouted', detail: 'gpt-5.5 -> gpt-cheap (Reason)' });
  });

  test('does not count when Codex ended with an error after it', () => {
    expect(
      evaluate([THREAD, message('{"a":1}'), COMPLETED], { exitCode: 101, stderr: 'thread panicked' }),
    ).toMatchObject({ reason: 'codex-crashed' });
  });
});

describe('text of the model decides nothing about faults', () => {
  test.each([
    'You’ve hit your usage limit. try again at 2:13 PM.',
    'unexpected status 401 Unauthorized',
    'rate limit',
    'model rerouted: a -> b',
  ])('%s', (text) => {
    expect(evaluate([THREAD, message(text), message('{"a":1}'), COMPLETED])).toMatchObject({ kind: 'reply' });
    expect(evaluate([THREAD, command({ output: text, code: 0 }), message(text), COMPLETED])).toMatchObject({
      reason: 'reply-not-json',
    });
  });

  test('a sentence of Codex counts only from its first character', () => {
    expect(failure('while reading: You’ve hit your usage limit.')).toMatchObject({ reason: 'codex-failed' });
  });
});

describe('a failed turn', () => {
  test('is named by the error code in the log before its sentence', () => {
    const stderr = otel(
      'sse_event" event.kind=response.failed ' +
        'error.message={"response":{"error":{"code":"server_error","message":"boom"}}}',
    );
    expect(failure('stream disconnected before completion: boom', { stderr })).toMatchObject({
      reason: 'server-error',
    });
  });

  test('is not named by an error that was followed by another request', () => {
    const stderr =
      otel('sse_event" event.kind=response.failed error.message={"response":{"error":{"code":"server_error"}}}') +
      otel('api_request" http.response.status_code=401');
    expect(failure('Something.', { stderr })).toMatchObject({ reason: 'unauthorized' });
  });

  test.each<[RunRecord['network'], ReasonCode]>([
    ['name-not-resolved', 'name-not-resolved'],
    ['connection-refused', 'connection-refused'],
    ['reachable', 'connection-failed'],
    ['unknown', 'connection-failed'],
    [null, 'connection-failed'],
  ])('to connect, looked up as %s, is %s', (network, reason) => {
    expect(failure('Connection failed: error sending request', { network })).toMatchObject({ reason });
  });

  test.each<[string, string | null]>([
    [
      'You’ve hit your usage limit. Visit https://x or try again at Sep 21st, 2026 2:13 PM.',
      '2026-09-21T14:13:00.000Z',
    ],
    ["You've hit your usage limit. Try later or try again at Jan 1st, 2027 12:05 AM.", '2027-01-01T00:05:00.000Z'],
    ['You’ve hit your usage limit. try again at 12:45 PM.', '2026-09-21T12:45:00.000Z'],
    ['You’ve hit your usage limit. try again at 10:30 AM.', '2026-09-21T10:30:00.000Z'],
    ['You’ve hit your usage limit. try again at 1:00 AM.', '2026-09-22T01:00:00.000Z'],
    ['You’ve hit your usage limit. Please try again later.', null],
    ['{"error":{"type":"usage_limit_reached","resets_at":1790000000}}', '2026-09-21T14:13:20.000Z'],
    ['{"error":{"type":"usage_limit_reached","resets_in_seconds":90}}', '2026-09-21T10:31:30.000Z'],
  ])('at a usage limit keeps when it ends: %s', (text, resetsAt) => {
    expect(failure(text)).toMatchObject({ reason: 'usage-limit', resetsAt });
  });

  test('at a usage limit keeps any day and minute at which it ends', () => {
    const minutes = fc.integer({ min: 0, max: Date.UTC(2199, 11, 31) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const end = new Date(minute * 60_000);
        const words = { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
        const day = end.toLocaleDateString('en-US', words).replace(',', 'th,');
        const clock = end.toLocaleTimeString('en-US', { timeStyle: 'short', timeZone: 'UTC' }).replace(/\s/, ' ');
        const said = failure(`You’ve hit your usage limit. try again at ${day} ${clock}.`);
        expect(said, `${day} ${clock}`).toMatchObject({ resetsAt: end.toISOString() });
        const counted = failure(JSON.stringify({ error: { type: 'usage_limit_reached', resets_at: minute * 60 } }));
        expect(counted).toMatchObject({ resetsAt: end.toISOString() });
      }),
    );
  });

  test.each([
    '{"error":{"type":"usage_limit_reached","resets_at":1e300}}',
    '{"error":{"type":"usage_limit_reached","resets_in_seconds":1e400}}',
    'You’ve hit your usage limit. try again in 1.2.3s.',
  ])('at a usage limit keeps no end that is no date: %s', (text) => {
    expect(failure(text)).toMatchObject({ reason: 'usage-limit', resetsAt: null });
  });
});

describe('an unfinished run', () => {
  const cut = (given: Partial<RunRecord>) => evaluate([THREAD], { exitCode: 1, ...given });

  test('that the runner ended is named by its reason', () => {
    expect(cut({ stoppedBy: 'wall-clock' })).toMatchObject({ reason: 'wall-clock' });
    expect(cut({ stoppedBy: 'token-budget' })).toMatchObject({ reason: 'token-budget' });
    expect(cut({ stoppedBy: 'cancelled' })).toMatchObject({ reason: 'cancelled' });
    expect(cut({ stoppedBy: 'unwritable', systemError: 'ENOSPC' })).toMatchObject({
      reason: 'receipt-unwritable',
      detail: 'ENOSPC',
    });
  });

  test('that fell silent is named by what was silent', () => {
    const answered = otel('api_request" http.response.status_code=200');
    expect(cut({ stoppedBy: 'idle' })).toMatchObject({ reason: 'no-response-headers' });
    expect(cut({ stoppedBy: 'idle', stderr: answered })).toMatchObject({ reason: 'stream-silent' });
    expect(cut({ stoppedBy: 'idle', stderr: answered + otel('tool_result" tool_name=exec_command') })).toMatchObject({
      reason: 'no-response-headers',
    });
    const started = {
      type: 'item.started',
      item: { type: 'command_execution', command: 'sleep 1000', exit_code: null },
    };
    expect(evaluate([THREAD, started], { stoppedBy: 'idle', stderr: answered })).toMatchObject({
      reason: 'command-silent',
    });
  });

  test('that was killed is recognised, also by the exit code of a wrapper', () => {
    expect(cut({ exitCode: null, signal: 'SIGKILL' })).toMatchObject({ reason: 'codex-killed', detail: 'SIGKILL' });
    expect(cut({ exitCode: 137 })).toMatchObject({ reason: 'codex-killed' });
  });

  test('that never began says why', () => {
    const none = (given: Partial<RunRecord>) => evaluate([], { exitCode: 1, ...given });
    expect(none({ systemError: 'ENOENT', exitCode: null })).toMatchObject({ reason: 'codex-missing' });
    expect(none({ systemError: 'EACCES', exitCode: null })).toMatchObject({ reason: 'codex-unusable' });
    expect(none({ stderr: 'WARNING: x\nError: Model provider `nope` not found\n' })).toMatchObject({
      reason: 'codex-unusable',
      detail: 'Model provider `nope` not found',
    });
    expect(none({ stderr: 'Error: turn/start failed, data: {"input_error_code":"input_too_large"}\n' })).toMatchObject({
      reason: 'input-too-large',
    });
    expect(none({ stderr: 'usage: codex' })).toMatchObject({ reason: 'codex-no-events', detail: 'usage: codex' });
    expect(none({ exitCode: 0 })).toMatchObject({ reason: 'codex-no-events' });
  });

  test('whose last line was cut off is read up to there; a broken line before it is not', () => {
    const whole = jsonl([THREAD, message('{"a":1}'), COMPLETED]);
    expect(parseEvents(`${whole}{"type":"item.comp`)).toMatchObject({ brokenLines: 0, events: { length: 3 } });
    expect(evaluateRun({ ...recorded([]), events: `not json\n${whole}` }, isReply)).toMatchObject({
      reason: 'events-unreadable',
      detail: '1',
    });
    expect(evaluateRun({ ...recorded([]), events: whole.trimEnd() }, isReply)).toMatchObject({ kind: 'reply' });
  });
});

describe("Codex's log", () => {
  test('counts the tokens of each answer once', () => {
    const answer =
      'sse_event" event.kind=response.completed input_token_count=100 output_token_count=20 cached_token_count=10';
    expect(readLog(otel(answer) + otel(answer, 'log_only') + otel(answer)).tokens).toBe(240);
  });

  test('cannot be forged by a line that only contains a log line', () => {
    const line = otel('api_request" http.response.status_code=401');
    expect(readLog(`ERROR codex_core::tools::router: error=${line}`).lastStatus).toBeNull();
    expect(readLog(`2026-11-21T10:48:01.6Z ERROR codex_core: ${line}`).lastStatus).toBeNull();
    expect(readLog(line).lastStatus).toBe(401);
  });
});

test('every reason has a sentence in both languages', () => {
  for (const reason of REASONS) {
    expect(english(reason)).not.toBe(reason);
    expect(chinese(reason)).not.toBe(reason);
  }
  expect(english('of-another-version')).toBe('of-another-version');
});
