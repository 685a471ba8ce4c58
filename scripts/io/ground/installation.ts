/**
 * Where the running program comes from, which decides how a command is spelled and what switches the loop on: a skill
 * folder that was copied, a plugin of Claude Code, or an npm package. Hooks use it too.
 */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isSystemError } from './files.js';
import { cliLine, projectPaths, skillRoot } from './workspace.js';

/** `folder` also stands for the sources, from which nothing is installed. */
export type Installation = 'folder' | 'plugin' | 'package';

/** The name of the npm package, of the plugin and of its marketplace. */
export const PACKAGE = 'cc-codex-collaborate';

/** Only a plugin has this file, so nothing in the environment can pass a copied folder off as one. */
const isPlugin = (root: string): boolean => existsSync(path.join(root, '.claude-plugin', 'plugin.json'));

/** @param root the folder of the program: the one that holds scripts/ */
export function installationOf(root: string): Installation {
  if (isPlugin(root)) return 'plugin';
  return root.split(path.sep).includes('node_modules') ? 'package' : 'folder';
}

let found: Installation | null = null;

/** How the running program was installed. The result is kept, like that of skillRoot. */
export function installation(): Installation {
  found ??= installationOf(skillRoot());
  return found;
}

/** The folder of the plugin to which the running hook belongs; null for a hook that was copied into a project. */
export function pluginOfHook(): string | null {
  const root = path.resolve(path.dirname(process.argv[1] ?? ''), '..');
  return isPlugin(root) ? root : null;
}

/** Where a command is read: the folder and its project, with the folder of the program that says it. */
export interface Reader {
  cwd: string;
  project: string;
  root: string;
  env: NodeJS.ProcessEnv;
}

/**
 * How Claude starts the program. A plugin's `bin` folder is the last one on the PATH of Claude's commands, so its short
 * name works unless another `cccc` comes first.
 */
export function claudeLine(reader: Reader): string {
  const { cwd, root, env } = reader;
  if (installationOf(root) !== 'plugin') return terminalLine(reader);
  return [null, real(path.join(root, 'bin', 'cccc'))].includes(firstOnPath(env)) ? 'cccc' : cliLine(cwd, root);
}

/**
 * How the user starts the program in a terminal. A package is called by npx, unless it was installed for good: npx and
 * npm put their own folders on PATH for as long as their command runs. Where it has set up the project, its copy there
 * is called.
 */
export function terminalLine({ cwd, project, root, env }: Reader): string {
  if (installationOf(root) !== 'package') return cliLine(cwd, root);
  const { skill } = projectPaths(project);
  if (existsSync(path.join(skill, 'scripts', 'cccc.mjs'))) return cliLine(cwd, skill);
  const isLasting = !env['npm_command'] && firstOnPath(env) === real(path.join(root, 'scripts', 'cccc.mjs'));
  return isLasting ? 'cccc' : `npx ${PACKAGE}`;
}

/** The file that the name `cccc` starts, with links resolved; null where PATH has none. */
function firstOnPath(env: NodeJS.ProcessEnv): string | null {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const first = folders.map((folder) => path.join(folder, 'cccc')).find((file) => existsSync(file));
  return first === undefined ? null : real(first);
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (isSystemError(error)) return file;
    throw error;
  }
}
