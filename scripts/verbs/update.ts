/** `cccc update [--dry-run]`: brings a project that an earlier version set up to the running version. */
import { type Arguments, type Context, flag, type Result } from '../flows/context.js';
import { runUpdate } from '../flows/install/update/run.js';

export const run = (context: Context, args: Arguments): Promise<Result> =>
  runUpdate(context, { force: false, dryRun: flag(args, 'dry-run') });
