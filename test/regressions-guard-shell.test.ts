/** Numbered bugs of the guard's shell reader, each with the built hook in a project in the middle of its loop. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeLoopProject, runHook, silent } from './helpers/hooks.js';
import type { TestRepo } from './helpers/repo.js';

let repo: TestRepo;
beforeAll(() => {
  repo = makeLoopProject();
});

const hook = (command: string) =>
  runHook(
    'guard',
    {
      session_id: 's1',
      cwd: repo.dir,
      hook_event_name: 'PreToolUse',
      tool_name: 'Bash',
      tool_input: { command },
    },
    repo.dir,
  );

async function verdict(command: string): Promise<string> {
  const { code, stdout } = await hook(command);
  expect(code).toBe(0);
  return stdout === '' ? 'silent' : JSON.parse(stdout).hookSpecificOutput.permissionDecision;
}

describe('#96 a command that real bash runs was not seen, because a value was followed wrongly', () => {
  test.each([
    ['by a name that a branch which never runs would set', 'v=rm; false && v=ls; $v -rf keep'],
    ['in an element of an array', 'a=(x rm); "$' + '{a[-1]}" -rf keep'],
    ['in a slice of the arguments', 'set -- x rm -rf keep; "$' + '{@:2}"'],
    ['in a text that is put together', 'v=r; v+=m; $v -rf keep'],
    ['in words that braces leave', '{rm,} -rf keep'],
    ['in words that are read', "read -r -a c <<< 'rm -rf keep'; \"$" + '{c[@]}"'],
    ['in a text that a filter turns round', '$(rev <<< mr) -rf keep'],
    ['in a file of the line itself', 'echo -rf > o.txt; rm $(cat o.txt) keep'],
    ['behind a function of the same name', 'rm() { command rm "$@"; }; rm -rf keep'],
    ['in the words of another shell', 'bash -c \'$0 "$@"\' rm -rf keep'],
  ])('%s', async (_, command) => {
    expect(await verdict(command)).toBe('ask');
  });

  test('in a folder that a change of folder which never happens would leave', async () => {
    mkdirSync(path.join(repo.dir, 'keep'), { recursive: true });
    writeFileSync(path.join(repo.dir, 'keep', 'a.ts'), '');
    expect(await verdict('false && cd /tmp; rm -rf keep')).toBe('ask');
    expect(await hook('(cd /tmp && rm -rf keep)')).toEqual(silent);
  });
});

describe('#97 a text that bash expands or calls by itself was not seen', () => {
  test.each([
    ['in a prompt', "PS4='$(rm -rf keep)'; set -x; true"],
    ['in a value that is expanded as a prompt', "x='$(rm -rf keep)'; echo \"$" + '{x@P}"'],
    ['in a subscript, which the first look let through', "printf -v 'a[$(rm -rf keep)]' x"],
    ['in a list of words to complete', "compgen -W '$(rm -rf keep)'"],
    ['in the function for programs that are not found', 'command_not_found_handle() { rm -rf keep; }; nosuch'],
    ['in a file that a shell starts with', "echo 'rm -rf keep' > run.sh; BASH_ENV=run.sh bash -c :"],
    ['behind two dashes', "eval -- 'rm -rf keep'"],
    ['in an awk text with escapes', 'awk \'BEGIN{system("\\162m -rf keep")}\''],
    ['in awk texts side by side', 'awk \'BEGIN{c="rm"; system(c " -rf keep")}\''],
  ])('%s', async (_, command) => {
    expect(await verdict(command)).toBe('ask');
  });
});

describe('#98 a line whose expansion grows without end kept the guard busy or broke it', () => {
  test.each([
    ['a value that doubles', `x=$y; ${'x=$x$x; '.repeat(40)}echo $x`],
    ['braces side by side', `echo ${'{a,b}'.repeat(300)}`],
    [
      'functions that call two others',
      `${Array.from({ length: 40 }, (_, index) => `f${index}() { f${index + 1}; f${index + 1}; }; `).join('')}f0`,
    ],
  ])('%s: it is asked about as unreadable', async (_, command) => {
    const { code, stdout } = await hook(command);
    expect(code).toBe(0);
    const { permissionDecision, permissionDecisionReason } = JSON.parse(stdout).hookSpecificOutput;
    expect(permissionDecision).toBe('ask');
    expect(permissionDecisionReason).toMatch(/cannot be judged/);
  });
});

describe('#99 ordinary lines were asked about', () => {
  test.each([
    'rm -rf TestResults',
    'rm -f *.o *.d core.[0-9]*',
    './gradlew help --task publish',
    'buildkite-agent pipeline upload --dry-run .buildkite/pipeline.yml',
    'parallel --dry-run rm -rf ::: src',
    'for i in 1 2; do a[$i]=$i; done',
  ])('%s', async (command) => {
    expect(await hook(command)).toEqual(silent);
  });
});
