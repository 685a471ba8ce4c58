/**
 * Checks everything that a task depends on and changes nothing. A problem in one check does not stop the others.
 */

import { defaultConfig } from '../../core/install/config.js';
import { type Check, type Diagnosis, diagnosisOf } from '../../core/install/diagnosis.js';
import { notice } from '../../core/say/notices.js';
import type { State } from '../../core/task/model.js';
import type { Config } from '../../generated/types.js';
import { stateDirectory } from '../../io/ground/workspace.js';
import { readConfig } from '../../io/task/config.js';
import type { TaskReading } from '../../io/task/store.js';
import type { Context } from '../context.js';
import { openProject, type Project } from '../task/place.js';
import { diagnose, failed, found } from './check.js';
import { checkCodex, checkCodexSkill, checkCommands, checkHooks, checkStatusLine } from './client.js';
import { checkDelegated } from './delegated.js';
import { checkClock, checkDisk, checkNotifications, checkStateDirectory } from './machine.js';
import { checkConfiguration, checkInstallation, checkNode, checkRepository, checkWorkspace } from './place.js';
import { checkDocuments, checkLedger, checkLeftovers, checkReceipts, checkState, type TaskFound } from './task.js';
import { checkKeys } from './team.js';
import { checkDirectories, checkFilters, checkWorkTree } from './working.js';

/** The checks in order of dependency; a check that needs a failed one is left out. */
export async function diagnoseEverything(context: Context): Promise<Diagnosis> {
  const first = [
    diagnose('installation', () => checkInstallation(context)),
    diagnose('node', () => checkNode(context)),
  ];
  const place = await found(() => openProject(context));
  const rest =
    'problem' in place
      ? [
          failed('repository', '', [place.problem]),
          await diagnose('codex', () =>
            checkCodex(context, USUAL.codex, { repository: null, stateDir: stateDirectory(context.env) }),
          ),
        ]
      : await checksOf(context, place.value);
  return diagnosisOf(await Promise.all([...first, ...rest]));
}

async function checksOf(context: Context, project: Project): Promise<Check[]> {
  const config = await found(() => Promise.resolve(readConfig(project.paths)));
  const task = await found(() => Promise.resolve(checkLedger(context, project)));
  const known = 'problem' in task ? null : task.value;
  const settings = 'problem' in config ? null : config.value;
  const isMissing = 'problem' in config && config.problem.code === 'config-missing';
  // All are begun at once, because most of their time is spent in other programs.
  const begun: (Check | Promise<Check | Check[]>)[] = [
    ...(settings === null && !isMissing ? [] : ofClients(context, project, settings ?? USUAL, known?.reading ?? null)),
    contentChecks(context, project),
    diagnose('leftovers', () => checkLeftovers(context, project, known)),
    checkKeys(context, project, known),
    diagnose('repository', () => checkRepository(context, project)),
    'problem' in config ? failed('configuration', '', [config.problem]) : checkConfiguration(context, config.value),
    ...checkStatusLine(project),
    ...checkCodexSkill(project),
    checkDelegated(context, project),
    ...(isMissing ? [] : ofSetup(context, project, known?.reading?.state ?? null)),
    diagnose('directories', () => checkDirectories(context, project, known?.place?.task ?? null)),
    diagnose('stateDirectory', () => checkStateDirectory(context, project)),
    diagnose('disk', () => checkDisk(context, project)),
    diagnose('clock', () => checkClock(context, project, known)),
    ...checkNotifications(context, project),
    'problem' in task ? brokenLedger(task.problem) : task.value.check,
    ...(known === null ? [] : ofTask(context, project, known)),
  ];
  return (await Promise.all(begun)).flat();
}

/** What Codex is called with before setup has written anything. */
const USUAL = defaultConfig('recommended', 'auto');

/** Both clients read the configuration, so one that cannot be read is the only thing to say. */
const ofClients = (
  context: Context,
  project: Project,
  { automation, codex }: Config,
  reading: TaskReading | null,
): Promise<Check>[] => [
  diagnose('codex', () => checkCodex(context, codex, project)),
  diagnose('hooks', () => checkHooks(context, project, { isOn: automation.stop_hook_loop_enabled, reading })),
];

/** What only setup writes; before it, one row says that it has not run. */
const ofSetup = (context: Context, project: Project, state: State | null): Promise<Check>[] => [
  diagnose('workspace', () => checkWorkspace(context, project, state)),
  diagnose('commands', () => checkCommands(context, project)),
];

/** If a filter does not run, the check of the work tree would report the same or hang, so it is skipped. */
async function contentChecks(context: Context, project: Project): Promise<Check[]> {
  const filters = await diagnose('filters', () => checkFilters(context, project));
  const isBlocked = filters.notices.some(({ code }) => code === 'git-filter-failed' || code === 'filter-not-required');
  return isBlocked ? [filters] : [filters, await diagnose('worktree', () => checkWorkTree(context, project))];
}

/** The way out is named too: a message that says only "doctor" would lead in a circle. */
const brokenLedger = (problem: Check['notices'][number]): Check =>
  failed('ledger', '', [problem, notice('way-out-of-a-broken-ledger', {})]);

function ofTask(context: Context, project: Project, { place, reading, check }: TaskFound): Promise<Check>[] {
  if (place === null || reading === null) return [];
  const task = { place, reading, check };
  return [
    diagnose('receipts', () => checkReceipts(context, project, task)),
    diagnose('state', () => checkState(context, task)),
    diagnose('documents', () => checkDocuments(context, project, task)),
  ];
}
