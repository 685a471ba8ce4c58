/** Where CTO mode works: the project without a gated task, its settings, and the run that is meant. */

import type { JudgeCommand } from '../../core/cto/faults.js';
import type { CtoEvent } from '../../core/cto/model.js';
import { defaultConfig } from '../../core/install/config.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { isTerminal } from '../../core/task/model.js';
import { judgeCommand, policyOf } from '../../guard/index.js';
import { type CtoPlace, type CtoReading, ctoRuns, readCto, recordCto } from '../../io/cto/store.js';
import { nameTree } from '../../io/git/tree.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { readIfThere } from '../../io/ground/files.js';
import { readGuardPlace } from '../../io/guard/place.js';
import { readConfig } from '../../io/task/config.js';
import type { Context } from '../context.js';
import { ownedPaths } from '../task/owned.js';
import { type ConfiguredProject, locateTask, openProject } from '../task/place.js';

/**
 * Opens the project; its settings are the recommended ones where it was not set up.
 *
 * @throws the Problems of openProject and readConfig
 */
export async function openCtoProject(context: Context): Promise<ConfiguredProject> {
  const project = await openProject(context);
  const config =
    readIfThere(project.paths.config) === null ? defaultConfig('recommended', 'auto') : readConfig(project.paths);
  return { ...project, config };
}

/**
 * The refusal while a gated task is open here: what CTO mode has Claude change would be part of that task's change, and
 * its approval is none of the task's. Null when none is open.
 *
 * @throws the Problems of locateTask
 */
export function openTaskRefusal(project: ConfiguredProject): Notice | null {
  const { reading } = locateTask(project);
  if (reading === null || isTerminal(reading.state.status)) return null;
  return notice('cto-task-open', { task: reading.state.task, status: reading.state.status });
}

/**
 * The run that is meant: the given one, else the newest of this session, else the newest of this work tree.
 *
 * @returns null when there is none
 * @throws Problem `cto-unknown` for an unknown id, and the Problems of readCto
 */
export function findCto(
  { env }: Context,
  { repository, stateDir }: ConfiguredProject,
  id: string | null,
): CtoReading | null {
  const { top } = repository;
  const runs = ctoRuns(stateDir, top);
  const at = (run: string): CtoReading | null => readCto({ stateDir, top, run });
  if (id !== null) {
    const found = runs.includes(id) ? at(id) : null;
    if (found === null) throw new Problem(notice('cto-unknown', { run: id }), 2);
    return found;
  }
  const session = env['CLAUDE_CODE_SESSION_ID'] || null;
  const readings = runs.toReversed().flatMap((run, age) => readable(() => at(run), age === 0) ?? []);
  return readings.find(({ state }) => session !== null && state.session === session) ?? readings[0] ?? null;
}

/** A run; null for one that is broken, unless it is the newest, which may be the one that is meant. */
function readable(read: () => CtoReading | null, isNewest: boolean): CtoReading | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem && !isNewest) return null;
    throw error;
  }
}

/** Names the present content, as gates do: every file is read, so that no edit hides behind its times. */
export const presentTree = ({ repository, paths }: ConfiguredProject): Promise<TreeName> =>
  nameTree(repository, ownedPaths(repository, paths), { thorough: true });

/** What the guard says about a command line in this project. */
export function judgeHere({ paths, config }: ConfiguredProject): JudgeCommand {
  const { places, script } = readGuardPlace(paths.project, paths.project);
  const policy = policyOf(config);
  return (line) => judgeCommand(line, places, policy, script).verdict;
}

/**
 * Records an event that was found to be possible.
 *
 * @throws Problem with the refusal where another command has changed the run meanwhile
 */
export function recordOrRefuse(place: CtoPlace, event: CtoEvent): CtoReading {
  const step = recordCto(place, event);
  if (!step.ok) throw new Problem(step.refused);
  return step.reading;
}

/** What a command of CTO mode works on. */
export interface OpenCto {
  project: ConfiguredProject;
  reading: CtoReading;
}
