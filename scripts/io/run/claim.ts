/**
 * A claim lets one command at a time do a piece of work in the foreground. Its file names the holder, so that a second
 * command can report it, another one can cancel it, and what a killed holder left behind is found and ended.
 */
import type { Claim } from '../../generated/types.js';
import { validateClaim } from '../../generated/validators.js';
import { hasCode, readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { both, type Check, readOwnJson } from '../ground/json.js';
import { bootId, withLock } from '../ground/lock.js';
import { isStill, thisProcess } from './process.js';
import { newTrace } from './run-trace.js';

export type { Claim };

/** The files of a claim; absolute paths. */
export interface ClaimFiles {
  /** Names the holder. */
  claim: string;
  /** Holds the mark of the claim that should be cancelled. */
  cancel: string;
  lock: string;
}

/**
 * The holder of the claim, which may have been killed; null when there is none.
 *
 * @param hasShape checks the fields that describe the work
 * @throws Problem `record-corrupt`
 */
export const readClaim = <About>({ claim }: ClaimFiles, hasShape: Check<About>): (Claim & About) | null =>
  readOwnJson(claim, both<Claim, About>(validateClaim, hasShape));

/**
 * Whether the holder of a claim is still running. Where the platform does not tell when a process started, its id must
 * suffice.
 */
export function isHeld(claim: Claim): boolean {
  if (claim.boot !== bootId()) return false;
  return claim.started === '' ? isThere(claim.pid) : isStill(claim);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // ESRCH: the process is gone. EPERM: it belongs to another user.
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

/**
 * Takes the claim for this process, or returns who holds it.
 *
 * @throws the errors of readClaim, withLock and the file system
 */
export function takeClaim<About extends object>(
  files: ClaimFiles,
  about: About,
  hasShape: Check<About>,
): { kind: 'begun'; own: Claim & About } | { kind: 'held'; by: Claim & About } {
  return withLock(files.lock, () => {
    const by = readClaim(files, hasShape);
    if (by && isHeld(by)) return { kind: 'held', by };
    const own = { ...about, ...thisProcess(), boot: bootId(), ...newTrace() };
    removeFile(files.cancel);
    writeAtomically(files.claim, JSON.stringify(own));
    return { kind: 'begun', own };
  });
}

/** Removes this claim; a claim that another command has taken since stays. */
export function forgetClaim(files: ClaimFiles, { mark }: Claim): void {
  withLock(files.lock, () => {
    if (readOwnJson(files.claim, validateClaim)?.mark !== mark) return;
    removeFile(files.claim);
    removeFile(files.cancel);
  });
}

/** Asks the holder of a claim to stop; a later claim is not affected. */
export const cancelClaim = ({ cancel }: ClaimFiles, { mark }: Claim): void => writeAtomically(cancel, mark);

/** Whether another command has asked the holder of this claim to stop. */
export const isClaimCancelled = ({ cancel }: ClaimFiles, { mark }: Claim): boolean => readIfThere(cancel) === mark;
