/**
 * `cccc guard explain '<command>'`: what the guard sees in a command, and why it asks. `cccc guard test FILE`: whether
 * it says what a list of commands expects. Both run nothing and write nothing.
 */

import path from 'node:path';
import { readGuardList } from '../core/guard/list.js';
import { presentable, reasonOf, sentenceOf } from '../core/guard/words.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { redact } from '../core/say/redact.js';
import type { SubverbName } from '../core/verbs.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, refused, subverbOf } from '../flows/context.js';
import { cliCommand } from '../flows/task/place.js';
import { type Judgement, judgeCommand, policyOf } from '../guard/index.js';
import { isSystemError, readIfThere } from '../io/ground/files.js';
import { readGuardPlace } from '../io/guard/place.js';
import { colon } from '../render/say.js';
import { guardText } from '../text/guard.js';

const SUBVERBS = { explain, test } as const satisfies Record<SubverbName<'guard'>, unknown>;

export async function run(context: Context, args: Arguments): Promise<Result> {
  return SUBVERBS[subverbOf('guard', args)](context, args.positionals.slice(1));
}

/** What the guard says about a command in this project. */
function judgeHere(context: Context): (command: string) => Judgement {
  const { places, config, script } = readGuardPlace(context.cwd, context.cwd);
  const policy = policyOf(config());
  return (command) => presentable(judgeCommand(command, places, policy, script));
}

const wrongUsage = (): Problem =>
  new Problem(notice('bad-usage', { verb: 'guard', detail: usageOf('guard').join(' | ') }), 2);

function explain(context: Context, words: readonly string[]): Result {
  if (words.length === 0) throw wrongUsage();
  const judgement = judgeHere(context)(words.join(' '));
  const text = guardText(context.language, cliCommand(context.cwd));
  const { explain: phrases } = text;
  const is = colon(context.language);
  const findings = judgement.findings.map((finding) => ({ ...finding, message: sentenceOf(finding, text) }));
  for (const command of judgement.seen) context.print(`${phrases.seen}${is}${command}`);
  if (judgement.seen.length === 0) context.print(`${phrases.seen}${is}${phrases.nothing}`);
  for (const { verdict, category, message } of findings)
    context.print(verdict === 'allow' ? `${text.category[category]}${is}${phrases.allow}` : message);
  const reason = reasonOf(judgement, text);
  if (reason !== null && !findings.some(({ message }) => message === reason)) context.print(reason);
  context.print(`${phrases.verdict}${is}${phrases[judgement.verdict]}`);
  return done([], {
    data: { verdict: judgement.verdict, seen: judgement.seen, findings, evidence: judgement.evidence, reason },
  });
}

function test(context: Context, [file, ...more]: readonly string[]): Result {
  if (file === undefined || more.length > 0) throw wrongUsage();
  const { lines, faults } = readGuardList(textOf(context, file));
  const [fault] = faults;
  if (fault !== undefined)
    throw new Problem(notice('guard-list-unclear', { file, line: fault.line, text: short(fault.text) }), 2);
  if (lines.length === 0) throw new Problem(notice('guard-list-empty', { file }), 2);
  const judge = judgeHere(context);
  const text = guardText(context.language, cliCommand(context.cwd));
  const judged = lines.map(({ line, expected, command }) => {
    const judgement = judge(command);
    return { line, expected, found: judgement.verdict, command: short(command), reason: reasonOf(judgement, text) };
  });
  const others = judged.filter(({ expected, found }) => expected !== found);
  const data = { file, count: lines.length, mismatches: others };
  if (others.length === 0) return done([notice('guard-list-agrees', { count: lines.length })], { data });
  const notices: Notice[] = others.map((one) => notice('guard-line-differs', one));
  return refused([...notices, notice('guard-list-differs', { count: lines.length, differing: others.length })], {
    data,
  });
}

function textOf(context: Context, file: string): string {
  const missing = (detail: string): Problem => new Problem(notice('guard-list-missing', { file, detail }), 2);
  try {
    const text = readIfThere(path.resolve(context.cwd, file));
    if (text !== null) return text;
  } catch (error) {
    if (isSystemError(error)) throw missing(error.code);
    throw error;
  }
  throw missing('ENOENT');
}

/** A command as it may be shown: its secrets are out before it is cut. */
function short(command: string): string {
  const text = redact(command).replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
