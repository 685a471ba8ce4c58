/** When the real Claude Code runs the loop's hooks: by its settings, and with the Node that they are started with. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hookSwitchIn } from '../../scripts/core/loop/switches.js';
import type { ClaudeRun } from '../../scripts/dev/demo/claude-client.js';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { projectPaths } from '../../scripts/io/ground/workspace.js';
import { readHookSettings } from '../../scripts/io/loop/settings-layers.js';
import { type Conversation, talkToClaude } from '../helpers/claude.js';
import { installed, placeSkill } from '../helpers/cli.js';
import { hideMachinesNodes, pathWithoutNode } from '../helpers/launcher.js';
import { makeProject, type TestRepo } from '../helpers/repo.js';

let turns: ClaudeTurn[] = [];
let repo: TestRepo;
let claude: Conversation;

const state = (): NodeJS.ProcessEnv => ({ XDG_STATE_HOME: claude.env['XDG_STATE_HOME'] });
const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] });
const results = (run: ClaudeRun) => run.events.flatMap((event) => (event.kind === 'result' ? [event] : []));
const stops = (run: ClaudeRun): string[] =>
  run.events.flatMap((event) => (event.kind === 'hook' && event.event === 'Stop' ? [event.output] : []));

describe('the settings of every layer', () => {
  const OFF = { disableAllHooks: true };
  const ON = { disableAllHooks: false };

  beforeAll(async () => {
    repo = makeProject();
    claude = await talkToClaude(repo.dir, () => ({ text: 'done' }));
  });
  afterAll(() => claude.close());

  interface Layers {
    project?: object;
    local?: object | string;
    user?: object;
  }

  const write = (file: string, value: object | string | undefined): void => {
    if (value === undefined) rmSync(file, { force: true });
    else writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  };

  test.each<[string, Layers, boolean]>([
    ['nothing', {}, true],
    ["the project's", { project: OFF }, false],
    ['local', { local: OFF }, false],
    ["the user's", { user: OFF }, false],
    ['off for the user, on in local', { user: OFF, local: ON }, true],
    ['off for the project, on in local', { project: OFF, local: ON }, true],
    ['off for the project, on for the user', { project: OFF, user: ON }, false],
    ['local in a file that is not JSON to the client', { local: '{ // off\n"disableAllHooks": true }' }, true],
    ['a text in place of true', { local: { disableAllHooks: 'true' } }, true],
    ["an administrator's keys in the user's file", { user: { allowManagedHooksOnly: true } }, true],
    ["a variable in the user's settings", { user: { env: { CLAUDE_CODE_SAFE_MODE: '1' } } }, false],
    ["a variable in the project's settings", { project: { env: { CLAUDE_CODE_SAFE_MODE: '1' } } }, true],
  ])('decide whether hooks run, as the program reads them: %s', async (_, { project, local, user }, isRun) => {
    const paths = projectPaths(repo.dir);
    const mark = repo.file('fired');
    const hook = { type: 'command', command: 'echo x >> "$CLAUDE_PROJECT_DIR/fired"' };
    rmSync(mark, { force: true });
    repo.write('.claude/settings.json', JSON.stringify({ hooks: { Stop: [{ hooks: [hook] }] }, ...project }));
    write(path.join(paths.claude, 'settings.local.json'), local);
    write(path.join(claude.env['CLAUDE_CONFIG_DIR'] ?? '', 'settings.json'), user);
    await claude.say('hello');
    expect([existsSync(mark), hookSwitchIn(readHookSettings(paths, claude.env)) === null]).toEqual([isRun, isRun]);
  });

  test.each([
    ['--settings with the switch', ['--settings', '{"disableAllHooks":true}'], 'disableAllHooks'],
    ['--safe-mode', ['--safe-mode'], '--safe-mode'],
  ])('a session started with %s runs none, and loop start in it is refused', async (_, flags, key) => {
    const own = makeProject();
    placeSkill(own.dir);
    await installed(own.dir, ['setup', '--yes', '--language', 'en'], state());
    const script = '.claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
    turns = [bash(`node ${script} loop start --json`)];
    const session = await talkToClaude(own.dir, () => turns.shift() ?? { text: 'done' });
    try {
      const [said] = results(await session.say('go', undefined, flags));
      expect(said?.text).toContain('"code": "hooks-disabled"');
      expect(said?.text).toContain(`"key": "${key}"`);
      expect(existsSync(own.file('.claude/settings.json'))).toBe(false);
    } finally {
      await session.close();
    }
  });
});

describe('a client without Node on its PATH', () => {
  let found: string;

  beforeAll(async () => {
    repo = makeProject();
    placeSkill(repo.dir);
    claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
    await installed(repo.dir, ['setup', '--yes', '--language', 'en'], state());
    await installed(repo.dir, ['start', 'Add a thing'], state());
    await installed(repo.dir, ['loop', 'start'], state());
    hideMachinesNodes(repo);
    claude.env['PATH'] = pathWithoutNode();
    found = path.join(claude.env['XDG_STATE_HOME'] ?? '', 'cccc', 'hook-node');
  });
  afterAll(() => claude.close());
  beforeEach(() => {
    turns = [bash('rm -rf src'), bash('ls')];
  });

  test('runs the hooks with the recorded Node: the guard judges, Stop says nothing about Node', async () => {
    expect(readFileSync(found, 'utf8')).toBe(`${process.execPath}\nen\n`);
    const run = await claude.say('go');
    expect(results(run).map(({ failed }) => failed)).toEqual([true, false]);
    expect(results(run)[0]?.text).toContain('cccc guard (deletion)');
    expect(stops(run)).toEqual(['']);
  });

  test('denies every call when there is none, lets the turn end, and says what helps', async () => {
    rmSync(found);
    const run = await claude.say('go');
    expect(results(run).map(({ failed }) => failed)).toEqual([true, true]);
    expect(results(run)[1]?.text).toContain('cccc.mjs loop start');
    expect([run.ok, run.text]).toEqual([true, 'done']);
    expect(run.events.some((event) => event.kind === 'notice' && event.text.includes('cccc.mjs loop start'))).toBe(
      true,
    );
  });
});
