/** Findings of several reviewers: what counts as one fault, who agreed, and the order. */
import { describe, expect, test } from 'vitest';
import { isSameFault, type Mergeable, mergeReports } from '../../../scripts/core/delegate/merge.js';

const fault = (given: Partial<Mergeable> = {}): Mergeable => ({
  severity: 'P1',
  blocking: true,
  category: 'correctness',
  title: 'Division by zero when the list is empty',
  file: 'src/mean.ts',
  line: 10,
  explanation: 'The length is 0 for an empty list.',
  required_fix: 'An empty list gives null.',
  ...given,
});

describe('two findings are one fault', () => {
  test.each<[string, Partial<Mergeable>, boolean]>([
    ['with the same words at the same line', {}, true],
    ['with other words at a line close by', { title: 'Empty list divides by 0', line: 12 }, true],
    ['with inflected words', { title: 'Dividing: the list being empty is not checked', line: 11 }, true],
    [
      'with another title that explains the same',
      { title: 'NaN in the report', explanation: 'For an empty list the length is 0, so the mean is NaN.' },
      true,
    ],
    ['where one names no line', { line: null }, true],
    ['unless it lies in another file', { file: 'src/sum.ts' }, false],
    ['unless it lies elsewhere in the file', { line: 40 }, false],
    [
      'unless it says something else at the same line',
      { title: 'Log holds the password', explanation: 'console.log(user)', required_fix: 'Remove the call.' },
      false,
    ],
    [
      'unless it names no line and says something else',
      { line: null, title: 'The list is copied on each call', explanation: 'Slow.', required_fix: 'Keep it.' },
      false,
    ],
  ])('%s', (_how, change, expected) => {
    expect(isSameFault(fault(), fault(change))).toBe(expected);
    expect(isSameFault(fault(change), fault())).toBe(expected);
  });

  test('in Chinese, where words have no spaces between them', () => {
    const one = fault({ title: '列表为空时除以零' });
    expect(isSameFault(one, fault({ title: '空列表会导致除以零', explanation: '', required_fix: '' }))).toBe(true);
    const other = { title: '日志包含密码', explanation: '输出了用户对象。', required_fix: '删除此行。' };
    expect(isSameFault(fault({ ...one, explanation: '', required_fix: '' }), fault(other))).toBe(false);
  });

  test('not where neither has a word', () => {
    expect(isSameFault(fault({ title: '?', explanation: '', required_fix: '' }), fault({ title: '!' }))).toBe(false);
  });
});

describe('the merged list', () => {
  const zero = fault();
  const zeroSaidSofter = fault({ severity: 'P2', blocking: false, title: 'Empty list: division', line: 11 });
  const slow = fault({ severity: 'P2', blocking: false, title: 'Sorts twice', line: 30, explanation: 'Slow.' });
  const leak = fault({ severity: 'P0', title: 'Token in the log', line: 50, explanation: 'It prints it.' });
  const other = fault({ severity: 'P1', title: 'Wrong rounding', file: 'src/a.ts', line: 1, explanation: 'Off.' });

  test('has a fault that two report once, as the more severe one puts it, with the other beside it', () => {
    const merged = mergeReports([
      { by: 'tests', findings: [zeroSaidSofter] },
      { by: 'correctness', findings: [zero] },
    ]);
    expect(merged).toEqual([
      { finding: zero, by: ['tests', 'correctness'], others: [{ by: 'tests', finding: zeroSaidSofter }] },
    ]);
  });

  test('keeps two findings of one reviewer apart, however alike they are', () => {
    expect(mergeReports([{ by: 'tests', findings: [zero, { ...zero, line: 11 }] }])).toHaveLength(2);
  });

  test('begins with what blocks, then the severity, then how many agree', () => {
    const merged = mergeReports([
      { by: 'a', findings: [slow, other, zero] },
      { by: 'b', findings: [leak, zero] },
    ]);
    expect(merged.map(({ finding }) => finding)).toEqual([leak, zero, other, slow]);
  });

  test('does not depend on the order of the reports', () => {
    const reports = [
      { by: 'a', findings: [zero, slow] },
      { by: 'b', findings: [zeroSaidSofter, other] },
      { by: 'c', findings: [leak] },
    ];
    const ofAll = mergeReports(reports).map(({ finding, others }) => [finding, others.length]);
    expect(mergeReports(reports.toReversed()).map(({ finding, others }) => [finding, others.length])).toEqual(ofAll);
  });

  test('is empty where nobody found anything', () => {
    expect(mergeReports([{ by: 'a', findings: [] }])).toEqual([]);
  });
});
