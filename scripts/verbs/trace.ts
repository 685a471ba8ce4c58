/** `cccc trace [--limit n]`: the ledger as a timeline, with the guard's questions and denials. Never writes. */
import { notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, type Result, textOption } from '../flows/context.js';
import { findSource } from '../flows/task/reading/gates-reading.js';
import { readTrace } from '../flows/task/reading/trace.js';
import { traceData, traceText } from '../render/trace.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const limit = limitOf(args);
  const source = await findSource(context);
  if (source.kind === 'none') return done([source.why], { data: { task: null, entries: [], guard: [] } });
  const { view, notices } = readTrace(source, limit);
  context.print(traceText(view, context.language));
  return done(notices, { data: traceData(view, context.language) });
}

function limitOf(args: Arguments): number | null {
  const given = textOption(args, 'limit');
  if (given === null) return null;
  if (!/^[1-9]\d*$/.test(given)) throw new Problem(notice('bad-usage', { verb: 'trace', detail: '--limit <n>' }), 2);
  return Number(given);
}
