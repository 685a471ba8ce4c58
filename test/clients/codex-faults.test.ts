/**
 * Every fault of a Codex run, caused with the real binary against a scripted loopback server. Where the real fault
 * cannot be caused here, the title says "simulated".
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReasonCode } from '../../scripts/core/codex/reasons.js';
import { messageItem, type Turn } from '../../scripts/dev/servers/responses-server.js';
import { type LabOptions, runIn, runInLab, withLab } from '../helpers/codex-lab.js';
import { httpError, modelRuns, refusalTurn } from '../helpers/model-turns.js';

const REPLY = '{"a":1}';
interface Fault {
  title: string;
  reason: ReasonCode;
  turns: (Turn | string)[];
  detail?: string | RegExp;
  options?: LabOptions;
}

const limits = (wallMs: number, idleMs: number, tokenBudget: number | null = null): LabOptions => ({
  call: { limits: { wallMs, idleMs, tokenBudget } },
});

const SERVICE: Fault[] = [
  {
    title: '401',
    reason: 'unauthorized',
    turns: [httpError(401, { message: 'Incorrect API key', code: 'invalid_api_key' })],
    detail: /Incorrect API key/,
  },
  {
    title: '403',
    reason: 'forbidden',
    turns: [httpError(403, { message: 'Country not supported' })],
    detail: /Country not supported/,
  },
  {
    title: 'an exhausted quota',
    reason: 'quota-exhausted',
    turns: [httpError(429, { type: 'insufficient_quota', code: 'insufficient_quota' })],
  },
  {
    title: 'a rate limit',
    reason: 'rate-limited',
    turns: [httpError(429, { code: 'rate_limit_exceeded', message: 'Rate limit reached.' })],
  },
  { title: 'a 500', reason: 'server-error', turns: [httpError(500, { message: 'boom' })] },
  { title: 'a 502 of a proxy', reason: 'server-error', turns: [{ status: 502, body: '<html>bad gateway</html>' }] },
  {
    title: 'a server error in the middle of a stream',
    reason: 'server-error',
    turns: [{ failed: { code: 'server_error', message: 'An error occurred.' } }],
  },
  {
    title: 'a schema that the service refuses',
    reason: 'invalid-schema',
    turns: [
      httpError(400, {
        message: "Invalid schema for response_format 'codex_output_schema'",
        code: 'invalid_json_schema',
      }),
    ],
    detail: "Invalid schema for response_format 'codex_output_schema'",
  },
  {
    title: 'another 400',
    reason: 'bad-request',
    turns: [httpError(400, { message: 'Unsupported parameter', code: 'unsupported_parameter' })],
  },
  { title: 'a 400 without a JSON body', reason: 'bad-request', turns: [{ status: 400, body: 'nope' }], detail: 'nope' },
  {
    title: 'an unknown model',
    reason: 'unknown-model',
    turns: [
      httpError(404, {
        message: 'The model `gpt-5.5` does not exist or you do not have access to it.',
        code: 'model_not_found',
      }),
    ],
  },
  {
    title: 'a model that the account may not use',
    reason: 'unknown-model',
    turns: [
      {
        status: 400,
        body: { detail: "The 'gpt-5.5' model is not supported when using Codex with a ChatGPT account." },
      },
    ],
  },
  {
    title: 'a context that is too long',
    reason: 'context-too-long',
    turns: [{ failed: { code: 'context_length_exceeded', message: 'Your input exceeds the context window.' } }],
  },
  {
    title: 'a prompt that the service declines',
    reason: 'refused-by-model',
    turns: [{ failed: { code: 'invalid_prompt', message: 'Limited for safety reasons.' } }],
  },
  { title: 'a refusal', reason: 'refused-by-model', turns: [refusalTurn()] },
  {
    title: 'a model that was rerouted',
    reason: 'model-rerouted',
    turns: [{ text: REPLY, headers: { 'openai-model': 'gpt-cheap' } }],
    detail: /^gpt-5\.5 -> gpt-cheap/,
  },
];

const NETWORK: Fault[] = [
  {
    title: 'a refused connection',
    reason: 'connection-refused',
    turns: [],
    options: { baseUrl: 'http://127.0.0.1:9/v1' },
  },
  {
    title: 'a name that does not resolve',
    reason: 'name-not-resolved',
    turns: [],
    options: { baseUrl: 'http://codex.invalid/v1' },
  },
  {
    title: 'a server without response headers',
    reason: 'no-response-headers',
    turns: [{ hang: 'headers' }],
    options: limits(60_000, 5000),
  },
  {
    title: 'no response headers after a command',
    reason: 'no-response-headers',
    turns: [modelRuns('cat tree/a.txt'), { hang: 'headers' }],
    options: limits(60_000, 5000),
  },
  {
    title: 'a stream that falls silent',
    reason: 'stream-silent',
    turns: [{ text: 'x'.repeat(100), hang: 'delta' }],
    options: limits(60_000, 5000),
  },
  {
    title: 'a stream that Codex itself finds silent',
    reason: 'stream-silent',
    turns: [{ hang: 'created' }],
    options: { config: { idle_timeout_seconds: 1 } },
  },
  { title: 'a stream that is cut', reason: 'stream-cut', turns: [{ text: 'x'.repeat(100), cut: 'delta' }] },
  { title: 'a stream that is cut after the whole reply', reason: 'stream-cut', turns: [{ text: REPLY, cut: 'done' }] },
  { title: 'a connection that is dropped', reason: 'stream-cut', turns: [{ drop: true }] },
  { title: 'a page of a captive portal', reason: 'stream-cut', turns: [{ raw: '<html>Please log in</html>' }] },
  {
    title: 'a trickle past the wall clock',
    reason: 'wall-clock',
    turns: [{ text: 'x'.repeat(4000), chunk: 4, chunkMs: 50 }],
    options: limits(8000, 5000),
  },
];

const REPLIES: Fault[] = [
  {
    title: 'a reply that is not JSON',
    reason: 'reply-not-json',
    turns: ['Looks good to me.'],
    detail: 'Looks good to me.',
  },
  { title: 'JSON of another shape', reason: 'reply-wrong-shape', turns: ['{"verdict":"pass"}'] },
  { title: 'JSON followed by chatter', reason: 'reply-with-chatter', turns: [`${REPLY}\nAnything else?`] },
  { title: 'JSON in a code fence', reason: 'reply-with-chatter', turns: [`\`\`\`json\n${REPLY}\n\`\`\``] },
  {
    title: 'JSON followed by a second message',
    reason: 'reply-with-chatter',
    turns: [{ items: [messageItem(REPLY, 'm1'), messageItem('PS: done', 'm2')] }],
  },
  { title: 'an empty reply', reason: 'reply-empty', turns: [''] },
  { title: 'no reply at all', reason: 'reply-empty', turns: [{}] },
  {
    title: 'a reply that hits its length limit',
    reason: 'reply-truncated',
    turns: [{ text: '{"a":', incomplete: 'max_output_tokens' }],
  },
];

const RUNS: Fault[] = [
  {
    title: 'commands that all fail',
    reason: 'commands-all-failed',
    turns: [modelRuns('cat nowhere'), modelRuns('exit 3'), REPLY],
    detail: /No such file/,
  },
  {
    title: 'a command that never ends',
    reason: 'command-silent',
    turns: [modelRuns('sleep 1000'), REPLY],
    options: limits(60_000, 5000),
  },
  {
    title: 'a token budget that is used up',
    reason: 'token-budget',
    turns: [modelRuns('cat tree/a.txt'), REPLY],
    options: limits(60_000, 30_000, 100),
  },
  {
    title: 'a prompt that is too long',
    reason: 'input-too-large',
    turns: [],
    options: { prompt: 'x'.repeat(1_048_577) },
  },
  {
    title: 'a setting that Codex does not know',
    reason: 'codex-unusable',
    turns: [],
    detail: /banana/,
    options: { overrides: ['banana=1'] },
  },
];

describe.each([
  ['the service', SERVICE],
  ['the network', NETWORK],
  ['the reply', REPLIES],
  ['the run', RUNS],
])('infrastructure by %s', (_, faults) => {
  test.concurrent.for(faults)(
    '$title is $reason, and no process is left',
    async ({ reason, turns, detail, options }) => {
      const { result, survivors } = await runInLab(turns, options);
      expect(result).toMatchObject({ kind: 'infrastructure', reason });
      if (detail !== undefined) expect(result).toMatchObject({ detail: expect.stringMatching(detail) });
      expect(survivors).toEqual([]);
    },
  );
});

const usageLimit = (error: Record<string, unknown>): Turn =>
  httpError(429, {
    type: 'usage_limit_reached',
    message: 'The usage limit has been reached',
    plan_type: 'pro',
    ...error,
  });

describe('a usage limit', () => {
  test.concurrent('keeps the day on which it ends', async () => {
    const { result, survivors } = await runInLab([usageLimit({ resets_at: Date.UTC(2099, 8, 21, 14, 13) / 1000 })]);
    expect(result).toMatchObject({
      kind: 'infrastructure',
      reason: 'usage-limit',
      resetsAt: '2099-09-21T14:13:00.000Z',
    });
    expect(survivors).toEqual([]);
  });

  test.concurrent('keeps the hour at which it ends, when that is near', async () => {
    const inTwoHours = Math.floor(Date.now() / 60_000) * 60_000 + 7_200_000;
    const { result } = await runInLab([usageLimit({ resets_at: inTwoHours / 1000 })]);
    expect(result).toMatchObject({ reason: 'usage-limit', resetsAt: new Date(inTwoHours).toISOString() });
  });

  test.concurrent('without a time says so', async () => {
    const { result } = await runInLab([usageLimit({})]);
    expect(result).toMatchObject({ reason: 'usage-limit', resetsAt: null });
  });

  test.concurrent('of requests keeps the wait that the service asks for', async () => {
    const { result, record } = await runInLab([
      { failed: { code: 'rate_limit_exceeded', message: 'Rate limit reached. Please try again in 1m20s.' } },
    ]);
    expect(result).toMatchObject({ reason: 'rate-limited', resetsAt: new Date(record.endedAt + 80_000).toISOString() });
  });
});

describe('an ended run', () => {
  const hang: Turn[] = [modelRuns('sleep 1000'), { hang: 'headers' }];

  test.concurrent('that was killed from outside is codex-killed', async () => {
    const { result, survivors } = await runInLab(hang, { started: (pid) => process.kill(pid, 'SIGKILL') });
    expect(result).toMatchObject({ reason: 'codex-killed', detail: 'SIGKILL' });
    expect(survivors).toEqual([]);
  });

  test.concurrent('that was cancelled takes its commands with it', async () => {
    const cancel = new AbortController();
    const isRunning = (step: { event: { type: string } | null }): boolean => step.event?.type === 'item-started';
    const { result, survivors } = await runInLab(hang, {
      call: { signal: cancel.signal, onProgress: (step) => isRunning(step) && cancel.abort() },
    });
    expect(result).toMatchObject({ reason: 'cancelled' });
    expect(survivors).toEqual([]);
  });

  test.concurrent('that was cancelled before it began starts nothing', async () => {
    const { result, requests, record } = await runInLab(hang, { call: { signal: AbortSignal.abort() } });
    expect(result).toMatchObject({ reason: 'cancelled' });
    expect([requests, record.events]).toEqual([[], '']);
  });

  test.runIf(process.platform === 'linux')('whose record does not fit on the disk is receipt-unwritable', async () => {
    const { result, survivors } = await runInLab([REPLY], { call: { eventsFile: '/dev/full' } });
    expect(result).toMatchObject({ reason: 'receipt-unwritable', detail: 'ENOSPC' });
    expect(survivors).toEqual([]);
  });

  test('that cannot be started at all is codex-missing', () =>
    withLab(async (lab) => {
      const codex = {
        kind: 'codex' as const,
        command: 'codex',
        native: path.join(lab.root, 'gone'),
        leading: [],
        identity: '',
      };
      expect((await runIn(lab, [REPLY], { call: { codex } })).result).toMatchObject({
        reason: 'codex-missing',
        detail: 'ENOENT',
      });
    }));
});
