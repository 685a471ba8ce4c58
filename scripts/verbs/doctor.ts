/** `cccc doctor`: PASS, WARN or FAIL for everything that a task rests on, each with its fix. Leaves nothing behind. */
import type { Context, Result } from '../flows/context.js';
import { diagnoseEverything } from '../flows/doctor/diagnosis.js';
import { placeOf } from '../flows/task/place.js';
import { doctorText } from '../render/doctor.js';

export async function run(context: Context): Promise<Result> {
  const diagnosis = await diagnoseEverything(context);
  context.print(doctorText(diagnosis, context.language, placeOf(context)));
  const { checks, counts } = diagnosis;
  return {
    code: counts.fail > 0 ? 1 : 0,
    notices: context.json ? checks.flatMap(({ notices }) => notices) : [],
    data: {
      checks: checks.map(({ notices, ...check }) => ({ ...check, codes: notices.map(({ code }) => code) })),
      counts,
    },
  };
}
