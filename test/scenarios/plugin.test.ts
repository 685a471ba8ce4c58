/** The built plugin without its client: how it spells commands, what switches its hooks on, what it writes. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { installed, placeSkill, runNode } from '../helpers/cli.js';
import { pathWithoutNode } from '../helpers/launcher.js';
import { PluginRepository } from '../helpers/plugin.js';
import { freshFolder, makeProject, TestRepo } from '../helpers/repo.js';

const ID = 'cc-codex-collaborate@cc-codex-collaborate';

let released: PluginRepository;
let root: string;
let repo: TestRepo;
/** The project after setup; each test gets a copy. */
const setUp = makeProject();
const home = freshFolder();

beforeAll(async () => {
  released = await PluginRepository.make();
  root = released.clone();
  repo = setUp;
  expect((await cccc(['setup', '--yes', '--language', 'en', '--no-checks'])).code).toBe(0);
});
afterAll(() => released.close());
beforeEach(() => {
  repo = new TestRepo(path.join(freshFolder(), 'work'));
  cpSync(setUp.dir, repo.dir, { recursive: true });
});

/** What the client adds for commands of its session. */
const session = (): NodeJS.ProcessEnv => ({
  CLAUDE_CODE_SESSION_ID: 'one',
  PATH: `${process.env['PATH']}:${path.join(root, 'bin')}`,
});

async function cccc(words: string[], env: NodeJS.ProcessEnv = session()) {
  const args = [path.join(root, 'scripts', 'cccc.mjs'), ...words, '--json'];
  const ran = await runNode(args, { cwd: repo.dir, env: { XDG_STATE_HOME: home, ...env }, input: '' });
  const { findings, next, data } = JSON.parse(ran.stdout);
  const codes: string[] = findings.map(({ code }: { code: string }) => code);
  const commands: (string | null)[] = findings.map(({ command }: { command: string | null }) => command);
  return { code: ran.code, codes, commands, next, data };
}

const marker = (): string => repo.file('.git/cccc-loop');
const SETTINGS = '.claude/settings.json';

/** Runs a hook of the plugin as the client does. */
function hook(event: string, input: object, env: NodeJS.ProcessEnv = {}) {
  const { hooks } = JSON.parse(readFileSync(path.join(root, 'hooks', 'hooks.json'), 'utf8'));
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', hooks[event][0].hooks[0].command], {
    cwd: repo.dir,
    env: { ...process.env, XDG_STATE_HOME: home, CLAUDE_PLUGIN_ROOT: root, CLAUDE_PROJECT_DIR: repo.dir, ...env },
    input: JSON.stringify({ hook_event_name: event, session_id: 'one', ...input }),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const guard = (command: string, env: NodeJS.ProcessEnv = {}) => {
  const cwd = env['CLAUDE_PROJECT_DIR'] ?? repo.dir;
  return hook('PreToolUse', { tool_name: 'Bash', tool_input: { command }, cwd }, env);
};

describe('a command', () => {
  test('is named as Claude can run it, unless another cccc comes first', async () => {
    expect((await cccc(['status'])).next).toBe('cccc start "<task>"');
    const other = freshFolder();
    writeFileSync(path.join(other, 'cccc'), '#!/bin/sh\n', { mode: 0o755 });
    const script = `node "${path.join(root, 'scripts', 'cccc.mjs')}"`;
    const shadowed = await cccc(['status'], { ...session(), PATH: `${other}:${session()['PATH']}` });
    expect(shadowed.next).toBe(`${script} start "<task>"`);
  });

  test('is named in a terminal, and for the user, by the place of the program', async () => {
    const script = `node "${path.join(root, 'scripts', 'cccc.mjs')}"`;
    expect((await cccc(['status'], {})).next).toBe(`${script} start "<task>"`);
    expect((await cccc(['start', 'A task'])).code).toBe(0);
    const refused = await cccc(['abandon', 'enough']);
    expect([refused.codes, refused.commands]).toEqual([['human-only'], [`${script} abandon "enough"`]]);
  });

  test('is named in the next step, whose files lie in the plugin', async () => {
    await cccc(['start', 'A task']);
    const { next_step: step } = JSON.parse(readFileSync(repo.file('docs/cccc/state.json'), 'utf8'));
    expect(JSON.stringify(step)).toContain('Run: cccc report discovery');
    expect(JSON.stringify(step)).toContain(`Read: ${root}/references/planning.md`);
  });

  test('starts with the recorded Node where PATH has none', () => {
    const env = { PATH: pathWithoutNode(), HOME: process.env['HOME'], XDG_STATE_HOME: home };
    const { status, stdout } = spawnSync(path.join(root, 'bin', 'cccc'), ['help'], { env, encoding: 'utf8' });
    expect([status, stdout.includes('cccc')]).toEqual([0, true]);
  });
});

describe('its hooks', () => {
  test('end without a Node while the loop is off, wherever they run', () => {
    const env = { PATH: pathWithoutNode(), HOME: freshFolder(), XDG_STATE_HOME: freshFolder() };
    const nothing = { status: 0, stdout: '', stderr: '' };
    expect(guard('rm -rf src', env)).toEqual(nothing);
    expect(hook('Stop', {}, env)).toEqual(nothing);
    expect(hook('StopFailure', {}, env)).toEqual(nothing);
    expect(guard('rm -rf src', { ...env, CLAUDE_PROJECT_DIR: freshFolder() })).toEqual(nothing);
    expect(existsSync(repo.file('.git/cccc-stop-failures.jsonl'))).toBe(false);
  });

  test('judge while it is on, also in a folder of the work tree, and in a linked one with its own loop', async () => {
    expect(await cccc(['loop', 'start'])).toMatchObject({ code: 0 });
    expect(guard('rm -rf src').stdout).toContain('"permissionDecision":"ask"');
    expect(guard('ls')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(guard('rm -rf src', { CLAUDE_PROJECT_DIR: repo.file('src') }).stdout).toContain('"ask"');
    const linked = path.join(freshFolder(), 'a linked tree');
    repo.git('worktree', 'add', '--quiet', '-b', 'other', linked);
    expect(guard('rm -rf src', { CLAUDE_PROJECT_DIR: linked }).stdout).toBe('');
    writeFileSync(path.join(repo.git('-C', linked, 'rev-parse', '--absolute-git-dir'), 'cccc-loop'), '');
    expect(guard('rm -rf src', { CLAUDE_PROJECT_DIR: linked }).stdout).toContain('"ask"');
  });

  test('note a failed turn while it is on', async () => {
    await cccc(['loop', 'start']);
    expect(hook('StopFailure', { error: 'overloaded' }).status).toBe(0);
    expect(readFileSync(repo.file('.git/cccc-stop-failures.jsonl'), 'utf8')).toContain('overloaded');
  });

  test('leave everything to the hooks that a copied folder has registered', async () => {
    await cccc(['loop', 'start']);
    placeSkill(repo.dir);
    await installed(repo.dir, ['loop', 'start'], { XDG_STATE_HOME: home, ...session() });
    writeFileSync(marker(), '');
    expect(guard('rm -rf src').stdout).toBe('');
    expect(hook('StopFailure', {}).status).toBe(0);
    expect(existsSync(repo.file('.git/cccc-stop-failures.jsonl'))).toBe(false);
  });

  test.each([
    ['removes a file of the plugin', () => `rm "${root}/hooks/cccc-guard.cjs"`],
    ['removes the folder above it', () => `rm -rf "${path.dirname(root)}"`],
    ['switches the loop off by its file', () => 'rm .git/cccc-loop'],
  ])('deny what %s', async (_, command) => {
    await cccc(['loop', 'start']);
    expect(guard(command()).stdout).toContain('"permissionDecision":"deny"');
  });
});

describe('the project', () => {
  test('gets rules and the marker of the loop, and loses both again, byte for byte', async () => {
    const before = `{\n  "enabledPlugins": { "${ID}": true }\n}\n`;
    repo.write(SETTINGS, before);
    await cccc(['loop', 'start']);
    expect(existsSync(marker())).toBe(true);
    const { permissions, hooks } = JSON.parse(readFileSync(repo.file(SETTINGS), 'utf8'));
    expect([permissions.deny.length > 0, hooks]).toEqual([true, undefined]);
    expect((await cccc(['loop', 'status'])).codes).toEqual(['loop-is-on', 'loop-needs_task']);
    await cccc(['loop', 'stop']);
    expect(existsSync(marker())).toBe(false);
    expect(readFileSync(repo.file(SETTINGS), 'utf8')).toBe(before);
  });

  test('is told where its settings say that the loop is on, but the plugin was never told', async () => {
    await cccc(['loop', 'start']);
    rmSync(marker());
    const { codes, data } = await cccc(['loop', 'status']);
    expect(codes).toContain('loop-incomplete');
    expect(data.registration.events).toEqual(['Stop', 'PreToolUse']);
  });

  test('gets permission rules that name no folder of this machine', async () => {
    const { code, data } = await cccc(['permissions', 'add', '--project', '--dry-run'], {});
    expect(code).toBe(0);
    const rules = JSON.stringify(data);
    expect(rules).toContain('Bash(cccc next *)');
    expect(rules).toContain('Skill(cc-codex-collaborate:cc-codex-collaborate)');
    expect(rules).not.toContain(root);
  });

  test.each([
    ['en', /^\d+ new files in docs\/cccc$/m],
    ['zh-CN', /^在 docs\/cccc 中新建 \d+ 个文件$/m],
  ])('is told by setup that it gets documents and no commands (%s)', async (language, line) => {
    const script = path.join(root, 'scripts', 'cccc.mjs');
    const words = ['setup', '--yes', '--dry-run', '--no-checks', '--language', language];
    const env = { XDG_STATE_HOME: home, ...session() };
    const { stdout } = await runNode([script, ...words], { cwd: makeProject().dir, env, input: '' });
    expect(stdout).toMatch(line);
  });

  test('is told about a copied folder beside the plugin, by both programs, in doctor and in setup', async () => {
    placeSkill(repo.dir);
    repo.write(SETTINGS, JSON.stringify({ enabledPlugins: { [ID]: true } }));
    const help = `claude plugin uninstall ${ID} --scope project`;
    expect((await cccc(['doctor'])).commands).toContain(help);
    expect((await cccc(['setup', 'keep', '--dry-run'])).commands).toContain(help);
    const byFolder = await installed(repo.dir, ['doctor'], { XDG_STATE_HOME: home });
    expect(byFolder.said).toContain('installed-twice');
    repo.write(SETTINGS, JSON.stringify({ enabledPlugins: { [ID]: false } }));
    expect((await installed(repo.dir, ['doctor'], { XDG_STATE_HOME: home })).said).not.toContain('installed-twice');
  });

  test('loses the slash commands that a copied folder wrote, once the plugin updates it', async () => {
    repo = makeProject();
    placeSkill(repo.dir);
    await installed(repo.dir, ['setup', '--yes', '--language', 'en', '--no-checks'], { XDG_STATE_HOME: home });
    writeFileSync(repo.file('.claude/commands/codex-cto.md'), 'mine\n');
    expect((await cccc(['force-update'])).code).toBe(0);
    expect([
      existsSync(repo.file('.claude/commands/cccc.md')),
      existsSync(repo.file('.claude/commands/codex-cto.md')),
    ]).toEqual([false, true]);
  });
});

test('install is refused, because the client installs a plugin', async () => {
  const refused = await cccc(['install']);
  expect([refused.code, refused.codes]).toEqual([1, ['runs-as-plugin']]);
  expect(refused.commands).toEqual([`claude plugin install ${ID} --scope project`]);
});

test('dev-smoke finds the clone whole, and names a file that was changed', async () => {
  expect((await cccc(['dev-smoke'])).codes).toEqual(['smoke-passed']);
  const file = path.join(root, 'bin', 'cccc.cmd');
  const before = readFileSync(file);
  writeFileSync(file, 'other');
  const { codes, commands } = await cccc(['dev-smoke']);
  expect(codes).toEqual(['skill-files-differ']);
  expect(commands).toEqual([
    `claude plugin uninstall ${ID} --scope project && claude plugin install ${ID} --scope project`,
  ]);
  writeFileSync(file, before);
});
