/** Shows the merged change of a fan-out, and lays it on the work tree after it was read. */
import path from 'node:path';
import { notice, Problem } from '../../../core/say/notices.js';
import { fanoutPlaces, readApplied, writeApplied } from '../../../io/delegate/fanout.js';
import { land, planLanding } from '../../../io/delegate/land.js';
import type { DelegatedWork } from '../../../io/delegate/record.js';
import { markWritten } from '../../../io/delegate/written.js';
import { entryChanges } from '../../../io/git/copy/written.js';
import type { Context } from '../../context.js';
import { openProject } from '../../task/place.js';
import { type AppliedWork, verifyUngated } from '../ask/apply.js';
import { storeOf } from './material.js';
import type { FanoutStanding } from './read.js';

/**
 * Applies the merged change.
 *
 * @param isDry whether it is only planned
 * @throws the Problems that say why it is not applied; then nothing was written
 */
export async function applyFanout(
  context: Context,
  { dir, fanout, standing }: FanoutStanding,
  isDry: boolean,
): Promise<AppliedWork> {
  const { id } = standing;
  const project = await openProject(context);
  const { top } = project.repository;
  if (fanout.top !== top) throw new Problem(notice('fanout-elsewhere', { dir: fanout.place }), 64);
  if (standing.state === 'running') throw new Problem(notice('fanout-busy', { id }), 1);
  const work = changeIn(standing);
  verifyUngated(project);
  if (readApplied(dir).shown !== work.tree && !isDry) throw new Problem(notice('fanout-not-shown', { id }), 1);
  const store = storeOf(dir, project.repository);
  const { landings, conflicts } = await planLanding(store, await entryChanges(store, work.base, work.tree));
  if (conflicts.length > 0) throw new Problem(notice('ask-conflict', { files: conflicts.join(', ') }), 1);
  const before = path.join(fanoutPlaces(dir).before, context.now().replace(/\D/g, ''));
  if (!isDry && landings.length > 0) {
    markWritten(project.stateDir, project.repository, { at: context.now(), session: id, landings });
    land(top, landings, before);
  }
  if (!isDry) writeApplied(dir, { applied: work.tree });
  return { landings, before: isDry || landings.length === 0 ? null : before };
}

function changeIn({ id, work }: FanoutStanding['standing']): DelegatedWork {
  if (work === null || work.files.length === 0) throw new Problem(notice('fanout-no-change', { id }), 1);
  return work;
}
