/** The anchor of a log of CTO mode: how far this program wrote it, so that an older state put back is noticed. */
import { jsonOf } from '../../core/json.js';
import { anchored } from '../../core/task/ledger.js';
import type { Anchor } from '../../generated/types.js';
import { validateAnchor } from '../../generated/validators.js';
import { readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { ensureSigning, readSigning } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';

export type CtoAnchor = Pick<Anchor, 'seq' | 'head'>;

/** Anchors of tasks lie in the same folder; no task has such a name. */
const nameOf = (run: string): string => `cto-${run}`;
const fileOf = (stateDir: string, run: string): string => statePaths(stateDir).anchor(nameOf(run));

/** The anchor of a run; null when it is missing, or not what this program wrote. */
export function readCtoAnchor(stateDir: string, run: string): CtoAnchor | null {
  const value = jsonOf(readIfThere(fileOf(stateDir, run)) ?? '');
  if (!validateAnchor(value) || value.task !== nameOf(run)) return null;
  return readSigning(stateDir)?.mac(anchored(value)) === value.mac ? value : null;
}

/** Writes the anchor of a run. Errors: those of the file system. */
export function writeCtoAnchor(stateDir: string, run: string, end: CtoAnchor): void {
  const anchor = { task: nameOf(run), ...end };
  const mac = ensureSigning(stateDir).mac(anchored(anchor));
  writeAtomically(fileOf(stateDir, run), `${JSON.stringify({ ...anchor, mac })}\n`);
}

/** Removes the anchor of a run that is removed. */
export const removeCtoAnchor = (stateDir: string, run: string): void => removeFile(fileOf(stateDir, run));
