/** The command line and the environment of a review: read-only, and nothing of the repository in its instructions. */

import path from 'node:path';
import { isBedrock, providerOf, type Table } from '../../core/codex/destination.js';
import { LOG_FILTER } from '../../core/codex/log.js';
import { CODEX_SKILL } from '../../core/install/setup.js';
import { objectOf } from '../../core/json.js';
import { RUN_VARIABLE } from '../run/mark.js';
import type { CallHome } from './private-home.js';
import { type CallSettings, type CodexConfig, type CodexSettings, inlineToml } from './settings.js';
import { merged } from './user-config.js';

export interface CallPlaces {
  /** Codex's working directory: outside the repository, the snapshot below it. */
  folder: string;
  schemaFile: string;
  /** Paths that commands may not read; null where Codex cannot deny single ones. */
  denied: string[] | null;
  /**
   * The marks of the run (io/run/run-trace.ts). Codex gives its commands an environment of its own making, and one
   * whose sandbox is just starting when Codex is killed outlives it (docs/facts/codex-app-server.md, lifetime).
   */
  marks?: string;
}

/** The marks that an environment carries, for the commands of the same run. */
export const marksIn = (env: Record<string, string>): { marks?: string } =>
  env[RUN_VARIABLE] === undefined ? {} : { marks: env[RUN_VARIABLE] };

const marking = ({ marks }: Pick<CallPlaces, 'marks'>): string[] =>
  marks === undefined ? [] : [`shell_environment_policy.set=${inlineToml({ [RUN_VARIABLE]: marks })}`];

/** Retries of a configured provider, where neither the user nor the configuration says otherwise. */
const RETRIES = { request_max_retries: 2, stream_max_retries: 2 };

/** Extras of Codex that a review neither needs nor should be steered by. */
const DISABLED = [
  'unbounded_connection_retries',
  'plugins',
  'apps',
  'hooks',
  'goals',
  'multi_agent',
  'shell_snapshot',
  'image_generation',
  'tool_suggest',
  'memories',
];

/**
 * Settings that keep the repository's instructions out (docs/facts/codex-cli.md, instructions), and Codex from
 * reporting to third parties (docs/facts/codex-cli.md, network).
 */
const FIXED = [
  'project_doc_max_bytes=0',
  // Without it the folder above Codex's own that has a .git counts as the project, and its skills are found.
  'project_root_markers=[]',
  'skills.include_instructions=false',
  'skills.bundled.enabled=false',
  // A skill is loaded by its name in any text too, and a worker must not become one that starts workers.
  `skills.config=[{name="${CODEX_SKILL}",enabled=false}]`,
  'web_search="disabled"',
  'analytics.enabled=false',
  'check_for_update_on_startup=false',
  'shell_environment_policy.inherit="core"',
  'allow_login_shell=false',
];

/** The name of our permission profile. */
export const PROFILE = 'cccc';

/** Arguments of one review. */
export const codexArguments = (config: CodexConfig, settings: CodexSettings, places: CallPlaces): string[] =>
  callArguments(config, settings, { ...places, access: 'read-only', thread: null, keepsThread: false });

/** A call that need not be a review. */
export interface DelegatedPlaces extends Omit<CallPlaces, 'schemaFile'> {
  /** null for an answer in free text. */
  schemaFile: string | null;
  /** What Codex's commands may do; `danger-full-access` cannot deny single reads. */
  access: 'read-only' | 'workspace-write' | 'danger-full-access';
  /** Where they may write under `workspace-write`, and what in there they may not change. */
  writable?: Writable;
  /** The conversation that is continued; null begins a new one. */
  thread: string | null;
  /** Whether Codex keeps the conversation, so that it can be continued. */
  keepsThread: boolean;
  /** Whether the model may search the web; otherwise it is told of no such tool. */
  webSearch?: boolean;
}

/**
 * Arguments of a server for a live session. It has no option that leaves the user's own configuration out, so that is
 * loaded too; the sandbox is the profile here, or else named when the conversation starts.
 */
export function serverArguments(
  config: CodexConfig,
  settings: CodexSettings,
  places: Pick<CallPlaces, 'denied' | 'marks'>,
): string[] {
  const set = [
    ...config.config_overrides,
    ...chosen(config, settings),
    ...FIXED,
    ...marking(places),
    ...(places.denied === null ? [] : sandboxProfile(places.denied)),
    ...(settings.model === null ? [] : [`model=${inlineToml(settings.model)}`]),
  ];
  return [
    'app-server',
    ...set.flatMap((setting) => ['-c', setting]),
    ...DISABLED.flatMap((name) => ['--disable', name]),
  ];
}

/** Folders in which commands may write, and parts of them that stay as they are; absolute paths. */
export interface Writable {
  folders: readonly string[];
  kept: readonly string[];
}

/** Arguments of any call. The later of two settings wins in Codex, so the configuration's come first. */
export function callArguments(config: CodexConfig, settings: CodexSettings, places: DelegatedPlaces): string[] {
  const denied = places.access === 'danger-full-access' ? null : places.denied;
  const set = [
    ...config.config_overrides,
    ...chosen(config, settings),
    ...FIXED,
    ...(places.webSearch === true ? ['web_search="live"'] : []),
    ...marking(places),
    ...(denied === null
      ? []
      : sandboxProfile(denied, places.access === 'workspace-write' ? places.writable : undefined)),
  ];
  return [
    'exec',
    '--strict-config',
    // A private configuration replaces the user's own.
    ...(settings.carried === null ? [] : ['--ignore-user-config']),
    ...['--ignore-rules', ...(places.keepsThread ? [] : ['--ephemeral']), '--json', '--skip-git-repo-check'],
    ...['--color', 'never', '-C', places.folder],
    ...(denied === null ? ['-s', places.access] : []),
    ...(settings.model === null ? [] : ['-m', settings.model]),
    ...set.flatMap((setting) => ['-c', setting]),
    ...DISABLED.flatMap((feature) => ['--disable', feature]),
    ...(places.schemaFile === null ? [] : ['--output-schema', places.schemaFile]),
    // All options stand before the word: `resume` itself knows only some of them.
    ...(places.thread === null ? [] : ['resume', places.thread]),
    '-',
  ];
}

/**
 * Read-only, and some paths not even that. `-s` may not stand beside it: it wins over the profile, and then nothing is
 * denied (measured with 0.169.0, where the profile in turn wins over a `sandbox_mode` of a configuration). With
 * `writable`, all else stays read-only, the system's folder for temporary files too.
 */
export function sandboxProfile(denied: readonly string[], writable: Writable = { folders: [], kept: [] }): string[] {
  const rule = (places: readonly string[], access: string): [string, string][] =>
    places.flatMap(spelled).map((one) => [one, access]);
  const filesystem = Object.fromEntries([
    ...rule(writable.folders, 'write'),
    ...rule(writable.kept, 'read'),
    ...rule(denied, 'deny'),
  ]);
  return [
    `permissions.${PROFILE}=${inlineToml({ extends: ':read-only', filesystem })}`,
    `default_permissions="${PROFILE}"`,
  ];
}

/**
 * Codex takes a path with one of these for a pattern; as a pattern that means itself, a folder needs another one for
 * what is in it (measured).
 */
function spelled(place: string): string[] {
  const literal = place.replace(/[*?[]/g, '[$&]');
  return literal === place ? [place] : [literal, `${literal}/**`];
}

function chosen(config: CodexConfig, settings: CodexSettings): string[] {
  const { effort, provider, isChosen, carried } = settings;
  const { model_providers: _, model_provider: __, features, ...more } = carried ?? {};
  const table = merged(limitsOf(config, settings), providerOf(carried ?? {}, provider));
  return [
    ...(effort === null ? [] : [`model_reasoning_effort=${inlineToml(effort)}`]),
    ...(isChosen && carried !== null ? [`model_provider=${inlineToml(provider)}`] : []),
    ...[...Object.entries(more), ...Object.entries(objectOf(features)).map(feature)].map(
      ([key, value]) => `${key}=${inlineToml(value)}`,
    ),
    ...(Object.keys(table).length === 0 ? [] : [`model_providers.${provider}=${inlineToml(table)}`]),
  ];
}

const feature = ([key, value]: [string, unknown]): [string, unknown] => [`features.${key}`, value];

/** Limits of a provider that the user defined; Codex's built-in providers accept none. */
function limitsOf(config: CodexConfig, { provider, limits }: CodexSettings): Table {
  if (['openai', 'ollama', 'lmstudio'].includes(provider) || isBedrock(provider)) return {};
  return { ...RETRIES, stream_idle_timeout_ms: config.idle_timeout_seconds * 1000, ...limits };
}

/** Options that make `codex login` look for the login in the same place as the review. */
export function loginOptions(settings: CodexSettings): string[] {
  const { features, ...top } = settings.login;
  return [...Object.entries(top), ...Object.entries(objectOf(features)).map(feature)].flatMap(([key, value]) => [
    '-c',
    `${key}=${inlineToml(value)}`,
  ]);
}

/** Variables without which a program does not run properly on one of the platforms; none holds a secret. */
const NEEDED = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TMPDIR', 'TEMP', 'TMP'],
  ...[
    'CODEX_HOME',
    'XDG_CONFIG_HOME',
    'XDG_CACHE_HOME',
    'XDG_DATA_HOME',
    'XDG_RUNTIME_DIR',
    'DBUS_SESSION_BUS_ADDRESS',
  ],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'CODEX_CA_CERTIFICATE'],
  ...['SYSTEMROOT', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'USERNAME', 'HOMEDRIVE', 'HOMEPATH'],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'SYSTEMDRIVE'],
];

/**
 * Codex's environment: the needed variables and those that `codex.pass_env` names; the rest is scrubbed.
 *
 * @param privateHome a folder for isolation "hermetic" (CODEX_HOME and HOME); null keeps the user's own
 */
export function scrubbedEnvironment(
  passEnv: string[],
  env: NodeJS.ProcessEnv,
  privateHome: string | null,
): Record<string, string> {
  const passed = new Set([...NEEDED, ...passEnv].map(comparable));
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && passed.has(comparable(name)) ? [[name, value] as const] : [],
  );
  return {
    ...Object.fromEntries(kept),
    ...(privateHome === null
      ? {}
      : { HOME: privateHome, USERPROFILE: privateHome, CODEX_HOME: path.join(privateHome, '.codex') }),
    RUST_LOG: LOG_FILTER,
    // Codex tells when a limit ends as a local time; so it is UTC.
    TZ: 'UTC',
  };
}

/** The environment of a call. If its settings are refused, it holds only what every program needs. */
export function codexEnvironment(
  config: Pick<CodexConfig, 'pass_env'>,
  call: Pick<CallSettings, 'variables'> | null,
  env: NodeJS.ProcessEnv,
  { home, codexHome }: CallHome,
): Record<string, string> {
  return {
    ...scrubbedEnvironment(config.pass_env, env, home),
    ...call?.variables,
    ...(codexHome === null ? {} : { CODEX_HOME: codexHome }),
  };
}

/** Windows does not tell the case of a variable's name apart. */
const comparable = (name: string): string => (process.platform === 'win32' ? name.toUpperCase() : name);
