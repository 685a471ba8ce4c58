/** `cccc help [verb]`, and `--help` after a verb. */

import { nearestOf } from '../core/say/nearest.js';
import { notice, Problem } from '../core/say/notices.js';
import { isVerb, VERB_NAMES } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result } from '../flows/context.js';
import { placeOf } from '../flows/task/place.js';
import { helpList, verbHelp, verbHelpText } from '../render/help.js';

/**
 * Prints the list of verbs, or one verb. Under --json, `data` holds the same.
 *
 * @throws Problem `unknown-verb` for a word that is not a verb
 */
export async function run(context: Context, args: Arguments): Promise<Result> {
  const { language } = context;
  const place = placeOf(context);
  const asked = args.positionals[0];
  if (asked === undefined) {
    context.print(helpList(language, place));
    return done([], { data: VERB_NAMES.map((name) => verbHelp(name, language, place)) });
  }
  if (!isVerb(asked))
    throw new Problem(notice('unknown-verb', { verb: asked, nearest: nearestOf(asked, VERB_NAMES) }), 2);
  const help = verbHelp(asked, language, place);
  context.print(verbHelpText(help, language, place));
  return done([], { data: [help] });
}
