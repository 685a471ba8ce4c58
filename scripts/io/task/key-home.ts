/**
 * In which state directory the key of a task is. A file beside the ledger says so, for the user's other shells; the
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

/** Says that the key is in the state directory of this process. */
export function noteKeyHome(place: KeyPlace): void {
  const text = `${place.stateDir}\n`;
  if (readIfThere(fileOf(place)) !== text) writeAtomically(fileOf(place), text);
}

/** Why this process cannot write to a task: another key signs its ledger. It names where that key is, or was. */
export function otherKey(place: KeyPlace, entries: readonly Entry[]): Notice {
  const { task, stateDir: here } = place;
  // A hint that anybody may have written: nothing is signed with the key that it leads to.
  const there = readIfThere(fileOf(place))?.trim() ?? '';
  return there !== '' && there !== here && keyIn(there) === namedKey(entries)
    ? notice('key-elsewhere', { task, here, there })
    : notice('key-unreachable', { task, here, there });
}

/** The id of the key in a state directory; null where none can be read. */
function keyIn(stateDir: string): string | null {
  try {
    return readSigning(stateDir)?.keyId ?? null;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
