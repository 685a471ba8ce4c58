/** `cccc status`: shows where the task stands. Never writes. */

import { call, proseSlot } from '../core/call.js';
import type { Notice } from '../core/say/notices.js';
import type { State } from '../core/task/model.js';
import { type Context, done, type Result } from '../flows/context.js';
import { workHere } from '../flows/delegate/work-here.js';
import { ageNotices } from '../flows/install/update/age.js';
import { openProject, placeOf } from '../flows/task/place.js';
import { findSource } from '../flows/task/reading/gates-reading.js';
import { readStatus } from '../flows/task/reading/status.js';
import { pauseCard } from '../render/cards.js';
import { openWorkData, openWorkPage } from '../render/delegate/open-work.js';
import { progressBlock } from '../render/progress.js';
import { statusPage } from '../render/views/status.js';

export async function run(context: Context): Promise<Result> {
  const source = await findSource(context);
  const { language } = context;
  if (source.kind === 'none') {
    const { open, problems } = await workHere(source.project);
    context.show(openWorkPage(open, language, placeOf(context)));
    return done([...(await projectAge(context)), source.why, ...problems], {
      next: call('start', proseSlot('task')),
      data: { task: null, status: null, delegated: openWorkData(open, placeOf(context)) },
    });
  }
  const { view, notices: found } = await readStatus(context, source);
  const notices = [...(await projectAge(context)), ...found];
  const card = cardOf(context, source.state);
  // The progress block comes last, so the notices are part of the page.
  context.show(statusPage(view, { card, notices }, language, placeOf(context)));
  const progress = progressBlock(view.progress, language).split('\n');
  return done(context.json ? notices : [], {
    data: { ...view, delegated: openWorkData(view.delegated, placeOf(context)), progress },
  });
}

async function projectAge(context: Context): Promise<Notice[]> {
  const { paths } = await openProject(context);
  return ageNotices(paths, context.version);
}

/** The decision card of a pause; null when there is nothing to decide. */
const cardOf = (context: Context, state: State): string | null =>
  state.pause === null ? null : pauseCard(state.pause, state, context.language, placeOf(context));
