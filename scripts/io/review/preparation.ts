/**
 * The part of a review before Codex. One command of a task at a time runs the project's checks, and holds a claim
 * meanwhile.
 */
import { readdirSync } from 'node:fs';
import { Problem } from '../../core/say/notices.js';
import type { Gate } from '../../core/task/model.js';
import type { ReviewPreparation } from '../../generated/types.js';
import { validateReviewPreparation } from '../../generated/validators.js';
import { isMissing } from '../ground/files.js';
import { ledgerPaths } from '../ground/workspace.js';
import * as claims from '../run/claim.js';
import type { TaskPlace } from '../task/store.js';

export type Preparation = claims.Claim & ReviewPreparation;

type Place = Pick<TaskPlace, 'commonDir' | 'task'>;

const filesOf = ({ commonDir, task }: Place): claims.ClaimFiles => {
  const paths = ledgerPaths(commonDir);
  return { claim: paths.preparing(task), cancel: paths.preparingCancel(task), lock: paths.lock(task) };
};

/**
 * The command that prepares a review of the task, or was killed while doing so; null when there is none.
 *
 * @throws the Problems of readClaim
 */
export const readPreparation = (place: Place): Preparation | null =>
  claims.readClaim(filesOf(place), validateReviewPreparation);

/** Ids of the processes that prepare a review of any task of a repository. A damaged claim adds none. */
export const preparingProcesses = (commonDir: string): number[] =>
  tasksOf(commonDir)
    .map((task) => readableClaim({ commonDir, task }))
    .filter((named) => named !== null)
    .filter(claims.isHeld)
    .map(({ pid }) => pid);

function readableClaim(place: Place): Preparation | null {
  try {
    return readPreparation(place);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

function tasksOf(commonDir: string): string[] {
  try {
    return readdirSync(ledgerPaths(commonDir).tasks);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether the command that prepares a review is still running. */
export const isPreparing = (named: Preparation): boolean => claims.isHeld(named);

/**
 * Takes the preparation for this process, or returns who has it.
 *
 * @throws the errors of takeClaim
 */
export const beginPreparation = (
  place: TaskPlace,
  gate: Gate,
): { kind: 'begun'; own: Preparation } | { kind: 'held'; by: Preparation } =>
  claims.takeClaim(filesOf(place), { gate }, validateReviewPreparation);

/** Removes this preparation's claim; a claim that another command has taken since stays. */
export const forgetPreparation = (place: TaskPlace, own: Preparation): void => claims.forgetClaim(filesOf(place), own);

/** Asks the command that holds this preparation to stop. */
export const cancelPreparation = (place: TaskPlace, named: Preparation): void =>
  claims.cancelClaim(filesOf(place), named);

/** Whether another command has asked this preparation to stop. */
export const isPreparationCancelled = (place: TaskPlace, own: Preparation): boolean =>
  claims.isClaimCancelled(filesOf(place), own);
