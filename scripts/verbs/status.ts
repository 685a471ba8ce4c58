/** `cccc status`: shows where the task stands. Never writes. */

import { call, proseSlot } from '../core/call.js';
import type { Notice } from '../core/say/notices.js';
import type { State } from '../core/task/model.js';
import { type Context, done, type Result } from '../flows/context.js';
import { ageNotices } from '../flows/install/update/age.js';
import { openProject, placeOf } from '../flows/task/place.js';
import { findSource } from '../flows/task/reading/gates-reading.js';
import { readStatus } from '../flows/task/reading/status.js';
import { pauseCard } from '../render/cards.js';
import { progressBlock } from '../render/progress.js';
import { statusText } from '../render/status.js';

export async function run(context: Context): Promise<Result> {
  const source = await findSource(context);
  if (source.kind === 'none')
    return done([...(await projectAge(context)), source.why], {
      next: call('start', proseSlot('task')),
      data: { task: null, status: null },
    });
  const { view, notices: found } = await readStatus(context, source);
  const notices = [...(await projectAge(context)), ...found];
  context.print(statusText(view, cardOf(context, source.state), context.language, placeOf(context)));
  for (const given of notices) context.say(given);
  const progress = progressBlock(view.progress, context.language);
  // The progress block comes last, so the notices were printed above it.
  context.print(`${notices.length > 0 ? '\n' : ''}${progress}`);
  return done(context.json ? notices : [], { data: { ...view, progress: progress.split('\n') } });
}

async function projectAge(context: Context): Promise<Notice[]> {
  const { paths } = await openProject(context);
  return ageNotices(paths, context.version);
}

/** The decision card of a pause; null when there is nothing to decide. */
const cardOf = (context: Context, state: State): string | null =>
  state.pause === null ? null : pauseCard(state.pause, state, context.language, placeOf(context));
