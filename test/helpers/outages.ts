/** The ways in which a review can fail to take place, as tables: how to cause each, and the recorded reason. */
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ReasonCode } from '../../scripts/core/codex/reasons.js';
import { findClients } from '../../scripts/dev/clients.js';
import type { Turn } from '../../scripts/dev/servers/responses-server.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { httpError, modelRuns, refusalTurn } from './model-turns.js';
import { type Beat, type RealTask, reviewReply } from './real-codex.js';
import { freshFolder } from './repo.js';

const HANG: Turn[] = [modelRuns('sleep 1000'), { hang: 'headers' }];

/** One way in which a review fails to take place, and what is reported for it. */
export interface Fault {
  title: string;
  reason: ReasonCode;
  turns?: (Turn | string)[];
  /** Settings of Codex that contain the fault; the user confirms the change. */
  config?: (lane: RealTask) => Partial<CodexConfig> | Promise<Partial<CodexConfig>>;
  /** Causes the fault before the review; returns a function that removes it. */
  arrange?: (lane: RealTask) => () => void;
  /** Called while the review runs and Codex has started. */
  during?: (beat: Beat, record: string) => unknown;
  detail?: RegExp;
  resetsAt?: string;
}

const lab = (address: string): Partial<CodexConfig> => ({
  config_overrides: [
    'model_provider="lab"',
    `model_providers.lab={name="lab",base_url="${address}",env_key="LAB_KEY",wire_api="responses",` +
      'request_max_retries=0,stream_max_retries=0}',
  ],
});

/** Puts something that cannot be overwritten in the place of a file of the next record. */
const blocked =
  (name: string, block: (file: string) => void) =>
  (lane: RealTask): (() => void) => {
    const file = path.join(lane.record, name);
    mkdirSync(lane.record, { recursive: true });
    block(file);
    return () => rmSync(file, { recursive: true, force: true });
  };
const onFullDisk = (file: string): void => symlinkSync('/dev/full', file);

export const SERVICE: Fault[] = [
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
    title: 'a usage limit, with the time at which it ends',
    reason: 'usage-limit',
    turns: [
      httpError(429, {
        type: 'usage_limit_reached',
        message: 'The usage limit has been reached',
        plan_type: 'pro',
        resets_at: Date.UTC(2099, 8, 21, 14, 13) / 1000,
      }),
    ],
    resetsAt: '2099-09-21T14:13:00.000Z',
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
  {
    title: 'a 400 that refuses the schema',
    reason: 'invalid-schema',
    turns: [
      httpError(400, {
        message: "Invalid schema for response_format 'codex_output_schema'",
        code: 'invalid_json_schema',
      }),
    ],
    detail: /Invalid schema/,
  },
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
    title: 'a context that is too long',
    reason: 'context-too-long',
    turns: [{ failed: { code: 'context_length_exceeded', message: 'Your input exceeds the context window.' } }],
  },
  { title: 'a refusal', reason: 'refused-by-model', turns: [refusalTurn()] },
  {
    title: 'a model that was rerouted',
    reason: 'model-rerouted',
    turns: [{ text: reviewReply(), headers: { 'openai-model': 'gpt-cheap' } }],
    detail: /^gpt-5\.5 -> gpt-cheap/,
  },
];

export const NETWORK: Fault[] = [
  { title: 'a refused connection', reason: 'connection-refused', config: () => lab('http://127.0.0.1:9/v1') },
  { title: 'a name that does not resolve', reason: 'name-not-resolved', config: () => lab('http://codex.invalid/v1') },
  { title: 'no response headers', reason: 'no-response-headers', turns: [{ hang: 'headers' }] },
  { title: 'a silent stream', reason: 'stream-silent', turns: [{ text: 'x'.repeat(100), hang: 'delta' }] },
  { title: 'a stream that is cut', reason: 'stream-cut', turns: [{ text: 'x'.repeat(100), cut: 'delta' }] },
  {
    title: 'a trickle past the wall clock',
    reason: 'wall-clock',
    turns: [{ text: 'x'.repeat(4000), chunk: 4, chunkMs: 50 }],
  },
];

export const REPLIES: Fault[] = [
  { title: 'a reply that is not JSON', reason: 'reply-not-json', turns: ['Looks good to me.'] },
  { title: 'JSON of another shape', reason: 'reply-wrong-shape', turns: ['{"verdict":"pass"}'] },
  { title: 'JSON followed by chatter', reason: 'reply-with-chatter', turns: [`${reviewReply()}\nAnything else?`] },
  { title: 'an empty reply', reason: 'reply-empty', turns: [''] },
  {
    title: 'commands that all failed',
    reason: 'commands-all-failed',
    turns: [modelRuns('cat nowhere'), modelRuns('exit 3'), reviewReply()],
    detail: /No such file/,
  },
];

export const HERE: Fault[] = [
  {
    title: 'a missing binary',
    reason: 'codex-missing',
    config: () => ({ cli_command: path.join(freshFolder(), 'codex') }),
  },
  {
    title: 'a version that is too old (simulated: a script that says so)',
    reason: 'codex-too-old',
    config: () => {
      const script = path.join(freshFolder(), 'codex.mjs');
      writeFileSync(script, 'console.log("codex-cli 0.120.0");\n', { mode: 0o755 });
      return { cli_command: script };
    },
    detail: /0\.120\.0 < 0\.169\.0/,
  },
  {
    title: 'nobody logged in',
    reason: 'logged-out',
    config: () => ({ config_overrides: [] }),
    detail: /Not logged in/,
  },
  {
    title: 'Codex killed',
    reason: 'codex-killed',
    turns: HANG,
    during: ({ codex }) => process.kill(codex?.pid ?? 0, 'SIGKILL'),
  },
];

export const LINUX: Fault[] = [
  {
    title: 'a sandbox that cannot start (the real binary without the helper that it is shipped with)',
    reason: 'sandbox-unavailable',
    config: async () => {
      const bare = path.join(freshFolder(), 'codex');
      copyFileSync((await findClients()).codex, bare, constants.COPYFILE_FICLONE);
      return { cli_command: bare };
    },
    arrange: withoutSandboxHelper,
  },
  // The stream stays silent, because a Codex that writes would notice by itself that its reader is gone.
  {
    title: 'a supervisor that was killed',
    reason: 'supervisor-killed',
    turns: [{ hang: 'headers' }],
    during: ({ pid }) => process.kill(pid, 'SIGKILL'),
  },
  {
    title: 'a machine that was restarted (simulated: both processes killed, and another boot in the job)',
    reason: 'supervisor-stale',
    turns: HANG,
    during: ({ pid, codex }, record) => {
      const file = path.join(record, 'job.json');
      writeFileSync(`${file}.new`, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), boot: 'another' }));
      // The whole group of Codex, because a restart of the machine would not leave its helper processes either.
      for (const each of codex ? [pid, -codex.pid] : [pid]) process.kill(each, 'SIGKILL');
      renameSync(`${file}.new`, file);
    },
  },
  {
    title: 'a full disk under the prompt (simulated: /dev/full)',
    reason: 'receipt-unwritable',
    arrange: blocked('prompt.md', onFullDisk),
    detail: /ENOSPC/,
  },
  {
    title: 'output of Codex that cannot be kept (simulated: a folder stands there)',
    reason: 'receipt-unwritable',
    arrange: blocked('stderr.txt', (file) => mkdirSync(file)),
    detail: /EISDIR/,
  },
  {
    title: 'a full disk under the end of the run (simulated: /dev/full)',
    reason: 'receipt-unwritable',
    arrange: blocked('run.json', onFullDisk),
    detail: /ENOSPC/,
  },
  {
    title: 'a receipt that cannot be put in its place (simulated: a folder stands there)',
    reason: 'receipt-unwritable',
    arrange: blocked('receipt.json', (file) => mkdirSync(file)),
  },
];

/** A PATH that contains only what the test itself starts, so without bubblewrap. */
function withoutSandboxHelper(lane: RealTask): () => void {
  const tools = freshFolder();
  const git = (lane.task.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'git'))
    .find((file) => existsSync(file));
  symlinkSync(git ?? '', path.join(tools, 'git'));
  const before = lane.task.env['PATH'];
  lane.task.env['PATH'] = tools;
  return () => {
    lane.task.env['PATH'] = before;
  };
}
