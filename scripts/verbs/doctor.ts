/**
 * `cccc doctor [--verbose]`: PASS, WARN or FAIL for everything that a task rests on, each with its fix. Leaves nothing
 * behind.
 */
import { groupOf } from '../core/install/diagnosis.js';
import { fixOf } from '../core/install/fixes.js';
import type { Notice } from '../core/say/notices.js';
import { type Place, spell } from '../core/say/spelling.js';
import { type Arguments, type Context, flag, type Result } from '../flows/context.js';
import { diagnoseEverything } from '../flows/doctor/diagnosis.js';
import { placeOf } from '../flows/task/place.js';
import { doctorPage } from '../render/views/doctor.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const diagnosis = await diagnoseEverything(context);
  const place = placeOf(context);
  context.show(doctorPage(diagnosis, context.language, place, flag(args, 'verbose')));
  const { checks, counts } = diagnosis;
  return {
    code: counts.fail > 0 ? 1 : 0,
    notices: context.json ? checks.flatMap(({ notices }) => notices) : [],
    data: {
      checks: checks.map(({ notices, ...check }) => ({
        ...check,
        group: groupOf(check.name),
        codes: notices.map(({ code }) => code),
        fixes: notices.map((given) => fixText(given, place)),
      })),
      counts,
    },
  };
}

function fixText(given: Notice, place: Place): string | null {
  const fix = fixOf(given);
  return fix === null ? null : spell(fix, place);
}
