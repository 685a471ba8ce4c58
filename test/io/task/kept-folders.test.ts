/** Which kept folders go: only those of a work tree that is surely gone. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../../scripts/io/git/git.js';
import { ledgerPaths } from '../../../scripts/io/ground/workspace.js';
import { keptFolders, keptSize, noteOwner, pruneKept } from '../../../scripts/io/task/kept-folders.js';
import { freshFolder, makeProject, type TestRepo } from '../../helpers/repo.js';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.now();

/** A linked work tree with something kept for it, not used for 40 days. */
async function makeKept(): Promise<{
  repo: TestRepo;
  top: string;
  state: string;
  folders: ReturnType<typeof keptFolders>;
}> {
  const repo = makeProject();
  const top = path.join(freshFolder(), 'linked');
  repo.git('worktree', 'add', '-q', top, '-b', 'linked');
  const state = freshFolder();
  noteOwner(state, await openRepository(top));
  const folders = keptFolders(state, top);
  for (const dir of [folders.snapshot, folders.checks]) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'file'), 'x'.repeat(1000));
  }
  age(folders.owner, 40);
  return { repo, top, state, folders };
}

const age = (file: string, days: number): void =>
  utimesSync(file, new Date(NOW - days * DAY), new Date(NOW - days * DAY));

async function isKept({ state, folders }: Awaited<ReturnType<typeof makeKept>>): Promise<boolean> {
  await pruneKept(state, NOW);
  const there = Object.values(folders).map((name) => existsSync(name));
  expect(new Set(there).size, 'all or nothing').toBe(1);
  return there[0] === true;
}

describe('what is kept for a work tree', () => {
  test('goes when git does not list it any more, or its repository is gone as well', async () => {
    const removed = await makeKept();
    removed.repo.git('worktree', 'remove', removed.top);
    expect((await keptSize(removed.state)).gone).toBeGreaterThan(2000);
    expect(await isKept(removed)).toBe(false);
    const deleted = await makeKept();
    rmSync(deleted.top, { recursive: true });
    rmSync(deleted.repo.dir, { recursive: true });
    expect(await isKept(deleted)).toBe(false);
  });

  test.each([
    ['it is there', () => undefined],
    ['git still lists it, as it does where a drive is not there', ({ top }) => rmSync(top, { recursive: true })],
    [
      'it was used in the last 30 days',
      ({ repo, top, folders }) => {
        repo.git('worktree', 'remove', top);
        age(folders.owner, 29);
      },
    ],
    [
      'its file system is not there',
      ({ repo, top, folders }) => {
        repo.git('worktree', 'remove', top);
        onAnotherDrive(folders.owner, 'top_mount');
      },
    ],
    [
      'the file system of its repository is not there',
      ({ repo, top, folders }) => {
        repo.git('worktree', 'remove', top);
        renameSync(repo.dir, `${repo.dir} elsewhere`);
        onAnotherDrive(folders.owner, 'common_mount');
      },
    ],
    [
      'a task of it cannot be read',
      ({ repo, top }) => {
        repo.git('worktree', 'remove', top);
        const { ledger, task } = ledgerPaths(repo.file('.git'));
        mkdirSync(task('one'), { recursive: true });
        writeFileSync(ledger('one'), 'not a ledger\n');
      },
    ],
    [
      'its repository cannot say what it lists',
      ({ repo, top }) => {
        repo.git('worktree', 'remove', top);
        rmSync(repo.file('.git/HEAD'));
      },
    ],
  ] as [string, (kept: Awaited<ReturnType<typeof makeKept>>) => void][])('stays where %s', async (_, change) => {
    const kept = await makeKept();
    change(kept);
    expect(await isKept(kept)).toBe(true);
  });

  test('is left alone where nothing says whose it is', async () => {
    const kept = await makeKept();
    kept.repo.git('worktree', 'remove', kept.top);
    writeFileSync(kept.folders.owner, '{"top":"/somewhere/else"}');
    age(kept.folders.owner, 40);
    expect(await isKept(kept)).toBe(true);
  });
});

function onAnotherDrive(owner: string, field: string): void {
  writeFileSync(owner, JSON.stringify({ ...JSON.parse(readFileSync(owner, 'utf8')), [field]: '/media/drive' }));
  age(owner, 40);
}
