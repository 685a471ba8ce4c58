/** The folders that a task is written to, tried out: what a review would only find after it has cost something. */
import path from 'node:path';
import { type Notice, Problem } from '../../core/say/notices.js';
import type { Repository } from '../git/git.js';
import { probeFile, probeFolder } from '../ground/probe.js';
import { temporaryPath } from '../ground/temporary.js';
import { ledgerPaths, type ProjectPaths, statePaths } from '../ground/workspace.js';

export interface WrittenPlaces {
  repository: Repository;
  paths: ProjectPaths;
  stateDir: string;
  /** The task's id; null before there is one. */
  task: string | null;
}

/** Every folder that is written to: git directories, state directory, documents, temporary files. Absolute. */
export function writtenFolders({ repository, paths, stateDir, task }: WrittenPlaces): string[] {
  const ledgers = ledgerPaths(repository.commonDir);
  const state = statePaths(stateDir);
  const folders = [
    ledgers.root,
    path.join(ledgers.root, 'objects'),
    ...(task === null ? [] : [ledgers.task(task), ledgers.records(task)]),
    repository.gitDir,
    path.join(repository.commonDir, 'refs'),
    stateDir,
    path.dirname(state.anchor('-')),
    state.snapshots,
    state.copies,
    paths.docs,
    paths.reviews,
    paths.ledgerExports,
    paths.runtime,
    path.dirname(temporaryPath('-')),
  ];
  return [...new Set(folders)];
}

/** What the system refuses in them; empty where everything can be written. */
export function refusedPlaces(places: WrittenPlaces): Notice[] {
  const { repository, task } = places;
  const ledger = task === null ? null : ledgerPaths(repository.commonDir).ledger(task);
  const refused: Notice[] = [];
  const flushed = new Set<number>();
  for (const folder of writtenFolders(places)) {
    const found = probeFolder(folder, flushed);
    // Of a folder that is refused, what lies below it needs no mention; of one to be made, what is there was tried.
    if (found !== null && !refused.some((one) => isSaid(one, found))) refused.push(found);
  }
  const file = ledger === null ? null : probeFile(ledger);
  return file === null ? refused : [...refused, file];
}

/** Problem `folder-refused` or `system-refused`, which names the first of them, before anything is spent. */
export function verifyPlaces(places: WrittenPlaces): void {
  const [first] = refusedPlaces(places);
  if (first) throw new Problem(first);
}

const isSaid = (before: Notice, now: Notice): boolean =>
  before.code === 'folder-refused' &&
  now.code === 'folder-refused' &&
  before.args.detail === now.args.detail &&
  (now.args.dir === before.args.dir || now.args.dir.startsWith(`${before.args.dir}${path.sep}`));
