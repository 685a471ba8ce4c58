/**
 * Checks everything that a task depends on and changes nothing. A problem in one check does not stop the others.
 */
import { type Check, type Diagnosis, diagnosisOf } from '../../core/install/diagnosis.js';
import { notice } from '../../core/say/notices.js';
import { readConfig } from '../../io/task/config.js';
import type { Context } from '../context.js';
import { type ConfiguredProject, openProject, type Project } from '../task/place.js';
import { diagnose, found, passed } from './check.js';
import { checkCodex, checkCommands, checkHooks } from './client.js';
import { checkConfiguration, checkInstallation, checkNode, checkRepository, checkWorkspace } from './place.js';
import { checkLedger, checkLeftovers, checkReceipts, checkState, type TaskFound } from './task.js';
import { checkDirectories, checkFilters, checkWorkTree } from './working.js';

/** The checks in order of dependency; a check that needs a failed one is left out. */
export async function diagnoseEverything(context: Context): Promise<Diagnosis> {
  const first = [diagnose('installation', () => checkInstallation(context)), diagnose('node', checkNode)];
  const place = await found(() => openProject(context));
  const rest: (Check | Promise<Check>)[] =
    'problem' in place
      ? [{ name: 'repository', level: 'fail', facts: '', notices: [place.problem] }]
      : await checksOf(context, place.value);
  return diagnosisOf(await Promise.all([...first, ...rest]));
}

async function checksOf(context: Context, project: Project): Promise<(Check | Promise<Check>)[]> {
  const config = await found(() => Promise.resolve(readConfig(project.paths)));
  const configured: ConfiguredProject | null = 'problem' in config ? null : { ...project, config: config.value };
  const task = await found(() => Promise.resolve(checkLedger(project)));
  const ledger: Check = 'problem' in task ? brokenLedger(task.problem) : task.value.check;
  return [
    diagnose('repository', () => checkRepository(project)),
    'problem' in config
      ? { name: 'configuration', level: 'fail', facts: '', notices: [config.problem] }
      : checkConfiguration(config.value),
    diagnose('workspace', () => checkWorkspace(context, project)),
    diagnose('directories', () => checkDirectories(project, 'problem' in task ? null : taskOf(task.value))),
    ...(await contentChecks(project)),
    ledger,
    ...('problem' in task ? [] : ofTask(context, project, task.value)),
    ...(configured === null ? [] : ofClients(context, configured)),
    diagnose('leftovers', () => checkLeftovers(context, project, 'problem' in task ? null : task.value)),
  ];
}

/** If a filter does not run, the check of the work tree would report the same or hang, so it is skipped. */
async function contentChecks(project: Project): Promise<Check[]> {
  const filters = await diagnose('filters', () => checkFilters(project));
  const isBlocked = filters.notices.some(({ code }) => code === 'git-filter-failed' || code === 'filter-not-required');
  return isBlocked ? [filters] : [filters, await diagnose('worktree', () => checkWorkTree(project))];
}

const taskOf = ({ place }: TaskFound): string | null => place?.task ?? null;

/** The way out is named too: a message that says only "doctor" would lead in a circle. */
const brokenLedger = (problem: Check['notices'][number]): Check => ({
  name: 'ledger',
  level: 'fail',
  facts: '',
  notices: [problem, notice('way-out-of-a-broken-ledger', {})],
});

function ofTask(context: Context, project: Project, task: TaskFound): (Check | Promise<Check>)[] {
  if (task.reading === null) return [passed('receipts', '-'), passed('state', '-')];
  return [diagnose('receipts', () => checkReceipts(project, task)), diagnose('state', () => checkState(context, task))];
}

const ofClients = (context: Context, project: ConfiguredProject): Promise<Check>[] => [
  diagnose('hooks', () => checkHooks(context, project)),
  diagnose('commands', () => checkCommands(project)),
  diagnose('codex', () => checkCodex(context, project)),
];
