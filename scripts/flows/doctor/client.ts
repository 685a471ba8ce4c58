/** Doctor's checks of the two clients: hooks registered and runnable, commands present and current, Codex ready. */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { preflight, type ReadyCodex } from '../../io/codex/preflight.js';
import { type HookRun, nowhere, runHookFile, withTemporaryFolder } from '../../io/ground/inspect.js';
import { skillFile, storedPath } from '../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../io/install/apply.js';
import { HOOK_FILES, readHookFiles, readOurRegistration, readRegistration } from '../../io/install/claude.js';
import { withTemporaries } from '../../io/run/run-trace.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { wantedCommands } from '../install/setup-plan.js';
import type { ConfiguredProject } from '../task/place.js';
import { failed, passed, warned } from './check.js';

/**
 * With the loop on: registered, unchanged and runnable where they are registered. With it off: the skill's own files
 * run.
 */
export async function checkHooks(context: Context, { config, paths }: ConfiguredProject): Promise<Check> {
  const isOn = config.automation.stop_hook_loop_enabled;
  const settings = storedPath(paths.project, paths.settings);
  const registration = readRegistration(paths, readOurRegistration());
  if (!registration.valid) return failed('hooks', '', [notice('settings-invalid', { file: settings })]);
  const ours = readHookFiles();
  const present = isOn ? readPresent(paths.hooks, HOOK_FILES) : new Map<string, string>();
  const drifted = isOn
    ? [...ours].filter(([name, content]) => present.get(name) !== digestOfContent(content)).map(([name]) => name)
    : [];
  const missing = isOn ? [...drifted, ...registration.events, ...registration.deny] : [];
  const broken = await brokenHooks(
    context,
    paths.project,
    HOOK_FILES.map((name) => (present.has(name) ? path.join(paths.hooks, name) : skillFile(path.join('hooks', name)))),
  );
  const facts = `${isOn ? 'on' : 'off'} · ${HOOK_FILES.length - broken.length}/${HOOK_FILES.length}`;
  const faults = [
    ...(missing.length > 0 ? [notice('loop-incomplete', { missing: missing.join(', ') })] : []),
    ...broken,
  ];
  if (faults.length > 0) return failed('hooks', facts, faults);
  return isOn && registration.disabled
    ? warned('hooks', facts, [notice('hooks-disabled', { file: settings })])
    : passed('hooks', facts);
}

/**
 * Each is run with an empty event; the one that appends to a file whatever it is told is run where it finds no
 * repository.
 */
async function brokenHooks(context: Context, project: string, files: readonly string[]): Promise<Notice[]> {
  const runs = await Promise.all(
    files.map((file) =>
      runHookFile(file, path.parse(file).name === 'cccc-stop-failure' ? nowhere() : project, context.env),
    ),
  );
  return runs.flatMap((run, index) => {
    const fault = faultOf(run);
    return fault === null
      ? []
      : [notice('hook-not-runnable', { file: storedPath(project, files[index] ?? ''), detail: fault })];
  });
}

/** A hook has nothing to say to an empty event; what it does say is why it could not decide. */
function faultOf({ code, stdout, stderr }: HookRun): string | null {
  if (code === 0 && stdout.trim() === '') return null;
  return (stdout.trim() || stderr.trim().split('\n').at(-1) || `exit ${code ?? '-'}`).slice(0, 300);
}

export function checkCommands({ paths }: ConfiguredProject): Check {
  const wanted = wantedCommands(paths);
  const present = readPresent(
    paths.project,
    wanted.map((file) => file.path),
  );
  const outdated = wanted.filter((file) => present.get(file.path) !== file.digest).map((file) => file.path);
  const facts = `${wanted.length - outdated.length}/${wanted.length}`;
  return outdated.length > 0
    ? warned('commands', facts, [notice('commands-outdated', { files: outdated.join(', ') })])
    : passed('commands', facts);
}

/** Where the packet would go, by hosts alone: an address may hold more. */
function routeOf({ settings, login }: ReadyCodex): string {
  const vendor = login === 'account' ? 'chatgpt.com' : 'api.openai.com';
  const hosts = settings.hosts.map((host) => host ?? vendor).join(', ') || settings.provider;
  return `→ ${settings.proxy === null ? '' : `${settings.proxy} → `}${hosts}`;
}

/** Binary, version, login and sandbox; no tokens, and nothing stays but the digest of the program. */
export async function checkCodex(
  context: Context,
  { config, repository, stateDir }: ConfiguredProject,
): Promise<Check> {
  const codex = await withTemporaryFolder((folder) =>
    preflight(config.codex, { env: withTemporaries(context.env, folder), repository, stateDir, folder }),
  );
  if (codex.kind === 'infrastructure')
    return failed('codex', '', [notice('codex-not-ready', { reason: codex.reason, detail: codex.detail })]);
  const facts = [
    codex.version,
    codex.program.native.path.split(path.sep).join('/'),
    ...(codex.program.launcher.path === codex.program.native.path ? [] : [codex.program.launcher.path]),
    codex.settings.provider,
    codex.settings.model ?? catalogOf(context.language).doctor.defaultModel,
    codex.login,
    routeOf(codex),
  ].join(' · ');
  const { because } = codex.reads;
  return because === null ? passed('codex', facts) : warned('codex', facts, [notice('codex-reads-open', { because })]);
}
