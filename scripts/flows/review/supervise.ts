/** The detached process that owns one Codex run: snapshot, run, evaluate, receipt, record. */
import path from 'node:path';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import { Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { version } from '../../generated/version.js';
import { codexArguments, scrubbedEnvironment } from '../../io/codex/arguments.js';
import { runCodex } from '../../io/codex/codex.js';
import { openRepository } from '../../io/git/git.js';
import { materialise } from '../../io/git/snapshot.js';
import { errorCode, makeFolder, removeFile } from '../../io/ground/files.js';
import { Interrupt } from '../../io/ground/interrupt.js';
import { bootId } from '../../io/ground/lock.js';
import { keepPrivate } from '../../io/ground/user-mask.js';
import { evaluateRecord, keep, readRecordText, recordFile, writeRunRecord } from '../../io/review/receipts.js';
import {
  type Heartbeat,
  isCancelRequested,
  type Job,
  monotonic,
  processStart,
  readJob,
  writeHeartbeat,
} from '../../io/run/jobs.js';
import { makeScratch, removeScratch, tracedEnvironment } from '../../io/run/run-trace.js';
import { type Dispatched, dispatch } from '../../io/task/store.js';
import { isSecretFile } from '../../secrets/index.js';
import { stateText } from '../task/place.js';
import { makeReceipt, type WrittenReceipt, writeArtifact } from './receipt.js';

const BEAT_MS = 500;

/** The supervisor's whole work: one review, ended in order by a signal too. */
export async function superviseAlone(dir: string): Promise<void> {
  keepPrivate();
  const interrupt = new Interrupt();
  await supervise(dir, interrupt).finally(() => interrupt.release());
}

/**
 * Runs the review of a record's folder to its end; returns when it is recorded.
 *
 * @param interrupt cancels it: Ctrl-C and a closed terminal where it runs in the foreground
 */
export async function supervise(dir: string, interrupt: Interrupt): Promise<void> {
  const job = readJob(dir);
  const pulse = new Pulse(dir, () => isCancelRequested(dir) && interrupt.request('cccc review cancel'));
  try {
    const fault = (await snapshot(job, interrupt)) ?? (await runInto(dir, job, pulse, interrupt.signal));
    pulse.phase('settling');
    settle(dir, job, fault, interrupt.reason);
  } finally {
    removeScratch(job.trace);
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
    this.beat = {
      pid: process.pid,
      started: processStart(process.pid),
      boot: bootId(),
      counter: 0,
      stamp: monotonic(),
      phase: 'snapshot',
      tokens: 0,
      codex: null,
    };
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
    try {
      writeHeartbeat(this.dir, this.beat);
    } catch (error) {
      // A full disk: the run goes on, and counts as dead when no beat gets through for long enough.
      if (errorCode(error) === '') throw error;
    }
  }
}

async function snapshot(job: Job, interrupt: Interrupt): Promise<Infrastructure | null> {
  try {
    makeScratch(job.trace);
    makeFolder(job.folder);
    await materialise(await openRepository(job.top), job.snapshot, path.join(job.folder, 'tree'), isSecretFile);
    return null;
  } catch (error) {
    if (!(error instanceof Problem) && errorCode(error) === '') throw error;
    // Ctrl-C reaches git too.
    if (interrupt.reason !== null) return infrastructure('cancelled', interrupt.reason);
    return infrastructure('snapshot-failed', error instanceof Problem ? error.message : errorCode(error));
  }
}

/** Runs Codex into the record. Out: null, or why the record could not be kept; a fault of Codex is in the record. */
async function runInto(dir: string, job: Job, pulse: Pulse, signal: AbortSignal): Promise<Infrastructure | null> {
  const { config, codex } = job;
  const home = config.codex.isolation === 'hermetic' ? path.join(job.folder, 'home') : null;
  pulse.phase('codex');
  const run = await runCodex({
    codex: codex.codex,
    args: codexArguments(config.codex, codex.settings, {
      folder: job.folder,
      schemaFile: recordFile(dir, 'schema'),
      denied: codex.reads.denied,
    }),
    env: tracedEnvironment(scrubbedEnvironment(config.codex.pass_env, process.env, home), job.trace, process.env),
    mark: job.trace.mark,
    folder: job.folder,
    prompt: readRecordText(dir, 'prompt'),
    eventsFile: recordFile(dir, 'events'),
    stderrFile: recordFile(dir, 'stderr'),
    limits: {
      wallMs: config.codex.timeout_seconds * 1000,
      idleMs: config.codex.idle_timeout_seconds * 1000,
      tokenBudget: config.codex.token_budget,
    },
    baseUrl: codex.settings.baseUrl,
    signal,
    onStart: (pid) => pulse.codexStarted(pid),
    onProgress: ({ tokens }) => pulse.tokens(tokens),
  });
  if (run.stoppedBy === 'unwritable') return infrastructure('receipt-unwritable', run.systemError ?? '');
  const kept = keep(() => writeRunRecord(dir, run));
  return kept.kind === 'kept' ? null : kept;
}

/** From the record to the ledger: an outcome with its receipt, or an outage. A stale job is refused by its fence. */
function settle(dir: string, job: Job, fault: Infrastructure | null, cancelledBy: string | null): void {
  if (fault) return void record(job, outage(job, fault));
  const evaluated = evaluateRecord(dir);
  const { result } = evaluated;
  if (result.kind === 'infrastructure')
    return void record(
      job,
      outage(job, result.reason === 'cancelled' ? { ...result, detail: cancelledBy ?? '' } : result),
    );
  const written = keep(() => {
    const receipt = makeReceipt(dir, job, { ...evaluated, result });
    writeArtifact(dir, job, receipt, result);
    return receipt;
  });
  if (written.kind === 'infrastructure') return void record(job, outage(job, written));
  returned(job, result, written.value);
}

/** Records the outcome. An artifact goes again when somebody else settled this job without it. */
function returned(job: Job, result: ReviewResult, { digest }: WrittenReceipt): void {
  const body: EventBody = {
    type: 'review-returned',
    gate: job.review.gate,
    job: job.review.job,
    fence: job.review.fence,
    outcome: result.outcome,
    receipt: digest,
    file: job.artifact,
  };
  const step = record(job, body);
  if (!step.ok && step.state?.reviews.last?.job !== job.review.job)
    removeFile(path.join(job.place.project, job.artifact));
}

const outage = (job: Job, fault: Infrastructure): EventBody => ({
  type: 'codex-unavailable',
  gate: job.review.gate,
  job: job.review.job,
  reason: fault.reason,
  detail: redact(fault.detail).slice(0, 2000),
  resets_at: fault.resetsAt,
});

/** A job that was settled meanwhile is refused by its fence; its log says so. */
function record(job: Job, body: EventBody): Dispatched {
  const step = dispatch(job.place, body, new Date().toISOString(), stateText(version, job.place.project));
  if (!step.ok) process.stderr.write(`${step.refused.code} ${JSON.stringify(step.refused.args)}\n`);
  return step;
}
