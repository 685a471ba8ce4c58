import { describe, expect, test } from 'vitest';
import { addedSecrets } from '../../scripts/core/secrets/added.js';
import { chars, pem } from '../helpers/secrets/make.js';

const TOKEN = 'gh' + 'p_' + chars(36);
const PASSWORD = `Wq7!${chars(8)}4`;
const patch = (...hunks: [from: number, lines: string[]][]): string =>
  ['diff --git a/x b/x', '--- a/x', '+++ b/x', ...hunks.flatMap(([from, lines]) => [`@@ -${from},1 +${from},${lines.length} @@ context`, ...lines])].join('\n') + '\n';
const places = (file: string, text: string) => addedSecrets(file, text).map(({ line, kind }) => [line, kind]);

describe('secrets that a change adds', () => {
  test('are named by their line in the new version', () => {
    expect(places('src/a.ts', patch([10, [' one', '-old', `+const t = '${TOKEN}';`, ' two']], [40, [' x', ' y', `+again('${TOKEN}')`]]))).toEqual([[11, 'github-token'], [42, 'github-token']]);
  });

  test('over several lines count from the first added one', () => {
    const lines = pem('PRIVATE KEY').text.split('\n').map((line) => `+${line}`);
    expect(places('deploy/key', patch([1, [' # key', ...lines]]))).toEqual([[2, 'private-key']]);
  });

  test('are not what stood there before: as context, removed, moved or indented', () => {
    expect(places('a.ts', patch([1, [` const t = '${TOKEN}';`, '+// added']]))).toEqual([]);
    expect(places('a.ts', patch([1, [`-const t = '${TOKEN}';`]]))).toEqual([]);
    expect(places('a.ts', patch([1, [`-const t = '${TOKEN}';`, `+  const t = '${TOKEN}';`]]))).toEqual([]);
  });

  test.each(['test/db.test.ts', 'src/__tests__/db.ts', 'docs/setup.md', 'README.md', 'examples/app/config.yml', 'db_test.go'])('in %s are those that are certain, not every password', (file) => {
    expect(places(file, patch([1, [`+password: "${PASSWORD}"`]]))).toEqual([]);
    expect(places(file, patch([1, [`+token: "${TOKEN}"`]]))).toEqual([[1, 'github-token']]);
    expect(places('config/db.yml', patch([1, [`+password: "${PASSWORD}"`]]))).toEqual([[1, 'secret-value']]);
  });

  test('are found behind a "no newline" mark and in a file of two patches', () => {
    const two = patch([1, ['+a', '\\ No newline at end of file']]) + patch([1, [`+${TOKEN}`]]);
    expect(places('a', two)).toEqual([[1, 'github-token']]);
  });
});
