/**
 * Repairs that are safe without asking: what the program itself wrote or computes, and can write again. None of them
 * records a decision, opens a gate or leaves a pause.
 */
import path from 'node:path';
import type { Change } from '../../core/install/changes.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { isPaused, isTerminal } from '../../core/task/model.js';
import { removeFile } from '../../io/ground/files.js';
import { leftBehind, missingFiles } from '../../io/ground/inspect.js';
import { ledgerPaths, type ProjectPaths, statePaths, storedPath } from '../../io/ground/workspace.js';
import { readOurRegistration, readRegistration } from '../../io/install/claude.js';
import { recordChange } from '../../io/install/skill-files.js';
import { isPreparing, readPreparation } from '../../io/review/preparation.js';
import { livenessOf } from '../../io/run/run.js';
import { restoreStateFile, stateFileProblem } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { settleDeadReview } from '../review/settle.js';
import { rebuildBundle } from '../task/bundle.js';
import { type ConfiguredProject, locateTask, type OpenTask, stateText } from '../task/place.js';
import { apply } from './changes.js';
import { planIdleState, planLeftovers, planWorkspace, planWritten } from './repair-files.js';

/** What can be repaired, as values, and what only the user can. */
export interface Repairs {
  /** Changes of files in the project, with a backup of each file that they replace or delete. */
  changes: Change[];
  /** What is wrong with a state.json that is written again from the ledger; null when nothing is. */
  state: Notice | null;
  /** The review whose supervisor is gone, which is settled by what it left; null when there is none. */
  review: Notice | null;
  /** Whether the open task has no context bundle. */
  bundle: boolean;
  /** Half-written files of killed processes in the git and state directories; absolute paths. */
  leftovers: string[];
  /** What is not repaired, each with the command that helps. */
  left: Notice[];
}

/** Whether there is nothing to repair. */
export const isWhole = ({ changes, state, review, bundle, leftovers }: Repairs): boolean =>
  changes.length + leftovers.length === 0 && state === null && review === null && !bundle;

/** Plans the repairs of a project, and only reads. */
export function planRepairs(context: Context, project: ConfiguredProject): Repairs {
  const { task, left } = findWritableTask(project);
  const isOpen = task !== null && !isTerminal(task.state.status);
  const workspace = planWorkspace(project, task === null ? null : task.state);
  const written = planWritten(project);
  const idle = task === null && left.length === 0 ? planIdleState(context, project) : [];
  const changes = [...workspace.changes, ...written.changes, ...idle, ...planLeftovers(project)];
  return {
    changes: changes.map(withBackup),
    state: task && stateFileProblem(task.place, task.reading, stateText(context.version, task.place.project)),
    review: task && deadReview(task),
    bundle: isOpen && missingFiles([project.paths.document('context-bundle.md')]).length > 0,
    leftovers: leftoversOf(project, task),
    left: [...left, ...workspace.left, ...written.left, ...unregistered(project), ...pauseOf(task)],
  };
}

/** The repairs as notices, before anything is done; `changes` are listed apart. */
export const plannedRepairs = ({ state, review, bundle, leftovers }: Repairs): Notice[] => [
  ...(state === null ? [] : [state]),
  ...(review === null ? [] : [review]),
  ...(bundle ? [notice('bundle-missing', {})] : []),
  ...(leftovers.length > 0 ? [notice('leftover-files', { files: leftovers.join(', ') })] : []),
];

/**
 * Carries out the repairs.
 *
 * @returns what was done
 * @throws the Problems of applyChanges, and those of the task's ledger
 */
export async function applyRepairs(context: Context, project: ConfiguredProject, repairs: Repairs): Promise<Notice[]> {
  const { changes, leftovers } = repairs;
  const { paths } = project;
  const record = recordChange(paths, changes.filter(isInstalled(paths)), context.version);
  const files = changes.length > 0 ? apply(paths.project, [...changes, ...record], context.now(), false) : [];
  for (const file of leftovers) removeFile(file);
  const removed = leftovers.length > 0 ? [notice('leftovers-removed', { files: leftovers.join(', ') })] : [];
  return [...files, ...removed, ...(await repairTask(context, project, repairs))];
}

async function repairTask(context: Context, project: ConfiguredProject, planned: Repairs): Promise<Notice[]> {
  const { task } = findWritableTask(project);
  if (task === null) return [];
  const settled = planned.review === null ? [] : (await settleDeadReview(context, task)).notices;
  const text = stateText(context.version, task.place.project);
  const written = planned.state === null ? [] : restoreStateFile(task.place, text, context.now());
  const { task: present } = findWritableTask(project);
  return [...settled, ...written, ...(planned.bundle && present ? await repairBundle(context, present) : [])];
}

async function repairBundle(context: Context, task: OpenTask): Promise<Notice[]> {
  const built = await rebuildBundle(context, task);
  return ['refused' in built ? built.refused : notice('bundle-rebuilt', { gate: built.gate })];
}

/** The task of this work tree, if its ledger can be believed and written to; else why not. */
function findWritableTask(project: ConfiguredProject): { task: OpenTask | null; left: Notice[] } {
  try {
    const { place, reading, none } = locateTask(project);
    if (none) return { task: null, left: none.code === 'no-task' ? [] : [none] };
    if (reading.otherKey) return { task: null, left: [reading.otherKey] };
    return { task: { ...project, place, reading, state: reading.state }, left: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { task: null, left: [error.notice, notice('way-out-of-a-broken-ledger', {})] };
  }
}

function deadReview({ place, state }: OpenTask): Notice | null {
  const left = readPreparation(place);
  if (left && !isPreparing(left)) return notice('review-dead', { job: left.gate });
  const { running } = state.reviews;
  if (running === null) return null;
  const liveness = livenessOf(ledgerPaths(place.commonDir).record(place.task, running.job));
  return liveness === 'dead' || liveness === 'other-boot' ? notice('review-dead', { job: running.job }) : null;
}

/** Half-written files outside of the work tree. */
function leftoversOf({ repository, stateDir }: ConfiguredProject, task: OpenTask | null): string[] {
  const ledgers = ledgerPaths(repository.commonDir);
  const folders = [ledgers.root, repository.gitDir, path.dirname(statePaths(stateDir).anchor('-'))];
  return leftBehind([...folders, ...(task ? [ledgers.task(task.place.task)] : [])]);
}

/** Entries in settings.json are what switches the loop on, so only the user restores them. */
function unregistered({ config, paths }: ConfiguredProject): Notice[] {
  if (!config.automation.stop_hook_loop_enabled) return [];
  const { valid, events, deny } = readRegistration(paths, readOurRegistration());
  if (!valid) return [notice('settings-invalid', { file: storedPath(paths.project, paths.settings) })];
  const missing = [...events, ...deny];
  return missing.length > 0 ? [notice('loop-incomplete', { missing: missing.join(', ') })] : [];
}

const pauseOf = (task: OpenTask | null): Notice[] =>
  task && isPaused(task.state.status) ? [notice('pause-stays', { status: task.state.status })] : [];

const withBackup = (change: Change): Change => ('backup' in change ? { ...change, backup: true } : change);

/** Whether a later command may recognise a file as the program's own: not a document, which becomes the user's. */
const isInstalled =
  (paths: ProjectPaths) =>
  ({ path: file }: Change): boolean =>
    file.startsWith(`${storedPath(paths.project, paths.claude)}/`);
