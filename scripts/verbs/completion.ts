/** `cccc completion <shell>`: prints the script that completes `cccc` in that shell. Never writes. */

import { nearestOf } from '../core/say/nearest.js';
import { notice, Problem } from '../core/say/notices.js';
import { isShell, SHELLS } from '../core/say/shells.js';
import { type Arguments, type Context, done, type Result } from '../flows/context.js';
import { COMPLETION_SCRIPTS } from '../generated/completion.js';

/** @throws Problem `bad-usage` for a shell without a script */
export async function run(context: Context, args: Arguments): Promise<Result> {
  const shell = args.positionals[0] ?? '';
  if (!isShell(shell)) {
    const unknown = { word: shell, nearest: nearestOf(shell, SHELLS) };
    throw new Problem(notice('bad-usage', { verb: 'completion', detail: SHELLS.join(' | '), unknown }), 2);
  }
  const script = COMPLETION_SCRIPTS[shell];
  context.print(script.trimEnd());
  return done([], { data: { name: shell, script } });
}
