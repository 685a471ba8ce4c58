/** Ordinary lines, written by somebody who did not write the rules: how many of them a user would be asked about. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isPlainlyOrdinary, judgeCommand, policyOf } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';

const MOST_IN_A_THOUSAND = 3;

const lines = readFileSync(new URL('tables/ordinary.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');

test('the guard asks about at most 3 of 1,000 ordinary lines', () => {
  expect(new Set(lines).size).toBeGreaterThanOrEqual(2000);
  const policy = policyOf(undefined);
  const asked = lines.filter(
    (line) => !isPlainlyOrdinary(line, places, () => null) && judgeCommand(line, places, policy).verdict !== 'silent',
  );
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual((lines.length / 1000) * MOST_IN_A_THOUSAND);
});
