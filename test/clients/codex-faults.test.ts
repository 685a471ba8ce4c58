/**
 * Every fault of a Codex run, provoked with the real binary against a scripted server on loopback. Where the
 * real thing cannot be had here, the title says "simulated".
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReasonCode } from '../../scripts/core/codex/reasons.js';
import { findClients } from '../../scripts/dev/clients.js';
import { messageItem, type Turn } from '../../scripts/dev/servers/responses-server.js';
import { preflight } from '../../scripts/io/codex/preflight.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { type Lab, type LabOptions, labConfig, labPlaces, runIn, runInLab, withLab } from '../helpers/codex-lab.js';

const REPLY = '{"a":1}';
const run = (cmd: string): Turn => ({ call: { name: 'exec_command', arguments: { cmd } } });
const httpError = (status: number, error: Record<string, unknown>): Turn => ({ status, body: { error } });
const refusal = ['response.created', 'response.refusal.delta', 'response.output_item.done', 'response.completed'];

/** A refusal as the service streams it: no text, a content part of its own kind. */
function refusalEvent(type: string): string {
  const item = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] };
  const response = { id: 'r', object: 'response', created_at: 1, model: 'scripted', status: 'completed', output: [] };
  const data = { type, response, item, delta: 'No.', item_id: 'm', output_index: 0, content_index: 0 };
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

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
  { title: 'a refusal', reason: 'refused-by-model', turns: [{ raw: refusal.map(refusalEvent).join('') }] },
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
    turns: [run('cat tree/a.txt'), { hang: 'headers' }],
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
    turns: [run('cat nowhere'), run('exit 3'), REPLY],
    detail: /No such file/,
  },
  {
    title: 'a command that never ends',
    reason: 'command-silent',
    turns: [run('sleep 1000'), REPLY],
    options: limits(60_000, 5000),
  },
  {
    title: 'a token budget that is used up',
    reason: 'token-budget',
    turns: [run('cat tree/a.txt'), REPLY],
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

describe('before anything is sent', () => {
  const check = (lab: Lab, config: CodexConfig, top: string | null = null) =>
    preflight(config, {
      env: lab.env,
      ...labPlaces(lab),
      ...(top === null ? {} : { repository: { top, gitDir: top, commonDir: top } }),
    });
  const unreachable = (given: Partial<CodexConfig>) => labConfig('http://127.0.0.1:9/v1', given);

  test('a Codex that is not there is codex-missing', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ cli_command: path.join(lab.root, 'codex') }))).toMatchObject({
        reason: 'codex-missing',
      });
      expect(await check(lab, await unreachable({ cli_command: 'no-such-codex' }))).toMatchObject({
        reason: 'codex-missing',
        detail: 'no-such-codex',
      });
    }));

  test('a Codex that is too old is codex-too-old (simulated: a script that says so)', () =>
    withLab(async (lab) => {
      const script = path.join(lab.root, 'old.mjs');
      await fs.writeFile(script, 'console.log("codex-cli 0.120.0");\n', { mode: 0o755 });
      expect(await check(lab, await unreachable({ cli_command: script }))).toMatchObject({
        reason: 'codex-too-old',
        detail: '0.120.0 < 0.169.0',
      });
    }));

  test('a Codex inside the project is never run', () =>
    withLab(async (lab) => {
      const script = path.join(lab.job, 'tree', 'codex.mjs');
      await fs.writeFile(script, 'console.log("codex-cli 9.9.9");\n', { mode: 0o755 });
      expect(await check(lab, await unreachable({ cli_command: script }), path.join(lab.job, 'tree'))).toMatchObject({
        reason: 'codex-inside-project',
      });
    }));

  test('nobody logged in is logged-out, and only where the provider uses the login', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ config_overrides: [] }))).toMatchObject({
        reason: 'logged-out',
        detail: 'Not logged in',
      });
      expect(await check(lab, await unreachable({}))).toMatchObject({ kind: 'ready', login: 'not-needed' });
      await fs.writeFile(path.join(lab.home, '.codex', 'auth.json'), '{"OPENAI_API_KEY":"sk-dummy"}');
      expect(await check(lab, await unreachable({ config_overrides: [] }))).toMatchObject({
        kind: 'ready',
        login: 'api-key',
      });
      expect(await check(lab, await unreachable({ config_overrides: [], isolation: 'hermetic' }))).toMatchObject({
        kind: 'ready',
        login: 'api-key',
      });
    }));

  test('a key that is not let through is missing-env-key', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ pass_env: [] }))).toMatchObject({
        reason: 'missing-env-key',
        detail: 'LAB_KEY',
      });
    }));

  test('an override that would open the sandbox is refused', () =>
    withLab(async (lab) => {
      const config = await unreachable({ config_overrides: ['sandbox_mode="danger-full-access"'] });
      expect(await check(lab, config)).toMatchObject({
        reason: 'override-not-allowed',
        detail: 'sandbox_mode="danger-full-access"',
      });
    }));

  /** The real binary, away from the sandbox helper that it is shipped with. */
  async function bareCodex(lab: Lab): Promise<string> {
    const bare = path.join(lab.root, 'codex');
    await fs.copyFile((await findClients()).codex, bare, fs.constants.COPYFILE_FICLONE);
    return bare;
  }

  test.runIf(process.platform === 'linux')('a sandbox that cannot start is sandbox-unavailable', () =>
    withLab(async (lab) => {
      lab.env['PATH'] = lab.home;
      expect(await check(lab, await unreachable({ cli_command: await bareCodex(lab) }))).toMatchObject({
        reason: 'sandbox-unavailable',
      });
    }),
  );

  /**
   * The real binary behind a script that changes how `codex sandbox` is called (simulated: a version or a machine on
   * which it behaves so).
   */
  async function changedSandbox(lab: Lab, change: string): Promise<Partial<CodexConfig>> {
    const script = path.join(lab.root, 'changed.sh');
    const real = (await findClients()).codex;
    await fs.writeFile(script, `#!/bin/bash\nif [ "$1" = sandbox ]; then ${change}; fi\nexec '${real}' "$@"\n`, {
      mode: 0o755,
    });
    return { cli_command: script };
  }
  const WITHOUT_PROFILE = 'while [ "$1" != -- ]; do shift; done; set -- sandbox "$@"';

  describe.runIf(process.platform === 'linux')('the permission profile', () => {
    test.each([
      ['is refused', '[[ "$*" == *-P* ]] && { echo "error: no such option" >&2; exit 2; }', 'error: no such option'],
      ['is passed over, so that what is denied can be read', WITHOUT_PROFILE, expect.any(String)],
    ])('that %s gives way to the plain read-only sandbox, by name', (_, change, because) =>
      withLab(async (lab) => {
        const ready = await check(lab, await unreachable(await changedSandbox(lab, change)));
        expect(ready).toMatchObject({ kind: 'ready', reads: { denied: null, because } });
        const { record, result } = await runIn(lab, [run('cat tree/a.txt; touch tree/x; true'), REPLY], {
          config: await changedSandbox(lab, change),
        });
        expect(result).toMatchObject({
          kind: 'reply',
          commands: [{ output: expect.stringContaining('Read-only file system') }],
        });
        expect(record.stderr).toContain('sandbox_policy=read-only');
      }),
    );

    test('is never given up for a sandbox that can write', () =>
      withLab(async (lab) => {
        const open = `${WITHOUT_PROFILE}; shift; set -- sandbox -P :workspace "$@"`;
        expect(await check(lab, await unreachable(await changedSandbox(lab, open)))).toMatchObject({
          reason: 'sandbox-unavailable',
        });
      }));

    test('holds where Codex lies in a folder that is denied, and where a path looks like a pattern', () =>
      withLab(async (lab) => {
        const native = path.join(lab.home, '.codex', 'packages', 'bin', 'codex');
        await fs.cp(path.dirname(path.dirname((await findClients()).codex)), path.dirname(path.dirname(native)), {
          recursive: true,
        });
        const top = path.join(lab.root, 'own', 'a[b]*');
        await fs.mkdir(top);
        for (const file of [path.join(top, '.env'), path.join(lab.home, '.codex', 'auth.json')])
          await fs.writeFile(file, 'KEPT-FROM-CODEX');
        const places = { repository: { top, gitDir: path.join(top, '.git'), commonDir: path.join(top, '.git') } };
        const read = run(`cat tree/a.txt; cat '${top}/.env' '${lab.home}/.codex/auth.json'; true`);
        const { record, ready } = await runIn(lab, [read, REPLY], { config: { cli_command: native }, places });
        expect(ready.reads.because).toBeNull();
        expect(record.events).toContain('content of a');
        expect(record.events).not.toContain('KEPT-FROM-CODEX');
      }));
  });

  test.runIf(process.platform === 'linux')(
    'a sandbox that breaks after the check leaves no event, and is noticed all the same',
    () =>
      withLab(async (lab) => {
        const codex = {
          kind: 'codex' as const,
          command: 'codex',
          native: await bareCodex(lab),
          leading: [],
          identity: '',
        };
        const { result } = await runIn(lab, [run('cat tree/a.txt'), REPLY], { call: { codex } });
        expect(result).toMatchObject({ reason: 'commands-all-failed', detail: '0/1' });
      }),
  );
});

describe('an ended run', () => {
  const hang: Turn[] = [run('sleep 1000'), { hang: 'headers' }];

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
