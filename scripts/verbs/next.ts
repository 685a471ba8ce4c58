/** `cccc next`: what Claude must do next. */

import { type Context, done, type Result } from '../flows/context.js';
import { decideNext } from '../flows/task/next.js';
import { cliCommand, skillPlace } from '../flows/task/place.js';
import { nextViewText } from '../render/next.js';

export async function run(context: Context): Promise<Result> {
  const { view, notices } = await decideNext(context);
  const text = nextViewText(view, context.language, { cli: cliCommand(context.cwd), skill: skillPlace(context.cwd) });
  context.print(text);
  return done(notices, { next: null, data: { ...view, text } });
}
