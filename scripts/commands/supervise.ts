/** The detached process that owns one Codex run: snapshot, run, evaluate, receipt, record. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { infrastructure, type Infrastructure } from '../core/codex-reasons.js';
import type { EventBody } from '../core/model.js';
import { Problem } from '../core/notices.js';
import { reviewArtifact } from '../core/artifact.js';
import type { ReviewResult } from '../core/review.js';
import { version } from '../generated/version.js';
import { codexArguments, scrubbedEnvironment } from '../io/codex-arguments.js';
import { runCodex } from '../io/codex.js';
import { readIfThere, writeAtomically } from '../io/files.js';
import { openRepository } from '../io/git.js';
import { materialise } from '../io/git-snapshot.js';
import { detachSupervisor, isCancelRequested, monotonic, processStart, readJob, writeHeartbeat, type Heartbeat, type Job } from '../io/jobs.js';
import { bootId } from '../io/lock.js';
import type { PacketContext } from '../io/packet.js';
import { evaluateRecord, recordFile, writeReceipt, type Receipt } from '../io/receipts.js';
import { ensureSigning } from '../io/signing.js';
import { dispatch } from '../io/store.js';
import { artifactWords } from '../text/artifact.js';
import { stateText } from './place.js';

const BEAT_MS = 500;

/** `--launch DIR` starts the supervisor and exits; `--run DIR` is the supervisor. */
export async function superviseOrLaunch(argv: readonly string[]): Promise<number> {
  const [mode, dir] = argv;
  if (dir === undefined || (mode !== '--launch' && mode !== '--run')) return 2;
  if (mode === '--launch') detachSupervisor(dir);
  else await supervise(dir);
  return 0;
}

/** Runs the review of a record's folder to its end; returns when it is recorded. */
export async function supervise(dir: string): Promise<void> {
  const job = readJob(dir);
  const cancel = new AbortController();
  const pulse = new Pulse(dir, () => isCancelRequested(dir) && cancel.abort());
  try {
    const fault = await snapshot(job);
    if (!fault) await runInto(dir, job, pulse, cancel.signal);
    pulse.phase('settling');
    settle(dir, job, fault);
  } finally {
    pulse.stop();
  }
}

/** Beats while the review runs; the counter moves whatever Codex does. */
class Pulse {
  private readonly beat: Heartbeat;
  private readonly timer: NodeJS.Timeout;
  private readonly dir: string;

  constructor(dir: string, onBeat: () => unknown) {
    this.dir = dir;
    this.beat = { pid: process.pid, started: processStart(process.pid), boot: bootId(), counter: 0, stamp: monotonic(), phase: 'snapshot', tokens: 0, codex: null };
    this.write();
    this.timer = setInterval(() => {
      this.write();
      onBeat();
    }, BEAT_MS);
  }

  phase(phase: Heartbeat['phase']): void {
    this.beat.phase = phase;
    this.write();
  }

  codexStarted(pid: number): void {
    this.beat.codex = { pid, started: processStart(pid) };
    this.write();
  }

  tokens(count: number): void {
    this.beat.tokens = count;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private write(): void {
    this.beat.counter += 1;
    this.beat.stamp = monotonic();
    writeHeartbeat(this.dir, this.beat);
  }
}

async function snapshot(job: Job): Promise<Infrastructure | null> {
  mkdirSync(job.folder, { recursive: true, mode: 0o700 });
  if (job.review.tree_id === null) return null;
  try {
    await materialise(await openRepository(job.top), job.review.tree_id, path.join(job.folder, 'tree'));
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return infrastructure('snapshot-failed', error.message);
  }
}

async function runInto(dir: string, job: Job, pulse: Pulse, signal: AbortSignal): Promise<void> {
  const { config, codex } = job;
  const home = config.codex.isolation === 'hermetic' ? path.join(job.folder, 'home') : null;
  pulse.phase('codex');
  const run = await runCodex({
    codex: codex.codex,
    args: codexArguments(config.codex, codex.settings, { folder: job.folder, schemaFile: recordFile(dir, 'schema') }),
    env: scrubbedEnvironment(config.codex.pass_env, process.env, home),
    folder: job.folder,
    prompt: readFileSync(recordFile(dir, 'prompt'), 'utf8'),
    eventsFile: recordFile(dir, 'events'),
    stderrFile: recordFile(dir, 'stderr'),
    limits: { wallMs: config.codex.timeout_seconds * 1000, idleMs: config.codex.idle_timeout_seconds * 1000, tokenBudget: config.codex.token_budget },
    baseUrl: codex.settings.baseUrl,
    signal,
    onStart: (pid) => pulse.codexStarted(pid),
    onProgress: ({ tokens }) => pulse.tokens(tokens),
  });
  const { events: _events, stderr: _stderr, ...rest } = run;
  writeFileSync(recordFile(dir, 'run'), JSON.stringify(rest), { mode: 0o600 });
}

/** From the record to the ledger: an outcome with its receipt, or an outage. A stale job is refused by its fence. */
function settle(dir: string, job: Job, fault: Infrastructure | null): void {
  const signing = ensureSigning(job.place.stateDir);
  const evaluated = fault ? null : evaluateRecord(dir);
  const result = fault ?? evaluated?.result;
  if (!result || !evaluated || result.kind === 'infrastructure') return void record(job, outage(job, fault ?? (result?.kind === 'infrastructure' ? result : infrastructure('codex-crashed', ''))));
  const run = JSON.parse(readFileSync(recordFile(dir, 'run'), 'utf8')) as { startedAt: number; endedAt: number };
  let written: { receipt: Receipt; digest: string };
  try {
    written = writeReceipt(dir, {
      task: job.place.task, job: job.review.job, fence: job.review.fence, gate: job.review.gate, round: job.review.round, subject: job.review.subject,
      codex: { path: job.codex.codex.native, version: job.codex.version, model: evaluated.model ?? job.codex.settings.model, profile: job.profile, thread_id: evaluated.threadId },
      usage: evaluated.usage, checks: job.checks, outcome: result.outcome, started_at: new Date(run.startedAt).toISOString(), duration_ms: run.endedAt - run.startedAt,
    }, signing);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return void record(job, outage(job, infrastructure('receipt-unwritable', String(error.code))));
  }
  const artifact = path.join(job.place.project, job.artifact);
  writeAtomically(artifact, artifactOf(dir, job, written, result), 0o644);
  const taken = record(job, { type: 'review-returned', gate: job.review.gate, job: job.review.job, fence: job.review.fence, outcome: result.outcome, receipt: written.digest, file: job.artifact });
  if (!taken) rmSync(artifact, { force: true });
}

function artifactOf(dir: string, job: Job, { receipt, digest }: { receipt: Receipt; digest: string }, result: ReviewResult): string {
  const { manifest } = JSON.parse(readFileSync(recordFile(dir, 'context'), 'utf8')) as PacketContext;
  return reviewArtifact({ receipt, digest, result, coverage: manifest, words: artifactWords(job.language) });
}

const outage = (job: Job, fault: Infrastructure): EventBody => ({
  type: 'codex-unavailable', gate: job.review.gate, job: job.review.job, reason: fault.reason, detail: fault.detail.slice(0, 2000), resets_at: fault.resetsAt,
});

/** Whether the ledger took it; a job that was settled meanwhile is refused by its fence. */
function record(job: Job, body: EventBody): boolean {
  const step = dispatch(job.place, body, new Date().toISOString(), stateText(version, job.place.project));
  if (!step.ok) process.stderr.write(`${step.refused.code} ${JSON.stringify(step.refused.args)}\n`);
  return step.ok;
}

export const supervisorLog = (dir: string): string => readIfThere(path.join(dir, 'supervisor.log')) ?? '';
