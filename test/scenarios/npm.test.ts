/** `npx cc-codex-collaborate setup` in a project that has nothing of it, from a registry on this machine. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNode } from '../helpers/cli.js';
import { FakeCodex } from '../helpers/fake-codex.js';
import { type Registry, startRegistry } from '../helpers/package.js';
import { freshFolder, makeProject, type TestRepo } from '../helpers/repo.js';

const { version: VERSION, scripts: SCRIPTS } = JSON.parse(readFileSync('package.json', 'utf8'));

let registry: Registry;
let repo: TestRepo;
const home = freshFolder();
const codex = new FakeCodex(freshFolder());

beforeAll(async () => {
  registry = await startRegistry();
  repo = makeProject();
});
afterAll(() => registry.close());

/** Runs `npx` as a user types it. */
const npx = (...words: string[]) =>
  runNode(['--yes', 'cc-codex-collaborate', ...words], {
    cwd: repo.dir,
    env: {
      npm_config_registry: registry.url,
      npm_config_cache: path.join(home, 'cache'),
      npm_config_update_notifier: 'false',
      XDG_STATE_HOME: home,
      PATH: `${codex.dir}:${process.env['PATH']}`,
    },
    input: '',
    program: 'npx',
  });

const exists = (name: string): boolean => existsSync(repo.file(name));

test('the package holds the built folder, what npm always adds, and nothing that runs when it is installed', () => {
  const others = registry.files.filter((file) => !file.startsWith('dist/cc-codex-collaborate/'));
  expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
  expect(Object.keys(SCRIPTS).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
});

test('before it is set up, commands are named as npx runs them', async () => {
  const { code, stdout, stderr } = await npx('next');
  expect(code).toBe(3);
  expect(stdout + stderr).toContain('→ npx cc-codex-collaborate setup');
});

test('a dry run names the folder in one line and every other file, and writes nothing', async () => {
  const { code, stdout } = await npx('setup', '--yes', '--language', 'en', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain(`cc-codex-collaborate ${VERSION} in .claude/skills/cc-codex-collaborate`);
  expect(stdout).toContain('docs/cccc/config.json');
  expect(stdout.split('\n').length).toBeLessThan(60);
  expect([exists('.claude'), exists('docs')]).toEqual([false, false]);
});

test('one command installs and sets up, and names the installed program from then on', async () => {
  const { code, stdout, stderr } = await npx('setup', '--yes', '--language', 'en');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toContain('is in .claude/skills/cc-codex-collaborate');
  expect(stdout).not.toContain('npx');
  expect(exists('docs/cccc/config.json')).toBe(true);
  const command = readFileSync(repo.file('.claude/commands/cccc.md'), 'utf8');
  expect(command).toContain('run `node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs next`');
  const script = '.claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
  const smoke = await runNode([script, 'dev-smoke'], { cwd: repo.dir, env: { XDG_STATE_HOME: home }, input: '' });
  expect(smoke).toMatchObject({ code: 0 });
});

test('a second time it changes nothing', async () => {
  const { code, stdout } = await npx('setup', 'keep', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).data.changes).toEqual([]);
});

test('the installed copy removes all of it again', async () => {
  const script = '.claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
  const run = await runNode([script, 'uninstall', '--dry-run', '--json'], {
    cwd: repo.dir,
    env: { XDG_STATE_HOME: home },
    input: '',
  });
  const removed: { path: string }[] = JSON.parse(run.stdout).data.changes;
  expect(removed.map(({ path: file }) => file)).toEqual(
    expect.arrayContaining([script, '.claude/commands/cccc.md', 'docs/cccc/config.json']),
  );
});
