/** The ledger and the guard's log of a task, read as one timeline. */
import type { WorkFact } from '../../../core/delegate/open-work.js';
import { during, type GuardLine, parseGuardLog } from '../../../core/guard/log.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import type { Entry } from '../../../core/task/ledger.js';
import { isTerminal, type State } from '../../../core/task/model.js';
import { merged, selected, type TraceRow, type TraceView } from '../../../core/task/views/timeline.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { workHere } from '../../delegate/work-here.js';
import { signaturesOf } from '../../team/signatures.js';
import { whileLooking } from '../observe.js';
import type { Project } from '../place.js';
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
export async function readTrace(
  source: Exclude<Source, { kind: 'none' }>,
  { limit, since, gate }: TraceFilter,
): Promise<{ view: TraceView; notices: Notice[] }> {
  const { trusted, standings, notices } = await whileLooking(source.project, (looked) => signaturesOf(looked, source));
  const guard = guardRows(source);
  const facts = source.entries.map((entry): TraceRow => ({ kind: 'entry', at: entry.event.at, entry }));
  const work = await workHere(source.project);
  const beside = [...guard.rows, ...workRows(source, work.facts)].sort((a, b) => (a.at < b.at ? -1 : 1));
  const all = selected(merged(facts, beside), { since, gate });
  const read =
    source.kind === 'ledger'
      ? [...source.task.reading.notices, ...keyNotices(source)]
      : [notice('reads-export', { file: source.exported.file })];
  return {
    view: {
      task: source.state.task_id,
      total: source.entries.length,
      rows: limit === null ? all : all.slice(-limit),
      signers: source.entries.map(({ sig }, index) => ({
        standing: standings[index] ?? 'unsigned',
        key: sig?.key ?? null,
        owner: trusted.find(({ id }) => id === sig?.key)?.owner ?? null,
      })),
    },
    notices: [...read, ...notices, ...guard.notices, ...work.problems],
  };
}

/** When the task began and ended; null: not yet. */
const spanOf = (entries: readonly Entry[], state: Pick<State, 'status'>): [from: string, to: string | null] => [
  entries[0]?.event.at ?? '',
  isTerminal(state.status) ? (entries.at(-1)?.event.at ?? null) : null,
];

/** What Codex did outside of the gated loop while the task ran. */
const workRows = (source: Exclude<Source, { kind: 'none' }>, facts: readonly WorkFact[]): TraceRow[] =>
  during(facts, ...spanOf(source.entries, source.state)).map((fact): TraceRow => ({ kind: 'work', at: fact.at, fact }));

/** The same where there is no task. */
export async function workTrace(
  project: Project,
  { limit, since }: TraceFilter,
): Promise<{ view: TraceView; notices: Notice[] }> {
  const { facts, problems } = await workHere(project);
  const rows = facts.map((fact): TraceRow => ({ kind: 'work', at: fact.at, fact }));
  const wanted = selected(rows, { since, gate: null });
  return { view: { task: '', total: 0, rows: limit === null ? wanted : wanted.slice(-limit) }, notices: problems };
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
  const file = storedPath(paths.project, paths.guardLog);
  return {
    lines: during(lines, ...spanOf(entries, state)),
    notices: broken.length === 0 ? [] : [notice('guard-log-broken', { file, lines: broken.join(', ') })],
  };
}
