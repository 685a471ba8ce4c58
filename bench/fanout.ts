/**
 * Compares eight workers of `fanout` with the same Codex: alone, eight of it at the same time, and one app-server with
 * eight conversations. Each runs one command and is answered after a second.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fieldAt, textAt } from '../scripts/core/json.js';
import type { ServedRequest, Turn } from '../scripts/dev/servers/responses-server.js';
import { callArguments, scrubbedEnvironment, serverArguments } from '../scripts/io/codex/arguments.js';
import { AppServer } from '../scripts/io/codex/server/app-server.js';
import { type CodexSettings, readSettings } from '../scripts/io/codex/settings.js';
import { workerFolder } from '../scripts/io/delegate/fanout.js';
import { type DelegatedJob, readDelegatedJob } from '../scripts/io/delegate/job.js';
import { delegatedFile, delegatedFolder } from '../scripts/io/delegate/record.js';
import { statePaths } from '../scripts/io/ground/workspace.js';
import { type Call, median, paired, runTimed } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

const WORKERS = 8;
/** How much longer eight workers may take than eight bare Codex. */
const LIMIT = 1.1;

const FANOUT = `fanout, ${WORKERS} workers`;
const EIGHT = `${WORKERS} bare codex exec`;
const ONE = 'one bare codex exec';
const SERVER = `one app-server, ${WORKERS} conversations`;
const NAMES = [FANOUT, EIGHT, ONE, SERVER] as const;

/** What the model does: one command, then an answer after a second. */
export const lookOnce = ({ raw }: ServedRequest): Turn =>
  raw.includes('function_call_output')
    ? { text: 'It is parsed in src/parse.ts.', delayMs: 1000 }
    : { call: { name: 'exec_command', arguments: { cmd: 'ls' } } };

export async function fanoutRows(stage: Stage, runs: number): Promise<Row[]> {
  const ms: Record<string, number[]> = Object.fromEntries(NAMES.map((name) => [name, []]));
  const mb: Record<string, number[]> = Object.fromEntries(NAMES.map((name) => [name, []]));
  const tasks = Array.from({ length: WORKERS }, (_, at) => ['--task', `Where is part ${at} parsed?`]).flat();
  for (let round = 0; round <= runs; round += 1) {
    const note = async (name: string, work: () => Promise<number>): Promise<void> => {
      const memory = new Memory(stage.folder);
      const took = await work().finally(() => memory.stop());
      if (round === 0) return;
      ms[name]?.push(took);
      mb[name]?.push(memory.peak);
    };
    await note(FANOUT, async () => (await stage.cccc('fanout', ...tasks)).ms);
    const bare = await bareCodex(stage);
    await note(EIGHT, () => together(Array.from({ length: WORKERS }, () => bare.call)));
    await note(ONE, () => together([bare.call]));
    await note(SERVER, () => inOneServer(stage, bare));
  }
  const row = (name: string, against: string, limit: number | null): Row => ({
    ...{ name, runs, ms: median(ms[name] ?? []), against: { name: against, ms: median(ms[against] ?? []) } },
    ...{ value: paired(ms, [name, against], (one, other) => one / other), unit: '×', limit },
  });
  const memory = NAMES.map((name): Row => {
    const value = median(mb[name] ?? []);
    return { name: `${name}: memory`, runs, ms: null, against: null, value, unit: 'MB', limit: null };
  });
  return [
    row(FANOUT, EIGHT, LIMIT),
    row(FANOUT, ONE, null),
    row(EIGHT, ONE, null),
    row(SERVER, EIGHT, null),
    ...memory,
  ];
}

/** All of these at the same time, from the first start to the last end, in milliseconds. */
async function together(calls: readonly Call[]): Promise<number> {
  const began = process.hrtime.bigint();
  for (const { code, stdout, stderr } of await Promise.all(calls.map(runTimed)))
    if (code !== 0 || !stdout.includes('turn.completed')) throw new Error(`codex ended with ${code}: ${stderr}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

interface Bare {
  job: DelegatedJob;
  settings: CodexSettings;
  env: Record<string, string>;
  prompt: string;
  call: Call;
}

/** The call that the workers of the newest fan-out made, rebuilt from its description. */
async function bareCodex({ env, folder: root }: Stage): Promise<Bare> {
  const stateDir = path.join(env['XDG_STATE_HOME'] ?? '', 'cccc');
  const dir = delegatedFolder(stateDir, (await readdir(statePaths(stateDir).runs)).sort().at(-1) ?? '');
  const job = readDelegatedJob(dir);
  const settings = await readSettings(job.config.codex, { env, stateDir });
  if (settings.kind !== 'settings') throw new Error(settings.reason);
  const folder = path.join(root, 'bare');
  await mkdir(folder, { recursive: true });
  const { denied } = job.codex.reads;
  const places = { folder, schemaFile: null, denied, access: 'read-only', thread: null, keepsThread: false } as const;
  const prompt = await readFile(delegatedFile(workerFolder(dir, 'scout-1'), 'prompt'), 'utf8');
  const scrubbed = scrubbedEnvironment(job.config.codex.pass_env, env, null);
  const { native, leading } = job.codex.codex;
  const args = [...leading, ...callArguments(job.config.codex, settings, places)];
  return {
    job,
    settings,
    env: scrubbed,
    prompt,
    call: { program: native, args, cwd: folder, env: scrubbed, input: prompt },
  };
}

/** The same conversations in one server, from its start to its end, in milliseconds. */
async function inOneServer({ folder: root }: Stage, { job, settings, env, prompt, call }: Bare): Promise<number> {
  const began = process.hrtime.bigint();
  const { denied } = job.codex.reads;
  let left = WORKERS;
  let done: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    done = resolve;
  });
  const server = new AppServer({
    codex: job.codex.codex,
    args: serverArguments(job.config.codex, settings, { denied }),
    ...{ env, mark: 'f'.repeat(32), folder: call.cwd },
    eventsFile: path.join(root, 'server.jsonl'),
    stderrFile: path.join(root, 'server.log'),
    onLine: (line) => {
      if (line.kind === 'notification' && line.method === 'turn/completed' && --left === 0) done();
    },
  });
  const ask = async (method: string, params: Record<string, unknown>): Promise<unknown> => {
    const answer = await server.request(method, params);
    if (!answer.ok) throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
  try {
    await ask('initialize', { clientInfo: { name: 'bench', title: 'bench', version: '0' } });
    server.notify('initialized');
    const talk = async (): Promise<void> => {
      const sandbox = denied === null ? { sandbox: 'read-only' } : {};
      const begun = await ask('thread/start', { cwd: call.cwd, approvalPolicy: 'never', ephemeral: true, ...sandbox });
      const threadId = textAt(fieldAt(begun, 'thread'), 'id');
      await ask('turn/start', { threadId, input: [{ type: 'text', text: prompt }] });
    };
    await Promise.all(Array.from({ length: WORKERS }, talk));
    await ended;
  } finally {
    await server.close();
  }
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/**
 * The memory of all processes that work in a folder, looked at ten times a second: the sum of what each holds alone, so
 * that shared pages do not count eight times. In megabytes; 0 where the system does not tell.
 */
class Memory {
  peak = 0;
  private readonly folder: string;
  private readonly timer: NodeJS.Timeout;

  constructor(folder: string) {
    this.folder = folder;
    this.timer = setInterval(() => this.look(), 100);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    if (process.platform !== 'linux') return;
    const kilobytes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => this.privateOf(pid))
      .reduce((sum, one) => sum + one, 0);
    this.peak = Math.max(this.peak, kilobytes / 1024);
  }

  private privateOf(pid: string): number {
    try {
      const isInside =
        readlinkSync(`/proc/${pid}/cwd`).startsWith(this.folder) ||
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.folder);
      if (!isInside) return 0;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return [...rollup.matchAll(/^Private_\w+: +(\d+) kB$/gm)].reduce((sum, [, kilo]) => sum + Number(kilo), 0);
    } catch {
      // It has ended meanwhile, or belongs to another user.
      return 0;
    }
  }
}
