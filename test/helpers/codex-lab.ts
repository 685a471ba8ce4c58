/** Runs the real Codex against a scripted server, in a separate folder. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { evaluateRun, type RunEvaluation, type RunRecord } from '../../scripts/core/codex/run.js';
import { isObject } from '../../scripts/core/json.js';
import { findClients } from '../../scripts/dev/clients.js';
import {
  type ResponsesServer,
  type ServedRequest,
  startResponsesServer,
  type Turn,
} from '../../scripts/dev/servers/responses-server.js';
import { codexArguments } from '../../scripts/io/codex/arguments.js';
import { type CodexCall, type Progress, runCodex } from '../../scripts/io/codex/codex.js';
import { type PreflightPlaces, preflight, type ReadyCodex } from '../../scripts/io/codex/preflight.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { newTrace, tracedEnvironment } from '../../scripts/io/run/run-trace.js';
import { observeOutage } from './observed.js';

export interface Lab {
  root: string;
  /** Codex's working directory; the reviewed tree is its subfolder `tree`. */
  job: string;
  home: string;
  /** The environment from which Codex's environment is made. */
  env: NodeJS.ProcessEnv;
}

export interface LabRun {
  /** The result of the preflight. */
  ready: ReadyCodex;
  record: RunRecord;
  result: RunEvaluation<Record<string, unknown>>;
  requests: ServedRequest[];
  progress: Progress[];
  /** Processes that the run left behind. */
  survivors: string[];
  /** The content of events.jsonl on disk; empty when it could not be written. */
  eventsOnDisk: string;
}

export interface LabOptions {
  config?: Partial<CodexConfig>;
  /** Added to the overrides that name the provider. */
  overrides?: string[];
  prompt?: string;
  /** Places that differ from the lab's. */
  places?: Partial<PreflightPlaces>;
  /** The provider's address; the scripted server by default. */
  baseUrl?: string;
  call?: Partial<CodexCall>;
  /** Called with Codex's process id as soon as it runs. */
  started?: (pid: number) => void;
}

/** Makes a lab, and removes it after `work`. */
export async function withLab<T>(work: (lab: Lab) => Promise<T>): Promise<T> {
  const root = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'cccc codex '));
  const [job, home] = [path.join(root, 'job'), path.join(root, 'home')];
  const { PATH, SYSTEMROOT, TEMP, TMP } = process.env;
  const env = {
    PATH,
    SYSTEMROOT,
    TEMP,
    TMP,
    HOME: home,
    USERPROFILE: home,
    CODEX_HOME: path.join(home, '.codex'),
    LAB_KEY: 'dummy',
  };
  try {
    await fs.mkdir(path.join(job, 'tree'), { recursive: true });
    for (const dir of [path.join(home, '.codex'), path.join(root, 'own', '.git')])
      await fs.mkdir(dir, { recursive: true });
    await fs.writeFile(path.join(job, 'tree', 'a.txt'), 'content of a\n');
    return await work({ root, job, home, env });
  } finally {
    await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The project of a lab, its state directory, and Codex's folder. */
export function labPlaces({ root, job }: Lab): Omit<PreflightPlaces, 'env'> {
  const own = path.join(root, 'own');
  return {
    repository: { top: own, gitDir: path.join(own, '.git'), commonDir: path.join(own, '.git') },
    stateDir: path.join(root, 'state'),
    folder: job,
  };
}

/** A model whose tools are plain function calls, and a provider with short retries. */
export async function labConfig(baseUrl: string, given: Partial<CodexConfig> = {}): Promise<CodexConfig> {
  const provider =
    `{name="lab",base_url="${baseUrl}",env_key="LAB_KEY",wire_api="responses",request_max_retries=0,` +
    'stream_max_retries=0}';
  return {
    enabled: true,
    required: true,
    fail_closed: true,
    cli_command: (await findClients()).codex,
    model: 'gpt-5.5',
    reasoning_effort: null,
    sandbox: 'read-only',
    isolation: 'repo',
    config_overrides: ['model_provider="lab"', `model_providers.lab=${provider}`],
    pass_env: ['LAB_KEY'],
    timeout_seconds: 1800,
    idle_timeout_seconds: 300,
    token_budget: null,
    ...given,
  };
}

/** Gives the turns in order; the last one repeats. */
export function inOrder(turns: (Turn | string)[]): () => Turn | string {
  let served = 0;
  return () => turns[Math.min(served++, turns.length - 1)] ?? '';
}

export const runInLab = (turns: (Turn | string)[], options: LabOptions = {}): Promise<LabRun> =>
  withLab((lab) => runIn(lab, turns, options));

export async function runIn(lab: Lab, turns: (Turn | string)[], options: LabOptions = {}): Promise<LabRun> {
  const server = await startResponsesServer({ answer: inOrder(turns) });
  try {
    const config = await labConfig(options.baseUrl ?? server.url, options.config);
    config.config_overrides.push(...(options.overrides ?? []));
    const ready = await preflight(config, { env: lab.env, ...labPlaces(lab), ...options.places });
    if (ready.kind !== 'ready') throw new Error(`${ready.reason}: ${ready.detail}`);
    const schemaFile = path.join(lab.root, 'schema.json');
    await fs.writeFile(
      schemaFile,
      JSON.stringify({
        type: 'object',
        additionalProperties: false,
        required: ['a'],
        properties: { a: { type: 'number' } },
      }),
    );
    return await play(
      lab,
      server,
      ready,
      codexArguments(config, ready.settings, { folder: lab.job, schemaFile, denied: ready.reads.denied }),
      options,
    );
  } finally {
    await server.close();
  }
}

async function play(
  lab: Lab,
  server: ResponsesServer,
  ready: ReadyCodex,
  args: string[],
  options: LabOptions,
): Promise<LabRun> {
  const progress: Progress[] = [];
  const eventsFile = options.call?.eventsFile ?? path.join(lab.root, 'events.jsonl');
  let pid = 0;
  const record = await runCodex({
    codex: ready.codex,
    args,
    ...traced(ready.env),
    folder: lab.job,
    prompt: options.prompt ?? 'go',
    eventsFile,
    stderrFile: path.join(lab.root, 'stderr.log'),
    limits: { wallMs: 60_000, idleMs: 30_000, tokenBudget: null },
    baseUrl: ready.settings.baseUrl,
    onStart: (started) => {
      pid = started;
      options.started?.(pid);
    },
    onProgress: (step) => progress.push(step),
    ...options.call,
  });
  const result = evaluateRun(record, isReply);
  if (result.kind === 'infrastructure') observeOutage('`codex exec`', result.reason);
  const eventsOnDisk = options.call?.eventsFile === undefined ? await fs.readFile(eventsFile, 'utf8') : '';
  return {
    ready,
    record,
    result,
    requests: server.requests,
    progress,
    survivors: await survivorsOf(pid),
    eventsOnDisk,
  };
}

/** The environment of a run with its mark, without a separate folder for temporary files. */
function traced(env: Record<string, string>): Pick<CodexCall, 'env' | 'mark'> {
  const trace = newTrace();
  const { CCCC_RUN } = tracedEnvironment({}, trace, {});
  return { env: { ...env, ...(CCCC_RUN === undefined ? {} : { CCCC_RUN }) }, mark: trace.mark };
}

function isReply(value: unknown): value is Record<string, unknown> {
  return isObject(value) && typeof value['a'] === 'number' && Object.keys(value).length === 1;
}

/** The living processes of a group. Zombies do not count, because process 1 of a container may not collect them. */
export async function survivorsOf(group: number): Promise<string[]> {
  if (group === 0) return [];
  if (process.platform !== 'linux') return isSignalled(group) ? [String(group)] : [];
  const pids = (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.filter((stat) => {
    const [state, , leader] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(leader) === group && state !== 'Z';
  });
}

function isSignalled(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    // ESRCH: the group has no process.
    return false;
  }
}
