/** The built Stop hook: it blocks with the next step while the loop continues, and fails open. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { CONFIG, makeLoopProject, putLoop, type Reply, runHook, STATE, silent, TASK } from '../helpers/hooks.js';
import { freshFolder, TestRepo } from '../helpers/repo.js';

const INPUT = {
  session_id: 's1',
  prompt_id: 'p1',
  hook_event_name: 'Stop',
  stop_hook_active: false,
  background_tasks: [],
};

let repo: TestRepo;
beforeEach(() => {
  repo = makeLoopProject();
});

const stop = (input: unknown = INPUT, dir = repo.dir, env: NodeJS.ProcessEnv = {}): Promise<Reply> =>
  runHook('stop', input, dir, env);
const stops = () =>
  readFileSync(repo.file(`.git/cccc/tasks/${TASK}/stops.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The words with which the hook lets the turn end; stdout must be one JSON object without a decision. */
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

  test('continues as long as the ledger moves, then lets the turn end', async () => {
    await stop();
    expect(lettingGo(await stop({ ...INPUT, stop_hook_active: true }))).toContain('nothing has been recorded');
    repo
      .write(`.git/cccc/tasks/${TASK}/ledger.jsonl`, '{"seq":3,"hash":"h3"}\n')
      .write('docs/cccc/state.json', JSON.stringify({ ...STATE, ledger_head: 'h3' }));
    expect(JSON.parse((await stop({ ...INPUT, stop_hook_active: true })).stdout).decision).toBe('block');
    expect(stops().map(({ decision }) => decision)).toEqual(['block', 'let-go', 'block']);
  });

  test('lets the turn end at the limit and says so', async () => {
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

  test('silently lets the turn end while a background task runs, and its end is no new prompt', async () => {
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
    putLoop(part, '../../.git');
    repo.remove('docs');
    mkdirSync(part.file('src'));
    expect(JSON.parse((await stop(INPUT, part.file('src'))).stdout).decision).toBe('block');
  });

  test('finds the ledger of a linked work tree', async () => {
    const linked = new TestRepo(path.join(freshFolder(), 'tree'));
    repo.git('worktree', 'add', '--quiet', linked.dir);
    putLoop(linked, repo.file('.git'));
    expect(JSON.parse((await stop(INPUT, linked.dir)).stdout).decision).toBe('block');
  });

  test('runs no git: it works without PATH', async () => {
    expect(JSON.parse((await stop(INPUT, repo.dir, { PATH: '' })).stdout).decision).toBe('block');
  });
});
