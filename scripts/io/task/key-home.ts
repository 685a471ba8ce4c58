/**
 * Finds the state directory that holds a task's key. A file beside the ledger names it for the user's other shells. The
 * ledger itself does not, because it is exported for teammates.
 */
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { type Entry, namedKey } from '../../core/task/ledger.js';
import { readIfThere, writeAtomically } from '../ground/files.js';
import { readSigning } from '../ground/signing.js';
import { ledgerPaths } from '../ground/workspace.js';

interface KeyPlace {
  commonDir: string;
  stateDir: string;
  task: string;
}

const fileOf = ({ commonDir, task }: KeyPlace): string => ledgerPaths(commonDir).keyHome(task);

/** Records that the key is in the state directory of this process. */
export function noteKeyHome(place: KeyPlace): void {
  const text = `${place.stateDir}\n`;
  if (readIfThere(fileOf(place)) !== text) writeAtomically(fileOf(place), text);
}

/** Why this process cannot write to a task: another key signs its ledger. The notice says where that key is, or was. */
export function otherKey(place: KeyPlace, entries: readonly Entry[]): Notice {
  const { task, stateDir: here } = place;
  // Anybody may have written this hint, so nothing is signed with the key to which it leads.
  const there = readIfThere(fileOf(place))?.trim() ?? '';
  return there !== '' && there !== here && keyIn(there) === namedKey(entries)
    ? notice('key-elsewhere', { task, here, there })
    : notice('key-unreachable', { task, here, there });
}

/** The id of the key in a state directory; null when none can be read. */
function keyIn(stateDir: string): string | null {
  try {
    return readSigning(stateDir)?.keyId ?? null;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
