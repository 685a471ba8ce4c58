/**
 * What the guard needs to know about the machine: places, the project's settings, its package scripts. Imports only
 * Node's own modules, because a hook uses it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { editedJsonOf, textAt } from '../../core/json.js';
import { once } from '../../core/once.js';
import type { GuardPlaces, ScriptLookup } from '../../guard/index.js';
import { findWorkTree, readText } from '../ground/hook.js';
import { claudeLine, pluginOfHook } from '../ground/installation.js';
import { cliLine, configFile, findProject, homeDirectory, projectPaths, stateDirectory } from '../ground/workspace.js';

export interface GuardPlace {
  places: GuardPlaces;
  /** The value of config.json, which may be invalid; read on the first call. */
  config(): unknown;
  script: ScriptLookup;
  /** The language tag of the configuration; empty when there is none. */
  language(): string;
}

/** How Claude calls the program from the project: the plugin to which the hook belongs, or the project's skill. */
export function cliOf(project: string): string {
  const plugin = pluginOfHook();
  return plugin === null
    ? cliLine(project, projectPaths(project).skill)
    : claudeLine({ cwd: project, project, root: plugin, env: process.env });
}

/** A path with forward slashes. */
export const slashed = (file: string): string => file.split(path.sep).join('/');
const slashedOrNull = (file: string | undefined): string | null => (file === undefined ? null : slashed(file));

/**
 * @param folder where the client works
 * @param cwd where the command runs
 */
export function readGuardPlace(folder: string, cwd: string | null): GuardPlace {
  // Only the rules ask for the git directories, so they are found on demand.
  const tree = once(() => findWorkTree(folder));
  const project = existsSync(configFile(folder)) ? folder : findProject(folder, tree()?.top ?? folder);
  const config = once(() => jsonIn(configFile(project)));
  const places: GuardPlaces = {
    project: slashed(project),
    get gitDir() {
      return slashedOrNull(tree()?.gitDir);
    },
    get commonDir() {
      return slashedOrNull(tree()?.commonDir);
    },
    stateDir: slashed(stateDirectory()),
    home: slashed(homeDirectory()),
    get plugin() {
      return slashedOrNull(pluginOfHook() ?? undefined);
    },
    cwd: slashed(cwd ?? project),
    caseSensitive: process.platform !== 'win32' && process.platform !== 'darwin',
  };
  const language = (): string => textAt(config(), 'language', 'user_language') ?? '';
  return { places, config, language, script: (name) => scriptIn(places.cwd, project, name) };
}

/** The value of a JSON file. A broken file must not block the user's work, so the usual policy applies then. */
const jsonIn = (file: string): unknown => editedJsonOf(readText(file) ?? '');

function scriptIn(cwd: string, project: string, name: string): string | null {
  for (const folder of [cwd, project]) {
    const found = textAt(jsonIn(path.join(folder, 'package.json')), 'scripts', name);
    if (found !== null) return found;
  }
  return null;
}
