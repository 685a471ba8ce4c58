import { type Context, done, type Result } from '../flows/context.js';
export async function run(_context: Context): Promise<Result> {
  return done();
}
