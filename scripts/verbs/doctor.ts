/**
 * `cccc doctor`: PASS, WARN or FAIL for everything that a task rests on, each with its fix. Never writes, and never
 * ends on what it diagnoses.
 */
import type { Check } from '../core/install/diagnosis.js';
import { notice } from '../core/say/notices.js';
import type { Context, Options, Result } from '../flows/context.js';
import { diagnose, found, passed } from '../flows/doctor/check.js';
import { checkCodex, checkCommands, checkHooks } from '../flows/doctor/client.js';
import {
  checkConfiguration,
  checkInstallation,
  checkNode,
  checkRepository,
  checkWorkspace,
} from '../flows/doctor/place.js';
import { checkLedger, checkLeftovers, checkReceipts, checkState, type TaskFound } from '../flows/doctor/task.js';
import { type ConfiguredProject, cliCommand, openProject, type Project } from '../flows/task/place.js';
import { readConfig } from '../io/task/config.js';
import { checkText, doctorSummary } from '../render/doctor.js';

export const options: Options = {};

export async function run(context: Context): Promise<Result> {
  const checks = await everything(context);
  for (const check of checks) context.print(checkText(check, context.language, cliCommand(context.cwd)));
  context.print(doctorSummary(checks, context.language));
  const failed = checks.some((check) => check.level === 'fail');
  const notices = context.json ? checks.flatMap((check) => check.notices) : [];
  return {
    code: failed ? 1 : 0,
    notices,
    data: {
      checks: checks.map(({ notices: given, ...check }) => ({ ...check, codes: given.map(({ code }) => code) })),
    },
  };
}

/** In the order in which one thing needs the other; what cannot be looked at without a failed one is left out. */
async function everything(context: Context): Promise<Check[]> {
  const first = [diagnose('installation', checkInstallation), diagnose('node', checkNode)];
  const place = await found(() => openProject(context));
  if ('problem' in place)
    return settled([...first, { name: 'repository', level: 'fail', facts: '', notices: [place.problem] }]);
  const project = place.value;
  const config = await found(() => Promise.resolve(readConfig(project.paths)));
  const configured: ConfiguredProject | null = 'problem' in config ? null : { ...project, config: config.value };
  const task = await found(() => Promise.resolve(checkLedger(project)));
  const ledger: Check = 'problem' in task ? brokenLedger(task.problem) : task.value.check;
  return settled([
    ...first,
    diagnose('repository', () => checkRepository(project)),
    'problem' in config
      ? { name: 'configuration', level: 'fail', facts: '', notices: [config.problem] }
      : checkConfiguration(config.value),
    diagnose('workspace', () => checkWorkspace(project)),
    ledger,
    ...('problem' in task ? [] : ofTask(context, project, task.value)),
    ...(configured === null ? [] : ofClients(context, configured)),
    diagnose('leftovers', () => checkLeftovers(project, 'problem' in task ? null : task.value)),
  ]);
}

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

const settled = (checks: (Check | Promise<Check>)[]): Promise<Check[]> => Promise.all(checks);
