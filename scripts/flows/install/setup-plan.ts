/** The changes that `cccc setup` makes to a project, as values. */
import path from 'node:path';
import { type Change, planFiles, planFolders, planMissing, type Wanted } from '../../core/install/changes.js';
import { type Check, defaultConfig, importConfig } from '../../core/install/config.js';
import { initialStateFile } from '../../core/install/initial-state.js';
import { COMMANDS, renderCommand, withIgnored } from '../../core/install/setup.js';
import { type Edit, editsFor, withEdits } from '../../core/install/wizard/settings.js';
import { fieldAt } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { same } from '../../core/task/pins.js';
import type { Config } from '../../generated/types.js';
import { readBytesIfThere, readIfThere } from '../../io/ground/files.js';
import { installation } from '../../io/ground/installation.js';
import { type ProjectPaths, storedPath, WORKSPACE_FOLDERS } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { existingFolders, readInstallRecord, readSkillTexts, wantedText } from '../../io/install/skill-files.js';
import { editJson, isConfig, readConfig } from '../../io/task/config.js';
import type { Context } from '../context.js';
import { cliCommand } from '../task/place.js';
import type { SetupChoices } from './setup/choices.js';

/** The configuration after setup, and its file when it changes; `wanted` is null when the file stays as it is. */
export interface WantedConfig {
  wanted: Wanted | null;
  config: Config;
  dropped: string[];
}

/** What is known about the settings before they change. */
export interface SettingsBefore {
  paths: ProjectPaths;
  /** The value of config.json; undefined when there is none. */
  found: unknown;
  /** The value to import, where another file is named; otherwise undefined. */
  imported: unknown;
  /** The checks that are configured; an answer that names one of them keeps its place and limit. */
  checks: Config;
  /** Ignored paths that the checks need; null: the usual ones. */
  carry: string[] | null;
}

/** The configuration according to the choices. */
export function wantedConfig(before: SettingsBefore, { base, answers }: SetupChoices): WantedConfig {
  const { paths, found, imported } = before;
  const file = storedPath(paths.project, paths.config);
  const edits = editsWithCarry(editsFor(answers, before.checks), before);
  if (base === 'keep' || base === 'update') return editedConfig(paths, file, readConfig(paths), edits);
  const fresh = withoutLoop(withEdits(defaultConfig(base === 'strict' ? 'strict' : 'recommended', 'auto'), edits));
  const source = imported ?? found;
  const isImport = base === 'import' && source !== undefined;
  const { config, dropped } = isImport ? importConfig(source, fresh, isConfig) : { config: fresh, dropped: [] };
  // What is answered counts more than what the imported file says.
  const settled = isImport ? withoutLoop(withEdits(config, spokenOnly(edits))) : config;
  return { wanted: wantedText(file, `${JSON.stringify(settled, null, 2)}\n`), config: settled, dropped };
}

/** The edits that count more than an imported file: a mode that was named, and a language unless it is `auto`. */
const spokenOnly = (edits: readonly Edit[]): Edit[] =>
  edits.filter(
    ([[section], value]) => section === 'mode' || (section === 'language' && value !== 'auto' && value !== true),
  );

/** A list of checks comes with the ignored paths that they need, unless those are configured. */
function editsWithCarry(edits: Edit[], { carry, found }: SettingsBefore): Edit[] {
  const checks = edits.find(([path]) => path.join('.') === 'testing.commands')?.[1];
  const hasChecks = Array.isArray(checks) && checks.length > 0;
  const configured = fieldAt(found, 'testing', 'carry');
  const wanted = configured ?? carry;
  return hasChecks && wanted !== null ? [...edits, [['testing', 'carry'], wanted]] : edits;
}

/**
 * A configuration that was put together, with the loop off: `loop start` alone switches it on.
 *
 * @throws Error where an answer does not fit the schema, which is a bug: answers are checked before
 */
function withoutLoop(value: unknown): Config {
  const off = withEdits(value, [[['automation', 'stop_hook_loop_enabled'], false]]);
  if (!isConfig(off)) throw new Error('setup made settings that do not fit their schema');
  return off;
}

/** An existing file that is kept, with some fields changed; the user's formatting stays. */
function editedConfig(paths: ProjectPaths, file: string, found: Config, edits: readonly Edit[]): WantedConfig {
  const due = edits.filter(([path, value]) => !same(fieldAt(found, ...path), value));
  const config = withEdits(found, due);
  if (due.length === 0 || !isConfig(config)) return { wanted: null, config: found, dropped: [] };
  return { wanted: wantedText(file, editJson(readIfThere(paths.config) ?? '', due)), config, dropped: [] };
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
 * @param settled the settings; their file stays as it is where `wanted` is null
 * @param gitignore whether the suggested lines are added
 */
export function planSetup(
  context: Context,
  paths: ProjectPaths,
  { wanted: configFile, config }: WantedConfig,
  gitignore: boolean,
): Change[] {
  const { project } = paths;
  const { files: written } = readInstallRecord(paths);
  const within = (file: string): string => storedPath(project, file);
  const state = wantedText(
    within(paths.state),
    `${JSON.stringify(initialStateFile(context.version, context.now(), config.mode), null, 2)}\n`,
  );
  const commands = wantedCommands(paths);
  const ignored = gitignore ? withIgnored(readIfThere(paths.gitignore)) : null;
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
    ...planFiles(owned, present, written).flatMap((change) => withSettingsKept(change, paths, context.now())),
    ...planMissing([state], present),
  ];
}

/** Settings that are replaced are always kept, and under a name that says what they are. */
function withSettingsKept(change: Change, paths: ProjectPaths, now: string): Change[] {
  if (change.kind !== 'replace' || change.path !== storedPath(paths.project, paths.config)) return [change];
  const stored = storedPath(paths.project, freeBackup(paths, now.replaceAll(':', '-')));
  const content = readBytesIfThere(paths.config) ?? '';
  return [
    { kind: 'create', path: stored, content },
    { ...change, backup: false },
  ];
}

/** Two setups can fall into the same millisecond. */
function freeBackup(paths: ProjectPaths, stamp: string): string {
  for (let count = 1; ; count += 1) {
    const file = paths.configBackup(count === 1 ? stamp : `${stamp}-${count}`);
    if (readBytesIfThere(file) === null) return file;
  }
}

/** Where the changes keep the settings that they replace; null when they replace none. */
export const settingsBackup = (changes: readonly Change[], paths: ProjectPaths): string | null =>
  changes.find(
    ({ kind, path: file }) => kind === 'create' && file.startsWith(`${storedPath(paths.project, paths.backups)}/`),
  )?.path ?? null;

/**
 * The slash commands, rendered for this project; none for a plugin, which brings them as skills.
 *
 * @throws Problem `skill-damaged` for a template that is missing or has an unknown slot
 */
export function wantedCommands(paths: ProjectPaths): Wanted[] {
  if (installation() === 'plugin') return [];
  // What a package sets up is the copy that it puts into the project.
  const cli = installation() === 'package' ? installedLine(paths) : cliCommand(paths.project);
  return commandTexts(cli).map(([file, text]) =>
    wantedText(storedPath(paths.project, path.join(paths.commands, file)), text),
  );
}

/** How the copy in the project is called from there. */
const installedLine = (paths: ProjectPaths): string =>
  `node ${storedPath(paths.project, path.join(paths.skill, 'scripts', 'cccc.mjs'))}`;

/**
 * All versions of the slash commands that setup may have written: by the running program, or by the copy in the
 * project.
 *
 * @returns file name → contents
 */
export function renderedCommands(paths: ProjectPaths): Map<string, Uint8Array[]> {
  const rendered = new Map<string, Uint8Array[]>();
  for (const cli of new Set([cliCommand(paths.project), installedLine(paths)])) {
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
