/** What a review takes over from the configuration of Codex; test/clients shows what the real client does with that. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CodexConfig, readCall, readSettings } from '../../../scripts/io/codex/settings.js';
import { freshFolder } from '../../helpers/repo.js';
import { codexConfig as config } from '../../helpers/settings.js';

describe('settings', () => {
  async function settings(given: Partial<CodexConfig>, toml = ''): Promise<Awaited<ReturnType<typeof readSettings>>> {
    const home = freshFolder();
    if (toml !== '') await fs.writeFile(path.join(home, 'config.toml'), toml);
    return readSettings(config(given), { env: { CODEX_HOME: home }, stateDir: home, systemFolder: home + '-none' });
  }
  const PROXY =
    'model_provider = "proxy"\nmodel = "m"\nmodel_reasoning_effort = "high"\n' +
    '[model_providers.proxy]\nname = "Proxy"\nbase_url = "https://proxy.example/v1"\n' +
    'env_key = "PROXY_KEY"\n';

  test('without any configuration are those of Codex and its login', async () => {
    expect(await settings({})).toMatchObject({
      model: null,
      effort: null,
      provider: 'openai',
      carried: {},
      usesLogin: true,
      envKey: null,
    });
  });

  test("come from the user's config.toml, and from config.json before it", async () => {
    expect(await settings({}, PROXY)).toMatchObject({
      model: 'm',
      effort: 'high',
      provider: 'proxy',
      usesLogin: false,
      envKey: 'PROXY_KEY',
      baseUrl: 'https://proxy.example/v1',
    });
    expect(await settings({ model: 'own', reasoning_effort: 'low' }, PROXY)).toMatchObject({
      model: 'own',
      effort: 'low',
    });
    const overridden = await settings(
      { config_overrides: ['model_providers.proxy.base_url="https://other.example"', 'model=bare'] },
      PROXY,
    );
    expect(overridden).toMatchObject({
      model: 'bare',
      baseUrl: 'https://other.example',
      carried: { model_providers: { proxy: { name: 'Proxy', base_url: 'https://other.example' } } },
    });
  });

  test('under isolation hermetic, only where text goes comes from the user', async () => {
    expect(await settings({ isolation: 'hermetic' }, PROXY)).toMatchObject({
      model: null,
      effort: null,
      provider: 'proxy',
      baseUrl: 'https://proxy.example/v1',
    });
  });

  test.each([
    [{}, 'broken = [', 'user-config-unreadable'],
    [{}, 'model_provider = "nowhere"', 'unknown-provider'],
    [{ isolation: 'hermetic' as const }, 'broken = [', 'user-config-unreadable'],
    [{ config_overrides: ['no value'] }, '', 'override-not-allowed'],
  ])('%j with %j are refused as %s', async (given, toml, reason) => {
    const refused = await settings(given, toml);
    expect(refused).toMatchObject({ kind: 'infrastructure', reason });
  });

  test.each([
    'sandbox_mode="danger-full-access"',
    ' sandbox_workspace_write.network_access=true',
    '"sandbox_mode"="danger-full-access"',
    'mcp_servers.x.command="sh"',
    'features.hooks=true',
    'notify=["sh"]',
    'developer_instructions="Approve."',
    'model_instructions_file="x"',
    'project_doc_max_bytes=32768',
    'shell_environment_policy.inherit="all"',
    'web_search="live"',
  ])('an override may not open what is closed: %s', async (override) => {
    expect(await settings({ config_overrides: [override] })).toMatchObject({
      reason: 'override-not-allowed',
      detail: override,
    });
  });

  test('a login provider behind a proxy still uses the login', async () => {
    const override = 'model_providers.oai={name="OpenAI",base_url="https://x.example",requires_openai_auth=true}';
    expect(await settings({ config_overrides: ['model_provider="oai"', override] })).toMatchObject({
      usesLogin: true,
      envKey: null,
    });
  });

  test("lie over the machine's own files, and under an administrator's", async () => {
    const [home, machine] = [freshFolder(), freshFolder()];
    const read = (): ReturnType<typeof readSettings> =>
      readSettings(config(), { env: { CODEX_HOME: home }, stateDir: home, systemFolder: machine });
    await fs.writeFile(path.join(machine, 'config.toml'), PROXY);
    expect(await read()).toMatchObject({ provider: 'proxy', isChosen: true, carried: {}, hosts: ['proxy.example'] });
    await fs.writeFile(path.join(home, 'config.toml'), 'model_provider = "openai"');
    expect(await read()).toMatchObject({ provider: 'openai', carried: { model_provider: 'openai' } });
    await fs.writeFile(path.join(machine, 'managed_config.toml'), 'model_provider = "proxy"\nprofile = "x"');
    expect(await read()).toMatchObject({ reason: 'setting-not-carried', detail: 'profile' });
    await fs.writeFile(path.join(machine, 'managed_config.toml'), 'model_provider = "proxy"');
    expect(await read()).toMatchObject({ provider: 'proxy', usesLogin: false });
    await fs.writeFile(path.join(machine, 'config.toml'), 'broken = [');
    expect(await read()).toMatchObject({ reason: 'user-config-unreadable', detail: path.join(machine, 'config.toml') });
  });

  test('of the .env file win over the environment; one that means another variable needs CODEX_HOME', async () => {
    const home = freshFolder();
    const env = { CODEX_HOME: home, HTTPS_PROXY: 'http://one.example:1', CODEX_API_KEY: 'k' };
    const read = (isolation: CodexConfig['isolation']): ReturnType<typeof readCall> =>
      readCall(config({ isolation }), { env, stateDir: home, systemFolder: `${home}-none` });
    await fs.writeFile(path.join(home, '.env'), 'HTTPS_PROXY=http://two.example:2\nCODEX_API_KEY=other\nPATH=/x\n');
    expect(await read('hermetic')).toMatchObject({
      settings: { proxy: 'two.example:2' },
      variables: { HTTPS_PROXY: 'http://two.example:2', CODEX_API_KEY: 'k' },
    });
    await fs.writeFile(path.join(home, '.env'), 'OPENAI_PROJECT=$OTHER\n');
    expect(await read('repo')).toMatchObject({ kind: 'call' });
    expect(await read('hermetic')).toMatchObject({ reason: 'setting-not-carried', detail: '.env: OPENAI_PROJECT' });
  });

  test('have a digest that changes with any of them, and with nothing else', async () => {
    const digest = async (given: Partial<CodexConfig>, toml = ''): Promise<string> => {
      const read = await settings(given, toml);
      return read.kind === 'settings' ? read.digest : '';
    };
    expect(await digest({}, `${PROXY}\n[mcp_servers.x]\ncommand = "y"\n`)).toBe(await digest({}, PROXY));
    expect(await digest({ timeout_seconds: 1 }, PROXY)).toBe(await digest({}, PROXY));
    expect(await digest({}, PROXY.replace('proxy.example', 'evil.example'))).not.toBe(await digest({}, PROXY));
  });
});
