/** Tokens with a vendor's prefix, keys and mnemonics: the first half of the corpus. */
import { wordlist } from '@scure/bip39/wordlists/english.js';
import {
  ALNUM,
  BASE58,
  BASE64,
  b64,
  base58Check,
  bytes,
  chars,
  hex,
  jwt,
  mnemonic,
  pem,
  UPPER_DIGITS,
  URL_SAFE,
} from './make.js';

/** `kind` must be in the placeholder; `secret` must be removed from the text. */
export interface FakeSecret {
  kind: string;
  text: string;
  secret: string;
  file?: string;
}

type Wrap = (secret: string) => string;
const made = (kind: string, secret: string, wrap: Wrap = (value) => value, file?: string): FakeSecret => ({
  kind,
  text: wrap(secret),
  secret,
  ...(file === undefined ? {} : { file }),
});
const block = (kind: string, label: string, wrap: Wrap = (value) => value, lineEnd = '\n'): FakeSecret => {
  const { text, secret } = pem(label, 800, lineEnd);
  return { kind, text: wrap(text), secret };
};

const quoted: Wrap = (value) => `const client = connect("${value}");`;
const header: Wrap = (value) => `curl -H "Authorization: Bearer ${value}" https://api.example.org`;
const env =
  (name: string): Wrap =>
  (value) =>
    `${name}=${value}`;
const yaml =
  (name: string): Wrap =>
  (value) =>
    `  ${name}: ${value}`;
const log: Wrap = (value) => `2024-05-01 12:00:00 ERROR request failed (${value}), retrying`;

export const TOKENS: FakeSecret[] = [
  made('aws-access-key', 'AK' + 'IA' + chars(16, UPPER_DIGITS.replace(/[0189]/g, '')), yaml('aws_access_key_id')),
  made('aws-access-key', 'AS' + 'IA' + chars(16, UPPER_DIGITS.replace(/[0189]/g, '')), log),
  made('aws-secret-key', chars(40, BASE64), env('AWS_SECRET_ACCESS_KEY')),
  made('aws-secret-key', chars(40, BASE64), (value) => `aws_secret_access_key = ${value}`, '.aws/config'),
  made('github-token', 'gh' + 'p_' + chars(36), quoted),
  made('github-token', 'gh' + 'o_' + chars(36), log),
  made('github-token', 'gh' + 's_' + chars(36), env('GITHUB_TOKEN')),
  made('github-token', 'gh' + 'u_' + chars(36), header),
  made('github-token', 'gh' + 'r_' + chars(76)),
  made('github-token', 'github' + '_pat_' + chars(22) + '_' + chars(59), yaml('token')),
  made('github-token', 'gh' + 'p_' + chars(36), (value) => `git clone https://${value}@github.com/acme/private.git`),
  made('gitlab-token', 'gl' + 'pat-' + chars(20, URL_SAFE), env('CI_JOB_PAT')),
  made('gitlab-token', 'gl' + 'dt-' + chars(20, URL_SAFE), quoted),
  made('gitlab-token', 'gl' + 'rt-' + chars(20, URL_SAFE), (value) => `token = "${value}"`, 'config.toml'),
  made('slack-token', 'xo' + 'xb-' + chars(12, '0123456789') + '-' + chars(12, '0123456789') + '-' + chars(24), quoted),
  made(
    'slack-token',
    'xo' +
      'xp-' +
      chars(11, '0123456789') +
      '-' +
      chars(11, '0123456789') +
      '-' +
      chars(11, '0123456789') +
      '-' +
      hex(32),
  ),
  made(
    'slack-token',
    'xa' + 'pp-1-' + chars(11, UPPER_DIGITS) + '-' + chars(13, '0123456789') + '-' + hex(64),
    env('SLACK_APP'),
  ),
  made(
    'slack-webhook',
    'https://hooks.slack.com/' +
      'services/T' +
      chars(8, UPPER_DIGITS) +
      '/B' +
      chars(10, UPPER_DIGITS) +
      '/' +
      chars(24),
    yaml('url'),
  ),
  made('stripe-key', 'sk' + '_live_' + chars(24), quoted),
  made('stripe-key', 'sk' + '_live_' + chars(99), env('STRIPE')),
  made('stripe-key', 'rk' + '_live_' + chars(24), log),
  made('stripe-key', 'wh' + 'sec_' + chars(32), env('HOOK')),
  made('stripe-key', 'sk' + '_test_' + chars(24), quoted),
  made('npm-token', 'np' + 'm_' + chars(36), log),
  made('npm-token', 'np' + 'm_' + chars(36), (value) => `//registry.npmjs.org/:_authToken=${value}`),
  made(
    'npm-token',
    hex(8) + '-' + hex(4) + '-' + hex(4) + '-' + hex(4) + '-' + hex(12),
    (value) => `//npm.example.org/:_authToken=${value}`,
    '.npmrc',
  ),
  made('pypi-token', 'py' + 'pi-AgEIcHlwaS5vcmc' + chars(150, URL_SAFE), yaml('password')),
  made('rubygems-token', 'ruby' + 'gems_' + hex(48), yaml(':rubygems_api_key')),
  made('google-api-key', 'AI' + 'za' + chars(35, URL_SAFE), quoted),
  made('google-oauth', 'GO' + 'CSPX-' + chars(28, URL_SAFE), yaml('client')),
  made('google-oauth', 'ya' + '29.' + chars(120, URL_SAFE), header),
  made(
    'azure-key',
    chars(86, BASE64) + '==',
    (value) => `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${value};EndpointSuffix=core.windows.net`,
  ),
  made(
    'azure-key',
    chars(43, BASE64) + '=',
    (value) =>
      `Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${value}`,
  ),
  made('azure-key', chars(3) + '8Q~' + chars(34, URL_SAFE), quoted),
  made(
    'azure-sas',
    chars(42, ALNUM) + '%3D',
    (value) =>
      `https://acme.blob.core.windows.net/c/f.txt?sv=2022-11-02&se=2030-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=${value}`,
  ),
  made('openai-key', 'sk' + '-' + chars(20) + 'T3Blbk' + 'FJ' + chars(20), quoted),
  made('openai-key', 'sk' + '-proj-' + chars(74, URL_SAFE) + 'T3Blbk' + 'FJ' + chars(74, URL_SAFE), log),
  made('anthropic-key', 'sk' + '-ant-api03-' + chars(93, URL_SAFE) + 'AA', env('KEY')),
  made('sendgrid-key', 'S' + 'G.' + chars(22, URL_SAFE) + '.' + chars(43, URL_SAFE), quoted),
  made('twilio-key', 'S' + 'K' + hex(32), quoted),
  made('mailgun-key', 'key' + '-' + hex(32), quoted),
  made('mailchimp-key', hex(32) + '-us' + '12', quoted),
  made('shopify-token', 'shp' + 'at_' + hex(32), log),
  made('square-token', 'sq0' + 'csp-' + chars(43, URL_SAFE), quoted),
  made(
    'discord-token',
    'MT' + chars(22) + '.' + chars(6, URL_SAFE) + '.' + chars(38, URL_SAFE),
    (value) => `client.login('${value}')`,
  ),
  made(
    'discord-webhook',
    'https://discord.com/api/' + 'webhooks/' + chars(18, '0123456789') + '/' + chars(68, URL_SAFE),
    quoted,
  ),
  made('telegram-token', '7' + chars(9, '0123456789') + ':AA' + chars(33, URL_SAFE), quoted),
  made('digitalocean-token', 'do' + 'p_v1_' + hex(64), log),
  made('vault-token', 'hv' + 's.' + chars(95, URL_SAFE), log),
  made(
    'terraform-token',
    chars(14) + '.atlas' + 'v1.' + chars(67, URL_SAFE),
    (value) => `credentials "app.terraform.io" { token = "${value}" }`,
  ),
  made('databricks-token', 'da' + 'pi' + hex(32), log),
  made('huggingface-token', 'h' + 'f_' + chars(34, ALNUM.replace(/\d/g, '')), log),
  made('linear-key', 'lin' + '_api_' + chars(40), log),
  made('notion-token', 'nt' + 'n_' + chars(46), log),
  made('atlassian-token', 'ATA' + 'TT3xFfGF0' + chars(180, URL_SAFE) + '=' + hex(8).toUpperCase(), quoted),
  made('docker-token', 'dckr' + '_pat_' + chars(27, URL_SAFE), (value) => `docker login -u acme -p ${value}`),
  made('newrelic-key', 'NR' + 'AK-' + chars(27, UPPER_DIGITS), log),
  made('grafana-token', 'gl' + 'sa_' + chars(32) + '_' + hex(8), log),
  made(
    'sentry-token',
    'sn' +
      'trys_' +
      b64(JSON.stringify({ iat: 1, url: 'https://sentry.io' })).replace(/=/g, '') +
      '_' +
      chars(43, BASE64),
    log,
  ),
  made('postman-key', 'PM' + 'AK-' + hex(24) + '-' + hex(34), log),
  made('pulumi-token', 'pu' + 'l-' + hex(40), log),
  made('figma-token', 'fi' + 'gd_' + chars(40, URL_SAFE), log),
  made('doppler-token', 'dp' + '.pt.' + chars(43), log),
  made('supabase-token', 'sb' + 'p_' + hex(40), log),
  made('planetscale-token', 'psc' + 'ale_tkn_' + chars(43, URL_SAFE), log),
  made('tailscale-key', 'ts' + 'key-auth-' + chars(12) + 'CNTRL-' + chars(32), log),
  made('age-key', 'AGE-SECRET-' + 'KEY-1' + chars(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')),
  made('onepassword-token', 'ops_' + 'eyJ' + chars(300), log),
  made('groq-key', 'gs' + 'k_' + chars(52), log),
  made('xai-key', 'xa' + 'i-' + chars(80), log),
  made('replicate-token', 'r' + '8_' + chars(37), log),
  made('jwt', jwt({ sub: '8713', name: 'Ada', exp: 1893456000 }), header),
  made('jwt', jwt({ sub: '9', role: 'service_role' }), (value) => `const session = '${value}';`),
  made('bearer', chars(48, URL_SAFE), (value) => `Authorization: Bearer ${value}`),
  made('bearer', chars(40), (value) => `headers: { Authorization: 'Token ${value}' }`),
  made('bearer', hex(40), (value) => `curl -H 'X-Api-Key: ${value}' https://api.example.org`),
  made('basic-auth', b64('deploy:' + chars(18)), (value) => `Authorization: Basic ${value}`),
  made('basic-auth', chars(18), (value) => `curl -u deploy:${value} https://ci.example.org`),
  // private keys
  block('private-key', 'RSA PRIVATE KEY'),
  block('private-key', 'PRIVATE KEY'),
  block('private-key', 'EC PRIVATE KEY', (value) => `const key = \`${value}\`;`),
  block('private-key', 'DSA PRIVATE KEY', (value) => value.replace(/^/gm, '    ')),
  block('private-key', 'ENCRYPTED PRIVATE KEY', (value) => value.replace(/^/gm, '+')),
  block('private-key', 'OPENSSH PRIVATE KEY', (value) => `ssh_key: |\n${value.replace(/^/gm, '  ')}`),
  block('private-key', 'PGP PRIVATE KEY BLOCK'),
  block('private-key', 'SSH2 ENCRYPTED PRIVATE KEY'),
  block(
    'private-key',
    'PRIVATE KEY',
    (value) =>
      `{"type": "service_account", "private_key": "${value}\\n", "client_email": "a@b.iam.gserviceaccount.com"}`,
    '\\n',
  ),
  block('private-key', 'RSA PRIVATE KEY', (value) => value, '\r\n'),
  block('private-key', 'PRIVATE KEY', (value) =>
    value
      .split('\n')
      .map((line) => `  "${line}\\n" +`)
      .join('\n'),
  ),
  block('private-key', 'RSA PRIVATE KEY', (value) => value.split('\n').slice(0, -1).join('\n')),
  block('private-key', 'PRIVATE KEY', (value) => `TLS_KEY="${value}"`),
  made(
    'private-key',
    chars(64, BASE64),
    (value) =>
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me\nPublic-Lines: 2\nAAAA\nBBBB\nPrivate-Lines: 1\n${value}\nPrivate-MAC: ${hex(64)}`,
  ),
  made('private-key', b64(pem('RSA PRIVATE KEY').text), (value) => `key_b64: ${value}`),
  // chains
  ...([12, 15, 18, 21, 24] as const).map((count) =>
    made('mnemonic', mnemonic(wordlist, count), (value) => `MNEMONIC="${value}"`),
  ),
  made('mnemonic', mnemonic(wordlist, 12)),
  made('mnemonic', mnemonic(wordlist, 12), (value) => `accounts: { mnemonic: '${value}', count: 10 }`),
  listedMnemonic(),
  made('mnemonic', mnemonic(wordlist, 12), (value) => `my wallet is ${value} so do not lose it`),
  made('chain-key', '0x' + hex(64), (value) => `PRIVATE_KEY=${value}`),
  made('chain-key', '0x' + hex(64), (value) => `const wallet = new ethers.Wallet("${value}", provider);`),
  made('chain-key', '0x' + hex(64), (value) => `cast send --private-key ${value} --rpc-url https://rpc.example.org`),
  made('chain-key', hex(64), (value) => `accounts: ["${value}"], // deployer private key`),
  made('chain-key', '0x' + hex(64), (value) => `uint256 deployerPrivateKey = ${value};`),
  made(
    'chain-key',
    base58Check(Buffer.concat([Buffer.from([0x80]), bytes(32), Buffer.from([1])])),
    (value) => `importprivkey ${value}`,
  ),
  made('chain-key', base58Check(Buffer.concat([Buffer.from([0x80]), bytes(32)]))),
  made('chain-key', base58Check(Buffer.concat([Buffer.from('0488ade4', 'hex'), bytes(74)])), quoted),
  made('chain-key', chars(88, BASE58), (value) => `const payer = Keypair.fromSecretKey(bs58.decode("${value}"));`),
  solanaArray(),
  made('chain-key', chars(88, BASE58), (value) => `SOLANA_PRIVATE_KEY=${value}`),
];

function listedMnemonic(): FakeSecret {
  const words = mnemonic(wordlist, 12).split(' ');
  return {
    kind: 'mnemonic',
    text: `const words = [${words.map((word) => `'${word}'`).join(', ')}];`,
    secret: words.map((word) => `'${word}'`).join(', '),
  };
}

function solanaArray(): FakeSecret {
  const numbers = [...bytes(64)].join(',');
  return { kind: 'chain-key', text: `[${numbers}]`, secret: numbers };
}
