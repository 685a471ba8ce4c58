/** The ledgers that teammates committed (docs/cccc/ledger), read on a clone, where the originals do not exist. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import { Problem } from '../../core/say/notices.js';
import { type Entry, fold, verifyChain } from '../../core/task/ledger.js';
import type { State } from '../../core/task/model.js';
import { isMissing } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';
import { type ProjectPaths, storedPath } from '../ground/workspace.js';

export interface ExportedTask {
  /** A path relative to the project. */
  file: string;
  entries: Entry[];
  state: State;
}

/**
 * All exported tasks, the one with the newest entry first.
 *
 * Its chain can be followed, but not proven without the key of the user who exported it, so it is attested at best.
 *
 * @throws Problem ledger-corrupt, ledger-altered, ledger-version, ledger-unfoldable; the file is named and stays
 *   unchanged
 */
export function readExports(paths: ProjectPaths): ExportedTask[] {
  const tasks = filesIn(paths.ledgerExports).flatMap((file) => readOne(paths, file) ?? []);
  const newest = (task: ExportedTask): string => task.entries.at(-1)?.event.at ?? '';
  return tasks.sort((a, b) => (newest(a) < newest(b) ? 1 : -1));
}

/**
 * The exported task with the newest entry; null when there is none.
 *
 * @throws the Problems of readExports
 */
export const readExport = (paths: ProjectPaths): ExportedTask | null => readExports(paths)[0] ?? null;

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => path.join(dir, name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readOne(paths: ProjectPaths, file: string): ExportedTask | null {
  const shown = storedPath(paths.project, file);
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(jsonOf);
  const chain = verifyChain(shown, lines, { hash: sha256, mac: null, keyId: null });
  if (chain.problem) throw new Problem(chain.problem);
  const { state, problem } = fold(shown, chain.entries);
  if (problem) throw new Problem(problem);
  return state && { file: shown, entries: chain.entries, state };
}
