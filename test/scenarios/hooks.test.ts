import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readOurRegistration } from '../../scripts/io/install/claude.js';
import { runNode } from '../helpers/cli.js';
import { skillFolder } from '../helpers/dist.js';
import { freshFolder, makeProject, TestRepo } from '../helpers/repo.js';

const TASK = '20300101T000000-abc';
const STATE = {
  task_id: TASK,
  status: 'IMPLEMENT_MILESTONE',
  mode: 'full-auto-safe',
  pause_reason: null,
  language: 'en',
  ledger_seq: 2,
  ledger_head: 'h2',
  loop: { session: 's1', keep_going: true, epoch: 1 },
  next_step: { action: 'implement', waits: false, text: 'ACTION implement\nDo: Implement M001.' },
  current_milestone_id: 'M001',
  has_backlog: true,
  review_running: false,
};
const CONFIG = {
  language: { user_language: 'auto' },
  mode: 'full-auto-safe',
  automation: { stop_hook_loop_enabled: true, max_stop_hook_continuations: 10, stop_hook_reentry: 'never' },
};
const INPUT = {
  session_id: 's1',
  prompt_id: 'p1',
  hook_event_name: 'Stop',
  stop_hook_active: false,
  background_tasks: [],
};

let repo: TestRepo;
beforeEach(() => {
  repo = makeProject();
  put(repo, '.git');
});

/** A project in mid-loop, with its ledger in the given common directory. */
function put(project: TestRepo, commonDir: string): void {
  project.write('docs/cccc/config.json', JSON.stringify(CONFIG)).write('docs/cccc/state.json', JSON.stringify(STATE));
  const task = path.resolve(project.dir, commonDir, 'cccc', 'tasks', TASK);
  mkdirSync(task, { recursive: true });
  writeFileSync(path.join(task, 'ledger.jsonl'), '{"seq":1,"hash":"h1"}\n{"seq":2,"hash":"h2"}\n');
}

interface Reply {
  code: number;
  stdout: string;
  stderr: string;
}

const hook = (name: string, input: unknown, dir = repo.dir, env: NodeJS.ProcessEnv = {}): Promise<Reply> =>
  runNode([path.join(skillFolder(), 'hooks', `cccc-${name}.cjs`)], {
    cwd: dir,
    env: { CLAUDE_PROJECT_DIR: dir, ...env },
    input: typeof input === 'string' ? input : JSON.stringify(input),
  });
const stop = (input: unknown = INPUT, dir = repo.dir, env: NodeJS.ProcessEnv = {}): Promise<Reply> =>
  hook('stop', input, dir, env);
const stops = () =>
  readFileSync(repo.file(`.git/cccc/tasks/${TASK}/stops.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const silent: Reply = { code: 0, stdout: '', stderr: '' };

/** The words with which the hook lets go; stdout must be one JSON object without a decision. */
function lettingGo({ code, stdout }: Reply): string {
  expect(code).toBe(0);
  const output = JSON.parse(stdout);
  expect(Object.keys(output)).toEqual(['systemMessage']);
  return output.systemMessage;
}

describe('the Stop hook', () => {
  test('blocks with the next step as its reason, and counts it', async () => {
    const { code, stdout, stderr } = await stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const output = JSON.parse(stdout);
    expect(Object.keys(output)).toEqual(['decision', 'reason']);
    expect(output.decision).toBe('block');
    expect(output.reason).toMatch(/^ACTION implement\nDo: Implement M001\.\n\n.*\/cccc-loop-stop/);
    expect(stops()).toMatchObject([
      { session: 's1', epoch: 1, prompt_id: 'p1', head: 'h2', decision: 'block', why: null },
    ]);
  });

  test('goes on as long as the ledger moves, then lets go', async () => {
    await stop();
    expect(lettingGo(await stop({ ...INPUT, stop_hook_active: true }))).toContain('nothing has been recorded');
    repo
      .write(`.git/cccc/tasks/${TASK}/ledger.jsonl`, '{"seq":3,"hash":"h3"}\n')
      .write('docs/cccc/state.json', JSON.stringify({ ...STATE, ledger_head: 'h3' }));
    expect(JSON.parse((await stop({ ...INPUT, stop_hook_active: true })).stdout).decision).toBe('block');
    expect(stops().map(({ decision }) => decision)).toEqual(['block', 'let-go', 'block']);
  });

  test('lets go at the limit and says so', async () => {
    repo.write(
      'docs/cccc/config.json',
      JSON.stringify({ ...CONFIG, automation: { ...CONFIG.automation, max_stop_hook_continuations: 1 } }),
    );
    await stop();
    expect(lettingGo(await stop())).toContain('max_stop_hook_continuations');
  });

  test('stays under the cap that Claude Code was given', async () => {
    const env = { CLAUDE_CODE_STOP_HOOK_BLOCK_CAP: '2' };
    await stop(INPUT, repo.dir, env);
    expect(lettingGo(await stop(INPUT, repo.dir, env))).toContain('in a row');
  });

  test('lets go in silence while a background task runs, and its end is no new prompt', async () => {
    repo.write(
      'docs/cccc/config.json',
      JSON.stringify({ ...CONFIG, automation: { ...CONFIG.automation, max_stop_hook_continuations: 1 } }),
    );
    await stop();
    expect(await stop({ ...INPUT, background_tasks: [{ id: 'b', status: 'running' }] })).toEqual(silent);
    expect(lettingGo(await stop({ ...INPUT, prompt_id: 'p2' }))).toContain('max_stop_hook_continuations');
    expect(JSON.parse((await stop({ ...INPUT, prompt_id: 'p3' })).stdout).decision).toBe('block');
  });

  test.each<[string, () => void, unknown?]>([
    ['another session', () => undefined, { ...INPUT, session_id: 's2' }],
    ['no session id', () => undefined, { ...INPUT, session_id: undefined }],
    ['no config', () => repo.remove('docs/cccc/config.json')],
    ['no state', () => repo.remove('docs/cccc/state.json')],
    ['a state without a task', () => repo.write('docs/cccc/state.json', JSON.stringify({ ...STATE, task_id: null }))],
    [
      'a paused task',
      () => repo.write('docs/cccc/state.json', JSON.stringify({ ...STATE, status: 'PAUSED_FOR_CODEX' })),
    ],
    [
      'the loop switched off',
      () =>
        repo.write(
          'docs/cccc/config.json',
          JSON.stringify({ ...CONFIG, automation: { ...CONFIG.automation, stop_hook_loop_enabled: false } }),
        ),
    ],
    ['no repository', () => repo.remove('.git')],
  ])('%s: it prints nothing', async (_, prepare, input = INPUT) => {
    prepare();
    expect(await stop(input)).toEqual(silent);
  });

  test.each<[string, () => void, RegExp, unknown?]>([
    ['a config that is not JSON', () => repo.write('docs/cccc/config.json', '{'), /config\.json is not valid JSON/],
    [
      'a config of another shape',
      () => repo.write('docs/cccc/config.json', '{}'),
      /config\.json is not a configuration/,
    ],
    ['a state that is not JSON', () => repo.write('docs/cccc/state.json', '<<<<<<<'), /state\.json is not valid JSON/],
    [
      'a state of another shape',
      () => repo.write('docs/cccc/state.json', JSON.stringify({ ...STATE, status: 'PASSED' })),
      /state\.json is not a state/,
    ],
    [
      'a state that is not what the ledger says',
      () => repo.write('docs/cccc/state.json', JSON.stringify({ ...STATE, ledger_head: 'h9' })),
      /does not match the ledger/,
    ],
    ['a ledger whose last line is not JSON', () => repo.write(`.git/cccc/tasks/${TASK}/ledger.jsonl`, 'x\n'), /JSON/],
    ['no ledger', () => repo.remove(`.git/cccc/tasks/${TASK}/ledger.jsonl`), /does not match the ledger/],
    ['input that is not JSON', () => undefined, /JSON/, 'hello'],
    ['input that is a list', () => undefined, /not a JSON object/, []],
    ['no input', () => undefined, /JSON/, ''],
    ['a count that cannot be written', () => repo.write(`.git/cccc/tasks/${TASK}/stops.jsonl/x`, ''), /EISDIR/],
  ])('%s: it lets go and says so', async (_, prepare, words, input = INPUT) => {
    prepare();
    expect(lettingGo(await stop(input))).toMatch(words);
  });

  test('a torn last line of the ledger does not count, however long the lines are', async () => {
    const long = JSON.stringify({ seq: 2, text: 'ü'.repeat(40_000), hash: 'h2' });
    repo.write(`.git/cccc/tasks/${TASK}/ledger.jsonl`, `{"hash":"h1"}\n${long}\n{"seq":3,"ha`);
    expect(JSON.parse((await stop()).stdout).decision).toBe('block');
  });

  test('reads files with a byte order mark, and speaks the language of the task', async () => {
    repo
      .write('docs/cccc/config.json', `\uFEFF${JSON.stringify(CONFIG)}`)
      .write('docs/cccc/state.json', `\uFEFF${JSON.stringify({ ...STATE, language: 'zh-CN' })}`);
    expect(JSON.parse((await stop()).stdout).reason).toContain('用户可用 /cccc-loop-stop');
  });

  test("finds a project below the repository's top, from a folder in it", async () => {
    const part = new TestRepo(repo.file('packages/a b'));
    put(part, '../../.git');
    repo.remove('docs');
    mkdirSync(part.file('src'));
    expect(JSON.parse((await stop(INPUT, part.file('src'))).stdout).decision).toBe('block');
  });

  test('finds the ledger of a linked work tree', async () => {
    const linked = new TestRepo(path.join(freshFolder(), 'tree'));
    repo.git('worktree', 'add', '--quiet', linked.dir);
    put(linked, repo.file('.git'));
    expect(JSON.parse((await stop(INPUT, linked.dir)).stdout).decision).toBe('block');
  });

  test('runs no git: it works without PATH', async () => {
    expect(JSON.parse((await stop(INPUT, repo.dir, { PATH: '' })).stdout).decision).toBe('block');
  });
});

describe('the guard hook', () => {
  const call = (tool: string, input: object) => ({
    session_id: 's1',
    cwd: repo.dir,
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: input,
  });
  const verdict = async (input: unknown, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const { code, stdout } = await hook('guard', input, repo.dir, env);
    expect(code).toBe(0);
    return stdout === '' ? 'silent' : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
  };

  test('denies an edit of the evidence and says what to do instead', async () => {
    const { stdout } = await hook(
      'guard',
      call('Write', { file_path: repo.file('docs/cccc/state.json'), content: '{}' }),
    );
    const output = JSON.parse(stdout);
    expect(Object.keys(output)).toEqual(['hookSpecificOutput']);
    expect(output.hookSpecificOutput).toMatchObject({ hookEventName: 'PreToolUse', permissionDecision: 'deny' });
    expect(output.hookSpecificOutput.permissionDecisionReason).toContain('cccc next');
  });

  test('is silent about everything else', async () => {
    expect(await hook('guard', call('Write', { file_path: repo.file('src/main.ts'), content: '' }))).toEqual(silent);
    expect(await hook('guard', call('Bash', { command: 'npm test' }))).toEqual(silent);
    expect(await hook('guard', call('Read', { file_path: repo.file('docs/cccc/state.json') }))).toEqual(silent);
  });

  test("covers the shell, notebooks and the user's state directory", async () => {
    expect(await verdict(call('Bash', { command: 'echo {} > docs/cccc/state.json' }))).toBe('deny');
    expect(await verdict(call('Bash', { command: 'python -c "open(\'docs/cccc/state.json\')"' }))).toBe('ask');
    expect(await verdict(call('NotebookEdit', { notebook_path: repo.file('docs/cccc/reviews/a.ipynb') }))).toBe('deny');
    expect(
      await verdict(call('Write', { file_path: path.join(repo.dir, 'state home', 'cccc', 'key') }), {
        XDG_STATE_HOME: repo.file('state home'),
      }),
    ).toBe('deny');
    expect(await verdict(call('Write', { file_path: repo.file(`.git/cccc/tasks/${TASK}/ledger.jsonl`) }))).toBe('deny');
  });

  test.skipIf(process.platform === 'win32')('sees through links', async () => {
    symlinkSync('docs/cccc', repo.file('alias'));
    expect(await verdict(call('Write', { file_path: repo.file('alias/state.json') }))).toBe('deny');
    expect(await verdict(call('Write', { file_path: repo.file('alias/reviews/new/x.json') }))).toBe('deny');
  });

  test('keeps its own registration in settings.json', async () => {
    repo.write('.claude/settings.json', '{"hooks":["cccc-stop.cjs"],"a":1}');
    const file_path = repo.file('.claude/settings.json');
    expect(await verdict(call('Write', { file_path, content: '{}' }))).toBe('deny');
    expect(await verdict(call('Edit', { file_path, old_string: 'cccc-stop.cjs', new_string: 'x' }))).toBe('deny');
    expect(
      await verdict(
        call('MultiEdit', {
          file_path,
          edits: [
            { old_string: '"a":1', new_string: '"a":2' },
            { old_string: '["cccc-stop.cjs"]', new_string: '[]' },
          ],
        }),
      ),
    ).toBe('deny');
    expect(await verdict(call('Edit', { file_path, old_string: '"a":1', new_string: '"a":2' }))).toBe('silent');
    expect(await verdict(call('MultiEdit', { file_path, edits: [{ old_string: '"a":1', new_string: '"a":2' }] }))).toBe(
      'silent',
    );
  });

  test('asks before a hook is added that would answer its questions, wherever the settings lie', async () => {
    const content = '{"hooks":{"PermissionRequest":[]}}';
    for (const file_path of [
      repo.file('.claude/settings.json'),
      repo.file('.claude/settings.local.json'),
      path.join(repo.dir, '..', 'home', '.claude', 'settings.json'),
    ]) {
      expect(await verdict(call('Write', { file_path, content }))).toBe('ask');
    }
    for (const file_path of [repo.file('.claude/settings.json'), repo.file('.claude/settings.local.json')]) {
      expect(await verdict(call('Write', { file_path, content: '{"model":"opus"}' }))).toBe('silent');
    }
    repo.write('.claude/settings.local.json', content);
    expect(
      await verdict(
        call('Edit', { file_path: repo.file('.claude/settings.local.json'), old_string: '[]', new_string: '[1]' }),
      ),
    ).toBe('silent');
  });

  test.each(['', 'hello', '[]'])('denies when its input is %j', async (input) => {
    expect(await verdict(input)).toBe('deny');
  });

  test('asks about dangerous commands with category, risk and a safer way, in the language of the project', async () => {
    const { stdout } = await hook('guard', call('Bash', { command: 'rm -rf src' }));
    const { permissionDecision, permissionDecisionReason } = JSON.parse(stdout).hookSpecificOutput;
    expect(permissionDecision).toBe('ask');
    expect(permissionDecisionReason).toMatch(/deletion.*`src`.*Risk: .*Safer: /);
    repo.write('docs/cccc/config.json', JSON.stringify({ ...CONFIG, language: { user_language: 'zh-CN' } }));
    expect((await hook('guard', call('Bash', { command: 'rm -rf src' }))).stdout).toMatch(/删除.*风险.*更安全的做法/);
  });

  test('obeys the policy in config.json', async () => {
    repo.write(
      'docs/cccc/config.json',
      JSON.stringify({
        ...CONFIG,
        safety: {
          guard: { publish: 'deny', database: 'allow' },
          disposable_paths: ['scratch'],
          patterns: [{ match: '^./ship', category: 'deploy', verdict: 'deny' }],
        },
      }),
    );
    expect(await verdict(call('Bash', { command: 'npm publish' }))).toBe('deny');
    expect(await verdict(call('Bash', { command: 'dropdb app' }))).toBe('silent');
    expect(await verdict(call('Bash', { command: 'rm -rf scratch' }))).toBe('silent');
    expect(await verdict(call('Bash', { command: './ship now' }))).toBe('deny');
  });

  test('reads what npm run would run', async () => {
    repo.write('package.json', JSON.stringify({ scripts: { wash: 'rm -rf src', tidy: 'rm -rf dist' } }));
    expect(await verdict(call('Bash', { command: 'npm run wash' }))).toBe('ask');
    expect(await verdict(call('Bash', { command: 'npm run tidy' }))).toBe('silent');
  });

  test('asks about an edit of config.json that loosens it, and lets one that tightens it pass', async () => {
    const file_path = repo.file('docs/cccc/config.json');
    const config = {
      ...CONFIG,
      review: { block_on_p1: true, max_review_rounds_per_milestone: 3 },
      safety: { guard: { publish: 'deny' } },
    };
    repo.write('docs/cccc/config.json', JSON.stringify(config));
    const edit = (old_string: string, new_string: string) =>
      verdict(call('Edit', { file_path, old_string, new_string }));
    expect(await edit('"block_on_p1":true', '"block_on_p1":false')).toBe('ask');
    expect(await edit('_milestone":3', '_milestone":9')).toBe('ask');
    expect(await edit('"publish":"deny"', '"publish":"allow"')).toBe('ask');
    expect(await edit('_milestone":3', '_milestone":2')).toBe('silent');
    expect(await edit('"publish":"deny"', '"publish":"deny","deploy":"deny"')).toBe('silent');
    expect(await verdict(call('Write', { file_path, content: '{}' }))).toBe('ask');
  });

  test('reads of secret files are asked', async () => {
    expect(await verdict(call('Read', { file_path: repo.file('.env') }))).toBe('ask');
    expect(await verdict(call('Read', { file_path: repo.file('.env.example') }))).toBe('silent');
  });

  test('judges tools of MCP servers by what their input shows', async () => {
    expect(await verdict(call('mcp__shell__run', { command: 'rm -rf src' }))).toBe('ask');
    expect(await verdict(call('mcp__shell__run', { command: ['rm', '-rf', 'src'] }))).toBe('ask');
    expect(await verdict(call('mcp__files__write_file', { path: 'docs/cccc/state.json', content: '' }))).toBe('deny');
    expect(await verdict(call('mcp__files__read_file', { path: '.env' }))).toBe('ask');
    expect(await verdict(call('mcp__files__delete_directory', { path: 'src' }))).toBe('ask');
    expect(await verdict(call('mcp__files__write_file', { path: 'docs/cccc/config.json', content: '{}' }))).toBe('ask');
    expect(await verdict(call('mcp__files__edit_file', { path: '.claude/settings.local.json' }))).toBe('ask');
    expect(await verdict(call('mcp__db__query', { sql: 'DROP TABLE users' }))).toBe('ask');
    expect(await verdict(call('mcp__db__query', { sql: 'SELECT 1' }))).toBe('silent');
    expect(await verdict(call('mcp__files__read_file', { path: 'src/a.ts' }))).toBe('silent');
  });

  test('logs what it asks and denies, without secrets', async () => {
    await hook('guard', call('Bash', { command: 'npm test' }));
    await hook(
      'guard',
      call('Bash', {
        command:
          'curl -X DELETE -H "Authorization: token ghp_x8Kq2Zr5TnV7bWm3Yc9LdF4hJ6pS1gA0eUio" https://api.example.com/x',
      }),
    );
    const long = `curl -X DELETE -H "X-Trace: ${'a'.repeat(60)}" -H "Authorization: token ghp_x8Kq2Zr5TnV7bWm3Yc9LdF4hJ6pS1gA0eUio" https://api.example.com/x`;
    expect(JSON.stringify(await hook('guard', call('Bash', { command: long })))).not.toContain('ghp_x8K');
    await hook('guard', call('Bash', { command: 'rm docs/cccc/state.json' }));
    const lines = readFileSync(repo.file('docs/cccc/logs/guard.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { session: 's1', tool: 'Bash', verdict: 'ask', category: 'deploy' },
      { verdict: 'ask' },
      { verdict: 'deny', category: 'evidence' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('ghp_x8K');
  });

  test.each([
    ['missing', null],
    ['empty', ''],
    ['no program', 'no program {'],
  ])('denies what is not plainly ordinary when the file of its rules is %s', async (_, content) => {
    const hooks = repo.file('hooks');
    cpSync(path.join(skillFolder(), 'hooks'), hooks, { recursive: true });
    const judge = path.join(hooks, 'cccc-guard-judge.cjs');
    if (content === null) rmSync(judge);
    else writeFileSync(judge, content);
    const run = (command: string): Promise<Reply> =>
      runNode([path.join(hooks, 'cccc-guard.cjs')], {
        cwd: repo.dir,
        env: { CLAUDE_PROJECT_DIR: repo.dir },
        input: JSON.stringify(call('Bash', { command })),
      });
    for (const command of ['rm -rf src', 'node -e 1'])
      expect(JSON.parse((await run(command)).stdout).hookSpecificOutput.permissionDecision).toBe('deny');
    expect(await run('ls')).toEqual(silent);
  });

  test('denies what it would ask when the file of its sentences is missing', async () => {
    const hooks = repo.file('hooks');
    cpSync(path.join(skillFolder(), 'hooks'), hooks, { recursive: true });
    rmSync(path.join(hooks, 'cccc-guard-voice.cjs'));
    const run = (command: string): Promise<Reply> =>
      runNode([path.join(hooks, 'cccc-guard.cjs')], {
        cwd: repo.dir,
        env: { CLAUDE_PROJECT_DIR: repo.dir },
        input: JSON.stringify(call('Bash', { command })),
      });
    expect(JSON.parse((await run('rm -rf src')).stdout).hookSpecificOutput.permissionDecision).toBe('deny');
    expect(await run('node -e 1')).toEqual(silent);
  });

  test("a pattern of the project's own holds for ordinary commands too", async () => {
    repo.write(
      'docs/cccc/config.json',
      JSON.stringify({
        ...CONFIG,
        safety: { patterns: [{ match: '^npm test', category: 'deploy', verdict: 'deny' }] },
      }),
    );
    expect(await verdict(call('Bash', { command: 'npm test' }))).toBe('deny');
    expect(await verdict(call('Bash', { command: 'ls' }))).toBe('silent');
  });

  test('a broken config does not stop it', async () => {
    repo.write('docs/cccc/config.json', '{');
    expect(await verdict(call('Bash', { command: 'ls' }))).toBe('silent');
  });
});

describe('the failure hook', () => {
  const input = '{"hook_event_name":"StopFailure","error":"unknown"}';

  /** What was noted in a git directory; the next place may be another folder of the same one. */
  function taken(gitDir: string): string {
    const file = path.join(gitDir, 'cccc-stop-failures.jsonl');
    const noted = readFileSync(file, 'utf8');
    rmSync(file);
    return noted;
  }

  /** Project folder → where its failures are noted. */
  function places(): [string, string][] {
    const outer = makeProject();
    outer.git('submodule', '--quiet', 'add', repo.dir, 'sub module');
    const linked = path.join(freshFolder(), 'linked tree');
    repo.git('worktree', 'add', '--quiet', '--detach', linked);
    mkdirSync(repo.file('packages/a'), { recursive: true });
    return [repo.dir, repo.file('packages/a'), linked, outer.file('sub module')].map((dir) => [
      dir,
      new TestRepo(dir).git('rev-parse', '--absolute-git-dir'),
    ]);
  }

  test.skipIf(process.platform === 'win32')(
    'as registered, a shell and one cat note the failure beside the active task',
    async () => {
      const command = readOurRegistration('linux').hooks['StopFailure']?.[0]?.hooks[0]?.['command'];
      for (const [dir, gitDir] of places()) {
        for (let count = 0; count < 2; count += 1) {
          const ran = await runNode(['-c', String(command)], {
            cwd: repo.dir,
            env: { CLAUDE_PROJECT_DIR: dir },
            input,
            program: '/bin/sh',
          });
          expect(ran, dir).toEqual(silent);
        }
        expect(taken(gitDir), dir).toBe(`${input}\n${input}\n`);
      }
    },
  );

  test('the script for Windows does the same', async () => {
    expect(JSON.stringify(readOurRegistration('win32').hooks['StopFailure'])).toContain('cccc-stop-failure.cjs');
    for (const [dir, gitDir] of places()) {
      expect(await hook('stop-failure', input, dir), dir).toEqual(silent);
      expect(taken(gitDir), dir).toBe(`${input}\n`);
    }
    expect(await hook('stop-failure', input, freshFolder())).toEqual(silent);
    expect(existsSync(repo.file('cccc-stop-failures.jsonl'))).toBe(false);
  });
});
