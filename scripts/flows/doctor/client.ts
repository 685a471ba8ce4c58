/**
 * Doctor's checks of the two clients: hooks are registered and run, commands are present and current, Codex is ready.
 */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import { COMMANDS } from '../../core/install/setup.js';
import { jsonOf, textAt } from '../../core/json.js';
import { type Notice, notice } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { type TriedCodex, tryCodex } from '../../io/codex/preflight.js';
import { readIfThere } from '../../io/ground/files.js';
import { readLastLine } from '../../io/ground/hook.js';
import { type HookRun, missingFiles, nowhere, runHookCommand, withTemporaryFolder } from '../../io/ground/inspect.js';
import { installation } from '../../io/ground/installation.js';
import {
  clientFolder,
  ledgerPaths,
  type ProjectPaths,
  skillFile,
  skillRoot,
  storedPath,
} from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { hookCommand, readOurRegistration, readRegistration } from '../../io/install/claude.js';
import { settingsOf } from '../../io/install/permissions.js';
import { installedTwice } from '../../io/install/plugin.js';
import { readInstallRecord, readManifest } from '../../io/install/skill-files.js';
import { missingProgram, standingLine } from '../../io/install/status-line.js';
import { withTemporaries } from '../../io/run/run-trace.js';
import { activeTask, type TaskReading } from '../../io/task/store.js';
import { localTime } from '../../render/time.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { findCodexSkill } from '../install/codex-skill.js';
import { wantedCommands } from '../install/setup-plan.js';
import { ageOf } from '../install/update/age.js';
import { hookNodeState, hookSwitch, unheardNotices, unseenNotices } from '../loop/hooks-ready.js';
import { driftedHooks } from '../loop/plan.js';
import type { Project } from '../task/place.js';
import { failed, judged, passed, warned } from './check.js';

/**
 * With the loop on: registered, unchanged, runnable where they are registered, not switched off by any of the client's
 * settings, and run by the client since. With it off: the skill's own files run.
 */
export async function checkHooks(
  context: Context,
  project: Project,
  { isOn, reading }: { isOn: boolean; reading: TaskReading | null },
): Promise<Check> {
  const { paths } = project;
  const words = catalogOf(context.language).doctor.facts;
  const settings = storedPath(paths.project, paths.settings);
  const registration = readRegistration(paths, readOurRegistration());
  if (!registration.valid) return failed('hooks', '', [notice('settings-invalid', { file: settings })]);
  const drifted = isOn ? driftedHooks(paths) : [];
  const missing = isOn ? [...drifted, ...registration.events, ...registration.deny] : [];
  const node = hookNodeState(context.env);
  const tried = hooksToTry(paths, isOn);
  const broken = node.fault === null ? await brokenHooks(context, paths, tried) : [];
  const unheard = isOn ? unheardNotices(paths, registration, context.env) : [];
  const off = hookSwitch(paths, context.env);
  const { length: all } = tried;
  const ran = node.fault === null ? all - broken.length : 0;
  const facts = {
    facts: [words.hooks({ isOn, ran, all, node: node.node }), ...(isOn ? lastRuns(context, project) : [])].join(', '),
    details: [...(isOn ? [settings] : []), ...(off === null ? [] : [`${off.key}: ${off.file}`])].join(' · '),
  };
  const faults = [
    ...(missing.length > 0 ? [notice('loop-incomplete', { missing: missing.join(', ') })] : []),
    ...(isOn && node.fault !== null ? [node.fault] : []),
    ...broken,
  ];
  const unseen = isOn && unheard.length === 0 ? unseenNotices(project, reading) : [];
  const twice = installedTwice(paths, context.env);
  const warnings = [
    ...(twice === null ? [] : [notice('installed-twice', twice)]),
    ...unheard,
    ...unseen,
    ...(isOn && node.warning !== null ? [node.warning] : []),
  ];
  if (faults.length > 0) return failed('hooks', facts, [...faults, ...unheard]);
  return warnings.length > 0 ? warned('hooks', facts, warnings) : passed('hooks', facts);
}

/** When the hooks last wrote a line: the Stop hook at each stop of the loop's session, the guard when it asks. */
function lastRuns({ language }: Context, { repository, paths }: Project): string[] {
  const { gitDir, commonDir, top } = repository;
  const task = activeTask(gitDir, commonDir, top);
  const { Stop, guard } = catalogOf(language).doctor.facts.hookRan;
  const last = (file: string | null): string | null => {
    const at = textAt(jsonOf((file === null ? null : readLastLine(file)) ?? ''), 'at');
    return at === null || Number.isNaN(Date.parse(at)) ? null : localTime(at).slice(0, 16);
  };
  return [Stop(last(task === null ? null : ledgerPaths(commonDir).stops(task))), guard(last(paths.guardLog))];
}

/** The hooks that run by themselves, with the event for which they are tried; the guard's parts are run by Node. */
export const RUN_HOOKS: readonly (readonly [file: string, event: string | null])[] = [
  ['cccc-stop.cjs', 'Stop'],
  ['cccc-guard.cjs', 'PreToolUse'],
  ['cccc-guard-judge.cjs', null],
  ['cccc-guard-voice.cjs', null],
  ['cccc-stop-failure.cjs', 'StopFailure'],
  ['cccc-passed.cjs', 'PostToolUse'],
];

interface TriedHook {
  name: string;
  folder: string;
  event: string | null;
}

/** The hooks where they would run. A part of the guard is only tried if it is not as released. */
function hooksToTry(paths: ProjectPaths, isOn: boolean): TriedHook[] {
  const released = readManifest(skillRoot())?.files ?? {};
  return RUN_HOOKS.flatMap(([name, event]): TriedHook[] => {
    const own = readPresent(paths.hooks, [name]).get(name);
    const isCopied = installation() !== 'plugin' && own !== undefined;
    const folder = isOn && isCopied ? paths.hooks : skillFile('hooks');
    const digest = folder === paths.hooks ? own : readPresent(folder, [name]).get(name);
    const isReleased = digest !== undefined && digest === released[`hooks/${name}`];
    return event === null && isReleased ? [] : [{ name, folder, event }];
  });
}

/**
 * Each is run as the client does, with an empty event; those that write to a file whatever they are told are run where
 * they find no repository.
 */
async function brokenHooks(context: Context, paths: ProjectPaths, hooks: readonly TriedHook[]): Promise<Notice[]> {
  const runs = await Promise.all(
    hooks.map(async ({ name, folder, event }) => {
      const file = path.join(folder, name);
      const command = event === null ? { program: process.execPath, args: [file] } : hookCommand(folder, name, event);
      const place = event === 'StopFailure' || event === 'PostToolUse' ? nowhere() : paths.project;
      return { file, fault: faultOf(await runHookCommand(command, place, context.env)) };
    }),
  );
  return runs.flatMap(({ file, fault }) =>
    fault === null ? [] : [notice('hook-not-runnable', { file: storedPath(paths.project, file), detail: fault })],
  );
}

/** A hook has nothing to say to an empty event; what it does say is why it could not decide. */
export function faultOf({ code, stdout, stderr }: HookRun): string | null {
  if (code === 0 && stdout.trim() === '') return null;
  return (stdout.trim() || stderr.trim().split('\n').at(-1) || `exit ${code ?? '-'}`).slice(0, 300);
}

/** Slash commands are present, the same as those of the running version, and reached when they are typed. */
export function checkCommands({ env, language, version }: Context, { paths }: Project): Check {
  const wanted = wantedCommands(paths);
  const isPlugin = installation() === 'plugin';
  const present = readPresent(
    paths.project,
    wanted.map((file) => file.path),
  );
  const outdated = wanted.filter((file) => present.get(file.path) !== file.digest).map((file) => file.path);
  const { files: written } = readInstallRecord(paths);
  const isEdited = (file: string): boolean => present.has(file) && present.get(file) !== written[file];
  const by = ageOf(paths, version).kind !== 'current' ? 'update' : outdated.some(isEdited) ? 'force-update' : 'repair';
  const { length: all } = wanted;
  const words = catalogOf(language).doctor.facts;
  const facts = isPlugin ? words.commandsOfPlugin : words.commands({ present: all - outdated.length, all });
  return judged('commands', facts, [
    ...(outdated.length > 0 ? [notice('commands-outdated', { files: outdated.join(', '), by })] : []),
    ...shadowing(Object.values(COMMANDS).flat(), [
      path.dirname(paths.skill),
      path.join(clientFolder(env), 'skills'),
    ]).map(({ name, dir }) => notice('command-shadowed', { name, dir })),
  ]);
}

/** Skills with the name of a command, which Claude Code runs instead (docs/facts/claude-code.md, slash commands). */
const shadowing = (names: readonly string[], folders: readonly string[]): { name: string; dir: string }[] =>
  folders.flatMap((folder) =>
    names
      .map((name) => ({ name, dir: path.join(folder, name) }))
      .filter(({ dir }) => missingFiles([path.join(dir, 'SKILL.md')]).length === 0),
  );

/** The status line starts a program that is there; not said where nobody asked for the line. */
export function checkStatusLine({ paths }: Project): Check[] {
  const settings = settingsOf(paths, 'local');
  const line = standingLine(readIfThere(settings));
  if (line === null) return [];
  const file = storedPath(paths.project, settings);
  const program = missingProgram(line);
  return [judged('statusLine', file, program === null ? [] : [notice('status-line-gone', { file, program })])];
}

/** The skill for Codex itself is as this version writes it; not said where nobody asked for it. */
export function checkCodexSkill({ paths }: Project): Check[] {
  const found = findCodexSkill(paths);
  if (found === null) return [];
  const { file, state } = found;
  return [judged('codexSkill', file, state === 'current' ? [] : [notice('codex-skill-differs', { file, state })])];
}

/** Where the packet would go. Only hosts are shown, because an address may hold secrets. */
export function routeOf({ settings, login }: TriedCodex): string {
  const vendor = login === 'account' ? 'chatgpt.com' : 'api.openai.com';
  const hosts = settings.hosts.map((host) => host ?? vendor).join(', ') || settings.provider;
  return `${settings.proxy === null ? '' : `${settings.proxy} → `}${hosts}`;
}

/** Binary, version, login and sandbox; no tokens, and nothing stays. */
export async function checkCodex(
  context: Context,
  config: Config['codex'],
  { repository, stateDir }: { repository: Project['repository'] | null; stateDir: string },
): Promise<Check> {
  const codex = await withTemporaryFolder((folder) =>
    tryCodex(config, { env: withTemporaries(context.env, folder), repository, stateDir, folder }),
  );
  if (codex.kind === 'infrastructure')
    return failed('codex', '', [notice('codex-not-ready', { reason: codex.reason, detail: codex.detail })]);
  const { version, login, native, settings } = codex;
  const facts = {
    facts: catalogOf(context.language).doctor.facts.codex({
      version,
      file: native.split(path.sep).join('/'),
      login,
      model: settings.model ?? null,
      route: routeOf(codex),
    }),
    details: [...(codex.codex.command === native ? [] : [codex.codex.command]), settings.provider].join(' · '),
  };
  const { because } = codex.reads;
  return because === null ? passed('codex', facts) : warned('codex', facts, [notice('codex-reads-open', { because })]);
}
