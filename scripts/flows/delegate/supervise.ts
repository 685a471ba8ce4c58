/** The work of a delegated run's supervisor: the copy of the tree, Codex, its answer, the result. */
import type { Infrastructure } from '../../core/codex/reasons.js';
import { lastMessageOf } from '../../core/codex/run.js';
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
} from '../../io/delegate/record.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import type { Pulse } from '../../io/run/heartbeat.js';
import { processStart } from '../../io/run/process.js';
import { supervise, superviseAlone } from '../../io/run/supervisor.js';
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
    if (job.kind === 'broker') {
      const { runSession } = await import('./broker/run.js');
      return writeResult(dir, await runSession({ dir, job, pulse, interrupt }));
    }
    const ran = await runDelegated({ dir, job, pulse, interrupt });
    pulse.tell({ phase: 'settling' });
    settle(dir, job, ran, interrupt.reason);
  };
  await supervise(dir, { run: job, progress, cancelledBy: shortText(cancelCall(job.kind, job.id)), work }, interrupt);
}

async function runDelegated(supervised: Supervised): Promise<CodexOutput | Infrastructure> {
  const asked = await readyRequest(supervised);
  return 'kind' in asked ? asked : callCodex(supervised, asked);
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

/** Writes the answer, also what there is of it after a fault, and then how the run ended. */
function settle(dir: string, job: DelegatedJob, ran: CodexOutput | Infrastructure, cancelledBy: string | null): void {
  if ('kind' in ran) return writeResult(dir, faultOf(ran, null, false));
  const { bytes, ...record } = ran;
  signDelegated(dir, job, { ...bytes, run: writeRunEnd(dir, record) });
  const message = lastMessageOf(record);
  if (message !== null) writeAnswer(dir, redact(message));
  writeResult(dir, resultOf(job, record, cancelledBy));
}
