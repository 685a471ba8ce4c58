/** `cccc force-update [--dry-run]`: like update, whatever version the project has. */
import { type Arguments, type Context, flag, type Result } from '../flows/context.js';
import { runUpdate } from '../flows/install/update/run.js';

export const run = (context: Context, args: Arguments): Promise<Result> =>
  runUpdate(context, { force: true, dryRun: flag(args, 'dry-run') });
