/** `cccc trace [--limit n]`: the ledger as a timeline. Never writes. */
import { notice, Problem } from '../core/notices.js';
import { actorOf, eventPhrase, timeline } from '../text/trace.js';
import { done, textOption, type Arguments, type Context, type Options, type Result } from './context.js';
import { findSource } from './gates-reading.js';

export const options: Options = { limit: { type: 'string' } };

export async function run(context: Context, args: Arguments): Promise<Result> {
  const limit = limitOf(args);
  const source = await findSource(context);
  if (source.kind === 'none') return done([notice('no-task', {})], { data: { task: null, entries: [] } });
  const entries = limit === null ? source.entries : source.entries.slice(-limit);
  context.print(timeline(entries, context.language));
  const notices = source.kind === 'ledger' ? source.task.reading.notices : [notice('reads-export', { file: source.exported.file })];
  const data = {
    task: source.state.task_id, total: source.entries.length,
    entries: entries.map(({ seq, hash, event }) => ({ seq, at: event.at, who: actorOf(event), type: event.type, what: eventPhrase(event, context.language), hash, event })),
  };
  return done(notices, { data });
}

function limitOf(args: Arguments): number | null {
  const given = textOption(args, 'limit');
  if (given === null) return null;
  if (!/^[1-9]\d*$/.test(given)) throw new Problem(notice('bad-usage', { verb: 'trace', detail: '--limit <n>' }), 2);
  return Number(given);
}
