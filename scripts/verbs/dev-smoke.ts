/** `cccc dev-smoke`: the self-test of the installed skill folder. Opens no project and changes no file. */
import { notice } from '../core/say/notices.js';
import { type Context, done, type Result, refused } from '../flows/context.js';
import { smokeTest } from '../flows/install/smoke.js';

export async function run(context: Context): Promise<Result> {
  const { faults, remarks, counts } = await smokeTest(context);
  const data = { ...counts, faults: faults.map(({ code }) => code) };
  if (faults.length > 0) return refused([...faults, ...remarks], { data });
  return done([notice('smoke-passed', counts), ...remarks], { data });
}
