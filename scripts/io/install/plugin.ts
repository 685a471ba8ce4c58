/** What of this program is in a project besides the running one: a plugin that is enabled, a skill folder. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fieldAt, isObject } from '../../core/json.js';
import { installation, PACKAGE } from '../ground/installation.js';
import { clientFolder, type ProjectPaths, storedPath } from '../ground/workspace.js';
import { readSettingsFiles } from '../loop/settings-layers.js';

/** A plugin as the client names it, and the settings in which it is enabled. */
export interface EnabledPlugin {
  plugin: string;
  scope: 'project' | 'local' | 'user';
}

/** The name under which a plugin from this project's own marketplace is enabled. */
const USUAL: EnabledPlugin = { plugin: `${PACKAGE}@${PACKAGE}`, scope: 'project' };

/** The plugin that is enabled in this project; null for none. The strongest settings that name it decide. */
export function enabledPlugin(paths: ProjectPaths, env: NodeJS.ProcessEnv): EnabledPlugin | null {
  for (const { kind, value } of readSettingsFiles(paths, env)) {
    const listed = fieldAt(value, 'enabledPlugins');
    if (kind === 'managed' || kind === 'session' || !isObject(listed)) continue;
    const plugin = Object.keys(listed).find((name) => name.startsWith(`${PACKAGE}@`));
    if (plugin !== undefined) return listed[plugin] === false ? null : { plugin, scope: kind };
  }
  return null;
}

/** The running plugin, as the client knows it in this project. */
export const runningPlugin = (paths: ProjectPaths, env: NodeJS.ProcessEnv): EnabledPlugin =>
  enabledPlugin(paths, env) ?? USUAL;

/** How the client copies a plugin again: an update leaves a version alone that it has. */
export const reinstallLine = ({ plugin, scope }: EnabledPlugin): string =>
  ['uninstall', 'install'].map((verb) => `claude plugin ${verb} ${plugin} --scope ${scope}`).join(' && ');

/** A skill folder and a plugin that are both here; null where there is only one of them. */
export function installedTwice(paths: ProjectPaths, env: NodeJS.ProcessEnv): (EnabledPlugin & { dir: string }) | null {
  const isPlugin = installation() === 'plugin';
  const plugin = isPlugin ? runningPlugin(paths, env) : enabledPlugin(paths, env);
  const folders = [paths.skill, path.join(clientFolder(env), 'skills', PACKAGE)];
  const dir = folders.find((folder) => existsSync(path.join(folder, 'scripts', 'cccc.mjs')));
  if (plugin === null || dir === undefined) return null;
  const shown = storedPath(paths.project, dir);
  return { ...plugin, dir: shown.startsWith('..') ? dir.split(path.sep).join('/') : shown };
}
