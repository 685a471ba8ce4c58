import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../../scripts/core/review/changed-lines.js';
import { lineDiff } from '../../../../scripts/core/review/line-diff.js';
import { Budget, shellPath, shortened } from '../../../../scripts/core/say/packet-text.js';

describe('small parts', () => {
  it('shorten a document by whole sections, the longest first, and name them', () => {
    const text = `# T\nshort\n## Long\n${'x'.repeat(500)}\n## End\ntail`;
    expect(shortened(text, new Budget(100, 1000), 'short-first')).toBe(
      '# T\nshort\n## End\ntail\n[left out: "Long" (508 characters)]',
    );
  });

  it('shorten a log from its old end', () => {
    const text = `# Log\n## 1\n${'a'.repeat(50)}\n## 2\n${'b'.repeat(50)}\n## 3\nc`;
    expect(shortened(text, new Budget(80, 1000), 'new-first')).toBe(
      `# Log\n## 2\n${'b'.repeat(50)}\n## 3\nc\n[left out: "1" (55 characters)]`,
    );
  });

  it('quote paths for a shell', () => {
    expect([shellPath('src/a-b_1.ts'), shellPath('a b'), shellPath("it's"), shellPath('$(x)')]).toEqual([
      'src/a-b_1.ts',
      "'a b'",
      "'it'\\''s'",
      "'$(x)'",
    ]);
  });

  it('compare lines so that the new text can be told from the marks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c')),
        fc.array(fc.constantFrom('a', 'b', 'c')),
        (before, after) => {
          const diff = lineDiff(before.join('\n'), after.join('\n'), 100).split('\n');
          const side = (mark: string): string[] =>
            diff.filter((line) => line.startsWith(' ') || line.startsWith(mark)).map((line) => line.slice(1));
          if (before.join('\n') === after.join('\n')) expect(diff).toEqual(['']);
          else expect([side('-').join('\n'), side('+').join('\n')]).toEqual([before.join('\n'), after.join('\n')]);
        },
      ),
    );
  });

  it('compare lines with as few changes as there are', () => {
    expect(lineDiff('a\nb\nc', 'b\nc\nd')).toBe('@@ line 1\n-a\n b\n c\n+d');
    expect(lineDiff('b\nc\nd', 'a\nb\nc')).toBe('@@ line 1\n+a\n b\n c\n-d');
    expect(lineDiff('1\n2\n3\n4\n5\n6', '1\n2\n3\n4\n5\n7', 1)).toBe('@@ line 5\n 5\n-6\n+7');
  });

  it('find the changed lines of a patch', () => {
    const patch =
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,4 +1,5 @@\n a\n+b\n+c\n d\n-e\n f\n@@ -20,1 +21,1 @@ ' +
      'g\n-h\n+i\n\\ No newline at end of file\n';
    expect(
      changedLines([
        { path: 'x', patch },
        { path: 'y', patch: null },
      ]),
    ).toEqual({
      x: [
        [2, 3],
        [5, 5],
        [21, 21],
      ],
      y: [[1, Number.MAX_SAFE_INTEGER]],
    });
  });

  it.each<[string, Parameters<typeof changedLines>[0][number]]>([
    ['that is deleted', { path: 'x', patch: 'diff --git a/x b/x\n@@ -1,2 +0,0 @@\n-a\n-b\n' }],
    ['that was renamed, under its former name', { path: 'y', from: 'x', patch: 'rename from x\nrename to y\n' }],
    ['whose mode alone changed', { path: 'x', patch: 'old mode 100644\nnew mode 100755\n' }],
  ])('count a file as changed everywhere %s', (_, file) => {
    expect(changedLines([file])['x']).toEqual([[1, Number.MAX_SAFE_INTEGER]]);
  });
});
