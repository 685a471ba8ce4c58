/**
 * Where the packet goes: the real Codex, once called by hand and once as a review calls it, asks the same place with
 * the same headers, whatever the user's configuration says about that. A proxy on loopback stands for the vendor.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import { codexArguments } from '../../scripts/io/codex/arguments.js';
import { withSurroundings } from '../../scripts/io/codex/call.js';
import { runCodex } from '../../scripts/io/codex/codex.js';
import { preflight } from '../../scripts/io/codex/preflight.js';
import { type CodexConfig, readCall } from '../../scripts/io/codex/settings.js';
import { ensureSigning } from '../../scripts/io/ground/signing.js';
import { type Lab, labConfig, labPlaces, withLab } from '../helpers/codex-lab.js';
import { type Gateway, promptsOf, startGateway } from '../helpers/gateway.js';

interface Kind {
  /** config.toml, and what else lies in CODEX_HOME. */
  toml: string;
  files?: Record<string, string>;
  env?: Record<string, string>;
}

const API_KEY = { 'auth.json': '{"OPENAI_API_KEY":"sk-of-the-login"}' };
const provider = (url: string, more: string): string =>
  `model_provider = "lab"\n[model_providers.lab]\nname = "lab"\nbase_url = "${url}/lab"\n${more}`;

/** An unsigned token as `codex login` with an account leaves it. */
function account(): Record<string, string> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const auth = { chatgpt_plan_type: 'plus', chatgpt_account_id: 'acc', chatgpt_user_id: 'u' };
  const claims = { email: 'a@b.c', exp: Math.floor(Date.now() / 1000) + 864_000, 'https://api.openai.com/auth': auth };
  const token = `${part({ alg: 'none' })}.${part(claims)}.x`;
  const tokens = { id_token: token, access_token: token, refresh_token: 'r', account_id: 'acc' };
  return { 'auth.json': JSON.stringify({ OPENAI_API_KEY: null, tokens, last_refresh: new Date().toISOString() }) };
}

const KINDS: Record<string, (gateway: Gateway) => Kind> = {
  'openai_base_url, with an API key': ({ url }) => ({ toml: `openai_base_url = "${url}/v1"`, files: API_KEY }),
  'openai_base_url and chatgpt_base_url, with an account': ({ url }) => ({
    toml: `openai_base_url = "${url}/v1"\nchatgpt_base_url = "${url}/backend-api/"`,
    files: account(),
  }),
  'an address with a key in it': ({ url }) => ({
    toml: `openai_base_url = "${url}/v1?key=KEPT-query"`,
    files: API_KEY,
  }),
  'headers, a bearer token and parameters of a provider': ({ url }) => ({
    toml: provider(
      url,
      'http_headers = { X-Team = "KEPT-team", X-Empty = "" }\nenv_http_headers = { X-Env = "TEAM" }\n' +
        'experimental_bearer_token = "KEPT-bearer"\nquery_params = { key = "KEPT-param" }\n',
    ),
    env: { TEAM: 'KEPT-env' },
  }),
  'a key in the environment': ({ url }) => ({
    toml: provider(url, 'env_key = "GATEWAY_KEY"\n'),
    env: { GATEWAY_KEY: 'KEPT-key' },
  }),
  'a key and a header in the .env file': ({ url }) => ({
    toml: provider(url, 'env_key = "GATEWAY_KEY"\nhttp_headers = { X-Team = "KEPT-team" }\n'),
    files: { '.env': 'GATEWAY_KEY=KEPT-dotenv\n' },
  }),
  'the headers of an organisation': ({ url }) => ({
    toml: `openai_base_url = "${url}/v1"`,
    files: { ...API_KEY, '.env': 'OPENAI_PROJECT=KEPT-project\n' },
    env: { OPENAI_ORGANIZATION: 'KEPT-organisation' },
  }),
  'the login, and headers': ({ url }) => ({
    toml: provider(url, 'requires_openai_auth = true\nhttp_headers = { X-Team = "KEPT-team" }\n'),
    files: API_KEY,
  }),
  'a command that prints the token': ({ url }) => ({
    toml: provider(url, 'auth = { command = "./token", args = ["KEPT-argument"], cwd = "bin" }\n'),
    files: { 'bin/token': '#!/bin/sh\necho "KEPT-token-$1-$(basename "$PWD")"\n' },
  }),
  'an address for models on this machine': ({ url }) => ({
    toml: 'model_provider = "ollama"',
    env: { CODEX_OSS_BASE_URL: `${url}/oss` },
  }),
  'Amazon Bedrock behind a gateway': ({ url }) => ({
    toml:
      `model_provider = "amazon-bedrock"\n[model_providers.amazon-bedrock]\nbase_url = "${url}/bedrock"\n` +
      'http_headers = { X-Team = "KEPT-team" }\naws = { region = "eu-west-1" }\n',
    env: { AWS_BEARER_TOKEN_BEDROCK: 'KEPT-aws' },
  }),
  'a proxy': ({ url }) => ({
    toml: provider('http://models.invalid', 'experimental_bearer_token = "KEPT-bearer"\n'),
    env: { HTTP_PROXY: url.replace('//', '//me:KEPT-proxy@') },
  }),
};

async function prepare(lab: Lab, kind: Kind, vendor: Gateway): Promise<void> {
  Object.assign(lab.env, { HTTPS_PROXY: vendor.url, NO_PROXY: '127.0.0.1,localhost', ...kind.env });
  ensureSigning(labPlaces(lab).stateDir);
  for (const [name, text] of Object.entries({ 'config.toml': kind.toml, ...kind.files })) {
    const file = path.join(lab.home, '.codex', name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text, { mode: 0o755 });
  }
}

async function byHand(lab: Lab): Promise<void> {
  const off = ['--disable', 'plugins', '--disable', 'apps', '-c', 'analytics.enabled=false'];
  const options = { env: lab.env, timeout: 30_000 };
  const run = promisify(execFile)(
    (await findClients()).codex,
    ['exec', '--skip-git-repo-check', ...off, '-C', lab.job, 'hi'],
    options,
  );
  run.child.stdin?.end();
  await run;
}

const config = async (given: Partial<CodexConfig>): Promise<CodexConfig> =>
  labConfig('', { model: null, config_overrides: [], pass_env: [], ...given });

/** As the supervisor of a review calls Codex. Out: what the preflight told, and the private configuration's folder. */
async function asReview(lab: Lab, given: Partial<CodexConfig>): Promise<{ told: string; left: boolean }> {
  const codex = await config(given);
  const places = { env: lab.env, ...labPlaces(lab) };
  const ready = await preflight(codex, places);
  if (ready.kind !== 'ready') throw new Error(`${ready.reason}: ${ready.detail}`);
  const call = await readCall(codex, places);
  if (call.kind !== 'call') throw new Error(call.reason);
  expect(call.settings.digest).toBe(ready.settings.digest);
  const schemaFile = path.join(lab.root, 'schema.json');
  await fs.writeFile(schemaFile, '{"type":"object"}');
  const args = codexArguments(codex, call.settings, { folder: lab.job, schemaFile, denied: ready.reads.denied });
  const record = await withSurroundings(codex, call, { env: lab.env, folder: lab.job }, (env) =>
    runCodex({
      codex: ready.codex,
      args,
      env,
      mark: '0'.repeat(32),
      folder: lab.job,
      prompt: 'hi',
      eventsFile: path.join(lab.root, 'events.jsonl'),
      stderrFile: path.join(lab.root, 'stderr.log'),
      limits: { wallMs: 30_000, idleMs: 30_000, tokenBudget: null },
      baseUrl: ready.settings.baseUrl,
    }),
  );
  const { env: _, ...told } = ready;
  return {
    told: JSON.stringify([told, args, record.events, record.stderr]),
    left: existsSync(path.join(lab.job, 'home', '.codex', 'config.toml')),
  };
}

/** The command lines of this machine that tell something. */
const tellingProcesses = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        // Gone meanwhile.
        return '';
      }
    })
    .filter((line) => line.includes('KEPT-'));

describe.each(['repo', 'hermetic'] as const)('with isolation %s', (isolation) => {
  test.each(Object.entries(KINDS))('a review asks where a call by hand asks: %s', (_title, kindOf) =>
    withLab(async (lab) => {
      const file = path.join(lab.job, 'home', '.codex', 'config.toml');
      const seen: { lines: string[]; mode: number | null } = { lines: [], mode: null };
      const gateway = await startGateway('{"a":1}', () => {
        if (process.platform === 'linux') seen.lines.push(...tellingProcesses());
        seen.mode = existsSync(file) ? statSync(file).mode & 0o777 : null;
      });
      const vendor = await startGateway('{"a":2}');
      try {
        await prepare(lab, kindOf(gateway), vendor);
        await byHand(lab);
        const [wanted] = promptsOf(gateway.sent);
        expect(wanted).toBeDefined();
        for (const server of [gateway, vendor]) server.sent.length = 0;
        seen.lines.length = 0;
        const { told, left } = await asReview(lab, { isolation });
        expect(promptsOf(gateway.sent)).toEqual([wanted]);
        expect(promptsOf(vendor.sent)).toEqual([]);
        expect(told).not.toContain('KEPT-');
        expect(seen.lines).toEqual([]);
        expect([null, 0o600]).toContain(seen.mode);
        expect(left).toBe(false);
      } finally {
        await Promise.all([gateway.close(), vendor.close()]);
      }
    }),
  );
});
