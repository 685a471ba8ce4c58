import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bootId, withLock } from '../../../scripts/io/ground/lock.js';
import { problemOf } from '../../helpers/store-lab.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cccc lock '));
  file = path.join(dir, 'below', 'lock');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

/** The id of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const place = (content: string, name = file): void => {
  withLock(file, () => undefined);
  writeFileSync(name, content);
};

describe('holding a lock', () => {
  test('names the process while the work runs, and is removed afterwards, however the work ended', () => {
    expect(withLock(file, () => readFileSync(file, 'utf8'))).toBe(`${process.pid} ${bootId()}`);
    expect(existsSync(file)).toBe(false);
    expect(() =>
      withLock(file, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  test('is not waited for any longer when a living process keeps it; that process is named', () => {
    place(`${process.pid} ${bootId()}`);
    let seconds = 0n;
    vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => {
      seconds += 7n;
      return seconds * 1_000_000_000n;
    });
    expect(problemOf(() => withLock(file, () => 'never'))).toBe('lock-held');
    expect(existsSync(file)).toBe(true);
  });

  test('a place where no lock can be made is named', () => {
    writeFileSync(path.join(dir, 'below'), 'a file');
    expect(problemOf(() => withLock(file, () => 'never'))).toBe('lock-unusable');
  });
});

describe('a lock that was left behind', () => {
  const cases: [string, () => void][] = [
    ['by a process that is gone', () => place(`${deadPid()} ${bootId()}`)],
    ['by a process that died before it wrote its name', () => place('')],
    ['with nonsense in it', () => place('nonsense')],
    [
      'while a dead process was taking it over',
      () => {
        place(`${deadPid()} ${bootId()}`);
        place(`${deadPid()} ${bootId()}`, `${file}.takeover`);
        writeFileSync(file, `${deadPid()} ${bootId()}`);
      },
    ],
    [
      'while a process that died nameless was taking it over',
      () => {
        place(`${deadPid()} ${bootId()}`);
        writeFileSync(`${file}.takeover`, '');
      },
    ],
  ];

  test.each(cases)('%s is taken over, and leaves nothing behind', (_, leave) => {
    leave();
    expect(withLock(file, () => readFileSync(file, 'utf8'))).toBe(`${process.pid} ${bootId()}`);
    expect([existsSync(file), existsSync(`${file}.takeover`)]).toEqual([false, false]);
  });

  test.runIf(bootId() !== '')('before a restart is taken over though its process id runs again', () => {
    place(`${process.pid} another-boot`);
    expect(withLock(file, () => 'mine')).toBe('mine');
  });
});
