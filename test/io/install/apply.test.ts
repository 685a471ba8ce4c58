import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../scripts/core/install/changes.js';
import { Problem } from '../../../scripts/core/say/notices.js';
import { applyChanges, digestOfContent, readPresent } from '../../../scripts/io/install/apply.js';

const NOW = '2030-01-02T03:04:05.006Z';
const base = mkdtempSync(path.join(os.tmpdir(), 'cccc-apply-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let project = '';
beforeEach(() => {
  project = mkdtempSync(path.join(base, 'p '));
});

const file = (name: string): string => path.join(project, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
function write(name: string, content: string): void {
  mkdirSync(path.dirname(file(name)), { recursive: true });
  writeFileSync(file(name), content);
}
const replace = (name: string, was: string, content: string, backup = true): Change => ({
  kind: 'replace',
  path: name,
  content,
  was: digestOfContent(was),
  backup,
});
const everything = (): string[] => readdirSync(project, { recursive: true }).map(String).sort();

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'nothing';
  } catch (error) {
    if (error instanceof Problem) return error.notice.code;
    throw error;
  }
}

describe('executing changes', () => {
  test('makes, replaces and removes', () => {
    write('old.txt', 'old');
    write('gone.txt', 'gone');
    const { backups } = applyChanges(
      project,
      [
        { kind: 'mkdir', path: 'a/b' },
        { kind: 'create', path: 'c/d e/新.txt', content: 'new' },
        { kind: 'create', path: 'run.sh', content: 'x', executable: true },
        replace('old.txt', 'old', 'fresh', false),
        { kind: 'delete', path: 'gone.txt', was: digestOfContent('gone'), backup: false },
      ],
      NOW,
    );
    expect(backups).toEqual({});
    expect(text('c/d e/新.txt')).toBe('new');
    expect(text('old.txt')).toBe('fresh');
    expect(everything()).toEqual(['a', 'a/b', 'c', 'c/d e', 'c/d e/新.txt', 'old.txt', 'run.sh']);
    expect(statSync(file('run.sh')).mode & 0o100).toBe(process.platform === 'win32' ? 0 : 0o100);
  });

  test('keeps what was there in a folder of this run', () => {
    write('.claude/settings.json', 'theirs');
    write('x', '1');
    const { backups } = applyChanges(
      project,
      [
        replace('.claude/settings.json', 'theirs', 'ours'),
        { kind: 'delete', path: 'x', was: digestOfContent('1'), backup: true },
      ],
      NOW,
    );
    expect(backups).toEqual({
      '.claude/settings.json': 'docs/cccc/backups/2030-01-02T03-04-05.006Z/.claude/settings.json',
      x: 'docs/cccc/backups/2030-01-02T03-04-05.006Z/x',
    });
    expect(text(backups['.claude/settings.json'] ?? '')).toBe('theirs');
  });

  test('two runs at the same time of day keep two backups', () => {
    write('a', '1');
    applyChanges(project, [replace('a', '1', '2')], NOW);
    const { backups } = applyChanges(project, [replace('a', '2', '3')], NOW);
    expect(text(backups['a'] ?? '')).toBe('2');
    expect(text('docs/cccc/backups/2030-01-02T03-04-05.006Z/a')).toBe('1');
  });

  test('removes a folder only when it is empty', () => {
    write('full/a', '1');
    mkdirSync(file('empty'));
    applyChanges(
      project,
      ['full', 'empty', 'none'].map((name) => ({ kind: 'rmdir' as const, path: name })),
      NOW,
    );
    expect(everything()).toEqual(['full', 'full/a']);
  });

  test.skipIf(process.platform === 'win32')('a link stays a link, and a file keeps its mode', () => {
    write('dotfiles/settings.json', '1');
    chmodSync(file('dotfiles/settings.json'), 0o640);
    mkdirSync(file('.claude'));
    symlinkSync('../dotfiles/settings.json', file('.claude/settings.json'));
    applyChanges(project, [replace('.claude/settings.json', '1', '2')], NOW);
    expect(text('dotfiles/settings.json')).toBe('2');
    expect(statSync(file('dotfiles/settings.json')).mode & 0o777).toBe(0o640);
    expect(readdirSync(file('.claude'))).toEqual(['settings.json']);
  });
});

describe('when the folder is not what was planned for', () => {
  test.each<[string, Change]>([
    ['a file that should be new is there', { kind: 'create', path: 'a', content: 'x' }],
    ['a file that should be replaced has changed', replace('a', 'other', 'x')],
    ['a file that should be replaced is gone', replace('b', 'other', 'x')],
    [
      'a file that should be removed has changed',
      { kind: 'delete', path: 'a', was: digestOfContent('other'), backup: false },
    ],
  ])('%s: nothing is written', (_, change) => {
    write('a', 'present');
    expect(codeOf(() => applyChanges(project, [{ kind: 'create', path: 'first', content: '' }, change], NOW))).toBe(
      'changed-meanwhile',
    );
    expect(everything()).toEqual(['a']);
    expect(text('a')).toBe('present');
  });

  test('a change that fails takes back those before it', () => {
    write('a', '1');
    write('b', '2');
    write('blocked', 'a file where a folder should be');
    const changes: Change[] = [
      { kind: 'create', path: 'x/y/z', content: 'new' },
      replace('a', '1', 'changed', false),
      { kind: 'delete', path: 'b', was: digestOfContent('2'), backup: false },
      { kind: 'mkdir', path: 'm/n' },
      { kind: 'mkdir', path: 'blocked/inside' },
    ];
    expect(codeOf(() => applyChanges(project, changes, NOW))).toBe('cannot-write');
    expect(everything()).toEqual(['a', 'b', 'blocked']);
    expect([text('a'), text('b')]).toEqual(['1', '2']);
  });

  test("a folder in a file's place is named", () => {
    mkdirSync(file('a'));
    expect(codeOf(() => readPresent(project, ['a']))).toBe('cannot-write');
  });
});

test('present content is recognised by its digest', () => {
  write('a', '1');
  expect([...readPresent(project, ['a', 'b'])]).toEqual([['a', digestOfContent('1')]]);
  expect(existsSync(file('b'))).toBe(false);
});
