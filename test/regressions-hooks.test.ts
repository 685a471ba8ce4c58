/** One numbered test for every way in which hooks were registered and did not run, through the built program. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEEDED_NODE } from '../scripts/core/install/tried.js';
import { jsonOf } from '../scripts/core/json.js';
import { skillFolder } from './helpers/dist.js';
import { hideMachinesNodes, pathWithoutNode, startHook } from './helpers/launcher.js';
import { freshFolder } from './helpers/repo.js';
import { TaskProject } from './helpers/task.js';

const codes = (ran: ReturnType<TaskProject['run']>): string[] => ran.json.findings.map(({ code }) => code);
const OFF = '{ "disableAllHooks": true }\n';
const DELETION = { tool_name: 'Bash', tool_input: { command: 'rm -rf src' } };

/** A project whose user's settings lie in a folder of their own. */
function withClientFolder(): { task: TaskProject; client: string } {
  const task = new TaskProject();
  const client = freshFolder();
  Object.assign(task.env, { CLAUDE_CONFIG_DIR: client });
  return { task, client };
}

describe('#80 the loop was switched on where Claude Code runs no hook', () => {
  it.each(['.claude/settings.json', '.claude/settings.local.json'])(
    'with disableAllHooks in %s, loop start is refused, names file and key, and changes nothing',
    (file) => {
      const task = new TaskProject();
      task.repo.write(file, OFF);
      const refused = task.run('loop', 'start');
      expect([refused.code, codes(refused)]).toEqual([1, ['hooks-disabled']]);
      expect(refused.json.findings[0]?.args).toMatchObject({ file, key: 'disableAllHooks' });
      expect(readFileSync(task.repo.file(file), 'utf8')).toBe(OFF);
      expect(existsSync(task.repo.file('.claude/hooks'))).toBe(false);
    },
  );

  it('with a value for which Claude Code ignores the whole settings.json, it is refused too', () => {
    const task = new TaskProject();
    task.repo.write('.claude/settings.json', '{ "model": 5 }\n');
    const refused = task.run('loop', 'start');
    expect([refused.code, codes(refused), refused.json.findings[0]?.args['path']]).toEqual([
      1,
      ['settings-shape'],
      'model',
    ]);
  });

  it("with disableAllHooks in the user's settings it is refused, and false in a stronger file lets it start", () => {
    const { task, client } = withClientFolder();
    writeFileSync(path.join(client, 'settings.json'), OFF);
    const refused = task.run('loop', 'start');
    expect([refused.code, refused.json.findings[0]?.args]).toEqual([
      1,
      { file: path.join(client, 'settings.json'), key: 'disableAllHooks', by: 'user' },
    ]);
    task.repo.write('.claude/settings.local.json', '{ "disableAllHooks": false }\n');
    expect(task.run('loop', 'start').code).toBe(0);
  });

  it('what is switched off later is named by loop status and by doctor, with the file', () => {
    const { task, client } = withClientFolder();
    task.ok('loop', 'start');
    const file = path.join(client, 'settings.json');
    writeFileSync(file, OFF);
    for (const ran of [task.run('loop', 'status'), task.run('doctor')]) {
      const named = ran.json.findings.find(({ code }) => code === 'hooks-disabled');
      expect([named?.args['file'], named?.message.includes(file)]).toEqual([file, true]);
    }
  });
});

describe('#81 the hooks did not start where Claude Code has no Node on its PATH', () => {
  it('with a recorded Node the guard asks, and the Stop hook continues', async () => {
    const task = new TaskProject();
    task.ok('start', 'Add a thing');
    Object.assign(task.env, { CLAUDE_CODE_SESSION_ID: 's1' });
    task.ok('loop', 'start');
    const env = { PATH: pathWithoutNode(), XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
    const record = path.join(task.stateDir, 'hook-node');
    expect(readFileSync(record, 'utf8')).toBe(`${process.execPath}\nen\n`);
    expect(statSync(record).mode & 0o777).toBe(0o600);
    hideMachinesNodes(task.repo);
    const guarded = await startHook(task.repo, 'guard', 'PreToolUse', DELETION, env);
    expect(jsonOf(guarded.stdout)).toMatchObject({ hookSpecificOutput: { permissionDecision: 'ask' } });
    const stopped = await startHook(task.repo, 'stop', 'Stop', { stop_hook_active: false }, env);
    expect(jsonOf(stopped.stdout)).toMatchObject({ decision: 'block' });
  });

  it.each([
    ['en', 'which records that Node for the hooks'],
    ['zh-CN', '它会为钩子记录该 Node'],
  ])('with none anywhere the guard denies and Stop lets go, and both say what helps (%s)', async (language, words) => {
    const task = new TaskProject({ language });
    task.ok('loop', 'start');
    hideMachinesNodes(task.repo);
    writeFileSync(path.join(task.stateDir, 'hook-node'), `/gone/bin/node\n${language}\n`);
    const env = { PATH: pathWithoutNode(), XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
    for (const event of ['PreToolUse', 'PreSkillShellCommand']) {
      const { code, stdout } = await startHook(task.repo, 'guard', event, { ...DELETION, tool_name: 'Bash' }, env);
      const answer = { hookEventName: event, permissionDecision: 'deny' };
      expect([code, jsonOf(stdout)]).toMatchObject([0, { hookSpecificOutput: answer }]);
      expect(stdoutText(stdout)).toContain(words);
      expect(stdoutText(stdout)).toContain('cccc.mjs loop stop');
    }
    for (const [name, event] of [
      ['stop', 'Stop'],
      ['guard', 'UserPromptExpansion'],
    ] as const) {
      const { code, stdout } = await startHook(task.repo, name, event, {}, env);
      expect([code, jsonOf(stdout)]).toEqual([0, { systemMessage: expect.stringContaining(words) }]);
    }
  });

  it.each([
    ['a version manager keeps several: the newest', ['.nvm/versions/node/v22.9.0', '.nvm/versions/node/v22.10.0'], 1],
    ['another keeps only an old one', ['.fnm/node-versions/v18.20.4/installation', '.nvm/versions/node/v20.19.0'], 1],
    ['fnm', ['.local/share/fnm/node-versions/v22.1.0/installation'], 0],
    ['volta beside asdf', ['.volta/tools/image/node/20.19.1', '.asdf/installs/nodejs/22.3.0'], 1],
    [
      'mise, whose names may be words',
      ['.local/share/mise/installs/node/lts', '.local/share/mise/installs/node/22.0.0'],
      1,
    ],
  ])('without a record: %s', async (_, folders, chosen) => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    hideMachinesNodes(task.repo);
    rmSync(path.join(task.stateDir, 'hook-node'));
    const home = freshFolder();
    for (const folder of folders) fakeNode(path.join(home, folder, 'bin'), folder);
    const env = { PATH: pathWithoutNode(), HOME: home, XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
    const { stdout } = await startHook(task.repo, 'guard', 'PreToolUse', DELETION, env);
    expect(stdout).toBe(`${folders[chosen]} .claude/hooks/cccc-guard.cjs`);
  });

  it('a recorded file that cannot be started, or is none, is passed over', async () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    hideMachinesNodes(task.repo);
    const path_ = pathWithoutNode();
    symlinkSync(process.execPath, path.join(path_, 'node'));
    const broken = path.join(freshFolder(), 'node');
    writeFileSync(broken, Buffer.concat([readFileSync(process.execPath).subarray(0, 64)]));
    chmodSync(broken, 0o755);
    const plain = path.join(freshFolder(), 'node');
    writeFileSync(plain, 'x');
    for (const recorded of [broken, plain, freshFolder(), './node']) {
      writeFileSync(path.join(task.stateDir, 'hook-node'), `${recorded}\nen\n`);
      const env = { PATH: path_, XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
      const { stdout } = await startHook(task.repo, 'guard', 'PreToolUse', DELETION, env);
      expect(jsonOf(stdout), recorded).toMatchObject({ hookSpecificOutput: { permissionDecision: 'ask' } });
    }
  });

  it("a package's own Node on PATH runs nothing: a project could bring it along", async () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    hideMachinesNodes(task.repo);
    rmSync(path.join(task.stateDir, 'hook-node'));
    const bin = task.repo.file('node_modules/.bin');
    fakeNode(bin, 'the package');
    const env = { PATH: `${bin}:${pathWithoutNode()}`, XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
    const { stdout } = await startHook(task.repo, 'guard', 'PreToolUse', DELETION, env);
    expect(jsonOf(stdout)).toMatchObject({ hookSpecificOutput: { permissionDecision: 'deny' } });
  });

  it('without the launcher, Stop does not end with 2, by which it would block', async () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    rmSync(task.repo.file('.claude/hooks/cccc-hook.sh'));
    expect((await startHook(task.repo, 'stop', 'Stop', {}, {})).code).toBe(1);
  });

  it('no file of the project holds a path of the machine', () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    const shared = ['.claude/settings.json', '.claude/hooks/cccc-hook.sh', '.claude/hooks/cccc-hook.cmd'];
    for (const file of shared) {
      const text = readFileSync(task.repo.file(file), 'utf8');
      expect(text.includes(process.execPath) && process.execPath !== '/usr/bin/node', file).toBe(false);
      expect(text, file).not.toContain(task.repo.dir);
    }
  });

  it('doctor names the Node of the hooks, and one that only the PATH of its shell knows is a warning', () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    const hooks = (): string => String(Object(task.ok('doctor').json.data)['checks']?.find(isHooks)?.facts);
    expect(hooks()).toContain(`with Node ${process.execPath}`);
    rmSync(path.join(task.stateDir, 'hook-node'));
    expect(codes(task.ok('doctor'))).toEqual(['hook-node-unrecorded']);
  });
});

describe('#82 an entry of an earlier version', () => {
  it('is rewritten by loop start, and loop stop leaves what was there before', () => {
    const task = new TaskProject();
    const theirs = '{\n  "model": "opus"\n}\n';
    task.repo.write('.claude/settings.json', theirs);
    task.ok('loop', 'start');
    const file = task.repo.file('.claude/settings.json');
    const earlier = earlierRegistration(readFileSync(file, 'utf8'));
    writeFileSync(file, earlier);
    expect(codes(task.run('loop', 'status'))).toContain('loop-incomplete');
    task.ok('loop', 'start');
    const now = readFileSync(file, 'utf8');
    expect([now.includes('"command": "node"'), now.match(/cccc-guard\.cjs/g)?.length]).toEqual([false, 3]);
    expect(earlier).toContain('"command": "node"');
    writeFileSync(file, earlier);
    task.ok('loop', 'stop');
    expect(readFileSync(file, 'utf8')).toBe(theirs);
    expect(existsSync(task.repo.file('.claude/hooks'))).toBe(false);
  });
});

describe('#83 an old Node met syntax that it cannot read', () => {
  /** Runs a file of the skill in a Node that calls itself 18, whatever it is. */
  function inOldNode(file: string, args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}) {
    const preload = path.join(freshFolder(), 'old.cjs');
    const versions = '{ ...process.versions, node: "18.20.4" }';
    writeFileSync(preload, `Object.defineProperty(process, "versions", { value: ${versions} });\n`);
    const words = ['--require', preload, path.join(skillFolder(), file), ...args];
    const { PATH, HOME } = process.env;
    return spawnSync(process.execPath, words, { input, encoding: 'utf8', env: { PATH, HOME, ...env } });
  }
  const SCRIPTS = ['cccc', 'setup', 'resume', 'doctor', 'gates', 'review-supervisor', 'delegate-supervisor'];

  it.each(SCRIPTS)('%s.mjs says so in one sentence, and does nothing else', (name) => {
    const { status, stdout, stderr } = inOldNode(`scripts/${name}.mjs`, ['status']);
    expect([status, stdout, stderr]).toEqual([3, '', `Node 18.20.4 is too old; install ${NEEDED_NODE} or later.\n`]);
    const chinese = inOldNode(`scripts/${name}.mjs`, ['status', '--language', 'zh-CN']);
    expect(chinese.stderr).toBe(`Node 18.20.4 版本过旧；请安装 ${NEEDED_NODE} 或更高版本。\n`);
    expect(inOldNode(`scripts/${name}.mjs`, [], '', { LANG: 'zh_CN.UTF-8' }).stderr).toBe(chinese.stderr);
  });

  it('with --json it is the envelope', () => {
    const { status, stdout } = inOldNode('scripts/cccc.mjs', ['status', '--json']);
    expect([status, jsonOf(stdout)]).toMatchObject([3, { ok: false, code: 3, findings: [{ code: 'node-too-old' }] }]);
  });

  it('the guard denies, and the others let go', () => {
    const say = (file: string, event: string) => {
      const { status, stdout } = inOldNode(`hooks/${file}`, ['en'], JSON.stringify({ hook_event_name: event }));
      return [status, jsonOf(stdout)];
    };
    for (const event of ['PreToolUse', 'PreSkillShellCommand'])
      expect(say('cccc-guard.cjs', event)).toMatchObject([
        0,
        { hookSpecificOutput: { hookEventName: event, permissionDecision: 'deny' } },
      ]);
    const named = { systemMessage: expect.stringContaining('18.20.4') };
    expect(say('cccc-guard.cjs', 'UserPromptExpansion')).toEqual([0, named]);
    expect(say('cccc-stop.cjs', 'Stop')).toEqual([0, named]);
    expect(inOldNode('hooks/cccc-stop-failure.cjs', []).status).toBe(0);
  });
});

describe("#84 a tool of Claude's switched the hooks off", () => {
  it.each(['.claude/settings.local.json', '.claude/settings.json'])(
    'by writing %s, which is denied now',
    async (name) => {
      const task = new TaskProject();
      task.ok('loop', 'start');
      const env = { XDG_STATE_HOME: task.env['XDG_STATE_HOME'] };
      const input = { tool_name: 'Write', tool_input: { file_path: task.repo.file(name), content: OFF } };
      const { stdout } = await startHook(task.repo, 'guard', 'PreToolUse', input, env);
      expect(jsonOf(stdout)).toMatchObject({ hookSpecificOutput: { permissionDecision: 'deny' } });
    },
  );
});

const stdoutText = (stdout: string): string => JSON.stringify(jsonOf(stdout));
const isHooks = (check: { name: string }): boolean => check.name === 'hooks';

/** A program called node that says who it is and which hook it was given. */
function fakeNode(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'node'), `#!/bin/sh\nprintf '%s %s' '${name}' "\${1#"$CLAUDE_PROJECT_DIR/"}"\n`);
  chmodSync(path.join(folder, 'node'), 0o755);
}

/** The registration as version 0.3.0 wrote it: Node itself, with the hook's file. */
const earlierRegistration = (text: string): string =>
  text.replaceAll(
    /"command": "launcher=[^\n]*set -- (\S+) \w+; [^\n]*",/g,
    '"command": "node",\n            "args": [\n              "${CLAUDE_PROJECT_DIR}/.claude/hooks/$1"\n            ],',
  );
