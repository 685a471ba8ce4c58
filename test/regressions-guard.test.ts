/** Numbered bugs of the guard; each test runs the built hook in a project in the middle of its loop. */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeLoopProject, runHook, silent } from './helpers/hooks.js';
import type { TestRepo } from './helpers/repo.js';

let repo: TestRepo;
beforeAll(() => {
  repo = makeLoopProject();
});

const call = (tool: string, input: object): object => ({
  session_id: 's1',
  cwd: repo.dir,
  hook_event_name: 'PreToolUse',
  tool_name: tool,
  tool_input: input,
});

async function verdict(tool: string, input: object): Promise<string> {
  const { code, stdout } = await runHook('guard', call(tool, input), repo.dir);
  expect(code).toBe(0);
  return stdout === '' ? 'silent' : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
}

describe('#70 a deletion was not seen where the shell or a program expands it', () => {
  test.each([
    ['in arithmetic', 'echo $(( $(rm -rf keep) ))'],
    ['in a subscript', 'echo $' + '{a[$(rm -rf keep)]}'],
    ['in a subscript that a builtin expands', "let 'a[$(rm -rf keep)]=1'"],
    ['after env with an emptied environment', 'env - rm -rf keep'],
    ['split by env', 'env -SA=1 rm -rf keep'],
    ['in code attached to its option', 'perl -E\'system("rm -rf keep")\''],
    ['behind abbreviated options', 'rm --r --f keep'],
    ['behind time and two dashes', 'f() { rm -rf keep; }; time -- f'],
    ['behind an option of xargs with a value', 'echo keep | xargs --process-slot-var X rm -rf'],
    ['written into a shell', "echo 'rm -rf keep' > >(bash)"],
    [
      'in an alias from the environment',
      "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=alias.x GIT_CONFIG_VALUE_0='!rm -rf keep' git x",
    ],
    ['in an editor that reads commands', "printf '!rm -rf keep\\nq\\n' | ed"],
    ['behind a tool version', 'mise x node@20 -- rm -rf keep'],
  ])('%s', async (_, command) => {
    expect(await verdict('Bash', { command })).toBe('ask');
  });

  test('a secret file is seen behind an option that is the beginning of another one', async () => {
    expect(await verdict('Bash', { command: 'grep --file patterns .env' })).toBe('ask');
    expect(await verdict('Bash', { command: 'awk \'BEGIN{while((getline < ".env")>0)print}\'' })).toBe('ask');
  });
});

test.each([
  'git checkout -bfeature',
  'git checkout -qbfeature',
  'git switch -cfeature',
  'find . -newer -delete -print',
  "bash -n -c 'rm -rf keep'",
])('#71 an ordinary line was asked about, whose letters look like a dangerous option: %s', async (command) => {
  expect(await runHook('guard', call('Bash', { command }), repo.dir)).toEqual(silent);
});

test('#71 changing a mode below the project was asked about where the project lies below /root', async () => {
  const { judgeCommand, policyOf } = await import('../scripts/guard/index.js');
  const places = {
    project: '/root/work/app',
    gitDir: '/root/work/app/.git',
    commonDir: '/root/work/app/.git',
    stateDir: '/root/.local/state/cccc',
    home: '/root',
    cwd: '/root/work/app',
    caseSensitive: true,
  };
  const of = (line: string): string => judgeCommand(line, places, policyOf(undefined)).verdict;
  expect(['chmod +x scripts/x.sh', 'chmod -R u+w /root/work/app/src'].map(of)).toEqual(['silent', 'silent']);
  expect(['chmod 644 /root/.ssh/id_rsa', 'chmod +x /root/other', 'chmod -R 777 .'].map(of)).toEqual([
    'ask',
    'ask',
    'ask',
  ]);
});

describe('#72 a tool of the client that runs commands was not guarded', () => {
  test.each([
    ['PowerShell', { command: 'Remove-Item -Recurse keep' }, 'ask'],
    ['PowerShell', { command: "if (Test-Path x) { & 'Remove-Item' x -Recurse }" }, 'ask'],
    ['PowerShell', { command: "Set-Content docs/cccc/state.json '{}'" }, 'deny'],
    ['PowerShell', { command: 'Get-ChildItem src -Recurse' }, 'silent'],
    ['Monitor', { command: 'rm -rf keep' }, 'ask'],
    ['Monitor', { command: 'tail -f log.txt' }, 'silent'],
    ['REPL', { code: "require('fs').rmSync('keep', { recursive: true })" }, 'ask'],
    ['AToolThatCameLater', { command: 'rm -rf keep' }, 'ask'],
    ['AToolThatCameLater', { text: 'rm -rf keep' }, 'silent'],
    ['TodoWrite', { todos: [] }, 'silent'],
  ])('%s %j: %s', async (tool, input, expected) => {
    const said = await verdict(tool, input);
    // For evidence, the guard asks about what it cannot judge.
    if (expected === 'deny') expect(['deny', 'ask']).toContain(said);
    else expect(said).toBe(expected);
  });
});
