/** `cccc setup`: writes docs/cccc and the slash commands. Enables no hook, starts no task, touches no settings.json. */
import path from 'node:path';
import { type Change, planFiles, planFolders, planMissing, type Wanted } from '../core/changes.js';
import { type Check, customConfig, defaultConfig, importConfig, isPreset, PRESETS } from '../core/config.js';
import { detectChecks } from '../core/detect-checks.js';
import { initialStateFile } from '../core/initial-state.js';
import type { Mode } from '../core/model.js';
import { notice, Problem, type Notice } from '../core/notices.js';
import { COMMANDS, isLanguageTag, renderCommand, templateLanguage, withIgnored } from '../core/setup.js';
import type { Config } from '../generated/types.js';
import { readPresent } from '../io/apply.js';
import { Cancelled, terminalAsker, type Asker } from '../io/ask.js';
import { editJson, isConfig, readConfig, readConfigValue } from '../io/config.js';
import { readIfThere } from '../io/files.js';
import { openRepository, type Repository } from '../io/git.js';
import { existingFolders, isFolder, projectOfSkill, readInstallRecord, readProjectFiles, readSkillTexts, recordChange, wantedText } from '../io/skill-files.js';
import { findProject, projectPaths, storedPath, WORKSPACE_FOLDERS, type ProjectPaths } from '../io/workspace.js';
import { apply, changeData } from './changes.js';
import { type Arguments, type Context, done, flag, refused, type Result, textOption } from './context.js';
import { cliCommand } from './place.js';
import { askSetup, type Given, type SetupAnswers } from './setup-wizard.js';

export const options = {
  project: { type: 'string' },
  preset: { type: 'string' },
  language: { type: 'string' },
  mode: { type: 'string' },
  yes: { type: 'boolean' },
  gitignore: { type: 'boolean' },
  'no-checks': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/** @param asker where the wizard's answers come from; a test brings its own */
export async function run(context: Context, args: Arguments, asker: Asker = terminalAsker): Promise<Result> {
  const given = givenBy(args);
  const interactive = context.tty && !context.json && !given.yes;
  if (!interactive && !given.yes && given.preset === null) throw new Problem(notice('setup-needs-answers', {}), 2);
  const { repository, paths, aside } = await openPlace(context, textOption(args, 'project'));
  const found = readConfigValue(paths);
  const detected = given.noChecks ? [] : detectChecks(readProjectFiles(paths.project));
  try {
    const answers = interactive ? await askSetup(context, given, found, detected, asker) : answersOf(given, found, detected);
    return finish(context, paths, answers, found, { repository, aside, dryRun: flag(args, 'dry-run') });
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
  if (language !== null && language !== 'auto' && !isLanguageTag(language)) throw new Problem(notice('bad-language', { tag: language }), 2);
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

/** The project that is set up: the one named, else the one the skill lies in, else the nearest one, else the repository's top. */
async function openPlace(context: Context, given: string | null): Promise<{ repository: Repository; paths: ProjectPaths; aside: Notice[] }> {
  const dir = given === null ? context.cwd : path.resolve(context.cwd, given);
  if (!isFolder(dir)) throw new Problem(notice('no-such-folder', { dir }), 2);
  const repository = await openRepository(dir);
  const own = projectOfSkill();
  const isInside = own !== null && !storedPath(repository.top, own).startsWith('..');
  const project = given !== null ? dir : isInside ? own : findProject(dir, repository.top);
  const isBelow = given === null && storedPath(project, dir) !== '' && project === repository.top;
  return { repository, paths: projectPaths(project), aside: isBelow ? [notice('project-is-top', { project })] : [] };
}

/** The answers when nobody is asked. */
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

function finish(context: Context, paths: ProjectPaths, answers: SetupAnswers, found: unknown, { repository, aside, dryRun }: Surroundings): Result {
  const { wanted, config, dropped } = wantedConfig(paths, answers, found);
  const changes = planSetup(context, paths, answers, wanted, config);
  const all = [...changes, ...recordChange(paths, changes, context.version)];
  const said = apply(paths.project, all, context.now(), dryRun);
  const loop = answers.loop === 'now' ? 'cccc loop start' : null;
  const notices: Notice[] = [
    ...aside,
    ...said,
    ...(dropped.length > 0 ? [notice('config-fields-dropped', { fields: dropped.join(', ') })] : []),
    config.testing.commands.length > 0
      ? notice('checks-configured', { checks: config.testing.commands.map(({ name }) => name).join(', ') })
      : notice('checks-none', {}),
    ...(repository.empty ? [notice('no-commit-yet', {})] : []),
    ...(dryRun ? [] : [notice('setup-done', { project: paths.project })]),
  ];
  return done(notices, { next: dryRun ? null : (loop ?? 'cccc start "<task>"'), data: { project: paths.project, changes: changeData(all), config } });
}

/** The configuration that will hold, and its file if that changes; `wanted` is null when it stays as it is. */
interface WantedConfig {
  wanted: Wanted | null;
  config: Config;
  dropped: string[];
}

function wantedConfig(paths: ProjectPaths, answers: SetupAnswers, found: unknown): WantedConfig {
  const file = storedPath(paths.project, paths.config);
  const isThere = found !== undefined;
  if (answers.preset === 'keep' && isThere) return editedConfig(paths, file, readConfig(paths), answers);
  if (answers.preset === 'import' && isConfig(found)) return editedConfig(paths, file, found, answers);
  const fresh = freshConfig(answers, found);
  const imported = answers.preset === 'import' && isThere ? importConfig(found, fresh, isConfig) : { config: fresh, dropped: [] };
  return { wanted: wantedText(file, `${JSON.stringify(imported.config, null, 2)}\n`), ...imported };
}

function freshConfig(answers: SetupAnswers, found: unknown): Config {
  const preset = answers.preset === 'strict' ? 'strict' : 'recommended';
  const base = answers.preset === 'custom' && isConfig(found) ? found : defaultConfig(preset, 'auto');
  const config = answers.custom === null ? base : customConfig(base, answers.custom);
  const language = answers.language ?? config.language.user_language;
  return {
    ...config,
    mode: answers.mode ?? config.mode,
    language: { user_language: language, auto_detect: language === 'auto' },
    automation: { ...config.automation, stop_hook_loop_enabled: false },
    testing: { commands: answers.checks },
  };
}

/** A kept file, with the fields that a flag named; the user's formatting stays. */
function editedConfig(paths: ProjectPaths, file: string, found: Config, { language, mode }: SetupAnswers): WantedConfig {
  const edits: [path: string[], value: unknown][] = [];
  if (language !== null) edits.push([['language', 'user_language'], language], [['language', 'auto_detect'], language === 'auto']);
  if (mode !== null) edits.push([['mode'], mode]);
  const spoken = language === null ? found.language : { user_language: language, auto_detect: language === 'auto' };
  const wanted = edits.length === 0 ? null : wantedText(file, editJson(readIfThere(paths.config) ?? '', edits));
  return { wanted, config: { ...found, mode: mode ?? found.mode, language: spoken }, dropped: [] };
}

function planSetup(context: Context, paths: ProjectPaths, answers: SetupAnswers, configFile: Wanted | null, config: Config): Change[] {
  const { project } = paths;
  const { files: written } = readInstallRecord(paths);
  const within = (file: string): string => storedPath(project, file);
  const tag = config.language.user_language === 'auto' ? context.language : config.language.user_language;
  const texts = readSkillTexts(`templates/${templateLanguage(tag)}`);
  const documents = [...texts].map(([name, text]) => wantedText(within(path.join(paths.docs, name)), text));
  const state = wantedText(within(paths.state), `${JSON.stringify(initialStateFile(context.version, context.now(), config.mode), null, 2)}\n`);
  const commands = wantedCommands(paths);
  const ignored = answers.gitignore ? withIgnored(readIfThere(paths.gitignore)) : null;
  const owned = [...(configFile === null ? [] : [configFile]), ...commands, ...(ignored === null ? [] : [wantedText(within(paths.gitignore), ignored)])];
  const folders = WORKSPACE_FOLDERS.map((folder) => within(path.join(paths.docs, folder)));
  const present = readPresent(project, [...owned, ...documents, state].map((file) => file.path));
  return [...planFolders(folders, existingFolders(project, folders)), ...planFiles(owned, present, written), ...planMissing([...documents, state], present)];
}

/** The slash commands, rendered for this project. Throws Problem `skill-damaged` for a template that is missing or has a strange slot. */
function wantedCommands(paths: ProjectPaths): Wanted[] {
  const templates = readSkillTexts('commands-templates');
  return Object.entries(COMMANDS).flatMap(([file, names]) =>
    names.map((name) => {
      const rendered = renderCommand(templates.get(file) ?? '{{missing}}', { name, cli: cliCommand(paths.project) });
      if (!rendered.ok) throw new Problem(notice('skill-damaged', { file: `commands-templates/${file}` }));
      return wantedText(storedPath(paths.project, path.join(paths.commands, `${name}.md`)), rendered.text);
    }),
  );
}
