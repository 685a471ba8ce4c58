/** How a fan-out stands, derived from its folder; one whose supervisor is gone is settled. */
import {
  type FanoutResult,
  type WorkerResult,
  wholeFanout,
  withEnd,
  withoutEnd,
} from '../../../core/delegate/fanout/result.js';
import type { DelegatedResult, Fanout } from '../../../generated/types.js';
import { hasBegun, isMerged, readFanout, readFindings, workerFolder } from '../../../io/delegate/fanout.js';
import { readDelegatedProgress } from '../../../io/delegate/job.js';
import { delegatedFile, readAnswer, readResult, readWork, writeAnswer } from '../../../io/delegate/record.js';
import { modifiedAt } from '../../../io/ground/files.js';
import { reportText } from '../../../render/delegate/fanout.js';
import { type DelegatedRun, readDelegated } from '../settle.js';

/** A fan-out, and how it stands. */
export interface FanoutStanding extends DelegatedRun {
  fanout: Fanout;
  standing: FanoutResult;
}

/**
 * Reads a fan-out.
 *
 * @throws Problem `record-corrupt`
 */
export async function readStanding(dir: string): Promise<FanoutStanding> {
  const run = await readDelegated(dir);
  const fanout = readFanout(dir);
  const standing = standingOf(dir, run.job.id, fanout, run.result);
  if (run.result !== null && readAnswer(dir) === null) writeAnswer(dir, reportText(standing, answersOf(dir), fanout));
  return { ...run, fanout, standing };
}

/** Writes the report of a fan-out that ended. */
export function writeReport(dir: string, id: string, fanout: Fanout, end: DelegatedResult): void {
  writeAnswer(dir, reportText(standingOf(dir, id, fanout, end), answersOf(dir), fanout));
}

const answersOf =
  (dir: string) =>
  (name: string): string =>
    readAnswer(workerFolder(dir, name)) ?? '';

function standingOf(dir: string, id: string, fanout: Fanout, end: DelegatedResult | null): FanoutResult {
  const used = end === null ? (readDelegatedProgress(dir)?.workers ?? {}) : {};
  const workers = fanout.stages.flatMap((stage) =>
    stage.workers.map((worker): WorkerResult => {
      const folder = workerFolder(dir, worker.name);
      const result = readResult(folder);
      const work = worker.template === 'implementer' ? readWork(folder) : null;
      if (result !== null)
        return {
          ...withEnd(withoutEnd(worker, stage.name, 'running'), result, readFindings(folder)),
          ...{ work, is_merged: isMerged(folder) },
        };
      if (!hasBegun(folder)) return withoutEnd(worker, stage.name, end === null ? 'waiting' : 'not-started');
      const seconds = Math.round((Date.now() - modifiedAt(delegatedFile(folder, 'prompt'))) / 1000);
      return { ...withoutEnd(worker, stage.name, 'running'), seconds, tokens: used[worker.name] ?? 0 };
    }),
  );
  return wholeFanout(id, fanout, { workers, work: readWork(dir), end });
}
