/** The project on which the demo works: a very small library with tests, history and a bug. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = {
  name: 'little-durations',
  version: '1.0.0',
  type: 'module',
  license: 'MIT',
  exports: './src/index.js',
  scripts: { test: 'node --test' },
};

const FILES: Record<string, string> = {
  'package.json': `${JSON.stringify(PACKAGE, null, 2)}\n`,
  'README.md': '# little-durations\n\nMilliseconds in a day, an hour, a minute and a second: `UNITS`.\n',
  '.gitignore': 'node_modules/\n',
  'src/units.js': `/** Milliseconds in each unit, largest first. */
export const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
`,
  'src/index.js': `export { UNITS } from './units.js';
`,
  'test/units.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNITS } from '../src/index.js';

test('an hour has sixty minutes', () => {
  assert.equal(UNITS.h, 60 * UNITS.m);
});
`,
};

/**
 * Writes the library into `folder` and commits it. The commit's author is set in the repository, because a private home
 * has no such setting.
 *
 * @param env the user's environment
 * @throws when git fails
 */
export async function makeProject(folder: string, env: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const git = async (...args: string[]): Promise<void> => {
    await promisify(execFile)('git', args, { cwd: folder, env, windowsHide: true });
  };
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Demo');
  await git('config', 'user.email', 'demo@example.invalid');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A very small library');
}
