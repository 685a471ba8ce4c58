/** `cccc redact [--file NAME] < text`: how a text would be sent to Codex. */

import { notice, Problem } from '../core/say/notices.js';
import { redaction } from '../core/say/redact.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, refused, textOption } from '../flows/context.js';
import { readStdin } from '../io/ground/files.js';
import { isSecretFile } from '../secrets/index.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const file = textOption(args, 'file');
  if (args.positionals.length > 0)
    throw new Problem(notice('bad-usage', { verb: 'redact', detail: `${usageOf('redact').join()} < <text>` }), 2);
  if (file !== null && isSecretFile(file))
    return refused([notice('file-withheld', { file })], { data: { file, withheld: true, text: null, found: [] } });
  const { text, found } = redaction(readStdin(), file);
  context.print(text.replace(/\n$/, ''));
  const kinds = found.map(({ kind, certain, start, end }) => ({ kind, certain, start, end }));
  const data = { file, withheld: false, text, found: kinds };
  return done(context.json || !context.tty ? [] : [notice('secrets-redacted', { count: found.length })], { data });
}
