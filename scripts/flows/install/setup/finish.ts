/** Carries out what was chosen: a summary, a confirmation where somebody can be asked, then the changes. */
import { type Call, call, forUser, proseSlot } from '../../../core/call.js';
import { proposeCarry } from '../../../core/install/carry.js';
import type { Change } from '../../../core/install/changes.js';
import { missingIgnored } from '../../../core/install/setup.js';
import { terminalCommand } from '../../../core/install/terminal-command.js';
import { type SettingChange, settingChanges } from '../../../core/install/wizard/settings.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { loosenedSettings } from '../../../core/task/pins.js';
import type { Config } from '../../../generated/types.js';
import { ignoredIn } from '../../../io/git/copy/changes.js';
import { isWithin, textOf } from '../../../io/git/paths.js';
import { errorCode, isSystemError, readIfThere } from '../../../io/ground/files.js';
import { installation } from '../../../io/ground/installation.js';
import { type ProjectPaths, stateDirectory, storedPath } from '../../../io/ground/workspace.js';
import { recordChange } from '../../../io/install/skill-files.js';
import { shareCommand, writeCommand } from '../../../io/install/terminal-command.js';
import { recordHookNode } from '../../../io/loop/hook-node.js';
import { activeTask } from '../../../io/task/store.js';
import { type SetupEffects, summaryText } from '../../../render/install/wizard.js';
import { catalogOf } from '../../../text/catalog.js';
import { type Context, done, type Result, refused } from '../../context.js';
import { agreedAtTerminal, isUnderClaude } from '../../human.js';
import { startLoop } from '../../loop/start.js';
import { programLanguage } from '../../task/place.js';
import { apply, changeData, type OwnWords } from '../changes.js';
import { type InstallPlan, planInstall, plannedSummary, versionsOf } from '../install-plan.js';
import { isBelow } from '../removal.js';
import { planSetup, settingsBackup, type WantedConfig, wantedConfig, withChecks } from '../setup-plan.js';
import { tryChecks } from '../try-checks.js';
import type { SetupChoices } from './choices.js';
import { codexNotice } from './codex.js';
import type { SetupPlace } from './place.js';

export interface Finish {
  place: SetupPlace;
  choices: SetupChoices;
  /** The value of the file to import, where one is named. */
  imported: unknown;
  dryRun: boolean;
  /** The same call as the user runs it where it loosens settings. */
  loosening: Call;
  /** Shows the summary and asks whether to write; null where nobody is asked. */
  agree: ((summary: string) => Promise<boolean>) | null;
}

/** Everything that setup would do, as values. */
interface Planned {
  settled: WantedConfig;
  changes: Change[];
  settings: SettingChange[];
  effects: SetupEffects;
  /** The skill folder that a package puts into the project first; null where the running program stays where it is. */
  install: InstallPlan | null;
}

export async function finishSetup(context: Context, finish: Finish): Promise<Result> {
  const { place, choices, dryRun } = finish;
  const before = { ...place, imported: finish.imported, checks: place.facts.current, carry: await carryFor(place) };
  const settled = wantedConfig(before, choices);
  const loosened = loosenedBy(context, finish, settled.config);
  if (loosened !== null) return refused([loosened]);
  const planned = planAll(context, finish, settled);
  const summary = summaryText(planned.settings, place.found === undefined, planned.effects, context.language);
  if (dryRun) context.print(`${summary}\n`);
  if (!dryRun && finish.agree !== null && isAnything(planned) && !(await finish.agree(summary)))
    return refused([notice('setup-cancelled', {})]);
  const tried = dryRun ? settled : withChecks(place.paths, settled, await triedChecks(context, place, settled.config));
  const final = tried === settled ? planned : planAll(context, finish, tried);
  return carryOut(context, finish, final);
}

const isAnything = ({ changes, effects, install }: Planned): boolean =>
  changes.length > 0 || effects.command !== null || (install?.changes.length ?? 0) > 0;

/**
 * Claude may set a project up, but not loosen settings that are there: what weakens a gate is the user's to decide.
 * The user's word comes with `--loosen`, which is human-only.
 */
function loosenedBy(context: Context, { place, loosening }: Finish, config: Config): Notice | null {
  const { facts, found } = place;
  if (facts.found !== 'current' || !isUnderClaude(context.env) || context.asked !== null) return null;
  const names = loosenedSettings(found, config);
  return names.length === 0 ? null : notice('setup-loosens', { settings: names.join(', '), call: loosening });
}

/** The ignored paths that the checks will need, without the program's own files. */
async function carryFor({ repository, paths }: SetupPlace): Promise<string[] | null> {
  const own = [paths.docs, paths.claude].map((folder) => storedPath(repository.top, folder));
  const ignored = (await ignoredIn(repository)).map(textOf);
  return proposeCarry(ignored.filter((name) => !own.some((folder) => isWithin(name, folder))));
}

function planAll(context: Context, { place, choices }: Finish, settled: WantedConfig): Planned {
  const { paths, facts, found } = place;
  const { answers } = choices;
  const ignores = answers.gitignore === true;
  const changes = planSetup(context, paths, settled, ignores);
  const backup = settingsBackup(changes, paths);
  const created = changes
    .filter(({ kind, path }) => kind === 'create' && path !== backup && path !== '.gitignore')
    .map(({ path }) => path);
  const folders = [paths.docs, paths.commands].map((folder) => storedPath(paths.project, folder));
  const install = installation() === 'package' ? planInstall(paths.project) : null;
  return {
    settled,
    changes,
    install,
    settings: settingChanges(found, settled.config),
    effects: {
      install: install !== null && install.changes.length > 0 ? versionsOf(install) : null,
      files: created.length,
      folders: folders.filter((folder) => created.some((file) => isBelow(file, folder))),
      ignored: ignores ? missingIgnored(readIfThere(paths.gitignore)) : [],
      backup,
      command: answers.command === true ? facts.command : null,
      startsLoop: wantsLoop(choices),
    },
  };
}

/** Whether the loop was asked for, and the warning was answered with yes. */
const wantsLoop = ({ answers }: SetupChoices): boolean => answers.loop === 'now' && answers.loop_agreed === true;

/** The checks, each set to run where it passes. Not during a task, because its settings are pinned. */
async function triedChecks(context: Context, { repository, paths }: SetupPlace, config: Config) {
  const { gitDir, commonDir, top } = repository;
  if (activeTask(gitDir, commonDir, top) !== null) return config.testing.commands;
  return tryChecks(context, { repository, paths, stateDir: stateDirectory(context.env), config });
}

async function carryOut(context: Context, finish: Finish, planned: Planned): Promise<Result> {
  const { place, dryRun } = finish;
  const { paths } = place;
  const { changes, settled } = planned;
  // The copy of the former settings is the user's; uninstall leaves it.
  const recorded = changes.filter(({ path }) => path !== planned.effects.backup);
  const own = [...changes, ...recordChange(paths, recorded, context.version)];
  const all = [...(planned.install?.changes ?? []), ...own];
  const said = dryRun
    ? [...installPlanned(planned, paths), ...apply(paths.project, own, context.now(), true)]
    : apply(paths.project, all, context.now(), false, wordsFor(planned, place));
  const data = { project: paths.project, changes: changeData(all), settings: planned.settings, config: settled.config };
  const { files } = planned.effects;
  const written = files > FEW && !dryRun ? [notice('files-counted', { count: files })] : [];
  const notices = [
    ...place.aside,
    ...(dryRun ? [] : installDone(planned, paths)),
    ...written,
    ...said,
    ...aboutSettings(place, settled),
  ];
  if (dryRun) return done(notices, { data });
  // For hooks of a plugin, which no loop start registers; a Node with a flaw is loop start's and doctor's to name.
  recordHookNode(stateDirectory(context.env), programLanguage(paths.project, context.env));
  notices.push(...putCommand(context, place, planned.effects.command), await endNotice(context, place, settled.config));
  notices.push(notice('setup-done', { project: paths.project }), notice('permissions-offered', {}));
  return goOn(context, finish, { notices, data });
}

/** The skill folder in one line, and each edited file in it that would be replaced. */
const installPlanned = ({ effects, install }: Planned, paths: ProjectPaths): Notice[] =>
  install === null || effects.install === null ? [] : plannedSummary(install, storedPath(paths.project, paths.skill));

function installDone({ install, effects }: Planned, paths: ProjectPaths): Notice[] {
  if (install === null || effects.install === null) return [];
  const kept = install.kept.map((file) => notice('kept-changed', { file }));
  const dir = storedPath(paths.project, paths.skill);
  return [...kept, notice('installed', { version: install.manifest.version, dir })];
}

/** More new files than these are counted instead of named. */
const FEW = 5;

/** The words for what is neither new nor simply replaced. */
const wordsFor =
  ({ effects }: Planned, { paths }: SetupPlace): OwnWords =>
  (change, backup) => {
    const file = change.path;
    if (file === effects.backup) return [];
    // Of the skill folder, one line tells; what somebody edited there is named.
    if (file.startsWith(storedPath(paths.project, paths.skill)) && backup === null) return [];
    if (file === storedPath(paths.project, paths.config) && effects.backup !== null)
      return [notice('file-replaced', { file, backup: effects.backup })];
    if (file === storedPath(paths.project, paths.gitignore))
      return [notice('ignored-lines-added', { lines: effects.ignored.join(', '), backup })];
    return change.kind === 'create' && effects.files > FEW ? [] : null;
  };

function aboutSettings({ repository, paths }: SetupPlace, { config, dropped }: WantedConfig): Notice[] {
  const checks = config.testing.commands.map(({ name }) => name).join(', ');
  return [
    notice('settings-valid', { file: storedPath(paths.project, paths.config) }),
    ...(dropped.length > 0 ? [notice('config-fields-dropped', { fields: dropped.join(', ') })] : []),
    checks === '' ? notice('checks-none', {}) : notice('checks-configured', { checks }),
    ...(repository.empty ? [notice('no-commit-yet', {})] : []),
  ];
}

const endNotice = (context: Context, { repository, paths }: SetupPlace, config: Config): Promise<Notice> =>
  codexNotice(context, { repository, paths, stateDir: stateDirectory(context.env) }, config);

/** Writes the terminal's command where it was asked for, and counts this project among those that use it. */
function putCommand(context: Context, { paths }: SetupPlace, file: string | null): Notice[] {
  const stateDir = stateDirectory(context.env);
  if (file === null) {
    shareCommand(stateDir, paths.project);
    return [];
  }
  const words = { en: catalogOf('en').wizard.terminal, 'zh-CN': catalogOf('zh-CN').wizard.terminal };
  try {
    writeCommand(stateDir, paths.project, file, terminalCommand(words));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [notice('command-not-written', { file, detail: errorCode(error) })];
  }
  return [notice('command-written', { file })];
}

/** Starts the loop where a user at a terminal agreed to it; otherwise names what the user does next. */
async function goOn(
  context: Context,
  { choices, agree }: Finish,
  { notices, data }: { notices: Notice[]; data: Record<string, unknown> },
): Promise<Result> {
  const { loop } = choices.answers;
  if (wantsLoop(choices) && agree !== null) {
    const started = await startLoop(agreedAtTerminal(context), choices.answers.keep_going === true, false);
    const next = started.code === 0 ? [notice('setup-next', {})] : [];
    return { ...started, notices: [...notices, ...started.notices, ...next], next: null, data };
  }
  if (loop === 'now') return done(notices, { next: forUser(call('loop', 'start')), data });
  const later = loop === 'later' ? [notice('loop-later', {})] : [];
  const next = context.json ? call('start', proseSlot('task')) : null;
  return done([...notices, ...later, notice('setup-next', {})], { next, data });
}
