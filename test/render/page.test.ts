/** How the lines of a page break on a narrow terminal. */
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../scripts/core/say/width.js';
import { rowsOf } from '../../scripts/render/page/layout.js';
import { type Line, line, marked, pageOf, plainText, unbroken } from '../../scripts/render/page/page.js';

const rows = (page: readonly Line[], columns: number | null): string[] =>
  rowsOf(page, { columns, isUnicode: true }).map((row) =>
    row
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );

describe('a line that is too long', () => {
  it('breaks between words, and goes on below its text', () => {
    const text = 'closed · no review has approved this content';
    expect(rows([line([marked('todo', ''), 'plan  ', text], { hang: 8 })], 31)).toEqual([
      '○ plan  closed · no review',
      '        has approved this',
      '        content',
    ]);
  });

  it('breaks between Chinese characters, but not before punctuation', () => {
    const [first = '', second = ''] = rows([line('计划已经通过了审查的，里程碑尚未开始。')], 21);
    expect([first, second]).toEqual(['计划已经通过了审查', '的，里程碑尚未开始。']);
    expect(widthOf(first)).toBeLessThan(21);
  });

  it('keeps what must stay together', () => {
    const phases = [unbroken('M001 (2 rounds)'), '  ', unbroken('M002 reviewing 0:41')];
    expect(rows([line(phases)], 30)).toEqual(['M001 (2 rounds)', 'M002 reviewing 0:41']);
  });

  it('repeats the mark of quoted text, so that no row looks like the program speaking', () => {
    expect(rows(pageOf('  │ the check compares with the empty string'), 24)).toEqual([
      '  │ the check compares',
      '  │ with the empty',
      '  │ string',
    ]);
  });

  it('is not broken when it is a command, nor where rows may have any length', () => {
    const command = 'node .claude/skills/x/cccc.mjs review milestone';
    expect(rows(pageOf(`    ${command}`, 'node .claude/skills/x/cccc.mjs'), 24)).toEqual([`    ${command}`]);
    expect(rows([line('a b c d e f g h i j k l m n')], null)).toEqual(['a b c d e f g h i j k l m n']);
  });

  it('leaves a word that is longer than a row to the terminal', () => {
    expect(rows([line(`see ${'x'.repeat(40)} now`)], 24)).toEqual(['see', 'x'.repeat(40), 'now']);
  });
});

it('plain text has the same lines, unbroken', () => {
  expect(plainText(pageOf('a\n  │ b\n\n1. c'))).toBe('a\n  │ b\n\n1. c');
});
