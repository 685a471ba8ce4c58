import { describe, expect, test } from 'vitest';
import { countPlaceholders, placeholder, redact, redactDeep } from '../../../scripts/core/say/redact.js';
import { findSecrets, isSecretFile } from '../../../scripts/secrets/index.js';
import { LOOKALIKES } from '../../helpers/secrets/lookalikes.js';
import { SETTINGS } from '../../helpers/secrets/settings.js';
import { TOKENS } from '../../helpers/secrets/tokens.js';

const SECRETS = [...TOKENS, ...SETTINGS];
const title = (text: string): string => JSON.stringify(text).slice(1, 60);

test('the corpus is as large as it is meant to be, and has no row twice', () => {
  expect(new Set(SECRETS.map(({ text }) => text)).size).toBeGreaterThanOrEqual(190);
  expect(new Set(LOOKALIKES).size).toBeGreaterThanOrEqual(220);
});

describe('a secret is removed', () => {
  test.each(SECRETS.map((row, index) => ({ ...row, title: `${index} ${row.kind}: ${title(row.text)}` })))(
    '$title',
    ({ text, secret, kind, file }) => {
      expect(text).toContain(secret);
      const safe = redact(text, file ?? null);
      expect(safe).not.toContain(secret);
      expect(safe).toContain(`⟨redacted:${kind}:`);
      expect(redact(safe, file ?? null)).toBe(safe);
      expect(safe.split('\n')).toHaveLength(text.split('\n').length);
    },
  );
});

describe('what only looks like a secret stays', () => {
  test.each(LOOKALIKES.map((text, index) => [`${index} ${title(text)}`, text]))('%s', (_title, text) => {
    expect(findSecrets(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)).toEqual([]);
  });
});

describe('a placeholder', () => {
  test.each([
    [3, '8'],
    [36, '40'],
    [40, '40'],
    [41, '48'],
    [4096, '4096'],
    [9000, '4096+'],
  ])('tells the length class of %i characters and not the length', (length, shown) => {
    expect(placeholder('npm-token', length)).toBe(`⟨redacted:npm-token:${shown}⟩`);
  });

  test('is counted by kind', () => {
    expect(
      countPlaceholders(`${placeholder('jwt', 90)} ${placeholder('jwt', 10)} ${placeholder('bearer', 40)} ⟨redacted⟩`),
    ).toEqual({ jwt: 2, bearer: 1 });
  });

  test('does not shield the secret beside it', () => {
    const [first, second] = TOKENS.filter(({ kind }) => kind === 'github-token');
    expect(redact(`${placeholder('jwt', 90)} ${first?.secret} ${placeholder('jwt', 10)} ${second?.secret}`)).toBe(
      '⟨redacted:jwt:96⟩ ⟨redacted:github-token:40⟩ ⟨redacted:jwt:12⟩ ⟨redacted:github-token:40⟩',
    );
  });
});

test('every string inside of a value is redacted, and nothing else of it changes', () => {
  const secret = SECRETS[0]?.secret ?? '';
  expect(redactDeep({ list: [`a ${secret}`, 1, null], deep: { [secret]: true, plain: 'x' } })).toEqual({
    list: ['a ⟨redacted:aws-access-key:20⟩', 1, null],
    deep: { [secret]: true, plain: 'x' },
  });
});

test('text that was built to be slow is not slow', () => {
  const parts = [
    'sk-',
    'eyJ',
    '?sv=2022-01-01',
    'PuTTY-User-Key-File-2',
    'password=',
    `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}`,
    'token="',
    'machine a login b ',
    '[1,',
    'x://a:',
    'name: ',
    'abandon ',
  ];
  // A rule that tries every length at every position would take minutes for these texts, and the test would not end.
  for (const one of parts) expect(redact(one.repeat(100_000 / one.length))).not.toBe('');
}, 60_000);

describe('files that hold secrets by their names', () => {
  const SECRET = [
    '.env',
    'a/.env.production',
    'prod.env',
    'x/server.pem',
    'tls.key',
    '.npmrc',
    '.netrc',
    '_netrc',
    '.pgpass',
    'credentials.json',
    '.aws/credentials',
    'infra/terraform.tfstate',
    'terraform.tfstate.backup',
    'prod.auto.tfvars',
    'id_rsa',
    '.ssh/deploy',
    'ID_ED25519',
    'app.keystore',
    'a.jks',
    'store.p12',
    'kubeconfig',
    '.kube/config',
    '.docker/config.json',
    `keystore/UTC--2024-01-01T00-00-00.0Z--${'ab'.repeat(20)}`,
    'service-account-prod.json',
    'secrets.yaml',
    '.envrc',
    'auth.json',
    'config/master.key',
    'vault.kdbx',
  ];
  const OPEN = [
    '.env.example',
    '.env.sample',
    '.env.template',
    'config/.env.dist',
    'src/env.ts',
    'secrets.ts',
    'keys.md',
    'credentials.ts',
    'src/token.ts',
    'id_rsa.pub',
    'public.pem',
    'server.cert.pem',
    'ca.pem',
    'fullchain.pem',
    'tsconfig.json',
    'docker/config.json',
    'environment.yml',
    'variables.tf',
    'known_hosts',
    'secret-manager.go',
    'monkey.js',
    'terraform.tfvars.example',
  ];
  test.each(SECRET)('%s does', (name) => expect(isSecretFile(name)).toBe(true));
  test.each(OPEN)('%s does not', (name) => expect(isSecretFile(name)).toBe(false));
});
