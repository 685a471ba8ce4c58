/** `cccc start "<task>"`: creates a ledger, pins the base and the settings, detects the language. */

import { notice, Problem } from '../core/say/notices.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, flag, type Result } from '../flows/context.js';
import { openNewTask } from '../flows/task/opening.js';
import { openConfigured } from '../flows/task/place.js';
import { readStdin } from '../io/ground/files.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const text = taskText(args);
  if (text === '') throw new Problem(notice('bad-usage', { verb: 'start', detail: usageOf('start').join() }), 2);
  const project = await openConfigured(context);
  const commit = project.repository.head;
  if (commit === null) throw new Problem(notice('no-commit', { dir: project.repository.top }));
  return openNewTask(context, project, { text, commit });
}

/** The task in the user's words; empty when it is missing. On standard input, no quoting by a shell can change it. */
function taskText(args: Arguments): string {
  const words = args.positionals.join(' ').trim();
  if (!flag(args, 'stdin')) return words;
  return words === '' ? readStdin().trim() : '';
}
