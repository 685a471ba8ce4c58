/** The changes that `cccc setup` makes to a project, as values. */
import path from 'node:path';
import { type Change, planFiles, planFolders, planMissing, type Wanted } from '../../core/install/changes.js';
import { type Check, customConfig, defaultConfig, importConfig } from '../../core/install/config.js';
import { initialStateFile } from '../../core/install/initial-state.js';
import { COMMANDS, renderCommand, withIgnored } from '../../core/install/setup.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { readIfThere } from '../../io/ground/files.js';
import { type ProjectPaths, storedPath, WORKSPACE_FOLDERS } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { existingFolders, readInstallRecord, readSkillTexts, wantedText } from '../../io/install/skill-files.js';
import { editJson, isConfig, readConfig } from '../../io/task/config.js';
import type { Context } from '../context.js';
import { cliCommand } from '../task/place.js';
import type { SetupAnswers } from './setup-wizard.js';

/** The configuration after setup, and its file when it changes; `wanted` is null when the file stays as it is. */
export interface WantedConfig {
  wanted: Wanted | null;
  config: Config;
  dropped: string[];
}

/**
 * The configuration according to the answers.
 *
 * @param found the value of the existing config.json; undefined when there is none
 */
export function wantedConfig(paths: ProjectPaths, answers: SetupAnswers, found: unknown): WantedConfig {
  const file = storedPath(paths.project, paths.config);
  const isThere = found !== undefined;
  if (answers.preset === 'keep' && isThere) return editedConfig(paths, file, readConfig(paths), answers);
  if (answers.preset === 'import' && isConfig(found)) return editedConfig(paths, file, found, answers);
  const fresh = freshConfig(answers, found);
  const imported =
    answers.preset === 'import' && isThere ? importConfig(found, fresh, isConfig) : { config: fresh, dropped: [] };
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
    testing: { commands: answers.checks, ...(answers.carry ? { carry: answers.carry } : {}) },
  };
}

/** An existing file that is kept, with the fields that a flag sets; the user's formatting stays. */
function editedConfig(
  paths: ProjectPaths,
  file: string,
  found: Config,
  { language, mode }: SetupAnswers,
): WantedConfig {
  const edits: [path: string[], value: unknown][] = [];
  if (language !== null)
    edits.push([['language', 'user_language'], language], [['language', 'auto_detect'], language === 'auto']);
  if (mode !== null) edits.push([['mode'], mode]);
  const spoken = language === null ? found.language : { user_language: language, auto_detect: language === 'auto' };
  const wanted = edits.length === 0 ? null : wantedText(file, editJson(readIfThere(paths.config) ?? '', edits));
  return { wanted, config: { ...found, mode: mode ?? found.mode, language: spoken }, dropped: [] };
}

/** The configuration with each check set to run where it passes; the file's formatting stays. */
export function withChecks(paths: ProjectPaths, planned: WantedConfig, commands: Check[]): WantedConfig {
  const { wanted, config } = planned;
  if (commands.every((check, at) => check === config.testing.commands[at])) return planned;
  const text = typeof wanted?.content === 'string' ? wanted.content : (readIfThere(paths.config) ?? '');
  const edited = editJson(text, [[['testing', 'commands'], commands]]);
  return {
    ...planned,
    wanted: wantedText(storedPath(paths.project, paths.config), edited),
    config: { ...config, testing: { ...config.testing, commands } },
  };
}

/**
 * All changes that setup makes. An existing state.json stays as it is. It writes no documents: Claude creates each when
 * it is due, and the client would otherwise ask whether an unread file may be overwritten.
 *
 * @param configFile the file to write; null when config.json stays as it is
 */
export function planSetup(
  context: Context,
  paths: ProjectPaths,
  answers: SetupAnswers,
  configFile: Wanted | null,
  config: Config,
): Change[] {
  const { project } = paths;
  const { files: written } = readInstallRecord(paths);
  const within = (file: string): string => storedPath(project, file);
  const state = wantedText(
    within(paths.state),
    `${JSON.stringify(initialStateFile(context.version, context.now(), config.mode), null, 2)}\n`,
  );
  const commands = wantedCommands(paths);
  const ignored = answers.gitignore ? withIgnored(readIfThere(paths.gitignore)) : null;
  const owned = [
    ...(configFile === null ? [] : [configFile]),
    ...commands,
    ...(ignored === null ? [] : [wantedText(within(paths.gitignore), ignored)]),
  ];
  const folders = WORKSPACE_FOLDERS.map((folder) => within(path.join(paths.docs, folder)));
  const present = readPresent(
    project,
    [...owned, state].map((file) => file.path),
  );
  return [
    ...planFolders(folders, existingFolders(project, folders)),
    ...planFiles(owned, present, written),
    ...planMissing([state], present),
  ];
}

/**
 * The slash commands, rendered for this project.
 *
 * @throws Problem `skill-damaged` for a template that is missing or has an unknown slot
 */
export function wantedCommands(paths: ProjectPaths): Wanted[] {
  return commandTexts(cliCommand(paths.project)).map(([file, text]) =>
    wantedText(storedPath(paths.project, path.join(paths.commands, file)), text),
  );
}

/**
 * All versions of the slash commands that setup may have written: by the running program, or by the copy in the
 * project.
 *
 * @returns file name → contents
 */
export function renderedCommands(paths: ProjectPaths): Map<string, Uint8Array[]> {
  const rendered = new Map<string, Uint8Array[]>();
  const installed = `node ${storedPath(paths.project, path.join(paths.skill, 'scripts', 'cccc.mjs'))}`;
  for (const cli of new Set([cliCommand(paths.project), installed])) {
    for (const [file, text] of commandTexts(cli))
      rendered.set(file, [...(rendered.get(file) ?? []), Buffer.from(text)]);
  }
  return rendered;
}

function commandTexts(cli: string): [file: string, text: string][] {
  const templates = readSkillTexts('commands-templates');
  return Object.entries(COMMANDS).flatMap(([file, names]) =>
    names.map((name): [string, string] => {
      const rendered = renderCommand(templates.get(file) ?? '{{missing}}', { name, cli });
      if (!rendered.ok) throw new Problem(notice('skill-damaged', { file: `commands-templates/${file}` }));
      return [`${name}.md`, rendered.text];
    }),
  );
}
