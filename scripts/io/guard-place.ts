/** What the guard needs to know of the machine: places, the project's policy, its package scripts. Node's own modules only: a hook uses it. */
import { homedir } from 'node:os';
import path from 'node:path';
import type { GuardPlaces, Policy, ScriptLookup } from '../core/guard.js';
import { policyOf } from '../core/guard.js';
import { readIfThere } from './files.js';
import { findWorkTree } from './hook.js';
import { findProject, projectPaths, stateDirectory } from './workspace.js';

export interface GuardPlace {
  places: GuardPlaces;
  policy: Policy;
  script: ScriptLookup;
  /** The language tag of the configuration; empty when there is none. */
  language: string;
}

export const slashed = (file: string): string => file.split(path.sep).join('/');

/**
 * @param folder where the client works
 * @param cwd where the command runs
 */
export function readGuardPlace(folder: string, cwd: string | null): GuardPlace {
  const tree = findWorkTree(folder);
  const project = findProject(folder, tree?.top ?? folder);
  const config = valueOf(readIfThere(projectPaths(project).config));
  const places: GuardPlaces = {
    project: slashed(project),
    gitDir: tree === null ? null : slashed(tree.gitDir),
    commonDir: tree === null ? null : slashed(tree.commonDir),
    stateDir: slashed(stateDirectory()),
    home: slashed(homedir()),
    cwd: slashed(cwd ?? project),
    caseSensitive: process.platform !== 'win32' && process.platform !== 'darwin',
  };
  const language = String(Object(Object(config)['language'])['user_language'] ?? '');
  return { places, policy: policyOf(config), language, script: (name) => scriptIn(places.cwd, project, name) };
}

/** A broken file is no reason to block the user's work: the usual policy holds then. */
function valueOf(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function scriptIn(cwd: string, project: string, name: string): string | null {
  for (const folder of [cwd, project]) {
    const scripts: unknown = Object(valueOf(readIfThere(path.join(folder, 'package.json'))))['scripts'];
    const found: unknown = typeof scripts === 'object' && scripts !== null && Object.hasOwn(scripts, name) ? Reflect.get(scripts, name) : undefined;
    if (typeof found === 'string') return found;
  }
  return null;
}
