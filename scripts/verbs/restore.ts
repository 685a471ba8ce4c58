/** `cccc restore [<backup>] [--dry-run]`: lists the backups, or puts settings and slash commands of one back. */
import { call, given } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { apply, changeData } from '../flows/install/changes.js';
import { diffsOf } from '../flows/install/update/diffs.js';
import { planRestore, restorable } from '../flows/install/update/restore.js';
import { isTaskOpen } from '../flows/install/update/run.js';
import { openProject, type Project } from '../flows/task/place.js';
import { type Backup, listBackups } from '../io/install/backups.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const project = await openProject(context);
  const open = isTaskOpen(project);
  const backups = listBackups(project.paths).filter((backup) => restorable(project.paths, backup, open).length > 0);
  const [name, ...rest] = args.positionals;
  if (rest.length > 0)
    throw new Problem(notice('bad-usage', { verb: 'restore', detail: `unexpected "${rest[0]}"` }), 2);
  if (name === undefined) return listed(project, backups, open);
  const backup = backups.find((one) => one.name === name);
  if (backup === undefined) throw new Problem(notice('backup-unknown', { name }), 2);
  return restored(context, project, backup, { open, dryRun: flag(args, 'dry-run') });
}

function listed({ paths }: Project, backups: readonly Backup[], open: boolean): Result {
  const rows = backups.map((backup) => ({ name: backup.name, files: restorable(paths, backup, open) }));
  if (rows.length === 0) return done([notice('no-backups', {})], { data: { backups: [] } });
  const notices = rows.map(({ name, files }) => notice('backup-listed', { name, files: files.join(', ') }));
  return done(notices, { data: { backups: rows } });
}

function restored(
  called: Context,
  { paths }: Project,
  backup: Backup,
  { open, dryRun }: { open: boolean; dryRun: boolean },
): Result {
  const { changes, left } = planRestore(paths, backup, open);
  const diffs = diffsOf(paths.project, changes);
  const data = { backup: backup.name, changes: changeData(changes), diffs, left };
  const stays: Notice[] = left.length > 0 ? [notice('restore-left', { files: left.join(', ') })] : [];
  if (dryRun) {
    for (const shown of [...apply(paths.project, changes, called.now(), true), ...stays]) called.say(shown);
    for (const diff of diffs) called.print(`\n${diff}`);
    return done([], { data });
  }
  if (changes.length === 0) return done([notice('nothing-to-change', {}), ...stays], { data });
  const about = [
    notice('restore-asked', { backup: backup.name, files: changes.map(({ path: file }) => file).join(', ') }),
  ];
  const { context, refusal } = askUser(called, call('restore', given(backup.name)), { about });
  if (refusal) return { ...refusal, data };
  const said = apply(paths.project, changes, context.now(), false);
  return done([...said, ...stays, notice('restored', { backup: backup.name })], { data });
}
