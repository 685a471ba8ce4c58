/**
 * Compares the name of a work tree with git's own answer: after any change, `git add -A` in a separate index writes the
 * same tree.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeProject, type TestRepo } from '../../helpers/repo.js';
import { nameOf } from '../../helpers/tree-name.js';

/** Few names and few contents, so that renames, swaps of file and folder, and equal contents happen often. */
const NAMES = ['a', 'b', 'd/a', 'd/b', 'd/e/f', 'd/e/g', 'a/x', 'b/y/z', 'src/main.ts', 'src/other.ts'];
const CONTENTS = ['', 'one\n', 'two\n', 'export const answer = 41;\n'];

type Operation =
  | { do: 'write'; name: string; content: string }
  | { do: 'remove'; name: string }
  | { do: 'move'; from: string; to: string }
  | { do: 'mode'; name: string; executable: boolean }
  | { do: 'stage' }
  | { do: 'commit' };

const name = fc.constantFrom(...NAMES);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), name, content: fc.constantFrom(...CONTENTS) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), from: name, to: name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mode' as const), name, executable: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Operation>({ do: 'stage' }) },
  { weight: 1, arbitrary: fc.constant<Operation>({ do: 'commit' }) },
);

const isFile = (file: string): boolean => existsSync(file) && lstatSync(file).isFile();

/** Makes room for a file: removes a file in the place of one of its folders, and a folder in its own place. */
function clear(repo: TestRepo, target: string): void {
  const parts = target.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const above = repo.file(parts.slice(0, length).join('/'));
    if (isFile(above)) rmSync(above);
  }
  rmSync(repo.file(target), { recursive: true, force: true });
}

function apply(repo: TestRepo, given: Operation): void {
  switch (given.do) {
    case 'write':
      clear(repo, given.name);
      return void repo.write(given.name, given.content);
    case 'remove':
      // Below a file there is nothing to remove.
      return void (existsSync(repo.file(given.name)) && repo.remove(given.name));
    case 'move': {
      if (
        given.from === given.to ||
        !isFile(repo.file(given.from)) ||
        given.to.startsWith(`${given.from}/`) ||
        given.from.startsWith(`${given.to}/`)
      )
        return;
      clear(repo, given.to);
      repo.write(given.to, '');
      copyFileSync(repo.file(given.from), repo.file(given.to));
      return void repo.remove(given.from);
    }
    case 'mode':
      return isFile(repo.file(given.name))
        ? chmodSync(repo.file(given.name), given.executable ? 0o755 : 0o644)
        : undefined;
    case 'stage':
      return void repo.git('add', '-A');
    case 'commit':
      return void repo.commit();
    default:
      return given satisfies never;
  }
}

/** The tree that git makes of the same files in an empty index. */
function reference(repo: TestRepo): string {
  const env = { ...process.env, GIT_INDEX_FILE: path.join(repo.dir, '.git', 'reference-index') };
  const git = (...args: string[]): string =>
    spawnSync('git', args, { cwd: repo.dir, env, encoding: 'utf8' }).stdout.trim();
  rmSync(env.GIT_INDEX_FILE, { force: true });
  git('add', '-A');
  return git('write-tree');
}

it('is the tree that git itself would write, after any changes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      async (batches) => {
        const repo = makeProject();
        for (const batch of batches) {
          for (const step of batch) apply(repo, step);
          expect((await nameOf(repo, { paths: [], rewrite: {} })).tree).toBe(reference(repo));
        }
        repo.cleanup();
      },
    ),
    { numRuns: 25, examples: [[[[{ do: 'move', from: 'src/main.ts', to: 'src/other.ts' }]]]] },
  );
});
