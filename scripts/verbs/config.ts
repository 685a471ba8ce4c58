/** `cccc config list|get|explain|set`: the settings of docs/cccc/config.json. Only `set` writes. */
import { call, given } from '../core/call.js';
import { planFiles } from '../core/install/changes.js';
import {
  allowedIn,
  changedSetting,
  differs,
  type SettingChange,
  type SettingName,
  settingNames,
  settingsOf,
} from '../core/install/setting.js';
import { parseJson } from '../core/json.js';
import { nearestOf } from '../core/say/nearest.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { oneLine } from '../core/say/plain.js';
import { isTerminal } from '../core/task/model.js';
import { isPinnedSetting } from '../core/task/pins.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused, subverbOf } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { apply } from '../flows/install/changes.js';
import { type ConfiguredProject, locateTask, openConfigured } from '../flows/task/place.js';
import { readIfThere } from '../io/ground/files.js';
import { skillFile, storedPath } from '../io/ground/workspace.js';
import { readPresent } from '../io/install/apply.js';
import { readInstallRecord, wantedText } from '../io/install/skill-files.js';
import { editJson, isConfig } from '../io/task/config.js';
import { allowedText, settingLines, settingText, valueText } from '../render/settings.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const subverb = subverbOf('config', args);
  const project = await openConfigured(context);
  const [, name, value] = args.positionals;
  if (subverb === 'list') return list(context, project);
  const known = settingNamed(name);
  switch (subverb) {
    case 'get': {
      const [setting] = settingsOf(project.config, [known]);
      context.print(valueText(setting?.value));
      return done([], { data: { name: known, value: setting?.value ?? null } });
    }
    case 'explain':
      return explain(context, project, known);
    case 'set':
      return set(context, project, known, value, flag(args, 'dry-run'));
    default:
      return subverb satisfies never;
  }
}

/** @throws Problem `bad-usage` without a name, `unknown-setting` for one that there is not */
function settingNamed(name: string | undefined): SettingName {
  const known = settingNames().find((one) => one === name);
  if (known !== undefined) return known;
  if (name === undefined)
    throw new Problem(notice('bad-usage', { verb: 'config', detail: usageOf('config').join(' | ') }), 2);
  throw new Problem(notice('unknown-setting', { name, nearest: nearestOf(name, settingNames()) }), 2);
}

function list(context: Context, { config }: ConfiguredProject): Result {
  const settings = settingsOf(config, settingNames());
  for (const line of settingLines(settings, config.preset, context.language)) context.print(line);
  return done([], {
    data: {
      settings: settings.map((one) => ({ ...one, value: one.value ?? null, differs: differs(one, config.preset) })),
    },
  });
}

const readAllowed = (name: SettingName) => {
  const schema = parseJson(readIfThere(skillFile('schemas/config.schema.json')) ?? '');
  return allowedIn(schema.ok ? schema.value : null, name);
};

function explain(context: Context, { config }: ConfiguredProject, name: SettingName): Result {
  const allowed = readAllowed(name);
  const isPinned = isPinnedSetting(name);
  const [setting] = settingsOf(config, [name]);
  if (setting) context.print(settingText(setting, allowed, isPinned, context.language));
  return done([], { data: { ...setting, value: setting?.value ?? null, allowed, pinned: isPinned } });
}

/** What only `loop start` may set, because it registers the hooks as well. */
const isOfLoop = (name: SettingName, { after }: SettingChange): boolean =>
  name === 'automation.stop_hook_loop_enabled' || (name === 'mode' && after === 'full-auto-safe');

function set(
  context: Context,
  project: ConfiguredProject,
  name: SettingName,
  text: string | undefined,
  isDryRun: boolean,
): Result {
  if (text === undefined)
    throw new Problem(notice('bad-usage', { verb: 'config', detail: usageOf('config').join(' | ') }), 2);
  const change = changedSetting(project.config, name, text, isConfig);
  if (change === null) {
    const allowed = allowedText(readAllowed(name), context.language);
    throw new Problem(notice('setting-not-allowed', { name, value: oneLine(text, 80), allowed }), 2);
  }
  const said = { name, before: oneLine(valueText(change.before), 120), after: oneLine(valueText(change.after), 120) };
  const data = { name, before: change.before ?? null, after: change.after, looser: change.looser };
  if (JSON.stringify(change.before) === JSON.stringify(change.after))
    return done([notice('setting-unchanged', { name, value: said.after })], { data });
  if (isOfLoop(name, change)) return refused([notice('setting-of-loop', { name })], { data });
  const changes = plannedChanges(project, name, change);
  if (isDryRun)
    return done([notice('setting-planned', said), ...apply(project.paths.project, changes, context.now(), true)], {
      data,
    });
  const about = [notice('setting-planned', said)];
  if (change.looser.length > 0) {
    const { refusal } = askUser(context, call('config', 'set', given(name), given(text)), { about });
    if (refusal) return { ...refusal, notices: [...about, ...refusal.notices], data };
  }
  apply(project.paths.project, changes, context.now(), false);
  return done([notice('setting-changed', said), ...duringTask(project, name, change)], { data });
}

function plannedChanges({ paths }: ConfiguredProject, name: SettingName, { after }: SettingChange) {
  const file = storedPath(paths.project, paths.config);
  const wanted = [wantedText(file, editJson(readIfThere(paths.config) ?? '', [[name.split('.'), after]]))];
  // Only the one value differs, and the message names the former one; that needs no backup.
  const present = readPresent(paths.project, [file]);
  const { files: written } = readInstallRecord(paths);
  return planFiles(wanted, present, { ...written, [file]: present.get(file) ?? '' });
}

/** What the change means for an open task. */
function duringTask(project: ConfiguredProject, name: SettingName, { looser }: SettingChange): Notice[] {
  if (!isPinnedSetting(name)) return [];
  const { reading } = locateTask(project);
  if (reading === null || isTerminal(reading.state.status)) return [];
  return [looser.length > 0 ? notice('setting-closes-gates', { name }) : notice('setting-in-effect', { name })];
}
