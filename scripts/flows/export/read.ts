/** Reads everything that a report needs, without writing: the ledger, the receipts, the gates, and what changed. */
import type { Receipts, RoundChange } from '../../core/report/model.js';
import { type ComparedTrees, treesBetweenRounds } from '../../core/report/rounds.js';
import { type ReportSources, reportView } from '../../core/report/view.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { returnedReviews } from '../../core/task/ledger/reviews.js';
import type { Entry } from '../../core/task/ledger.js';
import type { Observation, State } from '../../core/task/model.js';
import { diffTrees } from '../../io/git/diff.js';
import { causeOf } from '../../io/ground/faults.js';
import { readExports } from '../../io/task/ledger-exports.js';
import type { Context } from '../context.js';
import { verifyReceipts } from '../task/observe.js';
import { openProject, type Project } from '../task/place.js';
import { gateNotices, gatesData } from '../task/reading/gates-data.js';
import { findSource, readGates } from '../task/reading/gates-reading.js';
import { namedTasks, readHistory } from '../task/reading/history.js';
import { guardAnswers } from '../task/reading/trace.js';
import { signaturesOf, withSignatures } from '../team/signatures.js';

/** A task's history, wherever it was found. */
interface Found {
  kind: 'ledger' | 'export';
  /** The exported file; null for the ledger. */
  file: string | null;
  state: State;
  entries: readonly Entry[];
  ledger: 'verified' | 'attested';
  notices: Notice[];
}

export interface ReadReport {
  project: Project;
  view: ReturnType<typeof reportView>;
  notices: Notice[];
}

/**
 * Reads the report of a task.
 *
 * @param given the task's id, or the beginning or end of it; null: the task of this work tree, otherwise the newest one
 * @returns the report, or why there is none
 * @throws Problem with whatever is wrong with the ledger
 */
export async function readReport(context: Context, given: string | null): Promise<ReadReport | Notice> {
  const project = await openProject(context);
  const found = findHistory(project, given);
  if ('code' in found) return found;
  const { state, entries } = found;
  const guard = found.kind === 'export' || state.work_tree === project.repository.top;
  const answers = guard ? guardAnswers(project.paths, state, entries) : { lines: [], notices: [] };
  const now = await gatesNow(context, state.task_id);
  const sources: ReportSources = {
    now: context.now(),
    version: context.version,
    source: { kind: found.kind, file: found.file, ledger: found.ledger },
    receipts: await receiptsOf(project, found),
    gates: now.gates,
    changes: found.kind === 'ledger' ? await changesIn(project, found) : new Map(),
    guard: answers.lines,
  };
  return {
    project,
    view: reportView(state, entries, sources),
    notices: [...found.notices, ...now.notices, ...answers.notices],
  };
}

/** In this repository's ledgers, else among the exports that teammates committed. */
function findHistory(project: Project, given: string | null): Found | Notice {
  const [task, ...others] = namedTasks(project, given);
  if (task !== undefined && others.length > 0)
    return notice('task-ambiguous', { given: given ?? '', tasks: [task, ...others].join(', ') });
  const read = task === undefined ? null : readHistory(project, task);
  if (read !== null) {
    const { state, entries, assurance, notices } = read.reading;
    return { kind: 'ledger', file: null, state, entries, ledger: assurance, notices };
  }
  const exported = readExports(project.paths).filter(({ state }) => isNamed(state.task_id, given));
  const [first, ...more] = exported;
  if (first === undefined) return given === null ? notice('no-tasks-yet', {}) : notice('task-unknown', { task: given });
  if (given !== null && more.length > 0)
    return notice('task-ambiguous', { given, tasks: exported.map(({ state }) => state.task_id).join(', ') });
  const { file, state, entries } = first;
  return { kind: 'export', file, state, entries, ledger: 'attested', notices: [notice('reads-export', { file })] };
}

const isNamed = (task: string, given: string | null): boolean =>
  given === null || task.startsWith(given) || task.endsWith(given);

/** The gates of the task of this work tree; of another task, they are about content that is not here. */
async function gatesNow(context: Context, task: string): Promise<{ gates: ReportSources['gates']; notices: Notice[] }> {
  try {
    const source = await findSource(context);
    if (source.kind === 'none' || source.state.task_id !== task) return { gates: null, notices: [] };
    const reading = await readGates(context, source);
    const read = reading.file === null ? [] : ['reads-export'];
    return { gates: gatesData(reading), notices: gateNotices(reading).filter(({ code }) => !read.includes(code)) };
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return { gates: null, notices: [cause] };
  }
}

/**
 * How far every receipt can be believed; where only an export is, nothing can be verified, and teammates' signatures
 * are all that there is.
 */
async function receiptsOf(project: Project, found: Found): Promise<Receipts> {
  const { entries } = found;
  return withSignatures(receiptsHere(project, found), entries, await signaturesOf(project, found));
}

function receiptsHere({ repository, stateDir }: Project, { kind, state, entries }: Found): Observation['receipts'] {
  const reviews = returnedReviews(state, entries);
  if (kind === 'export')
    return Object.fromEntries(reviews.map(({ job }) => [job, { assurance: 'attested', problem: null }]));
  return verifyReceipts({ commonDir: repository.commonDir, stateDir, task: state.task_id }, reviews);
}

/** How many files of one round are listed. */
const MOST_FILES = 200;

/** Pairs of trees at a time. */
const AT_ONCE = 4;

/** What changed between the rounds, as far as the private objects still hold their contents. */
async function changesIn({ repository }: Project, { state, entries }: Found): Promise<Map<string, RoundChange>> {
  const events = entries.map(({ event }) => event);
  const pairs = treesBetweenRounds(events, state.base.tree_id);
  const found = new Map<string, RoundChange>();
  const compare = async ({ job, since, from, to }: ComparedTrees): Promise<void> => {
    try {
      const { files } = await diffTrees(repository, from, to);
      const shown = files.slice(0, MOST_FILES).map(({ path, status, added, removed, binary }) => {
        const counts = binary ? { added: null, removed: null } : { added, removed };
        return { path, status, ...counts };
      });
      found.set(job, { since, files: shown, more: files.length - shown.length });
    } catch (error) {
      // After the task, its private objects are deleted.
      if (!(error instanceof Problem)) throw error;
    }
  };
  for (let at = 0; at < pairs.length; at += AT_ONCE) await Promise.all(pairs.slice(at, at + AT_ONCE).map(compare));
  return found;
}
