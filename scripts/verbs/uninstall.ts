/** `cccc uninstall [--purge] [--dry-run]`: removes exactly what install, setup and `loop start` wrote. */
import { call } from '../core/call.js';
import { type Notice, notice } from '../core/say/notices.js';
import { withdrawPushHook } from '../flows/ci/push.js';
import { type Arguments, type Context, done, flag, type Result, refused } from '../flows/context.js';
import { ctoWritten } from '../flows/cto/written.js';
import { endSessions } from '../flows/delegate/broker/sessions.js';
import { isReviewing } from '../flows/delegate/diff/runs.js';
import { purgeFanouts } from '../flows/delegate/fanout/find.js';
import { askUser } from '../flows/human.js';
import { apply, changeData } from '../flows/install/changes.js';
import { planUninstall } from '../flows/install/uninstall.js';
import { openProject, type Project } from '../flows/task/place.js';
import { type ListedTask, listHistory } from '../flows/task/reading/history.js';
import { purgeCto } from '../io/cto/prune.js';
import { removeReviews } from '../io/delegate/diff.js';
import { purgeSessions } from '../io/delegate/sessions.js';
import { purgeWritten } from '../io/delegate/written.js';
import { installation } from '../io/ground/installation.js';
import { skillRoot, storedPath } from '../io/ground/workspace.js';
import { isPluginLoopOn } from '../io/install/claude.js';
import { runningPlugin } from '../io/install/plugin.js';
import { type CommandEnd, withdrawCommand } from '../io/install/terminal-command.js';
import { hookSeen } from '../io/loop/hooks-seen.js';
import { switchPluginLoop } from '../io/loop/plugin-loop.js';
import { purgeTasks } from '../io/task/purge.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  // Messages depend on where the skill is, so its folder is looked up before it is removed.
  skillRoot();
  const project = await openProject(context);
  const purge = flag(args, 'purge');
  const inTheWay = openTasks(project, purge);
  if (inTheWay.length > 0) return refused(inTheWay);
  if (await isReviewing(project)) return refused([notice('diff-busy', {})]);
  const { paths, repository, stateDir } = project;
  const { changes, kept } = planUninstall(paths, purge, ctoWritten(project));
  const data = { changes: changeData(changes), kept };
  const stays = kept.map((file) => notice('kept-changed', { file }));
  const apart = await withdraw(project, true);
  const carryOut = (dryRun: boolean): Notice[] =>
    changes.length === 0 && apart.length > 0 ? [] : apply(paths.project, changes, context.now(), dryRun);
  if (flag(args, 'dry-run')) return done([...carryOut(true), ...apart, ...stays], { data });
  if (changes.length === 0 && apart.length === 0 && !isPluginLoopOn(paths) && !purge)
    return done([notice('nothing-to-remove', {})], { data });
  const files = filesIn(changes) + apart.filter(({ code }) => code === 'change-planned').length;
  const about = notice(purge ? 'purge-asked' : 'uninstall-asked', { files });
  const asked = purge ? call('uninstall', '--purge') : call('uninstall');
  const { refusal } = askUser(context, asked, { about: [about] });
  if (refusal) return { ...refusal, data };
  const said = carryOut(false);
  const withdrawn = await withdraw(project, false);
  switchPluginLoop(repository.gitDir, false, context.now());
  hookSeen(repository.gitDir);
  await endSessions(project, { purge });
  if (purge) {
    await purgeTasks(repository);
    purgeCto(stateDir, repository.top);
    removeReviews(stateDir, repository.top);
    purgeSessions(stateDir, repository.top);
    purgeWritten(stateDir, repository);
    await purgeFanouts(stateDir, repository.top);
  }
  const docs = storedPath(paths.project, paths.docs);
  const end = purge ? notice('purged', { dir: stateDir }) : notice('uninstalled', { docs });
  const plugin = installation() === 'plugin' ? [notice('plugin-stays', runningPlugin(paths, context.env))] : [];
  return done([...said, ...withdrawn, ...stays, end, ...plugin], { data });
}

/** Removes what lies outside of the project's files, or only tells: the terminal's command and the pre-push hook. */
async function withdraw(project: Project, isPlanned: boolean): Promise<Notice[]> {
  const { paths, stateDir } = project;
  const command = commandNotices(withdrawCommand(stateDir, paths.project, isPlanned), isPlanned);
  const hook = await withdrawPushHook(project, isPlanned);
  return [...command, ...(hook ? [hook] : [])];
}

/** What happens to the terminal's `cccc` command, which other projects may still use. */
function commandNotices(end: CommandEnd | null, isPlanned: boolean): Notice[] {
  if (end === null) return [];
  const { file, what } = end;
  if (what === 'kept') return [notice('kept-changed', { file })];
  return [
    isPlanned ? notice('change-planned', { kind: 'delete', file, backup: false }) : notice('command-removed', { file }),
  ];
}

const filesIn = (changes: readonly { kind: string }[]): number =>
  changes.filter(({ kind }) => kind === 'delete' || kind === 'replace').length;

/**
 * Open tasks that would lose something they need: those of this work tree, or all of them if their ledgers are removed.
 */
function openTasks(project: Project, all: boolean): Notice[] {
  const { top } = project.repository;
  const isMine = ({ active, summary }: ListedTask): boolean => active || summary?.work_tree === top;
  return listHistory(project)
    .filter((one) => all || isMine(one))
    .flatMap(({ task, summary, problem }): Notice[] => {
      if (summary === null) return [notice('task-unreadable', { task, problem: problem.code })];
      const { status, ended_at: ended } = summary;
      return ended === null ? [notice('uninstall-while-open', { task, status })] : [];
    });
}
