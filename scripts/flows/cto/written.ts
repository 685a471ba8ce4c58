/** What CTO mode wrote into the project, for `uninstall`. */
import path from 'node:path';
import type { Written } from '../../core/install/changes.js';
import { Problem } from '../../core/say/notices.js';
import { IGNORE_ALL } from '../../io/cto/artifacts.js';
import { type CtoReading, ctoRuns, readCto } from '../../io/cto/store.js';
import { CTO_FOLDER } from '../../io/ground/workspace.js';
import { digestOfContent } from '../../io/install/apply.js';
import type { Project } from '../task/place.js';

/** The artifacts of all runs of a project, each with the digest of what was written. */
export function ctoWritten({ repository: { top }, stateDir, paths }: Project): Written {
  const states = ctoRuns(stateDir, top)
    .flatMap((run) => readable({ stateDir, top, run }) ?? [])
    .map(({ state }) => state)
    .filter(({ project, artifacts }) => project === paths.project && artifacts.length > 0);
  return Object.fromEntries(
    states.flatMap(({ run, artifacts }) => [
      ...artifacts.map(({ file, digest }) => [file, digest] as const),
      [path.posix.join(CTO_FOLDER, run, '.gitignore'), digestOfContent(IGNORE_ALL)] as const,
    ]),
  );
}

/** A run whose log is broken does not say what it wrote, so its files stay. */
function readable(place: Parameters<typeof readCto>[0]): CtoReading | null {
  try {
    return readCto(place);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
