/**
 * `cccc trace [--limit n] [--since time] [--gate gate]`: the ledger as a timeline, with the guard's questions and
 * denials. Never writes.
 */
import { notice, Problem } from '../core/say/notices.js';
import { GATES } from '../core/task/gates.js';
import { type Arguments, type Context, done, flag, type Result, textOption } from '../flows/context.js';
import { findSource } from '../flows/task/reading/gates-reading.js';
import { readTrace, type TraceFilter } from '../flows/task/reading/trace.js';
import { traceData, tracePage } from '../render/views/trace.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const filter: TraceFilter = { limit: limitOf(args), since: sinceOf(args, context.now()), gate: gateOf(args) };
  const source = await findSource(context);
  if (source.kind === 'none') return done([source.why], { data: { task: null, entries: [], guard: [] } });
  const { view, notices } = await readTrace(source, filter);
  context.show(tracePage(view, context.language, flag(args, 'verbose')));
  return done(notices, { data: traceData(view, context.language) });
}

const badUsage = (detail: string): Problem => new Problem(notice('bad-usage', { verb: 'trace', detail }), 2);

function limitOf(args: Arguments): number | null {
  const given = textOption(args, 'limit');
  if (given === null) return null;
  if (!/^[1-9]\d*$/.test(given)) throw badUsage('--limit <n>');
  return Number(given);
}

function gateOf(args: Arguments): string | null {
  const given = textOption(args, 'gate');
  if (given === null || GATES.some((gate) => gate === given) || /^[A-Za-z]+\d[\w.-]*$/.test(given)) return given;
  throw badUsage(`--gate ${GATES.join('|')}|M001`);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A duration before now, or a date with or without a time, which is local unless it names its zone. */
function sinceOf(args: Arguments, now: string): string | null {
  const given = textOption(args, 'since');
  if (given === null) return null;
  const [, count = '', unit = ''] = /^(\d+)([smhd])$/.exec(given) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? 0);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(given);
  const isTime = isDay || /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(given);
  // A date alone would be read as UTC.
  const at =
    unit === ''
      ? isTime
        ? Date.parse(isDay ? `${given}T00:00` : given)
        : Number.NaN
      : Date.parse(now) - seconds * 1000;
  if (Number.isNaN(at)) throw badUsage('--since 2h|30m|3d|2026-09-21|2026-09-21T14:13');
  return new Date(at).toISOString();
}
