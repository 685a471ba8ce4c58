/** The start of a task: its ledger, its base, and the settings that are pinned. */
import { call } from '../../core/call.js';
import type { Infrastructure } from '../../core/codex/reasons.js';
import { detectLanguage } from '../../core/say/language.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { isTerminal, type State } from '../../core/task/model.js';
import { comparedWithPreset, presetNotices } from '../../core/task/pins/preset.js';
import { programText } from '../../core/task/pins/program.js';
import type { NamedCodex } from '../../io/codex/program.js';
import { needsObjects } from '../../io/cto/prune.js';
import { pinCommit, type Repository } from '../../io/git/git.js';
import { readIfThere, writeDocument } from '../../io/ground/files.js';
import { ensureSigning } from '../../io/ground/signing.js';
import { storedPath } from '../../io/ground/workspace.js';
import { editJson } from '../../io/task/config.js';
import { pruneKept, workTreesOf } from '../../io/task/kept-folders.js';
import { pruneEnded } from '../../io/task/prune.js';
import { listTasks, newTaskId, readTask, setActiveTask, type TaskPlace } from '../../io/task/store.js';
import { type UnfinishedTask, unfinishedTasks } from '../../io/task/unfinished.js';
import { type Context, done, type Result } from '../context.js';
import { tryChecks } from '../install/try-checks.js';
import { ageNotices } from '../install/update/age.js';
import { findProgram, presentPins } from './observe.js';
import { beginning, takenBackNotices } from './origin.js';
import { ownedPaths } from './owned.js';
import { type ConfiguredProject, otherPart, type Project, record } from './place.js';

/** What `reset` found in place of a ledger; recorded, and no approval of anything. */
export type Rehydrated = NonNullable<Extract<EventBody, { type: 'task-started' }>['rehydrated']>;

/**
 * Opens a task: creates its ledger and pins the base, the settings and the checks.
 *
 * @param text the task in the user's words
 * @param commit HEAD, or the earlier commit from which a lost task is taken up again
 * @param rehydrated what was found of an earlier task; null for a task of its own
 */
export async function openNewTask(
  context: Context,
  project: ConfiguredProject,
  { text, commit, rehydrated = null }: { text: string; commit: string; rehydrated?: Rehydrated | null },
): Promise<Result> {
  const { repository, paths, stateDir } = project;
  const places = { project: paths.project, gitDir: repository.gitDir, commonDir: repository.commonDir, stateDir };
  const [unfinished] = unfinishedTasks(places, repository);
  if (unfinished) throw new Problem(unfinishedNotice(unfinished, project), 2);
  project = await withTriedChecks(context, project);
  const { config } = project;
  const signing = ensureSigning(stateDir);
  const id = newTaskId(context.now());
  await prune(project);
  const { base, origin } = await beginning(project, commit);
  const loopOn = config.automation.stop_hook_loop_enabled;
  const place: TaskPlace = { ...places, task: id };
  const [codex, pins] = await Promise.all([findProgram(context, project), presentPins(context, project, null)]);
  const step = record(context, place, {
    type: 'task-started',
    task_id: id,
    task: redact(text),
    language: languageOf(config.language.user_language, text, context),
    mode: config.mode,
    work_tree: repository.top,
    part: storedPath(repository.top, paths.project),
    base,
    origin,
    pins: { ...pins, codex_program: codex.kind === 'named' ? codex.program : null },
    session: loopOn ? (context.env['CLAUDE_CODE_SESSION_ID'] ?? null) : null,
    keep_going: config.automation.stop_hook_reentry === 'on-progress',
    key_id: signing.keyId,
    version: context.version,
    ...(rehydrated === null ? {} : { rehydrated }),
  });
  if (!step.ok) return { code: 1, notices: [step.refused] };
  setActiveTask(repository.gitDir, id);
  await pinCommit(repository, id, commit);
  const dirty = await unlikeCommit(repository, project, origin.present?.tree_id ?? base.tree_id);
  const said = [
    ...ageNotices(project.paths, context.version),
    ...startNotices(step.state, dirty, codex),
    ...step.notices,
  ];
  return done(said, { next: call('next'), data: { task: id, base: commit, language: step.state.language } });
}

/**
 * What the user should know at the start of a task: where it begins, how it is set up, and the Codex that was found.
 *
 * @param dirty how many paths of the work tree differ from the base commit
 */
const startNotices = (
  { task_id: task, base, language, origin, pins }: State,
  dirty: number,
  codex: NamedCodex | Infrastructure,
): Notice[] => [
  notice('task-started', { task, base: base.commit.slice(0, 12), language }),
  ...takenBackNotices(origin),
  ...(dirty > 0 ? [notice('base-has-changes', { count: dirty })] : []),
  ...presetNotices(comparedWithPreset(pins.config, pins.preset ?? null)),
  codex.kind === 'named'
    ? notice('codex-found', { program: programText(codex.program) })
    : notice('codex-not-ready', { reason: codex.reason, detail: codex.detail }),
];

/**
 * The settings with each check set to run where it passes. This happens before they are pinned, because later it would
 * be a loosening.
 */
async function withTriedChecks(context: Context, project: ConfiguredProject): Promise<ConfiguredProject> {
  const { config, paths } = project;
  const commands = await tryChecks(context, project);
  if (commands.every((check, at) => check === config.testing.commands[at])) return project;
  writeDocument(paths.config, editJson(readIfThere(paths.config) ?? '', [[['testing', 'commands'], commands]]));
  return { ...project, config: { ...config, testing: { ...config.testing, commands } } };
}

function unfinishedNotice({ task, status, part, problem }: UnfinishedTask, project: Project): Notice {
  if (problem !== null) return notice('task-unreadable', { task, problem: problem.code });
  return otherPart(project, { task_id: task, part }) ?? notice('task-open', { task, status: status ?? '' });
}

/**
 * Deletes what earlier tasks no longer need. An unreadable ledger counts as an open task, so nothing of it is deleted.
 */
async function prune(project: ConfiguredProject): Promise<void> {
  const { repository, paths, stateDir } = project;
  const isOver = (task: string): boolean => {
    try {
      const reading = readTask({
        project: paths.project,
        gitDir: repository.gitDir,
        commonDir: repository.commonDir,
        stateDir,
        task,
      });
      return reading === null || isTerminal(reading.state.status);
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };
  const all = listTasks(repository.commonDir);
  const ended = all.filter(isOver);
  const now = Date.now();
  const needed = needsObjects(stateDir, await workTreesOf(repository.commonDir), now);
  await pruneEnded(repository, ended, ended.length < all.length || needed);
  await pruneKept(stateDir, now);
}

const languageOf = (configured: string, text: string, context: Context): string =>
  configured === 'auto' ? detectLanguage(text, context.language) : configured;

/** How many paths of the work tree differ from the base commit; they are reviewed as part of the task. */
async function unlikeCommit(repository: Repository, project: ConfiguredProject, tree: string): Promise<number> {
  const { committedDifference } = await import('../../io/git/diff.js');
  return (await committedDifference(repository, ownedPaths(repository, project.paths), tree)).length;
}
