/** The work of a fan-out's supervisor: its stages one after the other, the workers of a stage at the same time. */
import { type Infrastructure, infrastructure } from '../../../core/codex/reasons.js';
import type { StageEnd } from '../../../core/delegate/fanout/prompt.js';
import { mergedFindings } from '../../../core/delegate/fanout/result.js';
import type { DelegatedResult, Fanout, FanoutStage, FanoutWorker } from '../../../generated/types.js';
import { hasBegun, readFanout, readFindings, removeCopies, workerFolder } from '../../../io/delegate/fanout.js';
import { readAnswer, readResult, readWork, writeResult } from '../../../io/delegate/record.js';
import { keep } from '../../../io/review/receipts.js';
import { copying, copyingMore } from '../../codex/copying.js';
import { faultOf } from '../result.js';
import { type Supervised, type Surroundings, verifyRequest, withCodex } from '../supervised.js';
import { Limits } from './limits.js';
import { Material } from './material.js';
import { writeReport } from './read.js';
import { runWorker, type WorkerSeat } from './worker.js';

/** Runs a fan-out to its end. Every worker that began has a result then, and every copy is gone. */
export async function runFanout(supervised: Supervised): Promise<DelegatedResult> {
  const { dir, job } = supervised;
  const began = Date.now();
  const asked = verifyRequest(supervised);
  if ('kind' in asked) return faultOf(asked, null, false);
  const read = keep(() => readFanout(dir));
  if (read.kind === 'infrastructure') return faultOf(read, null, false);
  // Each worker has listeners of its own for the end of this process.
  process.setMaxListeners(20 + read.value.jobs);
  const material = new Material(supervised, read.value);
  const [first = { name: '', workers: [] }] = read.value.stages;
  // The first copies are made while Codex is looked at once more.
  const ready = copying(job, supervised.interrupt, () => material.prepare(first, supervised.interrupt.signal));
  const ran = await withCodex(job, (surroundings) =>
    new FanoutRun({ supervised, fanout: read.value, surroundings, material }).run(ready),
  );
  const fault = (await ready) ?? ran;
  removeCopies(dir);
  const seconds = Math.round((Date.now() - began) / 1000);
  const whole = { ...endOf(dir, read.value, fault), seconds };
  writeReport(dir, job.id, read.value, whole);
  return whole;
}

/** How all of it ended: an answer where at least one worker gave one. */
function endOf(dir: string, { stages }: Fanout, fault: Infrastructure | null): DelegatedResult {
  const workers = stages.flatMap((stage) => stage.workers);
  const ends = workers.flatMap(({ name }) => readResult(workerFolder(dir, name)) ?? []);
  const failed = ends.find(({ kind }) => kind === 'fault');
  const tokens = ends.reduce((sum, end) => sum + end.tokens, 0);
  if (fault !== null) return { ...faultOf(fault, null, true), tokens };
  if (failed === undefined || ends.some(({ kind }) => kind === 'answer'))
    return { ...faultOf(infrastructure('codex-failed', ''), null, true), ...ANSWER, tokens };
  return { ...failed, thread: null, tokens, has_answer: true };
}

const ANSWER = { kind: 'answer', reason: null } as const;

interface Parts {
  supervised: Supervised;
  fanout: Fanout;
  surroundings: Surroundings;
  material: Material;
}

class FanoutRun {
  private readonly supervised: Supervised;
  private readonly fanout: Fanout;
  private readonly surroundings: Surroundings;
  private readonly limits: Limits;
  private readonly material: Material;
  private readonly ends: StageEnd[] = [];

  constructor({ supervised, fanout, surroundings, material }: Parts) {
    this.supervised = supervised;
    this.fanout = fanout;
    this.surroundings = surroundings;
    this.material = material;
    this.limits = new Limits(fanout.limits, supervised.interrupt.signal, supervised.pulse);
  }

  /**
   * @param ready the copies of the first stage
   * @returns why it could not go on, where that was no worker's doing
   */
  async run(ready: Promise<Infrastructure | null>): Promise<Infrastructure | null> {
    try {
      for (const [index, stage] of this.fanout.stages.entries()) {
        const fault = await (index === 0 ? ready : this.prepare(stage));
        if (fault !== null) return fault;
        if (this.limits.reached !== null) return null;
        await this.work(stage);
        const lost = await copyingMore(this.supervised.interrupt, () => this.conclude(stage));
        if (lost !== null) return lost;
        // The next stage would have nothing to build on.
        if (!stage.workers.some(({ name }) => this.endOf(name)?.kind === 'answer')) return null;
      }
      return null;
    } finally {
      this.limits.release();
    }
  }

  private prepare(stage: FanoutStage): Promise<Infrastructure | null> {
    const { interrupt, pulse } = this.supervised;
    pulse.tell({ phase: 'snapshot' });
    return copyingMore(interrupt, () => this.material.prepare(stage, interrupt.signal));
  }

  /** Runs the workers of a stage, as many at the same time as are allowed. */
  private async work({ workers }: FanoutStage): Promise<void> {
    this.supervised.pulse.tell({ phase: 'codex' });
    const left = [...workers];
    const seat = async (): Promise<void> => {
      for (let worker = left.shift(); worker !== undefined; worker = left.shift())
        if (this.limits.reached === null) await this.runOne(worker);
    };
    await Promise.all(Array.from({ length: Math.min(this.fanout.jobs, workers.length) }, seat));
  }

  private async runOne(worker: FanoutWorker): Promise<void> {
    const { dir } = this.supervised;
    const seat: WorkerSeat = {
      ...{ supervised: this.supervised, fanout: this.fanout, surroundings: this.surroundings, limits: this.limits },
      ...{ worker, dir: workerFolder(dir, worker.name), earlier: this.ends, ...this.material.placeOf(worker) },
    };
    writeResult(seat.dir, await runWorker(seat));
  }

  /** Merges what the stage changed, and gathers what the next one is told. */
  private async conclude({ name, workers }: FanoutStage): Promise<void> {
    const { dir } = this.supervised;
    const answered = workers.filter((worker) => this.endOf(worker.name)?.kind === 'answer');
    const merged = await this.material.merge(answered);
    const folder = (worker: FanoutWorker): string => workerFolder(dir, worker.name);
    const reviewers = answered.filter(({ template }) => template === 'reviewer');
    this.ends.push({
      name,
      findings: mergedFindings(
        reviewers.map((worker) => ({ name: worker.name, findings: readFindings(folder(worker))?.findings ?? [] })),
      ),
      messages: answered
        .filter(({ template }) => template !== 'reviewer')
        .map((worker) => ({ name: worker.name, text: readAnswer(folder(worker)) ?? '' })),
      missing: workers.filter((worker) => !answered.includes(worker)).map((worker) => worker.name),
      ...merged,
      checks: answered.flatMap((worker) => {
        const verification = readWork(folder(worker))?.verification;
        return verification ? [{ ...verification, name: worker.name }] : [];
      }),
    });
  }

  private endOf(name: string): DelegatedResult | null {
    const folder = workerFolder(this.supervised.dir, name);
    return hasBegun(folder) ? readResult(folder) : null;
  }
}
