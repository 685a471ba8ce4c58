/** The place where a command works: its project, repository, configuration and task. */

import path from 'node:path';
import { TYPED } from '../../core/install/terminal-command.js';
import { editedJsonOf, textAt } from '../../core/json.js';
import { hookSwitchIn } from '../../core/loop/switches.js';
import { type Language, languageFor } from '../../core/say/language.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { redact, redactDeep } from '../../core/say/redact.js';
import type { Place } from '../../core/say/spelling.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { nextStep } from '../../core/task/next-step.js';
import { stateFile } from '../../core/task/state-file.js';
import type { Config } from '../../generated/types.js';
import { openRepository, type Repository } from '../../io/git/git.js';
import { isSystemError, readIfThere } from '../../io/ground/files.js';
import { findWorkTree } from '../../io/ground/hook.js';
import { missingFiles } from '../../io/ground/inspect.js';
import { claudeLine, installation, terminalLine } from '../../io/ground/installation.js';
import {
  configFile,
  type ProjectPaths,
  projectAround,
  projectPaths,
  skillRoot,
  stateDirectory,
  storedPath,
} from '../../io/ground/workspace.js';
import { readOurRegistration, readRegistration } from '../../io/install/claude.js';
import { reinstallLine, runningPlugin } from '../../io/install/plugin.js';
import { readSettingsFiles } from '../../io/loop/settings-layers.js';
import { readConfig } from '../../io/task/config.js';
import { copiedFrom } from '../../io/task/copies.js';
import {
  activeTask,
  beginningOf,
  type Dispatched,
  dispatch,
  readTask,
  type TaskPlace,
  type TaskReading,
} from '../../io/task/store.js';
import { nextText } from '../../render/say.js';
import { tellUser } from '../attention/tell.js';
import type { Context } from '../context.js';
import { isUnderClaude } from '../human.js';

export interface Project {
  repository: Repository;
  paths: ProjectPaths;
  stateDir: string;
}

export interface ConfiguredProject extends Project {
  config: Config;
}

export interface OpenTask extends ConfiguredProject {
  place: TaskPlace;
  reading: TaskReading;
  state: State;
}

/**
 * Opens the project around the current folder.
 *
 * @throws Problem when there is no repository or no git, and those of openRepository
 */
export async function openProject(context: Context, dir = context.cwd): Promise<Project> {
  const repository = await openRepository(dir);
  return { repository, paths: projectPaths(projectAround(dir, repository.top)), stateDir: stateDirectory(context.env) };
}

/**
 * Opens the project with its configuration.
 *
 * @throws the Problems of openProject, config-missing, config-invalid
 */
export async function openConfigured(context: Context): Promise<ConfiguredProject> {
  const project = await openProject(context);
  return { ...project, config: readConfig(project.paths) };
}

/** The task of this work tree; `none` says why there is none. */
export type Located =
  | { place: TaskPlace; reading: TaskReading; none: null }
  | { place: TaskPlace | null; reading: null; none: Notice };

/**
 * Finds the task of a project.
 *
 * @throws Problem with whatever is wrong with the task's ledger
 */
export function locateTask({ repository, paths, stateDir }: Project): Located {
  const { gitDir, commonDir, top } = repository;
  const task = activeTask(gitDir, commonDir, top);
  if (task === null) return { place: null, reading: null, none: notice('no-task', {}) };
  const place: TaskPlace = { project: paths.project, gitDir, commonDir, stateDir, task };
  const copied = (named: string | null): Notice | null => {
    const there = named === null ? null : copiedFrom(repository, task, named);
    return there === null ? null : notice('task-elsewhere', { task, here: top, there });
  };
  let reading: TaskReading | null;
  try {
    reading = readTask(place);
  } catch (error) {
    // A copied project shares its anchor with the first one. As soon as the first one continues, the anchor is ahead of
    // the copy.
    const isBehind = error instanceof Problem && BEHIND.includes(error.notice.code);
    const elsewhere = isBehind ? copied(beginningOf(commonDir, task).workTree) : null;
    if (elsewhere === null) throw error;
    return { place, reading: null, none: elsewhere };
  }
  if (reading === null) return { place, reading, none: notice('no-task', {}) };
  const elsewhere = copied(reading.state.work_tree) ?? otherPart({ repository, paths }, reading.state);
  if (elsewhere === null) return { place, reading, none: null };
  // What ended in another part is over for this one too.
  const isOver = elsewhere.code === 'task-in-part' && isTerminal(reading.state.status);
  return isOver
    ? { place: null, reading: null, none: notice('no-task', {}) }
    : { place, reading: null, none: elsewhere };
}

/**
 * Says that a task belongs to another part of the work tree, one with a configuration of its own. After the part's
 * folder was moved, the task is there where it is asked for.
 */
export function otherPart(
  { repository, paths }: Pick<Project, 'repository' | 'paths'>,
  { task_id: task, part }: { task_id: string; part?: string | undefined },
): Notice | null {
  if (part === undefined || part === storedPath(repository.top, paths.project)) return null;
  const dir = path.join(repository.top, part);
  const isThere = missingFiles([configFile(dir)]).length === 0;
  return isThere ? notice('task-in-part', { task, part: part || '.', dir }) : null;
}

const BEHIND: readonly Notice['code'][] = ['ledger-rolled-back', 'ledger-replaced'];

/**
 * Reads the task of this work tree, or says why there is none.
 *
 * @throws the Problems of locateTask
 */
export async function findTask(
  context: Context,
): Promise<
  { project: ConfiguredProject; task: OpenTask; none: null } | { project: ConfiguredProject; task: null; none: Notice }
> {
  const project = await openConfigured(context);
  const { place, reading, none } = locateTask(project);
  if (none) return { project, task: null, none };
  return { project, task: { ...project, place, reading, state: reading.state }, none };
}

/**
 * Opens the task for a command that only reads.
 *
 * @throws the Problems of findTask, and one when there is no task
 */
export async function openTaskToRead(context: Context): Promise<OpenTask> {
  const { task, none } = await findTask(context);
  if (none) throw new Problem(none);
  return task;
}

/**
 * Opens the task for a command that writes.
 *
 * @throws the Problems of openTaskToRead, and one that says where the task's key is when it is not here
 */
export async function openTask(context: Context): Promise<OpenTask> {
  const task = await openTaskToRead(context);
  verifyKey(task);
  return task;
}

/**
 * Refuses a task whose ledger this process cannot sign, before anything is written.
 *
 * @throws Problem
 */
export function verifyKey(task: OpenTask | null): void {
  if (task?.reading.otherKey) throw new Problem(task.reading.otherKey);
}

/** How Claude calls this program from `cwd`, for commands in messages. */
export const cliCommand = (cwd: string, env: NodeJS.ProcessEnv = process.env): string =>
  claudeLine({ cwd, project: projectOf(cwd), root: skillRoot(), env });

/** The project around a folder, found without git; where nothing is set up, the work tree. */
export function projectOf(cwd: string): string {
  const { root } = path.parse(cwd);
  const found = projectAround(cwd, root);
  return found === root ? (findWorkTree(cwd)?.top ?? root) : found;
}

/** The same context in another language. */
export const inLanguage = (context: Context, language: Language): Context => ({
  ...context,
  language,
  say: (given) => context.say(given, language),
});

/** Where this command's messages are read: by Claude and its user, or on a terminal. */
export function placeOf({ cwd, env }: Pick<Context, 'cwd' | 'env'>): Place {
  const isSlashHeard = (): boolean => isGuardHeard(projectPaths(projectOf(cwd)), env);
  const underClaude = isUnderClaude(env);
  const inTerminal = terminalLine({ cwd, project: projectOf(cwd), root: skillRoot(), env });
  // A user who typed the terminal's own command can paste that.
  const cli = underClaude ? cliCommand(cwd, env) : env[TYPED] ? 'cccc' : inTerminal;
  const reinstall = (): string => reinstallLine(runningPlugin(projectPaths(projectOf(cwd)), env));
  return {
    cli,
    terminal: underClaude ? inTerminal : cli,
    underClaude,
    isSlashHeard,
    ...(installation() === 'plugin' ? { reinstall } : {}),
  };
}

/** Whether Claude Code runs our guard in this project. */
function isGuardHeard(paths: ProjectPaths, env: NodeJS.ProcessEnv): boolean {
  try {
    const { valid, strict, misshapen, events } = readRegistration(paths, readOurRegistration());
    return (
      valid &&
      strict &&
      misshapen === null &&
      events.length === 0 &&
      hookSwitchIn({ layers: readSettingsFiles(paths, env), flags: [] }, installation() === 'plugin') === null
    );
  } catch (error) {
    // doctor reports a damaged skill folder.
    if (error instanceof Problem) return false;
    throw error;
  }
}

/**
 * The language of the program's text: from the project's configuration, otherwise from the task, otherwise from the
 * environment.
 */
export function programLanguage(cwd: string, env: NodeJS.ProcessEnv): Language {
  const fallback = languageFor(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
  const configured = readLanguage(projectPaths(projectOf(cwd)));
  return configured ? languageFor(configured) : fallback;
}

function readLanguage(paths: ProjectPaths): string | null {
  return languageIn(paths.config, 'language', 'user_language') ?? languageIn(paths.state, 'language');
}

function languageIn(file: string, ...names: string[]): string | null {
  try {
    const found = textAt(editedJsonOf(readIfThere(file) ?? ''), ...names);
    return found === 'auto' ? null : found;
  } catch (error) {
    // The verb itself reports a file that cannot be read; here, only the language falls back.
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** The text of state.json. Hooks read the next step from it, so it is phrased for the project's folder. */
export function stateText(
  version: string,
  project: string,
): (state: State, ledger: { seq: number; head: string }) => string {
  return (state, ledger) => {
    const text = nextText(nextStep(state), languageFor(state.language), {
      cli: cliCommand(project),
      skill: skillPlace(project),
    });
    return `${JSON.stringify(stateFile(state, ledger, version, text), null, 2)}\n`;
  };
}

/** The skill folder as Claude is told to read it; relative when it lies inside the project. */
export function skillPlace(cwd: string): string {
  const relative = storedPath(cwd, skillRoot());
  return relative.startsWith('..') ? skillRoot().split(path.sep).join('/') : relative;
}

/** Events that quote people, models or programs. All others hold digests, which must not be redacted. */
const WORDED: readonly EventBody['type'][] = [
  'findings-answered',
  'human-needed',
  'human-answered',
  'resumed',
  'system-failed',
  'pause-requested',
  'task-abandoned',
  'codex-unavailable',
  'documents-changed',
  'replan-decided',
];

function withoutSecrets(body: EventBody): EventBody {
  if (body.type === 'resumed') return { ...body, reason: redact(body.reason) };
  if (body.type === 'plan-written') return { ...body, milestones: redactDeep(body.milestones) };
  return WORDED.includes(body.type) ? redactDeep(body) : body;
}

/** Adds to a decision of the user how the program knows that it is the user's. */
const withWord = (body: EventBody, { asked, env }: Context): EventBody => {
  switch (body.type) {
    case 'human-answered':
    case 'resumed':
    case 'documents-synced':
    case 'replan-decided':
    case 'pins-confirmed':
    case 'upstream-confirmed':
    case 'loop-started':
    case 'loop-stopped':
    case 'pause-requested':
    case 'task-abandoned':
    case 'key-replaced':
      return { ...body, asked_by: asked ?? (isUnderClaude(env) ? null : 'unasked') };
    default:
      return body;
  }
};

/** Records an event of the open task, with secrets in quoted text redacted. The caller shows the notices. */
export function record(context: Context, place: TaskPlace, body: EventBody): Dispatched {
  const step = dispatch(
    place,
    withoutSecrets(withWord(body, context)),
    context.now(),
    stateText(context.version, place.project),
  );
  if (step.ok) context.recorded.push(body.type);
  tellUser(place, step, context.env);
  return step;
}
