/** `cccc install [--for codex]`: copies the skill folder of this program into a project. */
import path from 'node:path';
import { call, shell } from '../core/call.js';
import type { Change } from '../core/install/changes.js';
import { bashLine, quoted } from '../core/say/command-text.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { apply, changeData, plannedNotices } from '../flows/install/changes.js';
import { wantedCodexSkill } from '../flows/install/codex-skill.js';
import { planInstall, plannedSummary } from '../flows/install/install-plan.js';
import { ageOf } from '../flows/install/update/age.js';
import { planOwn } from '../flows/install/update/generated.js';
import { openRepository } from '../io/git/git.js';
import { installation } from '../io/ground/installation.js';
import { type ProjectPaths, projectPaths, skillRoot, storedPath } from '../io/ground/workspace.js';
import { runningPlugin } from '../io/install/plugin.js';
import { isFolder, recordChange } from '../io/install/skill-files.js';

/** The other program that gets a skill; the skill folder itself is for Claude Code. */
const CLIENT = 'codex';

/**
 * Installs, or updates an older installation to this version. Changed files are backed up before they are replaced.
 * Files that this version no longer has are removed only if they are unchanged. With `--for codex` Codex gets a skill
 * of its own, too.
 */
export async function run(context: Context, args: Arguments): Promise<Result> {
  const client = textOption(args, 'for');
  if (client !== null && client !== CLIENT)
    throw new Problem(notice('unknown-client', { value: client, known: CLIENT }), 2);
  const project = await targetProject(context, textOption(args, 'project'));
  const paths = projectPaths(project);
  const how = { dryRun: flag(args, 'dry-run'), verbose: flag(args, 'verbose') };
  const codex = client === null ? null : planForCodex(context, paths);
  if (installation() === 'plugin' && codex === null)
    return refused([notice('runs-as-plugin', { plugin: runningPlugin(paths, context.env).plugin })]);
  if (installation() === 'plugin' || path.resolve(skillRoot()) === paths.skill)
    return fromHere(context, paths, codex, how);
  const plan = planInstall(project);
  const { manifest, kept } = plan;
  const changes = [...plan.changes, ...(codex?.changes ?? [])];
  const said =
    how.dryRun && plan.changes.length > 0 && !how.verbose
      ? [...plannedSummary(plan, storedPath(project, paths.skill)), ...plannedForCodex(codex)]
      : apply(project, changes, context.now(), how.dryRun);
  const last: Notice[] = how.dryRun
    ? []
    : [notice('installed', { version: manifest.version, dir: storedPath(context.cwd, paths.skill) || '.' })];
  const age = ageOf(paths, manifest.version);
  const behind: Notice[] = age.kind === 'older' && !how.dryRun ? [notice('installed-beside', { from: age.from })] : [];
  const stays = [...kept.map((file) => notice('kept-changed', { file })), ...(codex?.notices ?? [])];
  // From here on, messages name the installed program.
  const script = storedPath(context.cwd, path.join(paths.skill, 'scripts', 'cccc.mjs'));
  return done([...said, ...stays, ...last, ...behind, ...forCodex(codex, how)], {
    next: how.dryRun
      ? null
      : shell(bashLine(call(age.kind === 'older' ? 'update' : 'setup'), `node ${quoted(script)}`)),
    data: { version: manifest.version, changes: changeData(changes), kept },
  });
}

interface How {
  dryRun: boolean;
  verbose: boolean;
}

/** The program that runs is the installed one, so that only Codex's skill can be missing. */
function fromHere(context: Context, paths: ProjectPaths, codex: CodexPlan | null, how: How): Result {
  const here = notice('runs-from-here', { dir: storedPath(paths.project, paths.skill) });
  if (codex === null) return done([here]);
  const said = apply(paths.project, codex.changes, context.now(), how.dryRun);
  return done([...said, ...codex.notices, ...forCodex(codex, how)], { data: { changes: changeData(codex.changes) } });
}

interface CodexPlan {
  file: string;
  changes: Change[];
  notices: Notice[];
}

function planForCodex({ language }: Context, paths: ProjectPaths): CodexPlan {
  const wanted = wantedCodexSkill(paths, language);
  const { changes, notices } = planOwn(paths, [wanted], false);
  return { file: wanted.path, changes: [...changes, ...recordChange(paths, changes, null)], notices };
}

const plannedForCodex = (codex: CodexPlan | null): Notice[] =>
  codex === null || codex.changes.length === 0 ? [] : plannedNotices(codex.changes);

const forCodex = (codex: CodexPlan | null, { dryRun }: How): Notice[] =>
  codex === null || dryRun || codex.notices.length > 0 ? [] : [notice('codex-skill-there', { file: codex.file })];

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
