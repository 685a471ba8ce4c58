/**
 * Which of Codex's settings decide where text is sent, with which headers, and where the login is: a closed table
 * (docs/facts/codex-cli.md, destination). What looks like one of them and is not in it is refused by name, so that a
 * newer Codex cannot send the packet elsewhere than the user's own call goes.
 */
import { isObject, objectOf } from '../json.js';
import { redact } from '../say/redact.js';

export type Table = Record<string, unknown>;

/** Settings taken over unchanged; the provider's table and the features have lists of their own. */
const CARRIED = [
  ...['model_provider', 'openai_base_url', 'chatgpt_base_url', 'responses_api_metadata'],
  ...['forced_login_method', 'forced_chatgpt_workspace_id', 'cli_auth_credentials_store'],
];

/** Names that look like destinations but decide nothing in a review, which has no such tools, telemetry or servers. */
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
  // Tables that are examined separately, or that configure features which a review switches off.
  ...['model_providers', 'features', 'profiles'],
];

/** Settings of older versions of Codex; the current version refuses them itself. */
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

/** The names of active settings that a review cannot take over; their values are not shown. */
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

/** Everything in a provider's table concerns the destination, so every unknown field is refused. */
function refusedFields(table: Table): string[] {
  const unknown = Object.keys(table).filter((key) => ![...PROVIDER_PLAIN, ...PROVIDER_PRIVATE].includes(key));
  const inner = Object.entries(INNER).flatMap(([name, fields]) =>
    Object.keys(objectOf(table[name])).flatMap((key) => (fields.includes(key) ? [] : [`${name}.${key}`])),
  );
  const { command, cwd } = objectOf(table['auth']);
  // A relative path would name a different program in each folder in which Codex is started.
  const isRelative = typeof command === 'string' && /[\\/]/.test(command) && !/^([\\/]|[A-Za-z]:)/.test(command);
  return [...unknown, ...inner, ...(isRelative && cwd === undefined ? ['auth.command'] : [])];
}

/** The part of a configuration that is taken over: only what decides the destination. */
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

/** Whether an address names only a place: it has no user, password, query or token. */
function isPlainAddress(address: string): boolean {
  const parts = partsOf(address);
  return parts !== null && parts.rest === '' && redact(address) === address;
}

/** The host and port of an address, without its other parts; null if it is not an address. */
export const hostOf = (address: unknown): string | null =>
  typeof address === 'string' ? (partsOf(address)?.host ?? null) : null;

/** An address without the parts that may be secret. */
export function originOf(address: string | null): string | null {
  const parts = address === null ? null : partsOf(address);
  if (address === null || parts === null) return null;
  return isPlainAddress(address) ? address : `${parts.scheme}://${parts.host}`;
}

const ADDRESS = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<user>[^/?#]*@)?(?<host>[^/?#@]+)[^?#]*(?<tail>[?#].*)?$/i;

/** An address in parts; `rest` is the part that does not name a place. */
function partsOf(address: string): { scheme: string; host: string; rest: string } | null {
  const { scheme, user, host, tail } = ADDRESS.exec(address.trim())?.groups ?? {};
  return scheme && host ? { scheme, host, rest: `${user ?? ''}${tail ?? ''}` } : null;
}

/** The names of the variables that a provider reads itself. */
export function namedVariables(table: Table): string[] {
  const named = [table['env_key'], ...Object.values(objectOf(table['env_http_headers']))];
  return named.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Logins that Codex takes from its environment. Only their presence counts: their values are renewed. */
const LOGINS = [
  ...['CODEX_API_KEY', 'CODEX_ACCESS_TOKEN', 'CODEX_AGENT_IDENTITY', 'OPENAI_FEDERATION_RULE_ID'],
  ...['OPENAI_IDENTITY_TOKEN', 'OPENAI_IDENTITY_TOKEN_FILE', 'OPENAI_IDENTITY_TOKEN_SOURCE'],
  ...['OPENAI_SPIFFE_ID', 'OPENAI_SPIFFE_AUDIENCE', 'SPIFFE_ENDPOINT_SOCKET', 'OPENAI_WORKLOAD_IDENTITY_CONTEXT'],
];
const HEADERS = ['OPENAI_ORGANIZATION', 'OPENAI_PROJECT', 'CODEX_INTERNAL_ORIGINATOR_OVERRIDE'];
const PROXIES = /^(https?|all|no)_proxy$/i;
/** Addresses of Codex's own, those of versions to come included: handing one over is what the user's own call does. */
const OWN_ADDRESSES = /^(CODEX|OPENAI|CHATGPT)_(\w+_)?(URL|PORT|ENDPOINT|PROXY|HEADERS?|ISSUER|GATEWAY)(_OVERRIDE)?$/;
/** Where Codex's tools run or connect to; this does not decide where Codex sends its conversation. */
const OF_TOOLS = /^CODEX_(EXEC_SERVER|NETWORK_PROXY|CLOUD_TASKS|CONNECTORS|APP_SERVER|TOOL_CALL|MCP)_/;

export type VariableKind = 'address' | 'login';

/** What a variable decides about the destination; null if it decides nothing. */
export function variableKind(name: string, provider: string): VariableKind | null {
  if (LOGINS.includes(name)) return 'login';
  if (/^AWS_/.test(name)) return isBedrock(provider) ? awsKind(name) : null;
  const isAddress = HEADERS.includes(name) || PROXIES.test(name) || OWN_ADDRESSES.test(name);
  return isAddress && !OF_TOOLS.test(name) ? 'address' : null;
}

const awsKind = (name: string): VariableKind => (/REGION|PROFILE|ENDPOINT|FILE$/.test(name) ? 'address' : 'login');

export const isBedrock = (provider: string): boolean => /^amazon-bedrock(-runtime)?$/.test(provider);
