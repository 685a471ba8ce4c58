/** Doctor's check of what Codex was given outside of the gated loop. */

import { countsOf } from '../../core/delegate/open-work.js';
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { delegatedFolder, delegatedRuns, readResult } from '../../io/delegate/record.js';
import { damagedSessions } from '../../io/delegate/sessions.js';
import { readBareRun } from '../../io/run/run.js';
import { survivorsOf } from '../../io/run/run-trace.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { workHere } from '../delegate/work-here.js';
import type { Project } from '../task/place.js';
import { judged } from './check.js';

/** What runs and waits, what was left behind, what cannot be read; not said where there is nothing. */
export async function checkDelegated({ language }: Context, project: Project): Promise<Check[]> {
  const { open, problems } = await workHere(project);
  const { stateDir } = project;
  const notices = [
    ...open.flatMap(({ standing, kind, id }) => (standing === 'left' ? [notice('delegated-left', { kind, id })] : [])),
    ...problems,
    ...damagedSessions(stateDir).map((id) => notice('ask-session-damaged', { id })),
    ...survivors(stateDir),
  ];
  if (open.length === 0 && notices.length === 0) return [];
  return [judged('delegated', catalogOf(language).doctor.facts.delegated(countsOf(open)), notices)];
}

/** Processes that a run started and that outlived it. */
function survivors(stateDir: string): Notice[] {
  const marks = new Map<string, string>();
  for (const run of delegatedRuns(stateDir)) {
    const dir = delegatedFolder(stateDir, run);
    const mark = readResult(dir) === null ? undefined : readBareRun(dir)?.trace.mark;
    if (mark !== undefined) marks.set(run, mark);
  }
  const found = survivorsOf([...marks.values()]);
  return [...marks].flatMap(([job, mark]) => {
    const pids = found.get(mark) ?? [];
    return pids.length > 0 ? [notice('processes-left', { job, pids: pids.join(' ') })] : [];
  });
}
