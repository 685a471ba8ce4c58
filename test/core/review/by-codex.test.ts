/** Which parts of a change are marked as written by Codex. */
import { describe, expect, test } from 'vitest';
import {
  addedLines,
  byCodexText,
  type WrittenFile,
  writtenByCodex,
} from '../../../scripts/core/review/packet/by-codex.js';
import { aFile } from '../../helpers/packet-input.js';

const mark = (...files: WrittenFile[]) => ({
  marks: [{ at: '', session: 's', files }],
  digest: (line: string) => line,
});
const LINES = ['const first = 1;', 'const second = 2;', 'const third = 3;', '结果 = 计算();'];
const patchOf = (...lines: string[]): string =>
  ['--- a/x', '+++ b/x', '@@ -0,0 +1 @@', ...lines.map((l) => `+${l}`)].join('\n');

describe('added lines', () => {
  test.each<[what: string, before: string, after: string, added: string[]]>([
    ['of a new file', '', 'const a = 1;\n}\n', ['const a = 1;']],
    ['of a changed one', 'const a = 1;\nconst b = 2;\n', 'const a = 1;\nconst b = 3;\n', ['const b = 3;']],
    ['that were indented only', '  const a = 1;\n', '    const a = 1;\n', []],
    ['that were there once and are there twice', 'const a = 1;\n', 'const a = 1;\nconst a = 1;\n', ['const a = 1;']],
    ['with other line ends', 'const a = 1;\r\n', 'const a = 1;\n', []],
  ])('%s', (_, before, after, added) => expect(addedLines(before, after)).toEqual(added));
});

describe('files that hold what Codex wrote', () => {
  const written: WrittenFile = { path: 'a.ts', lines: LINES, blob: 'b10b' };
  test.each<[what: string, file: Parameters<typeof aFile>[0], found: unknown[]]>([
    ['all of it', { patch: patchOf(...LINES) }, [{ path: 'a.ts', lines: 4, of: 4 }]],
    [
      'edited afterwards',
      { patch: patchOf('const zero = 0;', ...LINES.slice(1)) },
      [{ path: 'a.ts', lines: 3, of: 4 }],
    ],
    [
      'one line left',
      { patch: patchOf('const zero = 0;', 'const last = 9;', '  结果 = 计算();') },
      [{ path: 'a.ts', lines: 1, of: 3 }],
    ],
    ['renamed', { path: 'b.ts', from: 'a.ts', patch: patchOf(...LINES.slice(2)) }, [{ path: 'b.ts', lines: 2, of: 2 }]],
    [
      'moved by hand',
      { path: 'c.ts', patch: patchOf(...LINES, 'const zero = 0;') },
      [{ path: 'c.ts', lines: 4, of: 5 }],
    ],
    ['alike by chance', { path: 'c.ts', patch: patchOf(LINES[0] ?? '', 'const zero = 0;', 'const last = 9;') }, []],
    ['other lines of the same file', { patch: patchOf('const zero = 0;') }, []],
    [
      'the same content, with no line that tells',
      { patch: null, binary: true, version: { before: '', after: '100644 b10b' } },
      [{ path: 'a.ts', lines: 0, of: 0 }],
    ],
  ])('%s', (_, file, found) => expect(writtenByCodex([aFile(file)], mark(written))).toEqual(found));

  test('without a mark nothing is said', () => {
    expect(byCodexText(writtenByCodex([aFile({ patch: patchOf(...LINES) })], mark()))).toBe('');
  });

  test('the reviewer is told by name, and what it means', () => {
    const text = byCodexText([
      { path: '笔记\n.ts', lines: 3, of: 4 },
      { path: 'b.ts', lines: 2, of: 2 },
    ]);
    expect(text).toContain('"笔记\\n.ts" (3 of 4 added lines), "b.ts" (as Codex wrote it)\n');
    expect(text).toContain('you are not independent of these parts');
  });
});
