/** `cccc install`: copies the skill folder of this program into a project. */
import path from 'node:path';
import { call, shell } from '../core/call.js';
import { type Change, planFiles, planRemoval } from '../core/install/changes.js';
import { bashLine, quoted } from '../core/say/command-text.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { apply, changeData, plannedNotices } from '../flows/install/changes.js';
import { emptied, writtenBy } from '../flows/install/removal.js';
import { ageOf } from '../flows/install/update/age.js';
import { openRepository } from '../io/git/git.js';
import { installation } from '../io/ground/installation.js';
import { projectPaths, skillRoot, storedPath } from '../io/ground/workspace.js';
import { readPresent } from '../io/install/apply.js';
import { runningPlugin } from '../io/install/plugin.js';
import { isFolder, type Manifest, readManifest, readSkillFiles } from '../io/install/skill-files.js';

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

interface InstallPlan {
  manifest: Manifest;
  /** The version that is there; null where there is none. */
  from: string | null;
  /** Of all files of this version. */
  bytes: number;
  changes: Change[];
  /** Files of the earlier version that someone edited. They stay. */
  kept: string[];
}

/** The plan in one line, and each file of somebody's that is replaced after a backup. */
function plannedSummary({ manifest, from, bytes, changes }: InstallPlan, dir: string): Notice[] {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const files = Object.keys(manifest.files).length + 1;
  const counts = { added: count('create'), replaced: count('replace'), removed: count('delete') };
  const edited = changes.filter((change) => 'backup' in change && change.backup);
  return [
    notice('install-planned', { dir, from, to: manifest.version, files, bytes, ...counts }),
    ...(edited.length > 0 ? plannedNotices(edited) : []),
  ];
}

function planInstall(project: string): InstallPlan {
  const { skill } = projectPaths(project);
  const target = storedPath(project, skill);
  const { manifest, wanted } = readSkillFiles(target);
  const old = readManifest(skill);
  const written = writtenBy(old, project, skill);
  const present = readPresent(project, [...wanted.map(({ path: file }) => file), ...Object.keys(written)]);
  const dropped = Object.keys(written).filter((file) => !wanted.some(({ path: still }) => still === file));
  const { changes: removals, kept } = planRemoval(dropped, present, written);
  return {
    manifest,
    from: old?.version ?? null,
    bytes: wanted.reduce((sum, { content }) => sum + content.length, 0),
    changes: [...planFiles(wanted, present, written), ...removals, ...emptied(removals, target)],
    kept,
  };
}
