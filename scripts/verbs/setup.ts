/**
 * `cccc setup`: writes docs/cccc and the slash commands. Enables no hook, starts no task, and leaves settings.json
 * alone.
 */

import path from 'node:path';
import { call, forUser, proseSlot } from '../core/call.js';
import { proposeCarry } from '../core/install/carry.js';
import { type Check, isPreset, PRESETS } from '../core/install/config.js';
import { detectChecks } from '../core/install/detect-checks.js';
import { isLanguageTag } from '../core/install/setup.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { Mode } from '../core/task/model.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { apply, changeData } from '../flows/install/changes.js';
import { planSetup, wantedConfig, withChecks } from '../flows/install/setup-plan.js';
import { askSetup, type Given, type SetupAnswers } from '../flows/install/setup-wizard.js';
import { tryChecks } from '../flows/install/try-checks.js';
import { programLanguage } from '../flows/task/place.js';
import type { Config } from '../generated/types.js';
import { ignoredIn } from '../io/git/copy/changes.js';
import { openRepository, type Repository } from '../io/git/git.js';
import { isWithin, textOf } from '../io/git/paths.js';
import { type ProjectPaths, projectAround, projectPaths, stateDirectory, storedPath } from '../io/ground/workspace.js';
import { type Asker, Cancelled, terminalAsker } from '../io/install/ask.js';
import { isFolder, readProjectFiles, recordChange } from '../io/install/skill-files.js';
import { recordHookNode } from '../io/loop/hook-node.js';
import { readConfigValue } from '../io/task/config.js';
import { activeTask } from '../io/task/store.js';
import { catalogOf } from '../text/catalog.js';

/** @param asker answers the wizard's questions; tests pass their own */
export async function run(context: Context, args: Arguments, asker: Asker | null = null): Promise<Result> {
  const given = givenBy(args);
  const interactive = context.tty && !context.json && !given.yes;
  if (!interactive && !given.yes && given.preset === null) throw new Problem(notice('setup-needs-answers', {}), 2);
  const { repository, paths, aside } = await openPlace(context, textOption(args, 'project'));
  const found = readConfigValue(paths);
  const detected = given.noChecks ? [] : detectChecks(readProjectFiles(paths.project));
  try {
    const answers = interactive
      ? await askSetup(
          context,
          given,
          found,
          detected,
          asker ?? terminalAsker(catalogOf(context.language).wizard.prompt),
        )
      : answersOf(given, found, detected);
    const carry = answers.checks.length > 0 ? await carryFor(repository, paths) : null;
    return await finish(context, paths, { ...answers, carry }, found, {
      repository,
      aside,
      dryRun: flag(args, 'dry-run'),
    });
  } catch (error) {
    if (error instanceof Cancelled) return refused([notice('setup-cancelled', {})]);
    throw error;
  }
}

function givenBy(args: Arguments): Given {
  const usage = (code: 'unknown-preset' | 'unknown-mode', value: string, known: string): never => {
    throw new Problem(notice(code, { value, known }), 2);
  };
  const preset = textOption(args, 'preset');
  const language = textOption(args, 'language');
  const mode = textOption(args, 'mode');
  if (language !== null && language !== 'auto' && !isLanguageTag(language))
    throw new Problem(notice('bad-language', { tag: language }), 2);
  return {
    preset: preset === null || isPreset(preset) ? preset : usage('unknown-preset', preset, PRESETS.join(', ')),
    language,
    mode: mode === null || isMode(mode) ? mode : usage('unknown-mode', mode, MODES.join(', ')),
    yes: flag(args, 'yes'),
    gitignore: flag(args, 'gitignore'),
    noChecks: flag(args, 'no-checks'),
  };
}

const MODES: readonly Mode[] = ['manual', 'supervised-auto', 'full-auto-safe'];
const isMode = (name: string): name is Mode => MODES.some((mode) => mode === name);

/** The project to set up: the named one, otherwise the one that every other verb works on. */
async function openPlace(
  context: Context,
  given: string | null,
): Promise<{ repository: Repository; paths: ProjectPaths; aside: Notice[] }> {
  const dir = given === null ? context.cwd : path.resolve(context.cwd, given);
  if (!isFolder(dir)) throw new Problem(notice('no-such-folder', { dir }), 2);
  const repository = await openRepository(dir);
  const project = given !== null ? dir : projectAround(dir, repository.top);
  const isBelow = given === null && storedPath(project, dir) !== '' && project === repository.top;
  return { repository, paths: projectPaths(project), aside: isBelow ? [notice('project-is-top', { project })] : [] };
}

/** The answers when no questions are asked. */
function answersOf(given: Given, found: unknown, checks: Check[]): SetupAnswers {
  return {
    preset: given.preset ?? (found === undefined ? 'recommended' : 'keep'),
    language: given.language,
    mode: given.mode,
    custom: null,
    checks,
    gitignore: given.gitignore,
    loop: 'no',
  };
}

interface Surroundings {
  repository: Repository;
  aside: Notice[];
  dryRun: boolean;
}

/** The ignored paths that the checks will need, without the program's own files. */
async function carryFor(repository: Repository, paths: ProjectPaths): Promise<string[] | null> {
  const own = [paths.docs, paths.claude].map((folder) => storedPath(repository.top, folder));
  const ignored = (await ignoredIn(repository)).map(textOf);
  return proposeCarry(ignored.filter((name) => !own.some((folder) => isWithin(name, folder))));
}

/** The checks, each set to run where it passes. Not during a task, because its settings are pinned. */
async function tried(context: Context, { repository, dryRun }: Surroundings, paths: ProjectPaths, config: Config) {
  const { gitDir, commonDir, top } = repository;
  if (dryRun || activeTask(gitDir, commonDir, top) !== null) return config.testing.commands;
  return tryChecks(context, { repository, paths, stateDir: stateDirectory(context.env), config });
}

async function finish(
  context: Context,
  paths: ProjectPaths,
  answers: SetupAnswers,
  found: unknown,
  around: Surroundings,
): Promise<Result> {
  const { repository, aside, dryRun } = around;
  const first = wantedConfig(paths, answers, found);
  const { wanted, config, dropped } = withChecks(paths, first, await tried(context, around, paths, first.config));
  const changes = planSetup(context, paths, answers, wanted, config);
  const all = [...changes, ...recordChange(paths, changes, context.version)];
  const said = apply(paths.project, all, context.now(), dryRun);
  // For hooks of a plugin, which no loop start registers; a Node with a flaw is loop start's and doctor's to name.
  if (!dryRun) recordHookNode(stateDirectory(context.env), programLanguage(paths.project, context.env));
  const loop = answers.loop === 'now' ? forUser(call('loop', 'start')) : null;
  const notices: Notice[] = [
    ...aside,
    ...said,
    ...(dropped.length > 0 ? [notice('config-fields-dropped', { fields: dropped.join(', ') })] : []),
    config.testing.commands.length > 0
      ? notice('checks-configured', { checks: config.testing.commands.map(({ name }) => name).join(', ') })
      : notice('checks-none', {}),
    ...(repository.empty ? [notice('no-commit-yet', {})] : []),
    ...(dryRun ? [] : [notice('setup-done', { project: paths.project }), notice('permissions-offered', {})]),
  ];
  return done(notices, {
    next: dryRun ? null : (loop ?? call('start', proseSlot('task'))),
    data: { project: paths.project, changes: changeData(all), config },
  });
}
