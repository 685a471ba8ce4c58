/** `update` and `force-update`, which differ only in the look at the versions. */
import { type Call, call, forUser, prose } from '../../../core/call.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { storedPath } from '../../../io/ground/workspace.js';
import { unfinishedTasks } from '../../../io/task/unfinished.js';
import { type Context, done, type Result, refused } from '../../context.js';
import { openProject, type Project } from '../../task/place.js';
import { apply, changeData } from '../changes.js';
import { ageOf } from './age.js';
import { diffsOf } from './diffs.js';
import { planUpdate, type UpdatePlan } from './plan.js';

/**
 * Brings a project to the running version. It starts no task, runs no review and switches no hook on.
 *
 * @param force whether the versions are not looked at
 */
export async function runUpdate(
  context: Context,
  { force, dryRun }: { force: boolean; dryRun: boolean },
): Promise<Result> {
  const project = await openProject(context);
  const { paths } = project;
  const age = ageOf(paths, context.version);
  const { version } = context;
  if (age.kind === 'none')
    throw new Problem(notice('config-missing', { file: storedPath(paths.project, paths.config) }));
  if (!force && age.kind === 'newer') return refused([notice('workspace-newer', { from: age.from, version })]);
  if (!force && age.kind === 'current')
    return done([notice('up-to-date', { version })], { data: { version, changes: [] } });
  const open = isTaskOpen(project);
  const plan = planUpdate(context, paths, open);
  const said = inOneFolder(apply(paths.project, plan.changes, context.now(), dryRun));
  const diffs = dryRun ? diffsOf(paths.project, plan.changes) : [];
  const notices = [...said, ...plan.notices, ...endOf(plan, age.from, version, dryRun)];
  const data = { from: age.from, version, changes: changeData(plan.changes), diffs, waiting: plan.waiting };
  // The differences come last, below what says what they are.
  for (const given of diffs.length > 0 && !context.json ? notices : []) context.say(given);
  for (const diff of diffs) context.print(`\n${diff}`);
  return done(diffs.length > 0 && !context.json ? [] : notices, { next: nextOf(plan, dryRun), data });
}

/** The notices of what was done, with the folder of the backups named once instead of in each. */
function inOneFolder(said: readonly Notice[]): Notice[] {
  const copies: string[] = [];
  const notices = said.map((given): Notice => {
    if (given.code !== 'file-replaced' && given.code !== 'file-removed') return given;
    const { file, backup } = given.args;
    if (backup === null) return given;
    copies.push(backup.slice(0, -file.length - 1));
    return notice(given.code, { file, backup: null });
  });
  const [folder] = copies;
  if (folder === undefined) return notices;
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return [...notices, notice('backed-up', { folder, name, files: copies.length })];
}

/** Whether a task of this work tree is open, or may be: one whose ledger cannot be read counts. */
export function isTaskOpen({ repository, paths, stateDir }: Project): boolean {
  const { gitDir, commonDir } = repository;
  return unfinishedTasks({ project: paths.project, gitDir, commonDir, stateDir }, repository).length > 0;
}

function endOf({ waiting, work }: UpdatePlan, from: string | null, version: string, dryRun: boolean): Notice[] {
  return [
    ...(work === null ? [] : [notice('work-not-continued', work)]),
    ...(waiting.length > 0 ? [notice('update-waits', { files: waiting.join(', ') })] : []),
    ...(dryRun || waiting.length > 0 ? [] : [notice('updated', { from: from ?? '-', version })]),
  ];
}

/** The work that 0.1.x left begins again as a task of its own. */
const nextOf = ({ work }: UpdatePlan, dryRun: boolean): Call | null =>
  dryRun || work === null ? null : forUser(call('start', prose(work.task)));
