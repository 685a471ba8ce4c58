/** `cccc guard explain '<command>'`: what the guard sees in a command, and why it asks. Runs and writes nothing. */

import { presentable, reasonOf, sentenceOf } from '../core/guard/words.js';
import { notice, Problem } from '../core/say/notices.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, subverbOf } from '../flows/context.js';
import { cliCommand } from '../flows/task/place.js';
import { judgeCommand, policyOf } from '../guard/index.js';
import { readGuardPlace } from '../io/guard/place.js';
import { colon } from '../render/say.js';
import { guardText } from '../text/guard.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  subverbOf('guard', args);
  const words = args.positionals.slice(1);
  if (words.length === 0) throw new Problem(notice('bad-usage', { verb: 'guard', detail: usageOf('guard').join() }), 2);
  const { places, config, script } = readGuardPlace(context.cwd, context.cwd);
  const judgement = presentable(judgeCommand(words.join(' '), places, policyOf(config()), script));
  const text = guardText(context.language, cliCommand(context.cwd));
  const { explain } = text;
  const is = colon(context.language);
  const findings = judgement.findings.map((finding) => ({ ...finding, message: sentenceOf(finding, text) }));
  for (const command of judgement.seen) context.print(`${explain.seen}${is}${command}`);
  if (judgement.seen.length === 0) context.print(`${explain.seen}${is}${explain.nothing}`);
  for (const { verdict, category, message } of findings)
    context.print(verdict === 'allow' ? `${text.category[category]}${is}${explain.allow}` : message);
  const reason = reasonOf(judgement, text);
  if (reason !== null && !findings.some(({ message }) => message === reason)) context.print(reason);
  context.print(`${explain.verdict}${is}${explain[judgement.verdict]}`);
  return done([], {
    data: { verdict: judgement.verdict, seen: judgement.seen, findings, evidence: judgement.evidence, reason },
  });
}
