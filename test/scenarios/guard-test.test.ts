/** `cccc guard test FILE`: a user's own list of commands, with what the guard is to say about them. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cccc } from '../helpers/cli.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

const LIST = `# what our scripts run
silent: npm test
ask: rm -rf src
deny: git push --force origin main

ask: cat <<END | bash
  rm -rf src
  END
`;

const withList = (text: string): TestRepo => makeProject().write('guard.txt', text);

test('a list that is met ends with 0, runs nothing and writes nothing', async () => {
  const project = withList(LIST);
  const before = readdirSync(project.dir, { recursive: true }).length;
  const { code, said, envelope } = await cccc(project.dir, ['guard', 'test', 'guard.txt']);
  expect({ code, said, data: envelope?.data }).toEqual({
    code: 0,
    said: ['guard-list-agrees'],
    data: { file: 'guard.txt', count: 4, mismatches: [] },
  });
  expect(readdirSync(project.dir, { recursive: true }).length).toBe(before);
});

test('each mismatch is named with its line, what was found and why, and ends with 1', async () => {
  const project = withList(`${LIST}silent: rm -rf src\nask: npm test\n`);
  const { code, stdout } = await cccc(project.dir, ['guard', 'test', 'guard.txt']);
  expect(code).toBe(1);
  const { data, findings } = JSON.parse(stdout);
  expect(data).toMatchObject({
    count: 6,
    mismatches: [
      { line: 9, expected: 'silent', found: 'ask', command: 'rm -rf src' },
      { line: 10, expected: 'ask', found: 'silent', command: 'npm test', reason: null },
    ],
  });
  expect(findings[0].message).toMatch(/^Line 9, `rm -rf src`: expected silent, found ask\. .*a folder that no build/);
  expect(findings[0].command).toMatch(/guard explain /);
});

test('the settings of the project count', async () => {
  const project = withList('silent: rm -rf src\ndeny: npm publish\n').write(
    'docs/cccc/config.json',
    JSON.stringify({ safety: { guard: { publish: 'deny' }, disposable_paths: ['src'] } }),
  );
  expect((await cccc(project.dir, ['guard', 'test', 'guard.txt'])).code).toBe(0);
});

test.each([
  ['a line without an expectation', 'ask: rm -rf src\nrm -rf src\n', /line 2: `rm -rf src` does not begin with/],
  ['an unknown expectation', 'allow: rm -rf src\n', /line 1/],
  ['a list without a command', '# nothing yet\n', /holds no command/],
])('%s is wrong usage, and nothing is tested', async (_, text, message) => {
  const { code, stdout, stderr } = await cccc(withList(text).dir, ['guard', 'test', 'guard.txt']);
  expect(code).toBe(2);
  expect(stdout + stderr).toMatch(message);
});

test.each(['nowhere.txt', 'src'])('a file that cannot be read is wrong usage: %s', async (file) => {
  const { code, stdout, stderr } = await cccc(withList(LIST).dir, ['guard', 'test', file]);
  expect(code).toBe(2);
  expect(stdout + stderr).toMatch(/cannot be read/);
});

test('a secret in a list is not shown', async () => {
  const secret = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');
  const { stdout, stderr } = await cccc(
    withList(`silent: git push --force https://x:${secret}@github.com/a/b\n${secret}\n`).dir,
    ['guard', 'test', 'guard.txt'],
  );
  expect(stdout + stderr).not.toContain(secret);
});
