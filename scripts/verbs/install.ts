/** `cccc install`: copies the skill folder of this program into a project. */
import path from 'node:path';
import { call, shell } from '../core/call.js';
import { bashLine, quoted } from '../core/say/command-text.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { apply, changeData } from '../flows/install/changes.js';
import { planInstall, plannedSummary } from '../flows/install/install-plan.js';
import { ageOf } from '../flows/install/update/age.js';
import { openRepository } from '../io/git/git.js';
import { installation } from '../io/ground/installation.js';
import { projectPaths, skillRoot, storedPath } from '../io/ground/workspace.js';
import { runningPlugin } from '../io/install/plugin.js';
import { isFolder } from '../io/install/skill-files.js';

/**
 * Installs, or updates an older installation to this version. Changed files are backed up before they are replaced.
 * Files that this version no longer has are removed only if they are unchanged.
 */
export async function run(context: Context, args: Arguments): Promise<Result> {
  const project = await targetProject(context, textOption(args, 'project'));
  const paths = projectPaths(project);
  if (installation() === 'plugin')
    return refused([notice('runs-as-plugin', { plugin: runningPlugin(paths, context.env).plugin })]);
  if (path.resolve(skillRoot()) === paths.skill)
    return done([notice('runs-from-here', { dir: storedPath(project, paths.skill) })]);
  const plan = planInstall(project);
  const { manifest, changes, kept } = plan;
  const dryRun = flag(args, 'dry-run');
  const said =
    dryRun && changes.length > 0 && !flag(args, 'verbose')
      ? plannedSummary(plan, storedPath(project, paths.skill))
      : apply(project, changes, context.now(), dryRun);
  const last: Notice[] = dryRun
    ? []
    : [notice('installed', { version: manifest.version, dir: storedPath(context.cwd, paths.skill) || '.' })];
  const age = ageOf(paths, manifest.version);
  const behind: Notice[] = age.kind === 'older' && !dryRun ? [notice('installed-beside', { from: age.from })] : [];
  const notices = [...said, ...kept.map((file) => notice('kept-changed', { file })), ...last, ...behind];
  // From here on, messages name the installed program.
  const script = storedPath(context.cwd, path.join(paths.skill, 'scripts', 'cccc.mjs'));
  return done(notices, {
    next: dryRun ? null : shell(bashLine(call(age.kind === 'older' ? 'update' : 'setup'), `node ${quoted(script)}`)),
    data: { version: manifest.version, changes: changeData(changes), kept },
  });
}

async function targetProject(context: Context, given: string | null): Promise<string> {
  if (given === null) return (await openRepository(context.cwd)).top;
  const project = path.resolve(context.cwd, given);
  if (!isFolder(project)) throw new Problem(notice('no-such-folder', { dir: project }), 2);
  await refuseBare(project);
  return project;
}

/** A folder that is no repository yet may become one; a bare repository never has a work tree. */
async function refuseBare(project: string): Promise<void> {
  try {
    await openRepository(project);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.notice.code === 'bare-repository') throw error;
  }
}
