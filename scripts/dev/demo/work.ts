/**
 * What the scripted Claude can write for the demo's project, like a skilled author: a plan in the user's words, code by
 * path. It has to be told when to write which of these, and in what form.
 */
import type { ClaudeWords, MilestoneContent } from './words/types.js';

/** The plan. The first draft does not say what must happen to text that is not a duration. */
export function planOf(
  { brief, roadmap, reading, writing, refusal }: ClaudeWords,
  draft: 'first' | 'revised',
): { documents: Record<string, string>; milestones: MilestoneContent[] } {
  const criteria = [reading.fields['acceptance criteria'] ?? [], draft === 'revised' ? [refusal] : []].flat();
  const first = { ...reading, fields: { ...reading.fields, 'acceptance criteria': criteria } };
  return { documents: { 'project-brief.md': brief, 'roadmap.md': roadmap }, milestones: [first, writing] };
}

const HASTY_PARSER = `import { UNITS } from './units.js';

/** Text such as "1h30m" in milliseconds. Throws a RangeError for text that is no duration. */
export function parseDuration(text) {
  const parts = [...text.matchAll(/(\\d+)([dhms])/g)];
  if (parts.length === 0) throw new RangeError(\`not a duration: \${text}\`);
  return parts.reduce((total, [, amount, unit]) => total + Number(amount) * UNITS[unit], 0);
}
`;

const PARSER_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration } from '../src/index.js';

test('text becomes milliseconds', () => {
  assert.equal(parseDuration('1h30m'), 5_400_000);
  assert.equal(parseDuration('45s'), 45_000);
});

test('text that is no duration is refused', () => {
  assert.throws(() => parseDuration(''), RangeError);
});
`;

const FORMATTER = `import { UNITS } from './units.js';

/** Milliseconds as text such as "1h30m"; what is below a second is dropped, zero is "0s". */
export function formatDuration(milliseconds) {
  let rest = milliseconds;
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) text += \`\${amount}\${unit}\`;
  }
  return text === '' ? '0s' : text;
}
`;

const FORMATTER_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from '../src/index.js';

test('milliseconds become text', () => {
  assert.equal(formatDuration(5_400_000), '1h30m');
  assert.equal(formatDuration(0), '0s');
});

test('a round trip loses nothing', () => {
  for (const seconds of [1, 59, 60, 3_599, 86_400, 90_061]) {
    assert.equal(parseDuration(formatDuration(seconds * 1_000)), seconds * 1_000);
  }
});
`;

/** A change to one file: written as a whole, or with one passage replaced. */
export type Change = { content: string } | { find: string; replace: string };

const UNITS_EXPORT = "export { UNITS } from './units.js';\n";

/** The code of each milestone, by path. */
export const CODE: Record<string, Record<string, Change>> = {
  M001: {
    'src/parse.js': { content: HASTY_PARSER },
    'src/index.js': { find: UNITS_EXPORT, replace: `export { parseDuration } from './parse.js';\n${UNITS_EXPORT}` },
    'test/parse.test.js': { content: PARSER_TEST },
  },
  M002: {
    'src/format.js': { content: FORMATTER },
    'src/index.js': { find: UNITS_EXPORT, replace: `export { formatDuration } from './format.js';\n${UNITS_EXPORT}` },
    'test/format.test.js': { content: FORMATTER_TEST },
    'README.md': {
      find: 'Milliseconds in a day,',
      replace:
        '`parseDuration("1h30m")` is 5400000, and `formatDuration(5400000)` is "1h30m".\n\nMilliseconds in a day,',
    },
  },
};

/** The fix that Claude makes when a finding names this file. */
export const FIXES: Record<string, Record<string, Change>> = {
  'src/parse.js': {
    'src/parse.js': {
      find: '  if (parts.length === 0) throw',
      replace: "  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) throw",
    },
    'test/parse.test.js': {
      find: "  assert.throws(() => parseDuration(''), RangeError);\n",
      replace: "  for (const text of ['', '1h banana', '90']) assert.throws(() => parseDuration(text), RangeError);\n",
    },
  },
};
