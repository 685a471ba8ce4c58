/** `cccc trace [--limit n]`: the ledger as a timeline, with what the guard asked and denied meanwhile. Never writes. */
import { during, parseGuardLog } from '../core/guard/log.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { isTerminal } from '../core/task/model.js';
import { actorOf, merged, type TraceRow } from '../core/task/views/timeline.js';
import { type Arguments, type Context, done, type Options, type Result, textOption } from '../flows/context.js';
import { findSource, type Source } from '../flows/task/gates-reading.js';
import { readIfThere } from '../io/ground/files.js';
import { storedPath } from '../io/ground/workspace.js';
import { eventPhrase, guardPhrase, timeline } from '../render/trace.js';

export const options: Options = { limit: { type: 'string' } };

export async function run(context: Context, args: Arguments): Promise<Result> {
  const limit = limitOf(args);
  const source = await findSource(context);
  if (source.kind === 'none') return done([notice('no-task', {})], { data: { task: null, entries: [], guard: [] } });
  const guard = guardRows(source);
  const all = merged(
    source.entries.map((entry): TraceRow => ({ kind: 'entry', at: entry.event.at, entry })),
    guard.rows,
  );
  const rows = limit === null ? all : all.slice(-limit);
  context.print(timeline(rows, context.language));
  const notices =
    source.kind === 'ledger' ? source.task.reading.notices : [notice('reads-export', { file: source.exported.file })];
  const data = { task: source.state.task_id, total: source.entries.length, ...shown(rows, context) };
  return done([...notices, ...guard.notices], { data });
}

/** What the guard said while the task ran. Its log is a convenience: a broken line is named and left out. */
function guardRows(source: Exclude<Source, { kind: 'none' }>): { rows: TraceRow[]; notices: Notice[] } {
  const { paths } = source.project;
  const { lines, broken } = parseGuardLog(readIfThere(paths.guardLog) ?? '');
  const ended = isTerminal(source.state.status) ? (source.entries.at(-1)?.event.at ?? null) : null;
  const rows = during(lines, source.entries[0]?.event.at ?? '', ended).map(
    (line): TraceRow => ({ kind: 'guard', at: line.at, line }),
  );
  return {
    rows,
    notices:
      broken.length === 0
        ? []
        : [notice('guard-log-broken', { file: storedPath(paths.project, paths.guardLog), lines: broken.join(', ') })],
  };
}

function shown(rows: readonly TraceRow[], { language }: Context): object {
  return {
    entries: rows.flatMap((row) =>
      row.kind === 'entry'
        ? [
            {
              seq: row.entry.seq,
              at: row.at,
              who: actorOf(row.entry.event),
              type: row.entry.event.type,
              what: eventPhrase(row.entry.event, language),
              hash: row.entry.hash,
              event: row.entry.event,
            },
          ]
        : [],
    ),
    guard: rows.flatMap((row) =>
      row.kind === 'guard' ? [{ ...row.line, what: guardPhrase(row.line, language) }] : [],
    ),
  };
}

function limitOf(args: Arguments): number | null {
  const given = textOption(args, 'limit');
  if (given === null) return null;
  if (!/^[1-9]\d*$/.test(given)) throw new Problem(notice('bad-usage', { verb: 'trace', detail: '--limit <n>' }), 2);
  return Number(given);
}
