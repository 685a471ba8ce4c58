/**
 * The user's own command for notifications. It stands in the user's configuration and nowhere else: a repository must
 * not be able to start programs.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { editedJsonOf, fieldAt, jsonOf, textAt } from '../../core/json.js';
import { errorCode, isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { homeDirectory, statePaths } from '../ground/workspace.js';

/** What a notification says; without secrets. */
export interface Notification {
  /** `human-needed`, `review-ended`, `review-failed` or `task-done`. */
  event: string;
  title: string;
  text: string;
  task: string;
  /** The absolute path of the project. */
  project: string;
}

/** Longer than any notifier needs, and short enough that nothing seems to hang. */
const LIMIT_MS = 5_000;

/** The user's own configuration: XDG_CONFIG_HOME or ~/.config (XDG base directories); APPDATA on Windows. */
export function userConfigFile(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32' && env['APPDATA']) return path.join(env['APPDATA'], 'cccc', 'config.json');
  const base = env['XDG_CONFIG_HOME'];
  const root = base && path.isAbsolute(base) ? base : path.join(homeDirectory(env), '.config');
  return path.join(root, 'cccc', 'config.json');
}

/** The command's words; `none` without one, and why it cannot be used. */
export type NotifyCommand = { kind: 'none' } | { kind: 'words'; words: [string, ...string[]] } | { kind: 'invalid' };

/** Reads `notify.command` of the user's configuration. */
export function readNotifyCommand(env: NodeJS.ProcessEnv): NotifyCommand {
  const text = readUserConfig(userConfigFile(env));
  if (text === null) return { kind: 'none' };
  const value = editedJsonOf(text);
  const words = fieldAt(value, 'notify', 'command');
  if (value !== undefined && words === undefined) return { kind: 'none' };
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string' && !word.includes('\0')))
    return { kind: 'invalid' };
  const [program = '', ...rest]: string[] = words;
  // A path that depends on where the command runs could be one of a repository.
  const isNamed = program !== '' && (path.isAbsolute(program) || !/[\\/]/.test(program));
  return isNamed ? { kind: 'words', words: [program, ...rest] } : { kind: 'invalid' };
}

function readUserConfig(file: string): string | null {
  try {
    return readIfThere(file);
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/**
 * Runs the command with title and text as its last two arguments, and the rest in its environment. It takes bounded
 * time and never throws: what went wrong is noted for `doctor`.
 */
export function notify(stateDir: string, env: NodeJS.ProcessEnv, given: Notification): void {
  const command = readNotifyCommand(env);
  if (command.kind === 'none') return;
  const fault = command.kind === 'invalid' ? 'notify.command' : run(command.words, env, given);
  note(stateDir, given.event, fault);
}

/** null where it went well. */
function run([program, ...words]: [string, ...string[]], env: NodeJS.ProcessEnv, given: Notification): string | null {
  const { event, title, text, task, project } = given;
  const ran = spawnSync(program, [...words, title, text], {
    cwd: homeDirectory(env),
    env: {
      ...env,
      CCCC_EVENT: event,
      CCCC_TITLE: title,
      CCCC_TEXT: text,
      CCCC_TASK: task,
      CCCC_PROJECT: project,
    },
    stdio: 'ignore',
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  if (ran.error !== undefined) return errorCode(ran.error);
  return ran.status === 0 ? null : `exit ${ran.status ?? ran.signal ?? '-'}`;
}

/** The last failure; null when the last notification went well. */
export interface NotifyFailure {
  at: string;
  event: string;
  fault: string;
}

export function readNotifyFailure(stateDir: string): NotifyFailure | null {
  const value = jsonOf(readIfThere(statePaths(stateDir).notify) ?? '');
  const [at, event, fault] = [textAt(value, 'at'), textAt(value, 'event'), textAt(value, 'fault')];
  return at === null || event === null || fault === null ? null : { at, event, fault };
}

function note(stateDir: string, event: string, fault: string | null): void {
  try {
    if (fault === null && readNotifyFailure(stateDir) === null) return;
    const failure = fault === null ? null : { at: new Date().toISOString(), event, fault };
    writeAtomically(statePaths(stateDir).notify, `${JSON.stringify(failure)}\n`);
  } catch (error) {
    // A notification must stop nothing, and neither must its note.
    if (!isSystemError(error)) throw error;
  }
}
