/** What of Codex's settings decides where text goes: taken over, left alone or refused, by a closed table. */
import { describe, expect, test } from 'vitest';
import {
  carriedSettings,
  hostOf,
  originOf,
  privateSettings,
  refusedSettings,
  variableKind,
} from '../../../scripts/core/codex/destination.js';

const provider = (fields: object): Record<string, unknown> => ({ model_providers: { p: fields } });

describe('a setting', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a profile', { profile: 'x' }, ['profile']],
    ['an address that the table does not know', { some_new_url: 'x' }, ['some_new_url']],
    ...[
      'request_headers',
      'api_endpoint',
      'http_proxy',
      'preferred_auth_method',
      'gateway',
      'api_key',
      'login_issuer',
    ].map((key): [string, Record<string, unknown>, string[]] => [key, { [key]: 1 }, [key]]),
    ['a feature', { features: { proxy_everything: true } }, ['features.proxy_everything']],
    ['a login of a gateway', provider({ gateway_oauth: {} }), ['model_providers.p.gateway_oauth']],
    ['any other field of a provider', provider({ colour: 1 }), ['model_providers.p.colour']],
    ['a field of a command', provider({ auth: { command: 'x', shell: 1 } }), ['model_providers.p.auth.shell']],
    ['a relative command', provider({ auth: { command: 'bin/x' } }), ['model_providers.p.auth.command']],
    ['a relative command on Windows', provider({ auth: { command: '.\\x' } }), ['model_providers.p.auth.command']],
  ])('that cannot be taken over is refused by name: %s', (_title, config, names) => {
    expect(refusedSettings(config, 'p')).toEqual(names);
  });

  test.each<[string, Record<string, unknown>]>([
    ['of a tool', { mcp_servers: { x: { url: 'u' } }, mcp_oauth_callback_url: 'u' }],
    ['of telemetry', { otel: { exporter: { endpoint: 'e' } } }],
    ['of another provider', { model_providers: { q: { colour: 1, http_headers: {} } } }],
    ['that does not look like one', { colour: 1, some_new_switch: true }],
    ['of a command in a folder that is named', provider({ auth: { command: './x', cwd: 'bin' } })],
    ['of a command with a whole path', provider({ auth: { command: 'C:\\bin\\x' } })],
    ['that is carried', { openai_base_url: 'https://x', features: { respect_system_proxy: true } }],
  ])('%s is not refused', (_title, config) => {
    expect(refusedSettings(config, 'p')).toEqual([]);
  });

  test('is taken over only where it decides', () => {
    const config = {
      model: 'm',
      sandbox_mode: 'x',
      notify: [],
      openai_base_url: 'https://x',
      features: { hooks: true },
    };
    expect(carriedSettings({ ...config, ...provider({ name: 'p' }) }, 'p')).toEqual({
      openai_base_url: 'https://x',
      model_providers: { p: { name: 'p' } },
    });
    expect(carriedSettings({ ...config, ...provider({ name: 'p' }) }, 'openai')).toEqual({
      openai_base_url: 'https://x',
    });
  });

  test.each<[object, string[]]>([
    [{ base_url: 'https://x.example/v1', env_key: 'K', env_http_headers: { X: 'V' }, name: 'n' }, []],
    [{ http_headers: {} }, ['model_providers.p.http_headers']],
    [{ query_params: { 'api-version': '1' } }, ['model_providers.p.query_params']],
    [{ experimental_bearer_token: 't' }, ['model_providers.p.experimental_bearer_token']],
    [{ auth: { command: 'x' } }, ['model_providers.p.auth']],
    ...[
      'https://me@x.example',
      'https://me:word@x.example/v1',
      'https://x.example/v1?key=1',
      'https://x.example/#1',
    ].map((base_url): [object, string[]] => [{ base_url }, ['model_providers.p.base_url']]),
    [
      { base_url: `https://x.example/sk-proj-${'q7Zt9Lm2Xw4Rb8Kd1Vn6Y'}${'c3Hf5Jg0PsTu2Wk9Ea4Mz7'}/v1` },
      ['model_providers.p.base_url'],
    ],
    [{ base_url: 7 }, ['model_providers.p.base_url']],
  ])('may be a secret or not: %j', (fields, names) => {
    expect(privateSettings(provider(fields), 'p')).toEqual(names);
  });
});

test('an address is told by its host alone', () => {
  expect(hostOf('https://me:word@x.example:8443/sk?key=1')).toBe('x.example:8443');
  expect(hostOf('nothing')).toBeNull();
  expect(originOf('https://me:word@x.example/v1')).toBe('https://x.example');
  expect(originOf('https://x.example/v1')).toBe('https://x.example/v1');
});

test.each<[string, string, 'address' | 'login' | null]>([
  ['https_proxy', 'openai', 'address'],
  ['CODEX_OSS_BASE_URL', 'ollama', 'address'],
  ['CODEX_REFRESH_TOKEN_URL_OVERRIDE', 'openai', 'address'],
  ['CODEX_SOMETHING_NEW_ENDPOINT', 'openai', 'address'],
  ['OPENAI_ORGANIZATION', 'openai', 'address'],
  ['CODEX_API_KEY', 'openai', 'login'],
  ['AWS_REGION', 'amazon-bedrock', 'address'],
  ['AWS_SECRET_ACCESS_KEY', 'amazon-bedrock', 'login'],
  ['AWS_SECRET_ACCESS_KEY', 'openai', null],
  ['OPENAI_API_KEY', 'openai', null],
  ['CODEX_EXEC_SERVER_URL', 'openai', null],
  ['GITHUB_TOKEN', 'openai', null],
])('the variable %s decides for %s: %s', (name, of, kind) => {
  expect(variableKind(name, of)).toBe(kind);
});
