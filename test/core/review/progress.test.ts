import { describe, expect, it } from 'vitest';
import { Cadence } from '../../../scripts/core/review/progress.js';

/** Of the times of several looks, those at which a line was due. */
const due = (everyMs: number, looks: readonly number[]): number[] => {
  const cadence = new Cadence(everyMs);
  return looks.filter((at) => cadence.isDue(at));
};

describe('when a line is due', () => {
  it('at once, and then once in each interval', () => {
    const looks = Array.from({ length: 601 }, (_, index) => 5000 + index * 100);
    expect(due(20_000, looks)).toEqual([5000, 25_000, 45_000, 65_000]);
  });

  it('on a grid: a late look does not delay the lines after it', () => {
    expect(due(20_000, [0, 27_000, 39_999, 40_000, 60_000])).toEqual([0, 27_000, 40_000, 60_000]);
  });

  it('once, after a long pause of the machine', () => {
    expect(due(1000, [0, 3_600_500, 3_600_600, 3_601_000])).toEqual([0, 3_600_500, 3_601_000]);
  });
});
