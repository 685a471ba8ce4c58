/** `cccc repair [--dry-run]`: fixes what is safe to fix, says what it did, and names what only the user can. */
import { notice } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result } from '../flows/context.js';
import { changeData, plannedNotices } from '../flows/install/changes.js';
import { applyRepairs, isWhole, plannedRepairs, planRepairs } from '../flows/install/repair.js';
import { openConfigured } from '../flows/task/place.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const project = await openConfigured(context);
  const repairs = planRepairs(context, project);
  const { changes, left } = repairs;
  const planned = plannedRepairs(repairs);
  const data = {
    changes: changeData(changes),
    repairs: planned.map(({ code }) => code),
    left: left.map(({ code }) => code),
  };
  if (isWhole(repairs)) return done([notice('nothing-to-repair', {}), ...left], { data });
  if (flag(args, 'dry-run'))
    return done([...(changes.length > 0 ? plannedNotices(changes) : []), ...planned, ...left], { data });
  return done([...(await applyRepairs(context, project, repairs)), ...left], { data });
}
