/** Reads what documents, exported ledgers, reviews and commits tell about a task whose ledger is gone. */
import path from 'node:path';
import { jsonOf, textAt } from '../../core/json.js';
import { firstParagraph, hasPlaceholder } from '../../core/plan/markdown.js';
import { parseBacklog } from '../../core/plan/milestones.js';
import type { NamedMilestone, Traces } from '../../core/plan/rehydration.js';
import { receiptIn } from '../../core/review/artifact.js';
import { type Notice, Problem } from '../../core/say/notices.js';
import { isTerminal, STATUSES, type Status } from '../../core/task/model.js';
import { hasCommit, isAncestor } from '../../io/git/base.js';
import { shortLog } from '../../io/git/diff.js';
import { readIfThere } from '../../io/ground/files.js';
import { storedPath } from '../../io/ground/workspace.js';
import { filesBelow } from '../../io/install/skill-files.js';
import { readDocument } from '../../io/task/documents.js';
import { type ExportedTask, readExport } from '../../io/task/ledger-exports.js';
import type { Project } from '../task/place.js';

export interface TracesRead {
  traces: Traces;
  /** The base that an exported ledger names; null unless this repository has that commit and HEAD contains it. */
  base: { commit: string; file: string } | null;
  /** The task that ended, if the newest one that is named has; null when it was open, or nothing names one. */
  ended: { task: string; status: string } | null;
  /** Sources that could not be read. */
  notices: Notice[];
}

/** How many commits are looked through for names of milestones. */
const COMMITS = 500;

/** Reads every source. None of them is believed further than as a hint. */
export async function readTraces(project: Project): Promise<TracesRead> {
  const { paths, repository } = project;
  const { exported, notices } = exportOf(project);
  const [brief, backlogText] = await Promise.all([
    readDocument(paths, 'project-brief.md'),
    readDocument(paths, 'milestone-backlog.md'),
  ]);
  const backlog = hasPlaceholder(backlogText ?? '') ? [] : milestonesIn(backlogText ?? '');
  const state = jsonOf(readIfThere(paths.state) ?? '');
  const reviews = newestOf(reviewsIn(project));
  const log = await shortLog(repository, COMMITS);
  const named = [exported?.state.task_id, reviews[0]?.task, textAt(state, 'task_id')];
  const newest =
    named
      .flatMap((id) => id ?? [])
      .sort()
      .at(-1) ?? null;
  const current = exported !== null && exported.state.task_id === newest ? exported : null;
  const done = {
    exports: current?.state.milestones.completed.map(({ id }) => id) ?? [],
    reviews: reviews.filter(({ task }) => task === null || task === newest).map(({ milestone }) => milestone),
    commits: backlog.filter((one) => isCommitted(one, log)).map(({ id }) => id),
  };
  const task = taskText(project, { exported: current, state, brief });
  const sources = [
    ...(task === null ? [] : [task.file]),
    ...(current === null ? [] : [current.file]),
    ...(backlog.length > 0 ? [within(project, paths.document('milestone-backlog.md'))] : []),
    ...(done.reviews.length > 0 ? [`${within(project, paths.reviews)} (${done.reviews.length})`] : []),
    ...(done.commits.length > 0 ? [`git log (${done.commits.length})`] : []),
  ];
  return {
    traces: { task, backlog, done, sources: [...new Set(sources)] },
    base: current === null ? null : await exportedBase(project, current),
    ended: endOf(newest, exported, state),
    notices,
  };
}

/** An export proves nothing, but an earlier base only leads to more that is reviewed. */
async function exportedBase({ repository }: Project, { state, file }: ExportedTask): Promise<TracesRead['base']> {
  const { commit } = state.base;
  const { head } = repository;
  if (head === null || !(await hasCommit(repository, commit))) return null;
  return (await isAncestor(repository, commit, head)) ? { commit, file } : null;
}

/** Those of a backlog that lacks fields, too: a new plan is reviewed anyway. */
const milestonesIn = (backlog: string): NamedMilestone[] =>
  parseBacklog(backlog).drafts.map(({ id, title }) => ({ id, title }));

const within = ({ paths }: Project, file: string): string => storedPath(paths.project, file);

/** An exported ledger that cannot be read is named, and tells nothing. */
function exportOf({ paths }: Project): { exported: ExportedTask | null; notices: Notice[] } {
  try {
    return { exported: readExport(paths), notices: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { exported: null, notices: [error.notice] };
  }
}

interface PassedReview {
  /** The id of the task; null in a review of the predecessor, which has none. */
  task: string | null;
  milestone: string;
}

/** The milestones that review files say to have passed. */
function reviewsIn({ paths }: Project): PassedReview[] {
  return filesBelow(paths.project, storedPath(paths.project, path.join(paths.reviews, 'milestones'))).flatMap(
    (file) => {
      const text = readIfThere(path.join(paths.project, file)) ?? '';
      const review = file.endsWith('.md') ? passedIn(receiptIn(text)) : passedBefore(text);
      return review ?? [];
    },
  );
}

function passedIn(receipt: string | null): PassedReview | null {
  const value = jsonOf(receipt ?? '');
  const milestone = textAt(value, 'subject', 'milestone');
  const isPass = textAt(value, 'outcome', 'kind') === 'pass';
  return milestone === null || !isPass ? null : { task: textAt(value, 'task'), milestone };
}

/** A review file of the predecessor. */
function passedBefore(text: string): PassedReview | null {
  const value = jsonOf(text);
  const milestone = textAt(value, 'milestone_id');
  return milestone === null || textAt(value, 'status') !== 'pass' ? null : { task: null, milestone };
}

/** Those of the newest task first, because ids begin with the time and milestones are numbered again in each task. */
const newestOf = (reviews: PassedReview[]): PassedReview[] =>
  [...reviews].sort((a, b) => ((a.task ?? '') < (b.task ?? '') ? 1 : -1));

/** Whether a commit's subject is the milestone's id and title, as the program proposes it after an acceptance. */
const isCommitted = ({ id, title }: NamedMilestone, log: string): boolean =>
  log.split('\n').some((line) => line.replace(/^\S+ /, '').startsWith(`${id}: ${title}`) && title !== '');

function taskText(
  project: Project,
  { exported, state, brief }: { exported: ExportedTask | null; state: unknown; brief: string | null },
): Traces['task'] {
  const { paths } = project;
  if (exported !== null) return { text: exported.state.task, file: exported.file };
  const told = textAt(state, 'task');
  if (told !== null && told.trim() !== '') return { text: told, file: within(project, paths.state) };
  const paragraph = firstParagraph(brief ?? '');
  return paragraph === null ? null : { text: paragraph, file: within(project, paths.document('project-brief.md')) };
}

function endOf(newest: string | null, exported: ExportedTask | null, state: unknown): TracesRead['ended'] {
  if (newest === null) return null;
  const told = textAt(state, 'task_id') === newest ? textAt(state, 'status') : null;
  const status = exported?.state.task_id === newest ? exported.state.status : told;
  const known = isStatus(status) ? status : null;
  return known !== null && isTerminal(known) ? { task: newest, status: known } : null;
}

const isStatus = (name: string | null): name is Status => name !== null && Object.hasOwn(STATUSES, name);
