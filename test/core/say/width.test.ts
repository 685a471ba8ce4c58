import { describe, expect, it } from 'vitest';
import { fitted, widthOf } from '../../../scripts/core/say/width.js';

describe('the columns of a text', () => {
  it.each([
    ['plain', 5],
    ['', 0],
    ['审查', 4],
    ['審査ですよ', 10],
    ['검토', 4],
    ['，。（）', 8],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['a\u200db', 2],
    ['🚀', 2],
    ['…·—', 6],
  ])('of %s are %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });
});

describe('a text that is fitted', () => {
  const texts = [
    '0:12 of 30:00 · plan: Codex · cat tree/src/文件.ts',
    '审查正在进行，请稍候，不要离开',
    'x'.repeat(99),
  ];

  it.each(texts)('never takes more columns than there are: %s', (text) => {
    for (let columns = 2; columns < 120; columns++) expect(widthOf(fitted(text, columns))).toBeLessThanOrEqual(columns);
  });

  it('stays as it is where it fits, and says where it was cut', () => {
    expect(fitted('审查', 4)).toBe('审查');
    expect(fitted('审查中', 5)).toBe('审..');
    expect(fitted('abcdef', 5)).toBe('abc..');
  });
});
