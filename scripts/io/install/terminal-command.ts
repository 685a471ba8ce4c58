/**
 * The `cccc` command in a user's own bin folder. One file serves all projects, so the state directory records which
 * projects asked for it; the last one to be uninstalled removes it.
 */
import { accessSync, constants, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fieldAt, jsonOf, textAt } from '../../core/json.js';
import { isMissing, isSystemError, makeFolder, readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { installation } from '../ground/installation.js';
import { projectPaths, statePaths } from '../ground/workspace.js';
import { digestOfContent } from './apply.js';
import { foldersOnPath, hasProgram } from './programs.js';

/** What was written, and for which projects. */
interface CommandRecord {
  file: string;
  digest: string;
  projects: string[];
}

/**
 * Where the command can be put: into the first of the user's bin folders that is on PATH and can be written.
 *
 * @returns null where there is no such folder, where any `cccc` can be started already, on Windows, and for a plugin,
 * which the command would not find
 */
export function placeOfCommand(project: string, env: NodeJS.ProcessEnv): string | null {
  if (process.platform === 'win32' || installation() === 'plugin' || hasProgram('cccc', project, env)) return null;
  const home = env['HOME'] || homedir();
  const own = [path.join(home, '.local', 'bin'), path.join(home, 'bin')];
  const onPath = foldersOnPath(env).map((folder) => path.resolve(folder));
  const folder = own.find((each) => onPath.includes(each) && isWritable(each));
  return folder === undefined || isThere(path.join(folder, 'cccc')) ? null : path.join(folder, 'cccc');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** Whether a name is taken, also by a link that leads nowhere. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function readRecord(stateDir: string): CommandRecord | null {
  const value = jsonOf(readIfThere(statePaths(stateDir).command) ?? '');
  const [file, digest, projects] = [textAt(value, 'file'), textAt(value, 'digest'), fieldAt(value, 'projects')];
  if (file === null || digest === null || !Array.isArray(projects)) return null;
  return { file, digest, projects: projects.filter((project) => typeof project === 'string') };
}

const isUnchanged = ({ file, digest }: CommandRecord): boolean =>
  existsSync(file) && digestOfContent(readFileSync(file)) === digest;

function writeRecord(stateDir: string, record: CommandRecord): void {
  makeFolder(stateDir);
  writeAtomically(statePaths(stateDir).command, `${JSON.stringify(record, null, 2)}\n`);
}

/** Writes the command for a project. A file that is there by now is not touched: the system refuses with EEXIST. */
export function writeCommand(stateDir: string, project: string, file: string, content: string): void {
  writeFileSync(file, content, { flag: 'wx', mode: 0o755 });
  writeRecord(stateDir, { file, digest: digestOfContent(content), projects: [project] });
}

/** Records that a project uses the command that another project asked for. */
export function shareCommand(stateDir: string, project: string): void {
  const record = readRecord(stateDir);
  if (record === null || record.projects.includes(project) || !isUnchanged(record)) return;
  writeRecord(stateDir, { ...record, projects: [...record.projects, project] });
}

/** What the end of a project's use means for the command. */
export interface CommandEnd {
  file: string;
  /** `kept`: somebody changed the file since it was written. */
  what: 'removed' | 'kept';
}

/**
 * Ends a project's use of the command.
 *
 * @param dryRun whether only to tell
 * @returns null when other projects still use it, or when there is none
 */
export function withdrawCommand(stateDir: string, project: string, dryRun: boolean): CommandEnd | null {
  const record = readRecord(stateDir);
  if (record === null || !record.projects.includes(project)) return null;
  const others = record.projects.filter((other) => other !== project && existsSync(projectPaths(other).skill));
  if (others.length > 0) {
    if (!dryRun) writeRecord(stateDir, { ...record, projects: others });
    return null;
  }
  const what = isUnchanged(record) ? 'removed' : 'kept';
  if (!dryRun) {
    if (what === 'removed') removeFile(record.file);
    removeFile(statePaths(stateDir).command);
  }
  return { file: record.file, what };
}
