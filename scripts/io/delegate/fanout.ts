/** The folder of a fan-out: its plan, a folder for each worker, and the copies that its workers read and write. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import { Problem } from '../../core/say/notices.js';
import type { Fanout, FanoutApplied, WorkerFindings } from '../../generated/types.js';
import { validateFanout, validateFanoutApplied, validateWorkerFindings } from '../../generated/validators.js';
import { makeFolder, modifiedAt, readIfThere, writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { readOwnJson, verifyShape } from '../ground/json.js';
import { skillFile } from '../ground/workspace.js';
import { isRunDescribed, livenessOf } from '../run/run.js';
import { delegatedFile, delegatedFolder, delegatedRuns, readResult } from './record.js';

/** Where the parts of a fan-out lie; absolute paths. All that Codex works in is below `work`. */
export function fanoutPlaces(dir: string) {
  const work = path.join(dir, 'work');
  return {
    work,
    /** The working directory of readers, with the copy of the tree in it. */
    readers: path.join(work, 'readers'),
    workers: path.join(dir, 'workers'),
    /** Git objects of the fan-out, and what belongs to the copies of its writers. */
    side: path.join(dir, 'side'),
    /** Files of the work tree as they were before a change was applied. */
    before: path.join(dir, 'before'),
    applied: path.join(dir, 'applied.json'),
  };
}

/** The folder of one worker, with the files of a delegated run. */
export const workerFolder = (dir: string, name: string): string => path.join(fanoutPlaces(dir).workers, name);

/** Where a writer of a fan-out works, as io/delegate/copy.ts needs it. */
export function writerPlaces(dir: string, name: string) {
  const { work, side } = fanoutPlaces(dir);
  const own = path.join(side, name);
  return {
    work: path.join(work, name),
    tree: path.join(work, name, 'tree'),
    side: own,
    copy: path.join(own, 'copy.json'),
  };
}

/** A fan-out as the supervisor is asked to run it. */
export const fanoutText = (fanout: Fanout): Buffer => Buffer.from(`${JSON.stringify(fanout, null, 1)}\n`);

/**
 * Reads what a fan-out was started with.
 *
 * @throws Problem `record-corrupt`
 */
export function readFanout(dir: string): Fanout {
  const file = delegatedFile(dir, 'prompt');
  return verifyShape(file, jsonOf(readIfThere(file) ?? ''), validateFanout);
}

/** Makes the folders that have to be there before Codex is looked at, so that its commands are denied them. */
export function makeFanoutFolders(dir: string): void {
  const { workers, side, readers } = fanoutPlaces(dir);
  for (const folder of [dir, workers, side, readers]) makeFolder(folder);
}

/** The schema that the findings of a reviewer must have. */
export const findingsSchema = (): Buffer => readFileSync(skillFile('schemas/worker-findings.schema.json'));

const findingsFile = (folder: string): string => path.join(folder, 'findings.json');

/** Writes what a reviewer found, without secrets. In: the worker's folder. */
export const writeFindings = (folder: string, found: WorkerFindings): void =>
  writeAtomically(findingsFile(folder), `${JSON.stringify(found, null, 1)}\n`);

/** What a reviewer found; null when it gave no findings. In: the worker's folder. */
export const readFindings = (folder: string): WorkerFindings | null =>
  readOwnJson(findingsFile(folder), validateWorkerFindings);

/** What was shown and applied of a fan-out. */
export const readApplied = (dir: string): FanoutApplied =>
  readOwnJson(fanoutPlaces(dir).applied, validateFanoutApplied) ?? { v: 1, shown: null, applied: null };

/** Writes what was shown and applied. */
export const writeApplied = (dir: string, fields: Partial<FanoutApplied>): void =>
  writeAtomically(fanoutPlaces(dir).applied, `${JSON.stringify({ ...readApplied(dir), ...fields })}\n`);

const mergedFile = (folder: string): string => path.join(folder, 'merged');

/** Notes that a writer's change is part of the merged change. In: the worker's folder. */
export const noteMerged = (folder: string): void => writeAtomically(mergedFile(folder), '');

/** Whether a writer's change is part of the merged change. In: the worker's folder. */
export const isMerged = (folder: string): boolean => readIfThere(mergedFile(folder)) !== null;

/** The folders of the workers that have begun. */
const begunWorkers = (dir: string): string[] =>
  namesIn(fanoutPlaces(dir).workers)
    .map((name) => workerFolder(dir, name))
    .filter(hasBegun);

/** Whether a worker has begun. In: its folder. */
export const hasBegun = (folder: string): boolean => readIfThere(delegatedFile(folder, 'prompt')) !== null;

/** The folders of the workers that have begun and not ended. */
export const unfinishedWorkers = (dir: string): string[] =>
  begunWorkers(dir).filter((folder) => readResult(folder) === null);

/** Removes the copies in which workers read and wrote; what they answered and changed stays. */
export function removeCopies(dir: string): void {
  rmSync(fanoutPlaces(dir).work, { recursive: true, force: true, maxRetries: 3 });
}

/** The names of all fan-outs of this user, oldest first. */
export const fanoutRuns = (stateDir: string): string[] =>
  delegatedRuns(stateDir).filter((name) => name.includes('-fanout-'));

/** A folder that a killed command left is removed after a day. */
const STRAY_MS = 24 * 3600 * 1000;

/** Whether a folder was left by a command that was killed before it described its run. In: the time, in ms. */
export const isStray = (dir: string, now: number): boolean => !isRunDescribed(dir) && now - modifiedAt(dir) > STRAY_MS;

/** The writers of a work tree's fan-outs that run, each with the paths that it declared. */
export function fanoutWriters(stateDir: string, top: string | null): { id: string; files: string[] }[] {
  return fanoutRuns(stateDir).flatMap((id) => {
    const dir = delegatedFolder(stateDir, id);
    if (readResult(dir) !== null || !['alive', 'starting'].includes(livenessOf(dir))) return [];
    const fanout = readFanoutOr(dir);
    if (fanout?.top !== top) return [];
    const workers = fanout.stages.flatMap((stage) => stage.workers);
    return workers.filter(({ template }) => template === 'implementer').map(({ paths }) => ({ id, files: paths }));
  });
}

/** What a fan-out was started with; null for one that cannot be read, which keeps nobody from working. */
export function readFanoutOr(dir: string): Fanout | null {
  try {
    return readFanout(dir);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
