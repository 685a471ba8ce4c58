/**
 * A claim: one command at a time does a piece of work in the foreground. A file says who, so that a second command is
 * told, another one can cancel it, and what a killed one left behind is found and ended.
 */
import type { Claim } from '../../generated/types.js';
import { validateClaim } from '../../generated/validators.js';
import { hasCode, readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { both, type Check, readOwnJson } from '../ground/json.js';
import { bootId, withLock } from '../ground/lock.js';
import { isStill, thisProcess } from './process.js';
import { newTrace } from './run-trace.js';

export type { Claim };

/** Where a claim is kept; absolute paths. */
export interface ClaimFiles {
  /** Says who holds it. */
  claim: string;
  /** Holds the mark of a claim that is to be cancelled. */
  cancel: string;
  lock: string;
}

/**
 * Who holds the claim, or was killed while holding it; null when nobody is named. Problem `record-corrupt`.
 *
 * @param hasShape checks what the claim is about
 */
export const readClaim = <About>({ claim }: ClaimFiles, hasShape: Check<About>): (Claim & About) | null =>
  readOwnJson(claim, both<Claim, About>(validateClaim, hasShape));

/** Whether the holder of a claim runs. Where the platform tells no start of a process, its id alone must do. */
export function isHeld(claim: Claim): boolean {
  if (claim.boot !== bootId()) return false;
  return claim.started === '' ? isThere(claim.pid) : isStill(claim);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // ESRCH: gone. EPERM: a process of another user.
    if (hasCode(error, 'ESRCH', 'EPERM')) return false;
    throw error;
  }
}

/** Takes the claim for this process, or says who holds it. Errors: as readClaim, withLock and the file system. */
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

/** Forgets a claim; one that another command took meanwhile stays. */
export function forgetClaim(files: ClaimFiles, { mark }: Claim): void {
  withLock(files.lock, () => {
    if (readOwnJson(files.claim, validateClaim)?.mark !== mark) return;
    removeFile(files.claim);
    removeFile(files.cancel);
  });
}

export const cancelClaim = ({ cancel }: ClaimFiles, { mark }: Claim): void => writeAtomically(cancel, mark);
export const isClaimCancelled = ({ cancel }: ClaimFiles, { mark }: Claim): boolean => readIfThere(cancel) === mark;
