/** The hook for turns that end in an error records the failure for the next command. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readOurRegistration } from '../../scripts/io/install/claude.js';
import { runNode } from '../helpers/cli.js';
import { makeLoopProject, runHook, silent } from '../helpers/hooks.js';
import { freshFolder, makeProject, TestRepo } from '../helpers/repo.js';

let repo: TestRepo;
beforeEach(() => {
  repo = makeLoopProject();
});

describe('the failure hook', () => {
  const input = '{"hook_event_name":"StopFailure","error":"unknown"}';

  /** What was recorded in a git directory; the next place may be another folder of the same repository. */
  function taken(gitDir: string): string {
    const file = path.join(gitDir, 'cccc-stop-failures.jsonl');
    const noted = readFileSync(file, 'utf8');
    rmSync(file);
    return noted;
  }

  /** Project folder → the folder in which its failures are recorded. */
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
    'as registered, a shell and one cat record the failure beside the active task',
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
      expect(await runHook('stop-failure', input, dir), dir).toEqual(silent);
      expect(taken(gitDir), dir).toBe(`${input}\n`);
    }
    expect(await runHook('stop-failure', input, freshFolder())).toEqual(silent);
    expect(existsSync(repo.file('cccc-stop-failures.jsonl'))).toBe(false);
  });
});
