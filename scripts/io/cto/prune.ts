/** Which runs of CTO mode still need the private git objects of their repository, and which are too old to be kept. */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { jsonOf, textAt } from '../../core/json.js';
import { delegatedFolder, removeDelegated } from '../delegate/record.js';
import { readIfThere } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { statePaths } from '../ground/workspace.js';
import { removeCtoAnchor } from './anchor.js';
import { ctoRunsFolder } from './store.js';

/** How long a run without a new event is kept. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Found {
  folder: string;
  text: string;
  age: number;
}

function allRuns(stateDir: string, now: number): Found[] {
  const { cto } = statePaths(stateDir);
  return namesIn(cto).flatMap((tree) =>
    namesIn(path.join(cto, tree)).flatMap((run) => {
      const folder = path.join(cto, tree, run);
      const text = readIfThere(path.join(folder, 'log.jsonl'));
      if (text === null) return [];
      return [{ folder, text, age: now - statSync(path.join(folder, 'log.jsonl')).mtimeMs }];
    }),
  );
}

const eventsOf = ({ text }: Found): unknown[] => text.split('\n').filter(Boolean).map(jsonOf);

/** Whether a kept run began in one of these work trees: its base is among the private objects. */
export const needsObjects = (stateDir: string, tops: { includes(top: string): boolean }, now: number): boolean =>
  allRuns(stateDir, now).some(
    (found) => found.age <= KEPT_MS && tops.includes(textAt(eventsOf(found)[0], 'event', 'top') ?? ''),
  );

/** Removes runs to which nothing was added for 30 days, with what Codex was asked in them. */
export function pruneCto(stateDir: string, now: number): void {
  for (const found of allRuns(stateDir, now).filter(({ age }) => age > KEPT_MS)) removeRun(stateDir, found);
}

/** Removes all runs of a work tree. */
export function purgeCto(stateDir: string, top: string): void {
  const folder = ctoRunsFolder(stateDir, top);
  for (const found of allRuns(stateDir, 0).filter((one) => path.dirname(one.folder) === folder))
    removeRun(stateDir, found);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function removeRun(stateDir: string, found: Found): void {
  for (const event of eventsOf(found)) {
    const job = textAt(event, 'event', 'job');
    // The name comes from a file: only a single name is one of a run.
    if (job !== null && path.basename(job) === job) removeDelegated(delegatedFolder(stateDir, job));
  }
  rmSync(found.folder, { recursive: true, force: true, maxRetries: 3 });
  removeCtoAnchor(stateDir, path.basename(found.folder));
}
