/** What went wrong with the plugin once. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PluginRepository } from './helpers/plugin.js';
import { freshFolder, makeProject, type TestRepo } from './helpers/repo.js';

let released: PluginRepository;
let repo: TestRepo;
beforeAll(async () => {
  released = await PluginRepository.make();
});
afterAll(() => released.close());
beforeEach(() => {
  repo = makeProject();
  repo.write('docs/cccc/config.json', '{}').write('.git/cccc-loop', '');
});

/** What the plugin's guard answers, as the client starts it. */
function guard(tool: string, input: object, project = repo.dir): string {
  const hooks = path.join(released.folder, 'hooks');
  const line = `hooks="${hooks}"; set -- cccc-guard.cjs PreToolUse; . "$hooks/cccc-plugin.sh"`;
  const { stdout } = spawnSync('/bin/sh', ['-c', line], {
    cwd: repo.dir,
    env: { ...process.env, XDG_STATE_HOME: freshFolder(), CLAUDE_PROJECT_DIR: project },
    input: JSON.stringify({ hook_event_name: 'PreToolUse', cwd: repo.dir, tool_name: tool, tool_input: input }),
    encoding: 'utf8',
  });
  return /"permissionDecision":"(\w+)"/.exec(stdout)?.[1] ?? stdout;
}

describe('#194: Claude could switch the plugin off, and the guard with it, by an edit of its settings', () => {
  const ON = '{"enabledPlugins":{"cc-codex-collaborate@market":true}}';
  const OFF = '{"enabledPlugins":{"cc-codex-collaborate@market":false}}';

  test.each([
    ['the line goes', ON, '{}', 'deny'],
    ['the line says no', ON, OFF, 'deny'],
    ['other settings say no', '{}', OFF, 'deny'],
    ['another plugin goes', '{"enabledPlugins":{"other@market":true}}', '{}', ''],
    ['the line comes', '{}', ON, ''],
  ])('%s', (_, before, after, answer) => {
    repo.write('.claude/settings.local.json', before);
    expect(guard('Write', { file_path: repo.file('.claude/settings.local.json'), content: after })).toBe(answer);
  });
});

describe('#195: a plugin in a folder of the user was no evidence, and Claude could change what guards it', () => {
  test.each([
    ['Write', () => ({ file_path: path.join(released.folder, 'hooks', 'cccc-plugin.sh'), content: 'exit 0' })],
    ['Bash', () => ({ command: `echo exit 0 > "${released.folder}/hooks/cccc-plugin.sh"` })],
  ])('%s', (tool, input) => expect(guard(tool, input())).toBe('deny'));
});

test('#196: a placeholder of a sandbox, a folder .git without a HEAD, ended the search for the loop', () => {
  const inside = repo.file('src/deep');
  mkdirSync(path.join(inside, '.git'), { recursive: true });
  expect(guard('Bash', { command: 'rm -rf /' }, inside)).toBe('deny');
});
