/** `cccc watch`: the task on the whole terminal, as it goes; `--once` and `--json` show one moment of it. */
import { call, proseSlot } from '../core/call.js';
import { notice } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result } from '../flows/context.js';
import { placeOf } from '../flows/task/place.js';
import { look, type Seen, viewAt } from '../flows/watch/look.js';
import { watchTask } from '../flows/watch/run.js';
import { watchPage } from '../render/views/watch.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const isOnce = flag(args, 'once') || context.json;
  // A dumb terminal cannot move its cursor.
  if (!isOnce && !(context.tty && context.rewrites)) return { code: 2, notices: [notice('watch-needs-terminal', {})] };
  const seen = await look(context);
  if (isOnce) return once(context, seen);
  await watchTask(context, seen);
  return done();
}

function once(context: Context, seen: Seen): Result {
  const { view, notices } = viewAt(context, seen);
  context.show(watchPage(view, notices, { language: context.language, place: placeOf(context) }));
  const next = view.status === null ? call('start', proseSlot('task')) : null;
  return done(context.json ? notices : [], { data: view, next: context.json ? (view.status?.next.run ?? next) : null });
}
