/** The work of a delegated run's supervisor: the copy of the tree, Codex, its answer, the result. */
import { type Infrastructure, refusedHere } from '../../core/codex/reasons.js';
import { lastMessageOf } from '../../core/codex/run.js';
import { questionIn } from '../../core/delegate/ask.js';
import { cancelCall } from '../../core/delegate/kinds.js';
import { shortText } from '../../core/say/command-text.js';
import { redact } from '../../core/say/redact.js';
import { callArguments, marksIn } from '../../io/codex/arguments.js';
import { type CodexOutput, runCodex } from '../../io/codex/codex.js';
import { type DelegatedJob, type DelegatedProgress, readDelegatedJob } from '../../io/delegate/job.js';
import { signDelegated } from '../../io/delegate/receipt.js';
import {
  type DelegatedRequest,
  delegatedFile,
  writeAnswer,
  writeResult,
  writeRunEnd,
  writeWork,
} from '../../io/delegate/record.js';
import { causeOf } from '../../io/ground/faults.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { processStart } from '../../io/run/process.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
import { unreadWork, verifyWork } from './ask/verify.js';
import { isWriterJob, nameWork, type WriterJob, writableOf } from './ask/writer.js';
import { faultOf, resultOf } from './result.js';
import { readyRequest, type Supervised, withCodex } from './supervised.js';

/** Everything that the supervisor's process does: one run. A signal also ends it in an orderly way. */
export const superviseDelegatedAlone = (dir: string): Promise<void> =>
  superviseAlone((interrupt) => superviseDelegated(dir, interrupt));

/**
 * Runs the delegated run of a folder to its end; returns when the result is written.
 *
 * @throws Problem `record-corrupt` when the folder has no description
 */
export async function superviseDelegated(dir: string, interrupt: Interrupt): Promise<void> {
  const job = readDelegatedJob(dir);
  const progress: DelegatedProgress = { phase: 'snapshot', tokens: 0, codex: null };
  const work = async (pulse: Pulse<DelegatedProgress>): Promise<void> => {
    const supervised = { dir, job, pulse, interrupt };
    if (job.kind === 'broker') {
      const { runSession } = await import('./broker/run.js');
      return writeResult(dir, await runSession(supervised));
    }
    if (job.kind === 'fanout') {
      const { runFanout } = await import('./fanout/run.js');
      return writeResult(dir, await runFanout(supervised));
    }
    const ran = await runDelegated(supervised);
    const lost = isWriterJob(job) && !('kind' in ran) ? await finishWork(supervised, job, ran) : null;
    pulse.tell({ phase: 'settling' });
    settle(dir, job, ran, interrupt.reason, lost);
  };
  await supervise(dir, { run: job, progress, cancelledBy: shortText(cancelCall(job.kind, job.id)), work }, interrupt);
}

async function runDelegated(supervised: Supervised): Promise<CodexOutput | Infrastructure> {
  const asked = await readyRequest(supervised);
  return 'kind' in asked ? asked : callCodex(supervised, asked);
}

/**
 * Names a writer's work, whatever ended the run, and verifies it when Codex says that it is done. Out: why it could not
 * be named.
 */
async function finishWork(
  { dir, pulse, interrupt }: Supervised,
  job: WriterJob,
  ran: CodexOutput,
): Promise<Infrastructure | null> {
  try {
    await nameAndVerify({ dir, pulse, interrupt }, job, ran);
    return null;
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return refusedHere('snapshot-failed', cause);
  }
}

async function nameAndVerify(
  { dir, pulse, interrupt }: Omit<Supervised, 'job'>,
  job: WriterJob,
  ran: CodexOutput,
): Promise<void> {
  const work = await nameWork(dir, job);
  const { kind } = resultOf(job, ran, null);
  const isDone = kind === 'answer' && questionIn(lastMessageOf(ran) ?? '') === null;
  const { verify } = job.writer;
  if (!isDone || verify === null || work.files.length === 0 || interrupt.reason !== null) return;
  pulse.tell({ phase: 'verifying' });
  writeWork(dir, { ...work, verification: await verifyWork(dir, unreadWork(job), verify, interrupt.signal) });
}

function callCodex(supervised: Supervised, request: DelegatedRequest): Promise<CodexOutput | Infrastructure> {
  const { job, dir } = supervised;
  return withCodex(job, ({ settings, env, onOutput }) =>
    runCodex({
      ...callOf(supervised, request),
      args: callArguments(job.config.codex, settings, {
        folder: job.folder,
        schemaFile: request.schema && delegatedFile(dir, 'schema'),
        denied: job.codex.reads.denied,
        ...marksIn(env),
        ...(isWriterJob(job) ? { writable: writableOf(job) } : {}),
        access: job.access,
        thread: job.thread,
        keepsThread: job.keeps_thread,
      }),
      env,
      baseUrl: settings.baseUrl,
      onOutput,
    }),
  );
}

const callOf = ({ dir, job, pulse, interrupt }: Supervised, { prompt }: DelegatedRequest) => ({
  codex: job.codex.codex,
  mark: job.trace.mark,
  folder: job.folder,
  prompt: prompt.toString('utf8'),
  eventsFile: delegatedFile(dir, 'events'),
  stderrFile: delegatedFile(dir, 'stderr'),
  limits: {
    wallMs: job.limits.wall_seconds * 1000,
    idleMs: job.limits.idle_seconds * 1000,
    graceMs: job.limits.grace_seconds * 1000,
    tokenBudget: job.limits.tokens,
  },
  signal: interrupt.signal,
  onStart: (pid: number): void => pulse.tell({ codex: { pid, started: processStart(pid) } }),
  onProgress: ({ tokens }: { tokens: number }): void => pulse.note({ tokens }),
});

/**
 * Writes the answer, also what there is of it after a fault, and then how the run ended.
 *
 * @param lost why a writer's work could not be named; null when it was
 */
function settle(
  dir: string,
  job: DelegatedJob,
  ran: CodexOutput | Infrastructure,
  cancelledBy: string | null,
  lost: Infrastructure | null,
): void {
  if ('kind' in ran) return writeResult(dir, faultOf(ran, null, false));
  const { bytes, ...record } = ran;
  signDelegated(dir, job, { ...bytes, run: writeRunEnd(dir, record) });
  const message = lastMessageOf(record);
  if (message !== null) writeAnswer(dir, redact(message));
  writeResult(dir, lost === null ? resultOf(job, record, cancelledBy) : faultOf(lost, record, message !== null));
}
