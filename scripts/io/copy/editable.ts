/** Finds Python packages that are installed outside the project and lead into its work tree (`pip install -e .`). */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { redirected } from '../../core/review/redirect.js';
import { hasCode, isMissing, readIfThere } from '../ground/files.js';

/** Files that direct Python's imports elsewhere. */
const LEADS = /(\.pth|\.egg-link|^__editable__.*\.py)$/;

/**
 * The first file of an environment outside the work tree that leads into it; null when there is none. An environment
 * inside the work tree is carried into the copy and redirected there.
 */
export function editableInstall(workTree: string, env: NodeJS.ProcessEnv): string | null {
  for (const folder of environments(env)
    .filter((dir) => !isBelow(dir, workTree))
    .flatMap(packagesIn)) {
    const found = namesIn(folder).find((name) => LEADS.test(name) && names(path.join(folder, name), workTree));
    if (found !== undefined) return path.join(folder, found);
  }
  return null;
}

/** The environments that a check can use: the active ones, those of programs on PATH, and the user's own. */
function environments(env: NodeJS.ProcessEnv): string[] {
  const home = env['HOME'] || env['USERPROFILE'] || '';
  const onPath = (env['PATH'] ?? '').split(path.delimiter).filter((dir) => /[\\/](bin|Scripts)$/i.test(dir));
  const versions = path.join(env['PYENV_ROOT'] || path.join(home, '.pyenv'), 'versions');
  const found = [
    env['VIRTUAL_ENV'],
    env['CONDA_PREFIX'],
    ...onPath.map((dir) => path.dirname(dir)),
    ...(home === '' ? [] : [path.join(home, '.local'), ...namesIn(versions).map((name) => path.join(versions, name))]),
  ];
  return [...new Set(found.filter((dir): dir is string => dir !== undefined && path.isAbsolute(dir)))];
}

function packagesIn(environment: string): string[] {
  const lib = path.join(environment, 'lib');
  const versions = namesIn(lib).filter((name) => /^python\d/.test(name));
  return [
    ...versions.flatMap((name) => ['site-packages', 'dist-packages'].map((folder) => path.join(lib, name, folder))),
    path.join(environment, 'Lib', 'site-packages'),
  ];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error) || hasCode(error, 'EACCES', 'EPERM')) return [];
    throw error;
  }
}

/** Whether a file's text names the folder or a path below it. */
function names(file: string, folder: string): boolean {
  const text = readIfThere(file) ?? '';
  return redirected(text, folder, '') !== text;
}

const isBelow = (place: string, folder: string): boolean => place === folder || place.startsWith(folder + path.sep);
