/**
 * Which of Codex's settings decide where text is sent, with which headers, and where the login is: a closed table
 * (docs/facts/codex-cli.md, destination). What looks like one of them and is not in it is refused by name, so that a
 * newer Codex cannot send the packet elsewhere than the user's own call goes.
 */
import { isObject, objectOf } from '../json.js';
import { redact } from '../say/redact.js';

export type Table = Record<string, unknown>;

/** Taken over as they are; the provider's table and the features have lists of their own. */
const CARRIED = [
  ...['model_provider', 'openai_base_url', 'chatgpt_base_url', 'responses_api_metadata'],
  ...['forced_login_method', 'forced_chatgpt_workspace_id', 'cli_auth_credentials_store'],
];

/** Named by their look as well, and decide nothing in a review: tools, voice, telemetry and servers that it has not. */
const IGNORED = [
  ...[
    'mcp_enterprise_managed_auth',
    'mcp_oauth_credentials_store',
    'mcp_oauth_callback_port',
    'mcp_oauth_callback_url',
  ],
  ...['experimental_realtime_ws_base_url', 'experimental_realtime_webrtc_call_base_url'],
  // Chosen only by `--oss`, which a review does not pass.
  'oss_provider',
  // Tables that are looked into apart, or whose content belongs to what a review switches off.
  ...['model_providers', 'features', 'profiles'],
];

/** Of older versions; the present one refuses them itself. */
const REFUSED = ['profile', 'experimental_thread_store_endpoint'];

const FEATURES = {
  carried: [
    ...['respect_system_proxy', 'system_proxy_fallback', 'secret_auth_storage', 'use_agent_identity'],
    ...['responses_websockets', 'responses_websockets_v2', 'enable_request_compression'],
  ],
  ignored: [
    ...['auth_elicitation', 'network_proxy', 'mcp_oauth_refresh_coordination', 'gateway_setup_wizard'],
    'credential_masking',
  ],
};

/** Fields of a provider that hold no secret, or only an address, which is looked at. */
const PROVIDER_PLAIN = [
  ...['name', 'base_url', 'model_catalog_url', 'env_key', 'env_key_instructions', 'env_http_headers', 'wire_api'],
  ...['request_max_retries', 'stream_max_retries', 'stream_idle_timeout_ms', 'websocket_connect_timeout_ms'],
  ...['requires_openai_auth', 'supports_websockets', 'supports_standalone_web_search', 'capabilities'],
];

/** Fields whose values may be secrets: never on a command line, in a job or in a log. */
const PROVIDER_PRIVATE = ['http_headers', 'query_params', 'experimental_bearer_token', 'auth', 'aws'];

/** Fields of a provider's tables; others are refused. */
const INNER: Record<string, readonly string[]> = {
  auth: ['command', 'args', 'cwd', 'timeout_ms', 'refresh_interval_ms'],
  aws: ['profile', 'region', 'credential_export', 'auth_refresh'],
};

const ADDRESSES = ['openai_base_url', 'chatgpt_base_url', 'base_url', 'model_catalog_url'];

const LOOKS =
  /ur[il]|endpoint|prox(y|ies)|header|auth|provider|gateway|login|credential|certificate|issuer|origin|bearer/;
const looksDeciding = (key: string): boolean => LOOKS.test(key) || /(api|access)_(key|token|base)/.test(key);

/** The names of settings in force that a review cannot take over; their values are not told. */
export function refusedSettings(config: Table, provider: string): string[] {
  const known = new Set([...CARRIED, ...IGNORED]);
  const top = Object.keys(config).filter((key) => REFUSED.includes(key) || (looksDeciding(key) && !known.has(key)));
  const features = Object.keys(objectOf(config['features'])).filter(
    (key) => looksDeciding(key) && ![...FEATURES.carried, ...FEATURES.ignored].includes(key),
  );
  return [
    ...top,
    ...features.map((key) => `features.${key}`),
    ...refusedFields(providerOf(config, provider)).map((field) => `model_providers.${provider}.${field}`),
  ];
}

/** A provider's table is about nothing else, so that every field that is not known is refused. */
function refusedFields(table: Table): string[] {
  const unknown = Object.keys(table).filter((key) => ![...PROVIDER_PLAIN, ...PROVIDER_PRIVATE].includes(key));
  const inner = Object.entries(INNER).flatMap(([name, fields]) =>
    Object.keys(objectOf(table[name])).flatMap((key) => (fields.includes(key) ? [] : [`${name}.${key}`])),
  );
  const { command, cwd } = objectOf(table['auth']);
  // It would be another program in each folder in which Codex is started.
  const isRelative = typeof command === 'string' && /[\\/]/.test(command) && !/^([\\/]|[A-Za-z]:)/.test(command);
  return [...unknown, ...inner, ...(isRelative && cwd === undefined ? ['auth.command'] : [])];
}

/** What of a configuration is taken over: nothing but what decides the destination. */
export function carriedSettings(config: Table, provider: string): Table {
  const table = providerOf(config, provider);
  const features = only(objectOf(config['features']), FEATURES.carried);
  return {
    ...only(config, CARRIED),
    ...(Object.keys(features).length > 0 ? { features } : {}),
    ...(Object.keys(table).length > 0 ? { model_providers: { [provider]: table } } : {}),
  };
}

export const providerOf = (config: Table, provider: string): Table =>
  objectOf(objectOf(config['model_providers'])[provider]);

const only = (table: Table, keys: readonly string[]): Table =>
  Object.fromEntries(Object.entries(table).filter(([key]) => keys.includes(key)));

/** The names of carried settings whose values may be secrets. */
export function privateSettings(carried: Table, provider: string): string[] {
  const table = providerOf(carried, provider);
  return [
    ...Object.keys(carried).filter((key) => key === 'responses_api_metadata' || isPrivateAddress(key, carried[key])),
    ...Object.keys(objectOf(carried['features'])).flatMap((key) =>
      isObject(objectOf(carried['features'])[key]) ? [`features.${key}`] : [],
    ),
    ...Object.keys(table)
      .filter((key) => PROVIDER_PRIVATE.includes(key) || isPrivateAddress(key, table[key]))
      .map((key) => `model_providers.${provider}.${key}`),
  ];
}

const isPrivateAddress = (key: string, value: unknown): boolean =>
  ADDRESSES.includes(key) && !(typeof value === 'string' && isPlainAddress(value));

/** Whether an address is nothing but a place: no user, password, query or token in it. */
function isPlainAddress(address: string): boolean {
  const parts = partsOf(address);
  return parts !== null && parts.rest === '' && redact(address) === address;
}

/** Host and port of an address, without anything else that may stand in it; null where it is none. */
export const hostOf = (address: unknown): string | null =>
  typeof address === 'string' ? (partsOf(address)?.host ?? null) : null;

/** An address without what may be secret in it. */
export function originOf(address: string | null): string | null {
  const parts = address === null ? null : partsOf(address);
  if (address === null || parts === null) return null;
  return isPlainAddress(address) ? address : `${parts.scheme}://${parts.host}`;
}

const ADDRESS = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<user>[^/?#]*@)?(?<host>[^/?#@]+)[^?#]*(?<tail>[?#].*)?$/i;

/** An address in parts; `rest` is what names no place. */
function partsOf(address: string): { scheme: string; host: string; rest: string } | null {
  const { scheme, user, host, tail } = ADDRESS.exec(address.trim())?.groups ?? {};
  return scheme && host ? { scheme, host, rest: `${user ?? ''}${tail ?? ''}` } : null;
}

/** The names of the variables that a provider reads itself. */
export function namedVariables(table: Table): string[] {
  const named = [table['env_key'], ...Object.values(objectOf(table['env_http_headers']))];
  return named.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Logins that Codex takes from its environment; which one is there counts, and not its value, which is renewed. */
const LOGINS = [
  ...['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN', 'CODEX_AGENT_IDENTITY', 'OPENAI_FEDERATION_RULE_ID'],
  ...['OPENAI_IDENTITY_TOKEN', 'OPENAI_IDENTITY_TOKEN_FILE', 'OPENAI_IDENTITY_TOKEN_SOURCE'],
  ...['OPENAI_SPIFFE_ID', 'OPENAI_SPIFFE_AUDIENCE', 'SPIFFE_ENDPOINT_SOCKET', 'OPENAI_WORKLOAD_IDENTITY_CONTEXT'],
];
const HEADERS = ['OPENAI_ORGANIZATION', 'OPENAI_PROJECT', 'CODEX_INTERNAL_ORIGINATOR_OVERRIDE'];
const PROXIES = /^(https?|all|no)_proxy$/i;
/** Addresses of Codex's own, those of versions to come included: handing one over is what the user's own call does. */
const OWN_ADDRESSES = /^(CODEX|OPENAI|CHATGPT)_(\w+_)?(URL|PORT|ENDPOINT|PROXY|HEADERS?|ISSUER|GATEWAY)(_OVERRIDE)?$/;
/** Where Codex's tools run or connect to, which is not where it sends its conversation. */
const OF_TOOLS = /^CODEX_(EXEC_SERVER|NETWORK_PROXY|CLOUD_TASKS|CONNECTORS|APP_SERVER|TOOL_CALL|MCP)_/;

export type VariableKind = 'address' | 'login';

/** What a variable decides about the destination; null: nothing. */
export function variableKind(name: string, provider: string): VariableKind | null {
  if (LOGINS.includes(name)) return 'login';
  if (/^AWS_/.test(name)) return isBedrock(provider) ? awsKind(name) : null;
  const isAddress = HEADERS.includes(name) || PROXIES.test(name) || OWN_ADDRESSES.test(name);
  return isAddress && !OF_TOOLS.test(name) ? 'address' : null;
}

const awsKind = (name: string): VariableKind => (/REGION|PROFILE|ENDPOINT|FILE$/.test(name) ? 'address' : 'login');

export const isBedrock = (provider: string): boolean => /^amazon-bedrock(-runtime)?$/.test(provider);
