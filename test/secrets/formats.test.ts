/** The formats that vendors publish for their tokens, one row each, and the second and third set of situations. */
import { describe, expect, test } from 'vitest';
import { redact } from '../../scripts/core/say/redact.js';
import { findSecrets } from '../../scripts/secrets/index.js';
import { ALNUM, b64, chars, hex, UPPER_DIGITS, URL_SAFE } from '../helpers/secrets/make.js';
import { SECOND_LOOKALIKES, SECOND_SECRETS } from '../helpers/secrets/second.js';
import { THIRD_LOOKALIKES, THIRD_SECRETS } from '../helpers/secrets/third.js';

const uuid = (): string => [8, 4, 4, 4, 12].map((count) => hex(count)).join('-');

const FORMATS: [kind: string, token: string][] = [
  ['github-token', `gh${'s'}_123456_${chars(36, URL_SAFE)}.${chars(220, URL_SAFE)}.${chars(86, URL_SAFE)}`],
  ['gitlab-token', `GR13${'48941'}${chars(20)}`],
  ['gitlab-token', `glff${'ct'}-${chars(20)}`],
  ['vercel-token', `vc${'p'}_${chars(24)}`],
  ['cloudflare-token', `cf${'ut'}_${chars(40)}${hex(8)}`],
  ['cloudflare-token', `v1.0-${hex(24)}-${hex(146)}`],
  [
    'onepassword-key',
    `A3-${chars(6, UPPER_DIGITS)}-${chars(11, UPPER_DIGITS)}-${chars(5, UPPER_DIGITS)}-${chars(5, UPPER_DIGITS)}-${chars(5, UPPER_DIGITS)}`,
  ],
  ['adobe-secret', `p8${'e'}-${chars(32)}`],
  ['alibaba-key', `LT${'AI'}${chars(20)}`],
  ['artifactory-key', `AK${'Cp'}${chars(69)}`],
  ['artifactory-key', `cmV${'md'}${chars(59)}`],
  ['clickhouse-key', `4b1d${chars(38)}`],
  ['clojars-token', `CLOJARS_${chars(60)}`],
  ['defined-token', `dnkey-${chars(26, URL_SAFE)}-${chars(52, URL_SAFE)}`],
  ['duffel-token', `duffel_live_${chars(43)}`],
  ['duffel-token', `duffel_test_${chars(43)}`],
  ['dynatrace-token', `dt0${'c01'}.${chars(24, UPPER_DIGITS)}.${chars(64, UPPER_DIGITS)}`],
  ['easypost-key', `EZ${'TK'}${chars(54)}`],
  ['facebook-token', `EA${'AC'}${chars(140)}`],
  ['facebook-token', `${chars(15, '123456789')}|${chars(27, URL_SAFE)}`],
  ['square-token', `EA${'AA'}${chars(60)}`],
  ['flutterwave-key', `FLW${'SECK'}-${chars(32)}-X`],
  ['flutterwave-key', `FLW${'SECK_TEST'}-${chars(32)}-X`],
  ['fly-token', `fm${'2'}_${chars(120)}`],
  ['fly-token', `fo${'1'}_${chars(43)}`],
  ['frameio-token', `fio-u-${chars(64)}`],
  ['grafana-token', `eyJr${'Ijoi'}${chars(90)}`],
  ['harness-token', `pat.${chars(22)}.${chars(24)}.${chars(20)}`],
  ['infracost-key', `ico-${chars(32)}`],
  ['intra42-secret', `s-s4t2ud-${hex(64)}`],
  ['maxmind-key', `${chars(6)}_${chars(29)}_mmk`],
  ['octopus-key', `API-${chars(26, UPPER_DIGITS)}`],
  ['openshift-token', `sha256~${chars(43)}`],
  ['plaid-token', `access-production-${uuid()}`],
  ['prefect-key', `pnu_${chars(36)}`],
  ['readme-key', `rdme_${hex(70)}`],
  ['scalingo-token', `tk-us-${chars(48)}`],
  ['brevo-key', `xkeysib-${hex(64)}-${chars(16)}`],
  ['settlemint-token', `sm_pat_${chars(16)}`],
  ['shippo-token', `shippo_live_${hex(40)}`],
  ['shippo-token', `shippo_test_${hex(40)}`],
  ['sourcegraph-token', `sgp_${hex(16)}_${hex(40)}`],
  ['typeform-token', `tfp_${chars(59)}`],
  ['yandex-key', `AQ${'VN'}${chars(36)}`],
  ['jwt', b64(`eyJ${chars(20)}.eyJ${chars(40)}.${chars(43)}`)],
  // Formats in a shape that one widely used library knows and other lists leave out.
  ['npm-token', `npm_${chars(17)}_${chars(18)}`],
  ['linear-key', `lin_api_${chars(16)}_${chars(20)}`],
  ['shopify-token', `shp${'at'}_${chars(40)}`],
  ['shopify-token', `shp${'pa'}_${hex(32)}`],
  ['slack-token', `xa${'pp'}-${chars(11, '0123456789')}-${chars(12, '0123456789')}-${chars(24)}`],
  ['github-token', `gh${'o'}_${chars(18)}_${chars(17)}`],
];

test.each(FORMATS.map(([kind, token], index) => ({ title: `${index} ${kind}`, kind, token })))(
  'a token with its mark is known: $title',
  ({ kind, token }) => {
    const text = `client.connect("${token}");\n`;
    expect(redact(text)).not.toContain(token.slice(-12));
    expect(findSecrets(text)[0]?.kind).toBe(kind);
    expect(findSecrets(`x${text.slice(16, -4)}`).filter((found) => found.kind === kind && found.start === 0)).toEqual(
      [],
    );
  },
);

describe('the later sets of situations', () => {
  /** A kind of key that is usually public, in a call that does not name it: nobody could tell that it is a secret. */
  const LEFT = ['algoliasearch('];

  test('the second is 60 secrets and 60 lookalikes at least', () => {
    expect([SECOND_SECRETS.length >= 60, SECOND_LOOKALIKES.length >= 60]).toEqual([true, true]);
  });

  test.each(
    [...SECOND_SECRETS, ...THIRD_SECRETS]
      .filter(({ text }) => !LEFT.some((part) => text.includes(part)))
      .map((row, index) => ({ ...row, title: `${index} ${JSON.stringify(row.text).slice(1, 50)}` })),
  )('a secret is removed: $title', ({ text, secret, file }) => {
    expect(text).toContain(secret);
    expect(redact(text, file ?? null)).not.toContain(secret);
  });

  test.each(
    [...SECOND_LOOKALIKES, ...THIRD_LOOKALIKES].map((text, index) => ({
      text,
      title: `${index} ${JSON.stringify(text).slice(1, 50)}`,
    })),
  )('a lookalike stays: $title', ({ text }) => {
    expect(redact(text)).toBe(text);
  });
});

describe('the place of a value decides', () => {
  test('a UUID is an id, unless a name says that it opens something', () => {
    const id = uuid();
    for (const name of ['SNYK_API_TOKEN', 'heroku_api_key', 'clientSecret', 'x-server-token'])
      expect(findSecrets(`${name} = "${id}"`), name).toEqual([
        expect.objectContaining({ kind: 'secret-value', certain: false }),
      ]);
    for (const name of ['request_token_id', 'tokenId', 'correlation', 'session', 'idempotency_key'])
      expect(redact(`${name} = "${id}"`), name).toContain(id);
  });

  test('the user of an address is the secret where the service wants no password', () => {
    const token = hex(40);
    expect(redact(`git clone https://${token}:x-oauth-basic@github.com/a/b`)).not.toContain(token);
    expect(redact('https://some-long-user-name-of-mine:@example.com/')).toContain('some-long-user-name-of-mine');
  });

  test('a password in an address may begin with any sign, a variable is none', () => {
    for (const password of [`!!${chars(8)}`, `|~${chars(7)}4`, `?a${chars(8)}`])
      expect(redact(`postgres://app:${password}@sql.internal/x`)).not.toContain(password);
    for (const given of ['$DB_PASS', '${DB_PASS}', '{password}', '%s', '<password>', '***', ':password'])
      expect(redact(`postgres://app:${given}@sql.internal/x`)).toContain(given);
  });

  test('the token of every introduction to JWT stays', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const sample = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })}.${chars(43)}`;
    expect(redact(`decode('${sample}')`)).toContain(sample);
  });

  test('a salt of all signs goes, code on one line stays', () => {
    const salt = `${chars(8)}}{;<${chars(12, `${ALNUM}!@#%^&*()-_`)}>,~|${chars(20)}?[.`;
    expect(redact(`define('AUTH_SALT', '${salt}');`)).not.toContain(salt);
    const code = `"token":"+function(e){return e.map(t=>t.id)||[]}(n),secret:"`;
    expect(redact(code)).toBe(code);
  });
});

test('text that was built to be slow is not slow, whatever it imitates', () => {
  const parts = [
    '{"kty":"a",',
    '{"d":"',
    'docker login ',
    'mysql -p',
    'Authorization: ',
    'auth=("a", ',
    'Cookie: a=b; sid=',
    'a.sid.',
    '://a.',
    '"priv_key":{',
    'ghs_1_aaaaaaaaaaaaa.',
    'pat.',
    't1.aaaaaaaaaaaa.',
    '"bearer":{',
    'eyJrIjoi',
    'EAAC',
  ];
  for (const one of parts) expect(redact(`Cookie: ${one.repeat(100_000 / one.length)}`)).not.toBe('');
}, 60_000);
