/** Answers the script that `cccc completion` prints, at each press of the tab key. */
import { completionAt } from '../core/say/completion.js';
import { programLanguage } from '../flows/task/place.js';
import { completionText } from '../render/completion.js';

/** The word by which the script asks. It is no verb: nobody types it. */
export const COMPLETION_SERVER = 'completion-server';

/** In: the environment, in which the shells describe the line (COMP_LINE, COMP_POINT, SHELL). Out: what to print. */
export function completionsFor(env: NodeJS.ProcessEnv, cwd: string): string {
  const typed = (env['COMP_LINE'] ?? '').slice(0, Number(env['COMP_POINT'] ?? 0));
  const [, ...words] = typed.trimStart().split(/\s+/);
  const current = words.pop() ?? '';
  return completionText(completionAt(words, current), current, env['SHELL'] ?? '', programLanguage(cwd, env));
}
