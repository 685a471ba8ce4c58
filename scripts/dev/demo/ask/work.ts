/** What Codex writes in the delegation demo, and how it is verified. */
export const CHECK = 'node --test';

export const FORMAT = `import { UNITS } from './units.js';

/** A duration in milliseconds, such as 1h30m; nothing is 0s. */
export function formatDuration(ms) {
  let rest = ms;
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += count + unit;
  }
  return text || '0s';
}
`;

export const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../src/format.js';

test('ninety minutes are 1h30m, and nothing is 0s', () => {
  assert.equal(formatDuration(5_400_000), '1h30m');
  assert.equal(formatDuration(0), '0s');
});
`;
