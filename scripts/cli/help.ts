/** `cccc help [verb]` */

import { isVerb, VERBS } from '../core/verbs.js';
import { type Arguments, type Context, done, type Options, type Result } from '../flows/context.js';
import { verbSummary } from '../render/say.js';
import { HANDLERS } from './handlers.js';

export const options: Options = {};

export async function run(context: Context, args: Arguments): Promise<Result> {
  const asked = args.positionals[0];
  const names = asked && isVerb(asked) ? [asked] : Object.keys(VERBS).filter(isVerb);
  const data = [];
  for (const name of names) {
    const verb = VERBS[name];
    const subverbs = verb.subverbs.length > 0 ? ` ${verb.subverbs.join('|')}` : '';
    context.print(`cccc ${name}${subverbs}\n    ${verbSummary(name, context.language)}`);
    const flags = asked
      ? Object.keys(name === 'help' ? options : (await HANDLERS[name]()).options).map((option) => `--${option}`)
      : [];
    if (flags.length > 0) context.print(`    ${flags.join(' ')}`);
    data.push({
      verb: name,
      access: verb.access,
      subverbs: verb.subverbs,
      human_only: verb.humanOnly,
      summary: verbSummary(name, context.language),
      options: flags,
    });
  }
  return done([], { data });
}
