/** Whether a program can be started: by a path in the project, or by its name on PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { isSystemError } from '../ground/files.js';

/** @param name the first word of a command line; a relative path is one of the project */
export function hasProgram(name: string, project: string, env: NodeJS.ProcessEnv): boolean {
  if (/[\\/]/.test(name)) return isRunnable(path.resolve(project, name), env);
  return foldersOnPath(env).some((folder) => isRunnable(path.join(folder, name), env));
}

/** The absolute folders on PATH, in its order. */
export const foldersOnPath = (env: NodeJS.ProcessEnv): string[] =>
  (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));

function isRunnable(file: string, env: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'win32') return isExecutable(file);
  const endings = (env['PATHEXT'] || '.COM;.EXE;.BAT;.CMD').split(';');
  return ['', ...endings].some((ending) => isExecutable(`${file}${ending}`));
}

/** Whether there is a file that this user may run. Windows knows no such right. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
