/** The process that runs a payload, with its heartbeat and its signals, and the cleanup after one that is gone. */
import { Interrupt } from '../ground/interrupt.js';
import { keepPrivate } from '../ground/user-mask.js';
import { Pulse, readBeat } from './heartbeat.js';
import { isStill, killProcess, type ProcessName } from './process.js';
import { endFamily } from './process-group.js';
import { isCancelRequested, type Liveness, type Run, readBareRun } from './run.js';
import { removeScratch } from './run-trace.js';

/** What a payload provides in order to be supervised. */
export interface Supervised<Progress extends object> {
  run: Pick<Run, 'trace'>;
  /** The initial progress. */
  progress: Progress;
  /** The reason given to the interrupt when another process requests a cancel. */
  cancelledBy: string;
  /** Runs the payload to its end and records the result. It stops when the interrupt's signal is aborted. */
  work(pulse: Pulse<Progress>, interrupt: Interrupt): Promise<void>;
}

/** Runs a payload in this process to its end. */
export async function supervise<Progress extends object>(
  dir: string,
  { run, progress, cancelledBy, work }: Supervised<Progress>,
  interrupt: Interrupt,
): Promise<void> {
  const pulse = new Pulse(dir, progress, () => isCancelRequested(dir) && interrupt.request(cancelledBy));
  try {
    await work(pulse, interrupt);
  } finally {
    removeScratch(run.trace);
    pulse.stop();
  }
}

/** All that a detached supervisor does: one run, with private files. A signal ends it in an orderly way. */
export async function superviseAlone(work: (interrupt: Interrupt) => Promise<void>): Promise<void> {
  keepPrivate();
  const interrupt = new Interrupt();
  await work(interrupt).finally(() => interrupt.release());
}

/**
 * Ends what is left of a run that counts as dead: the processes of its payload, and a supervisor that was only
 * suspended and might write later. Only processes that the run started in this boot are ended.
 *
 * @param leader the leader of the payload's process group; null when it is not known
 * @param others the leaders of further groups, where a payload runs several at the same time
 */
export async function endLeftover(
  dir: string,
  liveness: Extract<Liveness, 'dead' | 'other-boot'>,
  leader: ProcessName | null,
  others: readonly (ProcessName | null)[] = [],
): Promise<void> {
  const isThisBoot = liveness === 'dead';
  const beat = isThisBoot ? readBeat(dir) : null;
  if (beat && beat.pid !== process.pid && isStill(beat)) killProcess(beat.pid);
  const run = readBareRun(dir);
  if (run === null) return;
  const living = [leader, ...others].flatMap((one) => (isThisBoot && one && isStill(one) ? [one.pid] : []));
  const { mark } = run.trace;
  const [first = null, ...rest] = new Set(living);
  if (isThisBoot) await Promise.all([first, ...rest].map((pid) => endFamily({ pid, mark }, { graceful: true })));
  removeScratch(run.trace);
}
