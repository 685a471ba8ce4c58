/** Reads what `watch` shows, without writing: the slow part when something has changed, the rest at each moment. */
import { during, type GuardLine, parseGuardLog } from '../../core/guard/log.js';
import { type Notice, Problem } from '../../core/say/notices.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { ANSWERS, type OtherTask, STEPS, type WatchView } from '../../core/watch/view.js';
import { causeOf } from '../../io/ground/faults.js';
import { readIfThere } from '../../io/ground/files.js';
import { activeTaskFile, ledgerPaths } from '../../io/ground/workspace.js';
import { isPreparing, readPreparation } from '../../io/review/preparation.js';
import type { Context } from '../context.js';
import { ReviewEvents } from '../review/lenses/events.js';
import { openProject, type Project } from '../task/place.js';
import { findSource, type Source } from '../task/reading/gates-reading.js';
import { listHistory } from '../task/reading/history.js';
import { readStanding, type Standing, statusAt } from '../task/reading/status.js';

type Found = Exclude<Source, { kind: 'none' }>;

/** What was read; `why` says why there is no task. */
export interface Seen {
  project: Project;
  found: { source: Found; standing: Standing } | null;
  why: Notice | null;
  others: OtherTask[];
  guard: GuardLine[];
  /** The running review, of which what was read already is in `steps`. */
  job: string | null;
  events: ReviewEvents | null;
  steps: { seconds: number; text: string }[];
  at: string;
}

/**
 * Reads everything again.
 *
 * @param before what was seen before; the steps of a review that still runs go on
 * @throws Problem outside of a repository
 */
export async function look(context: Context, before: Seen | null = null): Promise<Seen> {
  const project = await openProject(context);
  const read = await readSource(context);
  const at = context.now();
  const others = otherTasks(project);
  if ('why' in read)
    return { project, found: null, why: read.why, others, guard: [], job: null, events: null, steps: [], at };
  const { source, standing } = read;
  const job = source.kind === 'ledger' ? (source.state.reviews.running?.job ?? null) : null;
  const goesOn = before !== null && before.job === job;
  const events = job === null || source.kind !== 'ledger' ? null : new ReviewEvents(context, source.task);
  return {
    project,
    found: { source, standing },
    why: null,
    others,
    guard: guardOf(source),
    events: goesOn ? before.events : events,
    job,
    steps: goesOn ? before.steps : [],
    at,
  };
}

async function readSource(context: Context): Promise<{ source: Found; standing: Standing } | { why: Notice }> {
  try {
    const source = await findSource(context);
    return source.kind === 'none' ? { why: source.why } : { source, standing: await readStanding(context, source) };
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return { why: cause };
  }
}

function otherTasks(project: Project): OtherTask[] {
  return listHistory(project).flatMap(({ task, active, summary }) =>
    active || summary === null || summary.ended_at !== null
      ? []
      : [{ task, text: summary.text, status: summary.status, work_tree: summary.work_tree }],
  );
}

/** What stands there at this moment. */
export function viewAt(context: Context, seen: Seen): { view: WatchView; notices: Notice[] } {
  const { found, why, others, at } = seen;
  const rest = { others, looked_at: at };
  if (found === null)
    return {
      view: { status: null, review: null, preparing: null, codex_resets_at: null, guard: [], ...rest },
      notices: why === null ? [] : [why],
    };
  const { view, notices } = statusAt(context, found.source, found.standing);
  return {
    view: {
      status: view,
      review: reviewOf(seen, found.source),
      preparing: preparingOf(found.source),
      codex_resets_at: view.codex_resets_at,
      guard: seen.guard.slice(-ANSWERS),
      ...rest,
    },
    notices,
  };
}

function reviewOf(seen: Seen, { state }: Found): WatchView['review'] {
  const { running } = state.reviews;
  if (running === null || seen.events === null) return null;
  seen.steps = [...seen.steps, ...seen.events.news()].slice(-STEPS);
  return { progress: seen.events.progress(running), steps: seen.steps };
}

function preparingOf(source: Found): WatchView['preparing'] {
  if (source.kind !== 'ledger' || source.state.reviews.running !== null) return null;
  try {
    const named = readPreparation(source.task.place);
    return named !== null && isPreparing(named) ? named.gate : null;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

function guardOf({ project, state, entries }: Found): GuardLine[] {
  const ended = isTerminal(state.status) ? (entries.at(-1)?.event.at ?? null) : null;
  const { lines } = parseGuardLog(readIfThere(project.paths.guardLog) ?? '');
  return during(lines, entries[0]?.event.at ?? '', ended);
}

/** The state of the task; null where there is none. */
export const stateOf = ({ found }: Seen): State | null => found?.source.state ?? null;

/** The files from which all of this was read, but for the work tree itself. */
export function filesOf({ project, found }: Seen): string[] {
  const { paths, repository } = project;
  const ledgers = ledgerPaths(repository.commonDir);
  const task = found?.source.state.task_id ?? null;
  return [
    activeTaskFile(repository.gitDir),
    paths.config,
    paths.state,
    paths.guardLog,
    ledgers.tasks,
    ...(task === null ? [] : [ledgers.ledger(task), ledgers.preparing(task)]),
  ];
}
