/**
 * Where the packet goes, and which Codex takes it there: what the user's own configuration says about that. One
 * numbered test for each, named after what went wrong; test/clients/gateway.test.ts shows the same with the real Codex.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeCodex, IN_NODE } from './helpers/fake-codex.js';
import { heartbeatOf } from './helpers/real-codex.js';
import { freshFolder } from './helpers/repo.js';
import { SHIMS } from './helpers/shims.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

const LAB = 'model_provider = "lab"\n[model_providers.lab]\nname = "lab"\nbase_url = "https://gateway.example/v1"\n';
const SECRETS =
  `${LAB}http_headers = { X-Team = "KEPT-header" }\nquery_params = { key = "KEPT-param" }\n` +
  'auth = { command = "/bin/token", args = ["KEPT-argument"] }\n';

/** A task up to its plan review, whose user's config.toml says this. */
function configured(
  toml: string,
  isolation: 'repo' | 'hermetic' = 'repo',
  env: Record<string, string> = {},
): TaskProject {
  const made = new TaskProject({ config: { codex: { isolation } } });
  Object.assign(made.env, env);
  rewrite(made, toml);
  return made.planned();
}

const rewrite = (task: TaskProject, toml: string): void =>
  writeFileSync(path.join(task.env['CODEX_HOME'] ?? '', 'config.toml'), toml);

const settingsOf = (args: string[]): string[] => args.filter((_arg, at) => args[at - 1] === '-c');

/** Whether Codex has said something: then all of its call is kept. */
function hasBegun(task: TaskProject): boolean {
  const events = path.join(task.record('plan-1'), 'events.jsonl');
  return existsSync(events) && readFileSync(events, 'utf8').includes('turn.started');
}

/** Every file below the folders that holds a word. */
const filesWith = (word: string, ...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, 'utf8').includes(word)),
  );

describe.runIf(process.platform !== 'win32')('where the packet goes', () => {
  it.each(['repo', 'hermetic'] as const)(
    "#74 the addresses of the user's config.toml were passed over, and the packet went to the vendor: %s",
    (isolation) => {
      const task = configured(
        'openai_base_url = "https://gateway.example/v1"\nchatgpt_base_url = "https://gateway.example/chat/"\n' +
          'cli_auth_credentials_store = "file"\nforced_login_method = "api"\n[features]\nrespect_system_proxy = true\n',
        isolation,
        { HTTPS_PROXY: 'http://me:KEPT-proxy@proxy.example:3128', OPENAI_ORGANIZATION: 'org', OTHER_KEY: 'x' },
      );
      task.ok('review', 'plan');
      const { args, env } = task.codex.call(1);
      expect(settingsOf(args)).toEqual(
        expect.arrayContaining([
          'openai_base_url="https://gateway.example/v1"',
          'chatgpt_base_url="https://gateway.example/chat/"',
          'cli_auth_credentials_store="file"',
          'forced_login_method="api"',
          'features.respect_system_proxy=true',
        ]),
      );
      expect(env).toMatchObject({ HTTPS_PROXY: 'http://me:KEPT-proxy@proxy.example:3128', OPENAI_ORGANIZATION: 'org' });
      expect(env).not.toHaveProperty('OTHER_KEY');
      const { stdout } = task.text('doctor');
      expect(stdout).toContain('sends to proxy.example:3128 → gateway.example');
      expect(stdout).not.toContain('KEPT-');
      task.end();
    },
  );

  it.each(['repo', 'hermetic'] as const)(
    '#75 a secret in the definition of a provider ended the review, or stood on its command line: %s',
    async (isolation) => {
      const task = configured(SECRETS, isolation);
      task.codex.answer({ hold: true });
      task.run('review', 'plan', '--max', '0');
      await until(() => hasBegun(task));
      const { args, env } = task.codex.call(1);
      expect(JSON.stringify(args)).not.toContain('KEPT-');
      const home = env['CODEX_HOME'] ?? '';
      const file = path.join(home, 'config.toml');
      expect(home).not.toBe(task.env['CODEX_HOME']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const held = readFileSync(file, 'utf8');
      for (const kept of ['header', 'param', 'argument']) expect(held).toContain(`KEPT-${kept}`);
      expect(filesWith('KEPT-', task.repo.dir, task.stateDir)).toEqual([file]);
      task.codex.release();
      task.ok('review', 'wait');
      expect(existsSync(file)).toBe(false);
      expect(filesWith('KEPT-', task.repo.dir, task.stateDir)).toEqual([]);
      task.end();
    },
  );

  it('#75 the private configuration stayed when the supervisor was killed', async () => {
    const task = configured(SECRETS);
    task.codex.answer({ hold: true });
    task.run('review', 'plan', '--max', '0');
    await until(() => hasBegun(task) && heartbeatOf(task.record('plan-1')).codex !== null);
    const file = path.join(task.codex.call(1).env['CODEX_HOME'] ?? '', 'config.toml');
    const { pid, codex } = heartbeatOf(task.record('plan-1'));
    for (const each of [pid, codex?.pid ?? 0]) process.kill(each, 'SIGKILL');
    task.age('plan-1');
    expect(existsSync(file)).toBe(true);
    task.ok('next');
    expect(existsSync(file)).toBe(false);
    expect(filesWith('KEPT-', task.repo.dir, task.stateDir)).toEqual([]);
    task.end();
  });

  it.each<[string, string]>([
    ['profile', 'profile = "work"\n'],
    ['new_gateway_url', 'new_gateway_url = "https://KEPT-user:KEPT-word@gateway.example"\n'],
    ['request_headers', 'request_headers = { X = "KEPT-header" }\n'],
    ['features.remote_auth_endpoint', '[features]\nremote_auth_endpoint = true\n'],
    ['model_providers.lab.gateway_oauth', `${LAB}gateway_oauth = { client_secret = "KEPT-secret" }\n`],
    ['model_providers.lab.mirror', `${LAB}mirror = "KEPT-mirror"\n`],
    ['model_providers.lab.auth.command', `${LAB}auth = { command = "./token" }\n`],
    [
      'cli_auth_credentials_store',
      `cli_auth_credentials_store = "keyring"\n${LAB}requires_openai_auth = true\nhttp_headers = { X = "KEPT" }\n`,
    ],
  ])('#76 a setting that cannot be taken over was passed over in silence: %s', (name, toml) => {
    const task = configured(toml);
    const refused = task.run('review', 'plan');
    expect(refused).toMatchObject({ code: 3, json: { data: { reason: 'setting-not-carried', detail: name } } });
    expect(task.codex.prompts).toEqual([]);
    const { stdout } = task.text('doctor');
    expect(stdout).toContain(`(${name})`);
    expect(JSON.stringify([refused.json, stdout])).not.toContain('KEPT');
    task.end();
  });

  it('settings that only look so, and other providers, are left alone', () => {
    const task = configured(
      'mcp_oauth_callback_url = "https://x.example"\noss_provider = "ollama"\n[profiles.work]\nmodel = "m"\n' +
        '[features]\nnetwork_proxy = true\n[model_providers.other]\nname = "o"\nmirror = "KEPT"\n',
    );
    task.ok('review', 'plan');
    expect(JSON.stringify(task.codex.call(1).args)).not.toMatch(/mcp_oauth|oss_provider|profiles|KEPT/);
    task.end();
  });

  it('#76 a secret in the overrides of the project stood on the command line', () => {
    const task = new TaskProject({
      config: {
        codex: { config_overrides: ['model_providers.lab.http_headers.X="KEPT-header"', 'model_provider="lab"'] },
      },
    });
    rewrite(task, LAB);
    expect(task.planned().run('review', 'plan')).toMatchObject({
      code: 3,
      json: { data: { reason: 'override-not-allowed', detail: 'model_providers.lab.http_headers' } },
    });
    task.end();
  });

  describe('a change after the start', () => {
    const task = eachFrom(() => configured(SECRETS));

    it.each<[string, () => unknown]>([
      ['the address', () => rewrite(task(), SECRETS.replace('gateway.example', 'evil.example'))],
      ['the value of a header', () => rewrite(task(), SECRETS.replace('KEPT-header', 'KEPT-other'))],
      ['the command for the token', () => rewrite(task(), SECRETS.replace('/bin/token', '/bin/other'))],
      ['an address of its own', () => rewrite(task(), `openai_base_url = "https://evil.example"\n${SECRETS}`)],
      ['the whole file', () => rmSync(path.join(task().env['CODEX_HOME'] ?? '', 'config.toml'))],
      ['a proxy', () => Object.assign(task().env, { HTTPS_PROXY: 'http://evil.example:3128' })],
      [
        'a header in the .env file',
        () => writeFileSync(path.join(task().env['CODEX_HOME'] ?? '', '.env'), 'OPENAI_PROJECT=x\n'),
      ],
    ])('#77 the packet went elsewhere than when the task began, without a question: %s', (_title, change) => {
      change();
      expect(task().refused('review', 'plan')).toEqual(['gate-closed']);
      expect(task().codex.prompts).toEqual([]);
      expect(task().ok('confirm').json.findings[0]).toMatchObject({
        code: 'pin-changed',
        args: { name: 'codex_profile' },
      });
      task().ok('review', 'plan');
    });

    it('#77 the digest of the settings could be guessed from: it is keyed, and another key gives another one', () => {
      const pinOf = ({ events }: TaskProject): unknown => Object(events[0]?.['pins'])['codex_profile'];
      const other = configured(SECRETS);
      expect(pinOf(task())).toMatch(/^[0-9a-f]{64}$/);
      expect(pinOf(other)).not.toBe(pinOf(task()));
      other.end();
    });
  });

  it('#78 the login was looked for elsewhere than the review looks for it', () => {
    const task = configured('cli_auth_credentials_store = "ephemeral"\n');
    const asked = path.join(task.codex.dir, 'asked');
    task.codex.becomes(
      IN_NODE.replace(
        "if (args[0] === 'login')",
        (line) => `if (args[0] === 'login') fs.writeFileSync(${JSON.stringify(asked)}, args.join(' '));\n${line}`,
      ),
    );
    task.text('doctor');
    expect(readFileSync(asked, 'utf8')).toBe('login status -c cli_auth_credentials_store="ephemeral"');
    task.end();
  });
});

describe.runIf(process.platform !== 'win32')('the launcher of a version manager', () => {
  it.each(Object.entries(SHIMS))('#79 another Codex reviewed than the project chooses: %s', (_name, make) => {
    const versions = freshFolder();
    const [pinned, global] = ['pinned', 'global'].map((name) => {
      mkdirSync(path.join(versions, name));
      return new FakeCodex(path.join(versions, name)).becomes(IN_NODE);
    });
    const shim = make(versions);
    const task = new TaskProject({ config: { codex: { cli_command: 'codex' } } });
    Object.assign(task.env, shim.env, { PATH: [...shim.bin, task.env['PATH']].join(path.delimiter) });
    task.repo.write(shim.pin.name, shim.pin.text);
    task.planned().ok('review', 'plan');
    expect([pinned?.prompts.length, global?.prompts.length]).toEqual([1, 0]);
    const receipt = JSON.parse(readFileSync(path.join(task.record('plan-1'), 'receipt.json'), 'utf8'));
    expect(receipt.codex).toMatchObject({ path: pinned?.file, launcher: { path: shim.file } });
    task.end();
  });
});
