/** The ledger and the guard's log of a task, read as one timeline. */
import { during, type GuardLine, parseGuardLog } from '../../../core/guard/log.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import type { Entry } from '../../../core/task/ledger.js';
import { isTerminal, type State } from '../../../core/task/model.js';
import { merged, selected, type TraceRow, type TraceView } from '../../../core/task/views/timeline.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { keyNotices, type Source } from './gates-reading.js';

/** Which rows to show; null: all. */
export interface TraceFilter {
  /** How many, counted from the end. */
  limit: number | null;
  /** Not before this time; ISO 8601 in UTC. */
  since: string | null;
  /** A gate, or a milestone's id. */
  gate: string | null;
}

/**
 * Reads the timeline.
 *
 * @param source where the task was found
 */
export function readTrace(
  source: Exclude<Source, { kind: 'none' }>,
  { limit, since, gate }: TraceFilter,
): { view: TraceView; notices: Notice[] } {
  const guard = guardRows(source);
  const facts = source.entries.map((entry): TraceRow => ({ kind: 'entry', at: entry.event.at, entry }));
  const all = selected(merged(facts, guard.rows), { since, gate });
  const read =
    source.kind === 'ledger'
      ? [...source.task.reading.notices, ...keyNotices(source)]
      : [notice('reads-export', { file: source.exported.file })];
  return {
    view: {
      task: source.state.task_id,
      total: source.entries.length,
      rows: limit === null ? all : all.slice(-limit),
    },
    notices: [...read, ...guard.notices],
  };
}

function guardRows(source: Exclude<Source, { kind: 'none' }>): { rows: TraceRow[]; notices: Notice[] } {
  const { lines, notices } = guardAnswers(source.project.paths, source.state, source.entries);
  return { rows: lines.map((line): TraceRow => ({ kind: 'guard', at: line.at, line })), notices };
}

/** What the guard said while the task ran. Its log is only a convenience, so a broken line is named and skipped. */
export function guardAnswers(
  paths: ProjectPaths,
  state: Pick<State, 'status'>,
  entries: readonly Entry[],
): { lines: GuardLine[]; notices: Notice[] } {
  const { lines, broken } = parseGuardLog(readIfThere(paths.guardLog) ?? '');
  const ended = isTerminal(state.status) ? (entries.at(-1)?.event.at ?? null) : null;
  const file = storedPath(paths.project, paths.guardLog);
  return {
    lines: during(lines, entries[0]?.event.at ?? '', ended),
    notices: broken.length === 0 ? [] : [notice('guard-log-broken', { file, lines: broken.join(', ') })],
  };
}
