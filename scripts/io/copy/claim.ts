/** One command at a time runs checks in the copy of a work tree; what a killed one left running is ended. */
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import type { Repository } from '../git/git.js';
import { makeFolder } from '../ground/files.js';
import * as claims from '../run/claim.js';
import { endFamily } from '../run/process-group.js';
import { type RunTrace, removeScratch } from '../run/run-trace.js';
import { noteOwner } from '../task/kept-folders.js';
import { copyFolder } from './copy.js';

const isAnything = (value: unknown): value is object => typeof value === 'object';

/**
 * Does the work while the copy is this process's.
 *
 * @param work gets a trace, by which what it starts is found again; it makes the folder for temporary files itself
 * @throws Problem check-copy-busy while another command has it
 */
export async function withCopyClaimed<T>(
  stateDir: string,
  repository: Repository,
  work: (trace: RunTrace) => Promise<T>,
): Promise<T> {
  const folder = copyFolder(stateDir, repository);
  makeFolder(folder);
  noteOwner(stateDir, repository);
  const file = (name: string): string => path.join(folder, name);
  const files = { claim: file('claim.json'), cancel: file('claim.cancel'), lock: file('claim.held') };
  const before = claims.readClaim(files, isAnything);
  const taken = claims.takeClaim(files, {}, isAnything);
  if (taken.kind === 'held') throw new Problem(notice('check-copy-busy', {}));
  try {
    if (before) {
      await endFamily({ pid: null, mark: before.mark }, { graceful: false });
      removeScratch(before);
    }
    return await work(taken.own);
  } finally {
    removeScratch(taken.own);
    claims.forgetClaim(files, taken.own);
  }
}
