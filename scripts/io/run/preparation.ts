/**
 * The part of a review before Codex: one command of a task at a time runs the project's checks. A file says who, so
 * that a second command is told, `review cancel` reaches it, and what a killed one left behind is ended.
 */
import type { Gate } from '../../core/task/model.js';
import { readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { bootId, withLock } from '../ground/lock.js';
import { ledgerPaths } from '../ground/workspace.js';
import type { TaskPlace } from '../task/store.js';
import { isStill, processStart } from './jobs.js';
import { newTrace, type RunTrace } from './run-trace.js';

export interface Preparation extends RunTrace {
  gate: Gate;
  pid: number;
  started: string;
  boot: string;
}

const files = ({ commonDir, task }: TaskPlace): { said: string; cancel: string; lock: string } => {
  const paths = ledgerPaths(commonDir);
  return { said: paths.preparing(task), cancel: paths.preparingCancel(task), lock: paths.lock(task) };
};

/** Who prepares a review of the task, or who was killed while it did; null when nobody is named. */
export function readPreparation(place: TaskPlace): Preparation | null {
  const text = readIfThere(files(place).said);
  return text === null ? null : (JSON.parse(text) as Preparation);
}

/** Whether the command runs. Where the platform tells no start of a process, its id alone must do. */
export function isPreparing(named: Preparation): boolean {
  if (named.boot !== bootId()) return false;
  return named.started === '' ? isThere(named.pid) : isStill(named);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH: gone. EPERM: not a process of ours.
    return false;
  }
}

/** Takes the preparation for this process, or says who has it. Errors: those of withLock and of the file system. */
export function beginPreparation(
  place: TaskPlace,
  gate: Gate,
): { kind: 'begun'; own: Preparation } | { kind: 'held'; by: Preparation } {
  const { said, cancel, lock } = files(place);
  return withLock(lock, () => {
    const by = readPreparation(place);
    if (by && isPreparing(by)) return { kind: 'held', by };
    const own: Preparation = {
      gate,
      pid: process.pid,
      started: processStart(process.pid),
      boot: bootId(),
      ...newTrace(),
    };
    removeFile(cancel);
    writeAtomically(said, JSON.stringify(own));
    return { kind: 'begun', own };
  });
}

/** Forgets a preparation; one that somebody else began meanwhile stays. */
export function forgetPreparation(place: TaskPlace, { mark }: Preparation): void {
  const { said, cancel, lock } = files(place);
  withLock(lock, () => {
    if (readPreparation(place)?.mark !== mark) return;
    removeFile(said);
    removeFile(cancel);
  });
}

export const cancelPreparation = (place: TaskPlace, { mark }: Preparation): void =>
  writeAtomically(files(place).cancel, mark);
export const isPreparationCancelled = (place: TaskPlace, { mark }: Preparation): boolean =>
  readIfThere(files(place).cancel) === mark;
