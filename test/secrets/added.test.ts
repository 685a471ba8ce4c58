import { describe, expect, test } from 'vitest';
import { addedSecrets } from '../../scripts/secrets/index.js';
import { chars, hex, jwt, pem } from '../helpers/secrets/make.js';

const TOKEN = 'gh' + 'p_' + chars(36);
const PASSWORD = `Wq7!${chars(8)}4`;
const patch = (...hunks: [from: number, lines: string[]][]): string =>
  [
    'diff --git a/x b/x',
    '--- a/x',
    '+++ b/x',
    ...hunks.flatMap(([from, lines]) => [`@@ -${from},1 +${from},${lines.length} @@ context`, ...lines]),
  ].join('\n') + '\n';
const places = (file: string, text: string) => addedSecrets(file, text).map(({ line, kind }) => [line, kind]);

describe('secrets that a change adds', () => {
  test('are named by their line in the new version', () => {
    expect(
      places(
        'src/a.ts',
        patch([10, [' one', '-old', `+const t = '${TOKEN}';`, ' two']], [40, [' x', ' y', `+again('${TOKEN}')`]]),
      ),
    ).toEqual([
      [11, 'github-token'],
      [42, 'github-token'],
    ]);
  });

  test('over several lines count from the first added one', () => {
    const lines = pem('PRIVATE KEY')
      .text.split('\n')
      .map((line) => `+${line}`);
    expect(places('deploy/key', patch([1, [' # key', ...lines]]))).toEqual([[2, 'private-key']]);
  });

  test('do not include what was there before: as context, removed, moved or indented', () => {
    expect(places('a.ts', patch([1, [` const t = '${TOKEN}';`, '+// added']]))).toEqual([]);
    expect(places('a.ts', patch([1, [`-const t = '${TOKEN}';`]]))).toEqual([]);
    expect(places('a.ts', patch([1, [`-const t = '${TOKEN}';`, `+  const t = '${TOKEN}';`]]))).toEqual([]);
  });

  test.each([
    'test/db.test.ts',
    'src/__tests__/db.ts',
    'docs/setup.md',
    'README.md',
    'examples/app/config.yml',
    'db_test.go',
  ])('in %s are those that are certain, not every password', (file) => {
    expect(places(file, patch([1, [`+password: "${PASSWORD}"`]]))).toEqual([]);
    expect(places(file, patch([1, [`+token: "${TOKEN}"`]]))).toEqual([[1, 'github-token']]);
    expect(places('config/db.yml', patch([1, [`+password: "${PASSWORD}"`]]))).toEqual([[1, 'secret-value']]);
  });

  const MADE_UP = [
    `const t = '${jwt({ sub: 'u1' })}';`,
    `accessToken: '${hex(32)}'`,
    `curl -H "Authorization: Bearer ${chars(40)}" https://api.shop.io`,
    `const url = 'postgres://app:s3cr3tPw9x@sql.internal/x';`,
    `Cookie: session=${chars(40)}`,
  ];
  test.each(MADE_UP)('of a form that tests are full of count elsewhere only: %s', (line) => {
    expect(places('test/session.test.ts', patch([1, [`+${line}`]]))).toEqual([]);
    expect(places('docs/use.md', patch([1, [`+${line}`]]))).toEqual([]);
    expect(places('src/session.ts', patch([1, [`+${line}`]]))).toHaveLength(1);
  });

  test('that open money, machines or accounts count in a test too', () => {
    for (const line of [`new Wallet('0x${hex(64)}')`, `aws('AKIA${chars(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}')`])
      expect(places('test/wallet.test.ts', patch([1, [`+${line}`]]))).toHaveLength(1);
    expect(
      places(
        'test/fixtures/server.key',
        patch([
          1,
          pem('PRIVATE KEY')
            .text.split('\n')
            .map((line) => `+${line}`),
        ]),
      ),
    ).toEqual([[1, 'private-key']]);
  });

  test('are found behind a "no newline" mark and in a file of two patches', () => {
    const two = patch([1, ['+a', '\\ No newline at end of file']]) + patch([1, [`+${TOKEN}`]]);
    expect(places('a', two)).toEqual([[1, 'github-token']]);
  });
});
