/** Doctor's checks of the task: its ledger and anchor, its receipts, state.json, and leftovers of killed processes. */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import type { Language } from '../../core/say/language.js';
import { type Notice, type NoticeCode, notice } from '../../core/say/notices.js';
import { sizeText } from '../../core/say/plain.js';
import { returnedReviews } from '../../core/task/ledger/reviews.js';
import { isTerminal } from '../../core/task/model.js';
import { changesText, impactOf, pausedBy } from '../../core/task/pauses.js';
import { leftBehind, linesIn, namesIn } from '../../io/ground/inspect.js';
import { readerSigning } from '../../io/ground/signing.js';
import { failureFile, ledgerPaths, statePaths, storedPath } from '../../io/ground/workspace.js';
import { markOf } from '../../io/review/job.js';
import { verifyReceipt } from '../../io/review/rounds.js';
import { livenessOf } from '../../io/run/run.js';
import { survivorsOf } from '../../io/run/run-trace.js';
import { keptSize } from '../../io/task/kept-folders.js';
import { stateFileProblem, type TaskPlace, type TaskReading } from '../../io/task/store.js';
import { localTime } from '../../render/time.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { changedDocuments } from '../documents/seen.js';
import { locateTask, type Project, stateText } from '../task/place.js';
import { failed, passed, warned } from './check.js';

/** The task as far as it could be read; `reading` is null when there is no task. */
export interface TaskFound {
  place: TaskPlace | null;
  reading: TaskReading | null;
  check: Check;
}

/** A task that can be read. */
export type TaskOpen = Pick<TaskFound, 'check'> & { place: TaskPlace; reading: TaskReading };

/**
 * Checks chain, signatures and anchor of the ledger.
 *
 * @throws Problem with what is wrong, which becomes the diagnosis
 */
export function checkLedger({ language }: Context, project: Project): TaskFound {
  const words = catalogOf(language).doctor.facts;
  const { place, reading, none } = locateTask(project);
  if (none)
    return {
      place,
      reading,
      check: none.code === 'no-task' ? passed('ledger', words.noTask) : warned('ledger', '', [none]),
    };
  const { entries, state, assurance, head } = reading;
  const isVerified = assurance === 'verified';
  const found = {
    facts: words.ledger({ entries: entries.length, status: state.status, isVerified }),
    details: `${place.task} · ${head.slice(0, 12)}`,
  };
  const attested = reading.assurance === 'attested' ? [reading.otherKey ?? notice('ledger-attested', {})] : [];
  const notices = [...reading.notices, ...attested];
  return { place, reading, check: notices.length > 0 ? warned('ledger', found, notices) : passed('ledger', found) };
}

/** Verifies every receipt that the ledger names again, from its raw record. */
export function checkReceipts({ language }: Context, project: Project, { place, reading }: TaskOpen): Check {
  const signing = readerSigning(project.stateDir);
  const verdicts = returnedReviews(reading.state, reading.entries).map((review) => ({
    job: review.job,
    ...verifyReceipt(ledgerPaths(place.commonDir).record(place.task, review.job), review, signing),
  }));
  const invalid = verdicts.filter((verdict) => verdict.assurance === 'invalid');
  // After a task its raw records are deleted, so its receipts can only be attested.
  const attested = isTerminal(reading.state.status)
    ? []
    : verdicts.filter((verdict) => verdict.assurance === 'attested');
  const { length: verified } = verdicts.filter((verdict) => verdict.assurance === 'verified');
  const facts = catalogOf(language).doctor.facts.receipts({ verified, all: verdicts.length });
  if (invalid.length > 0) return failed('receipts', facts, doubts([...invalid, ...attested]));
  return attested.length > 0 ? warned('receipts', facts, doubts(attested)) : passed('receipts', facts);
}

function doubts(verdicts: { job: string; problem: NoticeCode | null; lens?: string }[]): Notice[] {
  const jobs = verdicts.map(({ job, problem, lens }) => `${job} (${problem ?? '-'}${lens ? `: ${lens}` : ''})`);
  return [notice('receipts-doubtful', { jobs: jobs.join(', ') })];
}

/** state.json matches the ledger. */
export function checkState(context: Context, { place, reading }: TaskOpen): Check {
  const words = catalogOf(context.language).doctor.facts.state;
  const problem = stateFileProblem(place, reading, stateText(context.version, place.project));
  return problem ? warned('state', words.differs, [problem]) : passed('state', words.agrees);
}

/** The planning documents are those of the last sync, or the change is one that the user need not settle. */
export async function checkDocuments(
  { language }: Context,
  { paths }: Project,
  { place, reading }: TaskFound,
): Promise<Check> {
  const { facts } = catalogOf(language).doctor;
  if (!place || !reading) return passed('documents', facts.noTask);
  const { state } = reading;
  const pause = pausedBy(state, 'documents');
  const notices = pause
    ? [notice('documents-changed', { documents: changesText(pause.changes), impact: impactOf(pause.changes) })]
    : await changedDocuments({ state, reading, place, paths });
  return notices.length > 0
    ? warned('documents', state.status, notices)
    : passed(
        'documents',
        facts.documents(state.documents === null ? null : localTime(state.documents.at).slice(0, 16)),
      );
}

/**
 * Temporary files of killed writers, a review without a supervisor, failures that are not recorded yet, and the size of
 * what is kept for work trees.
 */
export async function checkLeftovers(
  { language }: Context,
  { paths, repository, stateDir }: Project,
  task: TaskFound | null,
): Promise<Check> {
  const ledgers = ledgerPaths(repository.commonDir);
  const folders = [
    paths.docs,
    paths.backups,
    ledgers.root,
    repository.gitDir,
    path.dirname(statePaths(stateDir).anchor('-')),
    ...(task?.place ? [ledgers.task(task.place.task)] : []),
  ];
  const files = leftBehind(folders).map((file) =>
    file.startsWith(paths.project) ? storedPath(paths.project, file) : file,
  );
  const review = task?.reading?.state.reviews.running ?? null;
  const liveness = review && task?.place ? livenessOf(ledgers.record(task.place.task, review.job)) : null;
  const failures = linesIn(failureFile(repository.gitDir));
  const notices = [
    ...(files.length > 0 ? [notice('leftover-files', { files: files.join(', ') })] : []),
    ...(review && (liveness === 'dead' || liveness === 'other-boot')
      ? [notice('review-dead', { job: review.job })]
      : []),
    ...survivors(task, repository.commonDir),
    ...(failures > 0 ? [notice('failure-unfolded', { count: failures })] : []),
  ];
  const facts = keptText(await keptSize(stateDir), language);
  const { nothingLeft } = catalogOf(language).doctor.facts;
  return notices.length > 0
    ? warned('leftovers', '', notices)
    : passed('leftovers', [nothingLeft, facts].filter(Boolean).join('; '));
}

/** Processes that a review started and that outlived it. */
function survivors(task: TaskFound | null, commonDir: string): Notice[] {
  if (!task?.place || !task.reading) return [];
  const { place, reading } = task;
  const running = reading.state.reviews.running?.job;
  const records = ledgerPaths(commonDir).records(place.task);
  const jobs = namesIn(records).filter((job) => job !== running);
  const marks = new Map(jobs.map((job) => [job, markOf(path.join(records, job))]));
  const found = survivorsOf([...marks.values()].filter((mark) => mark !== ''));
  return [...marks].flatMap(([job, mark]) => {
    const pids = found.get(mark) ?? [];
    return pids.length > 0 ? [notice('processes-left', { job, pids: pids.join(' ') })] : [];
  });
}

function keptText({ all, gone }: { all: number; gone: number }, language: Language): string {
  if (all === 0) return '';
  return catalogOf(language).doctor.kept(sizeText(all), gone === 0 ? null : sizeText(gone));
}
