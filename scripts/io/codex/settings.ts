/**
 * What a review takes over from the user's own Codex configuration: where text is sent, with which headers and which
 * login (core/codex/destination.ts), and under isolation "repo" the model and its effort. config.json comes before it.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import path from 'node:path';
import { parse, TomlError } from 'smol-toml';
import {
  carriedSettings,
  hostOf,
  namedVariables,
  originOf,
  privateSettings,
  providerOf,
  refusedSettings,
  type Table,
} from '../../core/codex/destination.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { isObject, objectOf } from '../../core/json.js';
import { redact } from '../../core/say/redact.js';
import type { Config } from '../../generated/types.js';
import { readSigning } from '../ground/signing.js';
import { codexHome, type DecidingVariables, decidingVariables } from './environment.js';
import { type Layers, merged, readLayers } from './user-config.js';

export type CodexConfig = Config['codex'];

/** Contains no secrets, because it is stored in the description of a review. */
export interface CodexSettings {
  kind: 'settings';
  /** null: Codex's own default. */
  model: string | null;
  effort: string | null;
  provider: string;
  /** Whether the user chose the provider, rather than getting Codex's default. */
  isChosen: boolean;
  /** The settings passed with -c; null if they may hold secrets and are in a private configuration instead. */
  carried: Table | null;
  /** The retry limits that the provider's definition already sets. */
  limits: Table;
  /** Whether the provider uses the login that `codex login` stored. */
  usesLogin: boolean;
  /** The settings that say where that login is stored. */
  login: Table;
  /** The variable that holds the provider's key; null when it needs none. */
  envKey: string | null;
  /** The variables that the user's own definition of the provider names. */
  variables: string[];
  /** Address to look up after a failed connection; null when it is not known. */
  baseUrl: string | null;
  /** Where text is sent, for people: hosts with their ports; `null` stands for the vendor's. */
  hosts: (string | null)[];
  /** The proxy on the way there, likewise. */
  proxy: string | null;
  /** Digest of all of the above with the secrets, keyed by the user's key; to be pinned when a task starts. */
  digest: string;
}

/** The parts of a call that may be secret: they are read where they are used, and kept only in memory. */
export interface CallSettings {
  kind: 'call';
  settings: CodexSettings;
  /** The content of the private configuration; null where none is needed. */
  secret: Table | null;
  /** Variables of the user's environment and of the .env file in CODEX_HOME that decide where text is sent. */
  variables: Record<string, string>;
}

export interface SettingsPlaces {
  env: NodeJS.ProcessEnv;
  /** The folder with the key of the digest. */
  stateDir: string;
  /** Replaces the folder of the machine's configuration files in tests. */
  systemFolder?: string;
}

/** Settings that would undo the read-only sandbox or let instructions in; never taken from config_overrides. */
const NOT_OVERRIDABLE = new RegExp(
  `^"?(${[
    ...[
      'sandbox',
      'approval',
      'permission',
      'default_permissions',
      'shell_environment_policy',
      'allow_login_shell',
      'zsh_path',
    ],
    ...['mcp', 'hooks', 'notify', 'plugins', 'apps', 'skills', 'features', 'tools', 'web_search', 'memories', 'agents'],
    ...[
      'instructions',
      'developer_instructions',
      'base_instructions',
      'model_instructions',
      'experimental_instructions',
    ],
    ...['project', 'profile', 'history', 'log_dir', 'sqlite_home', 'otel', 'analytics'],
  ].join('|')})`,
);

/** Providers that Codex knows without a definition. */
const BUILT_IN = new Set(['openai', 'ollama', 'lmstudio', 'amazon-bedrock', 'amazon-bedrock-runtime']);
const RETRIES = ['request_max_retries', 'stream_max_retries', 'stream_idle_timeout_ms'];

/** The settings of a call, without their secrets. */
export async function readSettings(
  config: CodexConfig,
  places: SettingsPlaces,
): Promise<CodexSettings | Infrastructure> {
  const read = await readCall(config, places);
  return read.kind === 'call' ? read.settings : read;
}

/** The settings of a call, as a review will use them, or the first one that cannot be taken over. */
export async function readCall(config: CodexConfig, places: SettingsPlaces): Promise<CallSettings | Infrastructure> {
  const refused = config.config_overrides.filter(
    (override) => NOT_OVERRIDABLE.test(override.trim()) || !/^[^=]+=/.test(override),
  );
  if (refused.length > 0) return infrastructure('override-not-allowed', refused.map((one) => redact(one)).join(', '));
  const layers = await readLayers(places.env, places.systemFolder);
  if (layers.kind !== 'layers') return layers;
  const overrides = config.config_overrides.reduce(withOverride, {});
  const all = [layers.user, overrides, layers.managed].reduce(merged, layers.system);
  const provider = text(all['model_provider']) ?? 'openai';
  const secrets = secretOverrides(overrides);
  if (secrets.length > 0) return infrastructure('override-not-allowed', secrets.join(', '));
  const names = refusedSettings(all, provider);
  if (names.length > 0) return infrastructure('setting-not-carried', names.join(', '));
  if (Object.keys(providerOf(all, provider)).length === 0 && !BUILT_IN.has(provider))
    return infrastructure('unknown-provider', provider);
  return callFrom(config, places, { layers, overrides, all, provider });
}

/** Names of overrides that may be secrets; these belong neither in a project's settings nor on a command line. */
function secretOverrides(overrides: Table): string[] {
  const hasSecret = redact(JSON.stringify(overrides)) !== JSON.stringify(overrides);
  const providers = ['', ...Object.keys(objectOf(overrides['model_providers']))];
  const names = providers.flatMap((provider) => privateSettings(carriedSettings(overrides, provider), provider));
  return [...new Set(names)].filter((name) => hasSecret || !/\.(query_params|aws)$/.test(name));
}

interface Found {
  /** The settings of the user and of the machine, without the project's overrides. */
  layers: Layers;
  overrides: Table;
  /** The settings in force, with the project's overrides. */
  all: Table;
  provider: string;
}

function callFrom(config: CodexConfig, places: SettingsPlaces, found: Found): CallSettings | Infrastructure {
  const { all, provider } = found;
  const own = withFolder(carriedSettings(found.layers.user, provider), provider, codexHome(places.env));
  const isPrivate = privateSettings(own, provider).length > 0;
  const table = providerOf(all, provider);
  const usesLogin = provider === 'openai' || table['requires_openai_auth'] === true;
  const named = variablesNamed(found);
  const variables = decidingVariables(provider, named, places.env);
  const hasOwnHome = isPrivate || config.isolation === 'hermetic';
  // An entry in the keyring belongs to the folder that CODEX_HOME names, which is another one then.
  const bound = [...(usesLogin ? [keyringOf(all)] : []), ...variables.unread].filter((name) => name !== null);
  if (hasOwnHome && bound.length > 0) return infrastructure('setting-not-carried', bound.join(', '));
  const chosen = chosenFrom(config, found, usesLogin);
  const settings: CodexSettings = {
    kind: 'settings',
    ...chosen,
    baseUrl: originOf(addressOf(found, variables) ?? chosen.baseUrl),
    isChosen: all['model_provider'] !== undefined,
    carried: isPrivate ? null : merged(own, carriedSettings(found.overrides, provider)),
    limits: Object.fromEntries(RETRIES.flatMap((name) => (name in table ? [[name, table[name]]] : []))),
    login: loginSettings(all),
    variables: named,
    hosts: hostsOf(found, variables),
    proxy: proxyOf(variables),
    digest: digestOf(found, chosen, { isPrivate, variables }, places.stateDir),
  };
  return { kind: 'call', settings, secret: isPrivate ? own : null, variables: variables.values };
}

/** Of the variables that the project's definition names, Codex gets those listed in `codex.pass_env`. */
const variablesNamed = ({ layers, provider }: Found): string[] =>
  namedVariables(providerOf([layers.user, layers.managed].reduce(merged, layers.system), provider));

type Chosen = Pick<CodexSettings, 'model' | 'effort' | 'provider' | 'usesLogin' | 'envKey' | 'baseUrl'>;

function chosenFrom(config: CodexConfig, { layers, overrides, all, provider }: Found, usesLogin: boolean): Chosen {
  const table = providerOf(all, provider);
  const pick = (name: string): string | null =>
    text(overrides[name]) ?? (config.isolation === 'hermetic' ? null : text(layers.user[name]));
  return {
    model: config.model ?? pick('model'),
    effort: config.reasoning_effort ?? pick('model_reasoning_effort'),
    provider,
    usesLogin,
    envKey: text(table['env_key']),
    baseUrl: text(table['base_url']) ?? (provider === 'openai' ? 'https://chatgpt.com' : null),
  };
}

/** The settings that decide which login is used and where it is stored. */
function loginSettings(all: Table): Table {
  const names = ['cli_auth_credentials_store', 'forced_login_method', 'forced_chatgpt_workspace_id'];
  const { secret_auth_storage: storage } = objectOf(all['features']);
  return {
    ...Object.fromEntries(names.flatMap((name) => (name in all ? [[name, all[name]]] : []))),
    ...(typeof storage === 'boolean' ? { features: { secret_auth_storage: storage } } : {}),
  };
}

/** The name of the setting by which the login is, or may be, in the system's keyring. */
function keyringOf(all: Table): string | null {
  if (['keyring', 'auto'].includes(String(all['cli_auth_credentials_store']))) return 'cli_auth_credentials_store';
  return objectOf(all['features'])['secret_auth_storage'] === true ? 'features.secret_auth_storage' : null;
}

/** A token command runs in the same folder as in the user's own call: a relative folder is relative to CODEX_HOME. */
function withFolder(own: Table, provider: string, home: string): Table {
  const auth = objectOf(providerOf(own, provider)['auth']);
  const cwd = text(auth['cwd']);
  if (cwd === null) return own;
  return merged(own, { model_providers: { [provider]: { auth: { ...auth, cwd: path.resolve(home, cwd) } } } });
}

const OSS_PORTS: Record<string, string> = { ollama: '11434', lmstudio: '1234' };

/** The address of the provider, as far as it is known. */
function addressOf({ all, provider }: Found, { values }: DecidingVariables): string | null {
  if (provider === 'openai') return text(all['openai_base_url']);
  const port = OSS_PORTS[provider];
  if (port === undefined) return text(providerOf(all, provider)['base_url']);
  return values['CODEX_OSS_BASE_URL'] ?? `http://localhost:${values['CODEX_OSS_PORT'] ?? port}/v1`;
}

/** Hosts that a review sends text to. Which of the vendor's hosts is used depends on the login. */
function hostsOf(found: Found, variables: DecidingVariables): (string | null)[] {
  const { all, provider } = found;
  const host = hostOf(addressOf(found, variables));
  if (provider !== 'openai') return host === null ? [] : [host];
  const chatgpt = hostOf(all['chatgpt_base_url']);
  return [host, ...(chatgpt === null || chatgpt === host ? [] : [chatgpt])];
}

function proxyOf({ values }: DecidingVariables): string | null {
  const names = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
  const given = names.map((name) => values[name]).find(Boolean);
  return given === undefined ? null : (hostOf(given) ?? hostOf(`http://${given}`));
}

/**
 * Names the settings for the ledger. What may be secret and what the environment decides goes into it under the user's
 * key, so that a change shows and nothing can be guessed from it. Where there is neither, it is the digest of earlier
 * releases, whose pins it is compared with.
 */
function digestOf(
  { all, provider }: Found,
  { usesLogin, envKey, baseUrl, ...rest }: Chosen,
  { isPrivate, variables }: { isPrivate: boolean; variables: DecidingVariables },
  stateDir: string,
): string {
  const table = providerOf(all, provider);
  const providerTable = Object.keys(table).length === 0 ? null : table;
  const plain = JSON.stringify({ ...rest, providerTable, usesLogin, envKey, baseUrl });
  const { model_provider: _, model_providers: __, ...more } = carriedSettings(all, provider);
  const isPlain = !isPrivate && Object.keys({ ...more, ...variables.pinned }).length === 0;
  if (isPlain) return createHash('sha256').update(plain).digest('hex');
  const given = JSON.stringify([plain, more, variables.pinned]);
  // Without a key no task has pinned such a digest, so there is nothing to compare it with.
  return readSigning(stateDir)?.mac(given) ?? createHmac('sha256', randomBytes(32)).update(given).digest('hex');
}

/** `a.b=value` as Codex reads it: TOML, or a bare string where that fails. */
function withOverride(all: Table, override: string): Table {
  const at = override.indexOf('=');
  return withValue(all, override.slice(0, at).trim().split('.'), tomlValue(override.slice(at + 1)));
}

function withValue(table: Table, [key = '', ...rest]: string[], value: unknown): Table {
  const inner = table[key];
  return { ...table, [key]: rest.length === 0 ? value : withValue(objectOf(inner), rest, value) };
}

function tomlValue(given: string): unknown {
  try {
    return parse(`value = ${given}`)['value'];
  } catch (error) {
    if (error instanceof TomlError) return given.trim();
    throw error;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A value as TOML on one line, for `-c key=value`. */
export function inlineToml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineToml).join(',')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${tomlString(key)}=${inlineToml(inner)}`)
      .join(',')}}`;
  return typeof value === 'string' ? tomlString(value) : String(value);
}

/** JSON's escapes are TOML's, except that TOML also wants DEL escaped. */
const tomlString = (value: string): string => JSON.stringify(value).replaceAll('\u007f', '\\u007F');
