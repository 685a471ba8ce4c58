/** `cccc ci verify | hook | pushed`: judges a pull request, or a push, by what is committed. */
import { type Arguments, type Context, done, type Result, subverbOf } from '../flows/context.js';

export async function run(_context: Context, args: Arguments): Promise<Result> {
  void subverbOf('ci', args);
  return done();
}
