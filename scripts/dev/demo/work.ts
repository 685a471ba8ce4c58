/**
 * What the scripted Claude can write for the demo's project, like a skilled author: documents by file name, milestones
 * by field, code by path. It has to be told when to write which of these, and in what form.
 */

/** Findings about the project, by the name of the document for which they are asked. */
export const DISCOVERY: Record<string, string> = {
  'project-map.md': `# Project map

- \`src/units.js\`: the table of units, the only logic so far
- \`src/index.js\`: the public entry, re-exports
- \`test/units.test.js\`: node:test
- \`package.json\`: ES modules, no dependencies, \`npm test\` runs \`node --test\`
`,
  'current-state.md': `# Current state

One commit on main. The library exports \`UNITS\` and nothing else; its one test passes.
`,
  'architecture.md': `# Architecture

Plain ES modules without a build. \`src/index.js\` re-exports one module per feature; nothing has state.
`,
  'test-strategy.md': `# Test strategy

\`npm test\` runs node:test over \`test/*.test.js\`. One test file per module, no mocks, no network.
`,
  'risk-register.md': `# Risk register

| Risk | Likelihood | Answer |
| --- | --- | --- |
| Text that looks like a duration is read wrongly | medium | tests with text that must be refused |

No secrets, no production access, no money in this repository.
`,
  'open-questions.md': `# Open questions

None: the task names both functions and the format.
`,
};

const BRIEF = `# Project brief

little-durations gets two functions: \`parseDuration\` turns text such as 1h30m into milliseconds,
\`formatDuration\` turns milliseconds back into such text. Success is a round trip that loses nothing.
Out of scope: months, years, time zones, spoken languages.
`;

const ROADMAP = `# Roadmap

1. M001 reads durations, since the way back is checked against it.
2. M002 writes durations and documents both functions.
`;

/** A milestone as values. The reference says which fields are required and how they are written. */
export interface MilestoneContent {
  id: string;
  title: string;
  fields: Record<string, string | string[]>;
}

const REFUSAL = "Text that is not wholly a duration ('', '1h banana', '90') throws a RangeError";

const reading = (criteria: string[]): MilestoneContent => ({
  id: 'M001',
  title: 'Read durations',
  fields: {
    title: 'Read durations',
    goal: 'Callers can turn text such as 1h30m into milliseconds.',
    scope: 'parseDuration for whole numbers of d, h, m and s, exported from the entry.',
    'out of scope': 'Formatting, fractions, units beyond days.',
    'acceptance criteria': criteria,
    'expected files': ['src/parse.js', 'src/index.js', 'test/parse.test.js'],
    'required tests': ['npm test'],
    risk: 'low',
    dependencies: 'none',
    'stop conditions': ['An existing export would have to change'],
  },
});

const writing: MilestoneContent = {
  id: 'M002',
  title: 'Write durations',
  fields: {
    title: 'Write durations',
    goal: 'Callers can turn milliseconds into text such as 1h30m.',
    scope: 'formatDuration, exported from the entry, and both functions in the README.',
    'out of scope': 'Rounding below a second, localised units.',
    'acceptance criteria': [
      "formatDuration(5400000) is '1h30m'",
      "formatDuration(0) is '0s'",
      'parseDuration(formatDuration(n)) is n for whole seconds',
    ],
    'expected files': ['src/format.js', 'src/index.js', 'test/format.test.js', 'README.md'],
    'required tests': ['npm test'],
    risk: 'low',
    dependencies: 'M001',
    'stop conditions': ['An existing export would have to change'],
  },
};

/** The plan. The first draft does not say what must happen to text that is not a duration. */
export function planOf(draft: 'first' | 'revised'): {
  documents: Record<string, string>;
  milestones: MilestoneContent[];
} {
  const criteria = [
    "parseDuration('1h30m') is 5400000",
    "parseDuration('45s') is 45000",
    ...(draft === 'revised' ? [REFUSAL] : []),
  ];
  return { documents: { 'project-brief.md': BRIEF, 'roadmap.md': ROADMAP }, milestones: [reading(criteria), writing] };
}

/** An honest answer to each question of the self-review, by a word in the question's name. */
export const SELF_REVIEW: [word: string, note: string][] = [
  ['infer', 'Everything stated about the project was read from its files.'],
  ['goal', 'The task names both functions and the direction of each.'],
  ['architecture', 'One module per feature behind src/index.js, as it is now.'],
  ['milestones', 'Two milestones of three or four small files.'],
  ['criteria', 'Each criterion is one call with its result.'],
  ['risk', 'No secrets, production, wallets or money are involved.'],
  ['alternatives', 'One plausible approach; nothing for a human to choose.'],
  ['safe', 'Nothing outside this library changes.'],
];

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
