/**
 * `cccc doctor [--verbose] [--fix]`: PASS, WARN or FAIL for everything that a task rests on, each with its fix. Changes
 * nothing without --fix, which first makes the repairs that `cccc repair` makes.
 */
import { groupOf } from '../core/install/diagnosis.js';
import { fixOf } from '../core/install/fixes.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Place, spell } from '../core/say/spelling.js';
import { type Arguments, type Context, flag, type Result } from '../flows/context.js';
import { diagnoseEverything } from '../flows/doctor/diagnosis.js';
import { applyRepairs, isWhole, planRepairs } from '../flows/install/repair.js';
import { openConfigured, placeOf } from '../flows/task/place.js';
import { doctorPage } from '../render/views/doctor.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const repaired = flag(args, 'fix') ? await repair(context) : [];
  for (const done of repaired) context.say(done);
  const diagnosis = await diagnoseEverything(context);
  const place = placeOf(context);
  context.show(doctorPage(diagnosis, context.language, place, flag(args, 'verbose')));
  const { checks, counts } = diagnosis;
  return {
    code: counts.fail > 0 ? 1 : 0,
    notices: context.json ? [...repaired, ...checks.flatMap(({ notices }) => notices)] : [],
    data: {
      checks: checks.map(({ notices, ...check }) => ({
        ...check,
        group: groupOf(check.name),
        codes: notices.map(({ code }) => code),
        fixes: notices.map((given) => fixText(given, place)),
      })),
      counts,
      repaired: repaired.map(({ code }) => code),
    },
  };
}

/** What was repaired. A project that cannot be opened is for the diagnosis to name. */
async function repair(context: Context): Promise<Notice[]> {
  try {
    const project = await openConfigured(context);
    const repairs = planRepairs(context, project);
    return isWhole(repairs) ? [notice('nothing-to-repair', {})] : await applyRepairs(context, project, repairs);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

function fixText(given: Notice, place: Place): string | null {
  const fix = fixOf(given);
  return fix === null ? null : spell(fix, place);
}
