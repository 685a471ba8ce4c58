/**
 * Which model, provider and effort a review uses: what config.json says, else (isolation "repo") what the
 * user's own Codex configuration says. Nothing else of that configuration is taken over.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { isObject, objectOf } from '../../core/json.js';
import type { Config } from '../../generated/types.js';
import { isMissing } from '../ground/files.js';

export type CodexConfig = Config['codex'];
type Table = Record<string, unknown>;

export interface CodexSettings {
  kind: 'settings';
  /** null: Codex's own default. */
  model: string | null;
  effort: string | null;
  provider: string;
  /** A configured provider's definition; null for one that is built into Codex. */
  providerTable: Table | null;
  /** Whether the provider uses what `codex login` left in auth.json. */
  usesLogin: boolean;
  /** The variable that holds the provider's key; null when it needs none. */
  envKey: string | null;
  /** Address to look up after a failed connection; null when it is not known. */
  baseUrl: string | null;
  /** Digest of all of the above, to be pinned when a task starts. */
  digest: string;
}

/** Parts of a definition that are secrets themselves: on a command line every user of the machine could read them. */
const INLINE_SECRETS = ['experimental_bearer_token', 'http_headers'];

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
const BUILT_IN = new Set(['openai', 'ollama', 'lmstudio', 'amazon-bedrock']);

/**
 * @param userHome the user's CODEX_HOME; its config.toml may be missing
 */
export async function readSettings(config: CodexConfig, userHome: string): Promise<CodexSettings | Infrastructure> {
  const refused = config.config_overrides.filter(
    (override) => NOT_OVERRIDABLE.test(override.trim()) || !/^[^=]+=/.test(override),
  );
  if (refused.length > 0) return infrastructure('override-not-allowed', refused.join(', '));
  const file = path.join(userHome, 'config.toml');
  const user = config.isolation === 'hermetic' ? {} : await readUserConfig(file);
  return user === null ? infrastructure('user-config-unreadable', file) : settingsFrom(config, user);
}

/** null when the file is there and cannot be parsed. */
async function readUserConfig(file: string): Promise<Table | null> {
  try {
    return parse(await fs.readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof TomlError) return null;
    if (isMissing(error)) return {};
    throw error;
  }
}

function settingsFrom(config: CodexConfig, user: Table): CodexSettings | Infrastructure {
  const overrides = config.config_overrides.reduce(withOverride, {});
  const pick = (name: string): string | null => text(overrides[name]) ?? text(user[name]);
  const provider = pick('model_provider') ?? 'openai';
  const table = { ...tableOf(user, provider), ...tableOf(overrides, provider) };
  const isBuiltIn = Object.keys(table).length === 0;
  if (isBuiltIn && !BUILT_IN.has(provider)) return infrastructure('unknown-provider', provider);
  const inline = INLINE_SECRETS.find((name) => name in tableOf(user, provider));
  if (inline !== undefined) return infrastructure('provider-secret-inline', `model_providers.${provider}.${inline}`);
  const chosen = {
    model: config.model ?? pick('model'),
    effort: config.reasoning_effort ?? pick('model_reasoning_effort'),
    provider,
    providerTable: isBuiltIn ? null : table,
    usesLogin: isBuiltIn ? provider === 'openai' : table['requires_openai_auth'] === true,
    envKey: text(table['env_key']),
    baseUrl: text(table['base_url']) ?? (provider === 'openai' ? 'https://chatgpt.com' : null),
  };
  return { kind: 'settings', ...chosen, digest: createHash('sha256').update(JSON.stringify(chosen)).digest('hex') };
}

function tableOf(config: Table, provider: string): Table {
  const providers = config['model_providers'];
  return objectOf(objectOf(providers)[provider]);
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
