/**
 * Lets only one command at a time run checks in the copy of a work tree, and ends what a killed command left running.
 */
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
 * Runs the work while the copy belongs to this process.
 *
 * @param work receives a trace by which the processes that it starts are found again; it makes the folder for temporary
 * files itself
 *
 * @throws Problem check-copy-busy while another command has the copy
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
