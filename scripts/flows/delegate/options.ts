/** Options that the verbs of delegation share. */
import { notice, Problem } from '../../core/say/notices.js';
import type { VerbName } from '../../core/verbs.js';
import { type Arguments, textOption } from '../context.js';

/**
 * An option that is a number of seconds; null when it was not given.
 *
 * @throws Problem `bad-usage` for anything that is no positive number
 */
export function secondsOption(
  verb: VerbName,
  args: Arguments,
  name: 'max' | 'timeout' | 'idle-timeout' | 'total-timeout',
): number | null {
  const text = textOption(args, name);
  if (text === null) return null;
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Problem(notice('bad-usage', { verb, detail: `--${name} <seconds>` }), 64);
  return seconds;
}
