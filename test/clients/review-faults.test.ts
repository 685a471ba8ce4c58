/**
 * Every way in which a review can fail to happen, through `cccc review`, with the real Codex and a scripted model
 * on loopback. Where the real thing cannot be had here, the title says "simulated".
 */
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReasonCode } from '../../scripts/core/codex/reasons.js';
import { findClients } from '../../scripts/dev/clients.js';
import type { Turn } from '../../scripts/dev/servers/responses-server.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { processesNaming, processesOfGroup, processOf } from '../helpers/processes.js';
import { type Beat, heartbeatOf, modelRuns, RealTask, reviewReply } from '../helpers/real-codex.js';
import { freshFolder } from '../helpers/repo.js';
import type { Ran } from '../helpers/task.js';
import { until } from '../helpers/until.js';

/** Short limits, so that silence is noticed soon; long enough for a slow machine. */
const LIMITS: Partial<CodexConfig> = { idle_timeout_seconds: 6, timeout_seconds: 25 };
const HANG: Turn[] = [modelRuns('sleep 1000'), { hang: 'headers' }];

interface Fault {
  title: string;
  reason: ReasonCode;
  turns?: (Turn | string)[];
  /** Settings of Codex with the fault in them; a human confirms the change. */
  config?: (lane: RealTask) => Partial<CodexConfig> | Promise<Partial<CodexConfig>>;
  /** Brings the fault about before the review; what it returns takes it away again. */
  arrange?: (lane: RealTask) => () => void;
  /** Done while the review runs, with Codex under way. */
  during?: (beat: Beat, record: string) => unknown;
  detail?: RegExp;
  resetsAt?: string;
}

const httpError = (status: number, error: Record<string, unknown>): Turn => ({ status, body: { error } });
const refusal = ['response.created', 'response.refusal.delta', 'response.output_item.done', 'response.completed'];

/** A refusal as the service streams it: no text, a content part of its own kind. */
function refusalEvent(type: string): string {
  const item = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] };
  const response = { id: 'r', object: 'response', created_at: 1, model: 'scripted', status: 'completed', output: [] };
  return `event: ${type}\ndata: ${JSON.stringify({ type, response, item, delta: 'No.', item_id: 'm', output_index: 0, content_index: 0 })}\n\n`;
}

const lab = (address: string): Partial<CodexConfig> => ({
  config_overrides: [
    'model_provider="lab"',
    `model_providers.lab={name="lab",base_url="${address}",env_key="LAB_KEY",wire_api="responses",request_max_retries=0,stream_max_retries=0}`,
  ],
});

/** A file of the record to come, in the place of which stands something that cannot be written. */
const blocked =
  (name: string, block: (file: string) => void) =>
  (lane: RealTask): (() => void) => {
    const file = path.join(lane.record, name);
    mkdirSync(lane.record, { recursive: true });
    block(file);
    return () => rmSync(file, { recursive: true, force: true });
  };
const onFullDisk = (file: string): void => symlinkSync('/dev/full', file);

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
  { title: 'a refusal', reason: 'refused-by-model', turns: [{ raw: refusal.map(refusalEvent).join('') }] },
  {
    title: 'a model that was rerouted',
    reason: 'model-rerouted',
    turns: [{ text: reviewReply(), headers: { 'openai-model': 'gpt-cheap' } }],
    detail: /^gpt-5\.5 -> gpt-cheap/,
  },
];

const NETWORK: Fault[] = [
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

const REPLIES: Fault[] = [
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

const HERE: Fault[] = [
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

const LINUX: Fault[] = [
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
  // Silent: a Codex that writes notices by itself that nobody reads any more.
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
      // All of Codex's group: a restart leaves no helper of its either.
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

/** A PATH with nothing on it but what we start ourselves: no bubblewrap. */
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

/**
 * Tasks that wait at their plan review. Made beforehand: making one blocks this process, and with it the model of the
 * others.
 */
const lanes: RealTask[] = [];
const waiting: ((lane: RealTask) => void)[] = [];
const idle: RealTask[] = [];

beforeAll(async () => {
  for (let lane = 0; lane < 3; lane += 1) lanes.push(await RealTask.planned(LIMITS));
  idle.push(...lanes);
});

afterAll(async () => {
  for (const lane of lanes) lane.task.end();
  for (const lane of lanes) await lane.close();
});

/** A task that survived its fault is given on to the next one; in the place of one that did not comes a new one. */
async function withTask(work: (lane: RealTask) => Promise<void>): Promise<void> {
  let lane = idle.pop() ?? (await new Promise<RealTask>((take) => waiting.push(take)));
  try {
    await work(lane);
  } catch (error) {
    lane = await RealTask.planned(LIMITS);
    lanes.push(lane);
    throw error;
  } finally {
    const next = waiting.shift();
    if (next) next(lane);
    else idle.push(lane);
  }
}

/** Runs the review with the fault in it. */
async function provoke(lane: RealTask, fault: Fault): Promise<{ ran: Ran; beat: Beat | null }> {
  const { record } = lane;
  const running = lane.serve(...(fault.turns ?? [reviewReply()])).task.call('review', 'plan');
  let beat: Beat | null = null;
  if (fault.during) {
    await until(() => heartbeatOf(record).codex !== null && lane.server.requests.length > 0, 60_000);
    beat = heartbeatOf(record);
    await fault.during(beat, record);
  }
  return { ran: await running, beat };
}

/** Takes the fault away, and leaves the pause. */
async function mend(lane: RealTask, fault: Fault, undo: (() => void) | undefined): Promise<Ran> {
  undo?.();
  if (fault.config) await lane.reconfigure({});
  return lane.task.call('resume');
}

async function survive(lane: RealTask, fault: Fault): Promise<void> {
  const { task } = lane;
  const { record } = lane;
  const settled = task.events.filter(({ type }) => type === 'review-returned').length;
  if (fault.config) await lane.reconfigure(await fault.config(lane));
  const undo = fault.arrange?.(lane);
  lane.server.requests.length = 0;
  const { ran, beat } = await provoke(lane, fault);

  expect(ran).toMatchObject({ code: 3, json: { ok: false, next: expect.stringMatching(/ resume$/) } });
  expect(ran.json.findings[0]).toMatchObject({
    code: 'codex-unavailable',
    args: { gate: 'plan', reason: fault.reason, resets_at: fault.resetsAt ?? '' },
    command: expect.stringMatching(/ resume$/),
  });
  if (fault.detail) expect(ran.json.data['detail']).toMatch(fault.detail);
  expect(task.state).toMatchObject({
    status: 'PAUSED_FOR_CODEX',
    pause_reason: fault.reason,
    review_running: false,
    codex_resets_at: fault.resetsAt ?? null,
    roadmap_status: 'not_reviewed',
  });
  expect(task.events.filter(({ type }) => type === 'review-returned')).toHaveLength(settled);
  const gates = await task.call('gates', '--assert', 'plan');
  expect(gates).toMatchObject({ code: 1, json: { data: { gates: { plan: { state: 'closed' } } } } });
  await until(() => processesNaming(record).length === 0 && processesNaming(task.stateDir).length === 0);
  if (beat?.codex) expect([processesOfGroup(beat.codex.pid), processOf(beat.pid)]).toEqual([[], null]);

  const resumed = await mend(lane, fault, undo);
  expect(resumed, resumed.stdout).toMatchObject({ code: 0, json: { next: expect.stringMatching(/ review plan$/) } });
  if (fault.resetsAt)
    expect(resumed.json.findings).toContainEqual(
      expect.objectContaining({ code: 'codex-limit-holds', args: { resets_at: fault.resetsAt } }),
    );
  expect(task.state).toMatchObject({
    status: 'READY_TO_CONTINUE',
    review_round_current: 0,
    next_step: { action: 'review-plan' },
  });
}

describe.each([
  ['the service', SERVICE],
  ['the network', NETWORK],
  ['the reply', REPLIES],
  ['this machine', HERE],
  ['this machine (Linux)', process.platform === 'linux' ? LINUX : []],
])('an outage by %s', (_, faults) => {
  test.concurrent.for(faults)(
    '$title pauses as $reason: no round, no approval, no process, and a way on',
    { timeout: 240_000 },
    (fault) => withTask((lane) => survive(lane, fault)),
  );
});

describe('after all of these outages', () => {
  test('each task still passes its plan review in round 1, with a verified receipt', async () => {
    expect(idle.length).toBeGreaterThan(0);
    for (const { task } of idle.map((lane) => lane.serve(reviewReply()))) {
      expect((await task.call('next')).json.data).toMatchObject({ action: 'review-plan', args: { round: 1 } });
      expect(await task.call('review', 'plan')).toMatchObject({
        code: 0,
        json: { findings: [{ code: 'review-passed' }] },
      });
      expect((await task.call('gates')).json.data).toMatchObject({
        gates: { plan: { state: 'open', assurance: 'verified' } },
      });
      expect(task.events.filter(({ type }) => type === 'review-returned')).toHaveLength(1);
    }
  });

  test('a milestone survives one too, and passes', async () => {
    const [lane] = idle;
    if (!lane) throw new Error('no task survived');
    const { task } = lane;
    task.ok('milestone', 'start', 'M001');
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    lane.serve(httpError(500, { message: 'boom' }));
    expect(await task.call('review', 'milestone')).toMatchObject({
      code: 3,
      json: { findings: [{ code: 'codex-unavailable', args: { gate: 'milestone', reason: 'server-error' } }] },
    });
    lane.serve(modelRuns('cat tree/src/main.ts'), reviewReply({ next_milestone_id: 'M002' }));
    expect(await task.call('resume')).toMatchObject({
      code: 0,
      json: { next: expect.stringMatching(/ review milestone$/) },
    });
    expect(await task.call('review', 'milestone')).toMatchObject({
      code: 0,
      json: { findings: [{ code: 'review-passed' }] },
    });
    expect(await task.call('milestone', 'accept')).toMatchObject({ code: 0 });
    expect(task.state).toMatchObject({ completed_milestones: ['M001'] });
  });
});
