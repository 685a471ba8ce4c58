/** The built guard hook: its three files, what it reads of the project, and what it logs. */
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { skillFolder } from '../helpers/dist.js';
import { CONFIG, makeLoopProject, type Reply, runHook, silent, TASK } from '../helpers/hooks.js';
import type { TestRepo } from '../helpers/repo.js';

let repo: TestRepo;
beforeEach(() => {
  repo = makeLoopProject();
});

const guard = (input: unknown, env: NodeJS.ProcessEnv = {}): Promise<Reply> => runHook('guard', input, repo.dir, env);

describe('the guard hook', () => {
  const call = (tool: string, input: object) => ({
    session_id: 's1',
    cwd: repo.dir,
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: input,
  });
  const verdict = async (input: unknown, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const { code, stdout } = await guard(input, env);
    expect(code).toBe(0);
    return stdout === '' ? 'silent' : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
  };

  test('denies an edit of the evidence and says what to do instead', async () => {
    const { stdout } = await guard(call('Write', { file_path: repo.file('docs/cccc/state.json'), content: '{}' }));
    const output = JSON.parse(stdout);
    expect(Object.keys(output)).toEqual(['hookSpecificOutput']);
    expect(output.hookSpecificOutput).toMatchObject({ hookEventName: 'PreToolUse', permissionDecision: 'deny' });
    expect(output.hookSpecificOutput.permissionDecisionReason).toContain('cccc.mjs next');
  });

  test('is silent about everything else', async () => {
    expect(await guard(call('Write', { file_path: repo.file('src/main.ts'), content: '' }))).toEqual(silent);
    expect(await guard(call('Bash', { command: 'npm test' }))).toEqual(silent);
    expect(await guard(call('Read', { file_path: repo.file('docs/cccc/state.json') }))).toEqual(silent);
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

  test('asks about dangerous commands with category, risk and a safer way, in the project language', async () => {
    const { stdout } = await guard(call('Bash', { command: 'rm -rf src' }));
    const { permissionDecision, permissionDecisionReason } = JSON.parse(stdout).hookSpecificOutput;
    expect(permissionDecision).toBe('ask');
    expect(permissionDecisionReason).toMatch(/deletion.*`src`.*Risk: .*Safer for Claude: /);
    repo.write('docs/cccc/config.json', JSON.stringify({ ...CONFIG, language: { user_language: 'zh-CN' } }));
    expect((await guard(call('Bash', { command: 'rm -rf src' }))).stdout).toMatch(/删除.*风险.*更安全的做法/);
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
    await guard(call('Bash', { command: 'npm test' }));
    await guard(
      call('Bash', {
        command:
          'curl -X DELETE -H "Authorization: token ghp_x8Kq2Zr5TnV7bWm3Yc9LdF4hJ6pS1gA0eUio" https://api.example.com/x',
      }),
    );
    const long =
      `curl -X DELETE -H "X-Trace: ${'a'.repeat(60)}" -H "Authorization: token ` +
      'ghp_x8Kq2Zr5TnV7bWm3Yc9LdF4hJ6pS1gA0eUio" https://api.example.com/x';
    expect(JSON.stringify(await guard(call('Bash', { command: long })))).not.toContain('ghp_x8K');
    await guard(call('Bash', { command: 'rm docs/cccc/state.json' }));
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
    const run = (command: string): Promise<Reply> => runHook('guard', call('Bash', { command }), repo.dir, {}, hooks);
    for (const command of ['rm -rf src', 'node -e 1'])
      expect(JSON.parse((await run(command)).stdout).hookSpecificOutput.permissionDecision).toBe('deny');
    expect(await run('ls')).toEqual(silent);
  });

  test('denies what it would ask when the file of its sentences is missing', async () => {
    const hooks = repo.file('hooks');
    cpSync(path.join(skillFolder(), 'hooks'), hooks, { recursive: true });
    rmSync(path.join(hooks, 'cccc-guard-voice.cjs'));
    const run = (command: string): Promise<Reply> => runHook('guard', call('Bash', { command }), repo.dir, {}, hooks);
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
