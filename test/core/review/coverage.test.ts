/** What a reviewer must have seen so that its pass counts. */
import { describe, expect, test } from 'vitest';
import type { CommandRun } from '../../../scripts/core/codex/events.js';
import { readPaths, shellWords } from '../../../scripts/core/review/coverage-reads.js';
import { evaluate, found } from '../../helpers/review-replies.js';

describe('a pass over files that the reviewer did not see', () => {
  const excluded = { coverage: { excluded: ['dist/a.js', 'src/big.ts'], onDemand: [] } };
  const acknowledged = (paths: string[]) => evaluate({ excluded_files_acknowledged: paths }, excluded);

  test('is refused unless each excluded code file is named', () => {
    expect(acknowledged([])).toMatchObject({ reason: 'coverage-unacknowledged', detail: 'dist/a.js, src/big.ts' });
    expect(acknowledged(['tree/dist/', './src/big.ts']).kind).toBe('pass');
    expect(acknowledged(['dist', 'src/big.ts'])).toMatchObject({
      reason: 'coverage-unacknowledged',
      detail: 'dist/a.js',
    });
    expect(acknowledged(['/', 'src/big.ts'])).toMatchObject({ detail: 'dist/a.js' });
  });

  const onDemand = { coverage: { excluded: [], onDemand: ['src/b.ts'] } };
  const ran = (command: string, given: Partial<CommandRun> = {}): CommandRun => ({
    command: `/bin/bash -c '${command}'`,
    output: 'text',
    exitCode: 0,
    ...given,
  });

  test('is refused unless a command read each file that the packet only names', () => {
    expect(evaluate({ files_read: ['src/b.ts'] }, onDemand)).toMatchObject({
      reason: 'files-not-read',
      detail: 'src/b.ts',
    });
    expect(evaluate({}, onDemand, [ran('cat tree/src/b.ts')]).kind).toBe('pass');
  });

  test('does not affect findings: those count', () => {
    expect(evaluate({ findings: [found()] }, onDemand).kind).toBe('findings');
    expect(evaluate({ findings: [found()] }, excluded).kind).toBe('findings');
  });

  test.each([
    'sed -n 1,200p tree/src/b.ts',
    'cd tree && cat src/b.ts',
    'cd tree/src; nl -ba ./b.ts | head -50',
    'cat /state/jobs/j1/tree/src/b.ts',
    'cat tree/a.ts tree/src/../src/b.ts',
    'wc -l x; cat < tree/src/b.ts',
  ])('counts as read: %s', (command) => {
    expect(readPaths([ran(command)], ['src/b.ts'], 'tree')).toEqual(['src/b.ts']);
  });

  test.each<[string, Partial<CommandRun>?]>([
    ['ls tree/src/b.ts'],
    ['grep -n x tree/src/b.ts'],
    ['cat tree/src/b.ts.bak'],
    ['cat src/b.ts'],
    ['cat other/tree/src/b.ts'],
    ['echo cat tree/src/b.ts'],
    ['cat tree/src/*.ts'],
    ['cat tree/src/b.ts', { exitCode: 1 }],
    ['cat tree/src/b.ts', { exitCode: null }],
    ['cat tree/src/b.ts', { output: ' \n' }],
  ])('does not count as read: %s %j', (command, given) => {
    expect(readPaths([ran(command, given)], ['src/b.ts'], 'tree')).toEqual([]);
  });

  test('names with spaces, quotes and any script, and another platform, are understood', () => {
    const posix = { command: `/bin/bash -c "cat 'tree/my file.ts' tree/ドキュメント.md"`, output: 'text', exitCode: 0 };
    expect(readPaths([posix], ['my file.ts', 'ドキュメント.md', 'file.ts'], 'tree')).toEqual([
      'my file.ts',
      'ドキュメント.md',
    ]);
    const windows = {
      command: `"C:\\\\Windows\\\\powershell.exe" -Command 'Get-Content tree\\src\\b.ts'`,
      output: 'text',
      exitCode: 0,
    };
    expect(readPaths([windows], ['src/b.ts'], 'tree')).toEqual(['src/b.ts']);
  });

  test('command lines are split like in a shell', () => {
    expect(shellWords(`a 'b c'"d $e"\\ f|g&&h;i`)).toEqual(['a', 'b cd $e f', '|', 'g', '&&', 'h', ';', 'i']);
    expect(shellWords("'' x")).toEqual(['', 'x']);
  });
});
