/** Shows a writer's change, and lays it on the work tree after it was read. */
import path from 'node:path';
import { notice, Problem } from '../../../core/say/notices.js';
import { isTerminal } from '../../../core/task/model.js';
import type { DelegatedSession } from '../../../generated/types.js';
import { sessionStore } from '../../../io/delegate/copy.js';
import { type Landing, land, planLanding } from '../../../io/delegate/land.js';
import { type DelegatedWork, delegatedFolder, readWork } from '../../../io/delegate/record.js';
import { isRunning, readSession, sessionPlaces, withSessions, writeSession } from '../../../io/delegate/sessions.js';
import { markWritten } from '../../../io/delegate/written.js';
import { entryChanges } from '../../../io/git/copy/written.js';
import type { Context } from '../../context.js';
import { locateTask, openProject, type Project } from '../../task/place.js';

/** What the writer of a session has changed so far; null when no run came so far. */
export function workOf(stateDir: string, { runs }: DelegatedSession): DelegatedWork | null {
  const last = runs.at(-1);
  return last === undefined ? null : readWork(delegatedFolder(stateDir, last.id));
}

/** Notes that the caller was shown a change. */
export const noteShown = (stateDir: string, { id }: DelegatedSession, { tree }: DelegatedWork): void =>
  change(stateDir, id, { shown: tree });

function change(stateDir: string, id: string, fields: Partial<DelegatedSession>): void {
  withSessions(stateDir, () => {
    const session = readSession(stateDir, id);
    if (session !== null) writeSession(stateDir, { ...session, ...fields });
  });
}

export interface AppliedWork {
  landings: Pick<Landing, 'path' | 'how'>[];
  /** The folder with the files as they were; null when nothing was written. */
  before: string | null;
}

/**
 * Applies the change of a session.
 *
 * @param isDry whether it is only planned
 * @throws the Problems that say why it is not applied; then nothing was written
 */
export async function applyWork(context: Context, session: DelegatedSession, isDry: boolean): Promise<AppliedWork> {
  const project = await openProject(context);
  const { repository, stateDir } = project;
  const { id } = session;
  const work = verifyApplicable(stateDir, session);
  if (repository.top !== session.top)
    throw new Problem(notice('ask-session-elsewhere', { dir: session.top ?? '' }), 64);
  verifyUngated(project);
  if (session.shown !== work.tree && !isDry) throw new Problem(notice('ask-not-shown', { id }), 1);
  const places = sessionPlaces(stateDir, id);
  const store = sessionStore(repository, places);
  const { landings, conflicts } = await planLanding(store, await entryChanges(store, work.base, work.tree));
  if (conflicts.length > 0) throw new Problem(notice('ask-conflict', { files: conflicts.join(', ') }), 1);
  const before = path.join(places.before, context.now().replace(/\D/g, ''));
  if (!isDry && landings.length > 0) {
    markWritten(stateDir, repository, { at: context.now(), session: id, landings });
    land(repository.top, landings, before);
  }
  if (!isDry) change(stateDir, id, { applied: work.tree, used_at: context.now() });
  return { landings, before: isDry || landings.length === 0 ? null : before };
}

/** Refuses to let Codex write into a work tree with an open gated task. Problem: `ask-apply-gated`. */
export function verifyUngated(project: Project): void {
  const { reading } = locateTask(project);
  if (reading !== null && !isTerminal(reading.state.status))
    throw new Problem(notice('ask-apply-gated', { task: reading.state.task, status: reading.state.status }), 1);
}

function verifyApplicable(stateDir: string, session: DelegatedSession): DelegatedWork {
  const { id } = session;
  if (session.base === null) throw new Problem(notice('ask-not-writer', { id }), 64);
  if (isRunning(stateDir, session)) throw new Problem(notice('ask-session-busy', { session: id }), 1);
  const work = workOf(stateDir, session);
  if (work === null || work.files.length === 0) throw new Problem(notice('ask-no-change', { id }), 1);
  const [refused] = work.refused;
  if (refused !== undefined) throw new Problem(notice('ask-change-refused', refused), 1);
  return work;
}
