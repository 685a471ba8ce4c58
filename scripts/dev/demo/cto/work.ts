/** The work of the CTO demo: what Codex plans, what it sends back, and how Claude does each task. */
import type { CtoPlan, CtoReview, CtoTask } from '../../../generated/types.js';
import type { ClaudeTurn } from '../../servers/messages-server.js';

export const OBJECTIVE = 'Add formatDuration (milliseconds to 1h30m), with a test';

const task = (id: string, given: Omit<CtoTask, 'id' | 'context'>): CtoTask => ({ id, context: null, ...given });

export const PLAN: CtoPlan = {
  objective: OBJECTIVE,
  analysis: 'src/units.js holds the milliseconds of each unit; src/index.js exports them; tests run with node --test.',
  strategy: 'One function in a file of its own, built on UNITS, exported from src/index.js and tested.',
  tasks: [
    task('T1', {
      action: 'create_file',
      target: 'src/format.js',
      description: 'Write formatDuration(ms), which names each unit that is not zero.',
      acceptance_criteria: ['formatDuration(5400000) is 1h30m'],
      dependencies: [],
    }),
    task('T2', {
      action: 'modify_file',
      target: 'src/index.js',
      description: 'Export formatDuration.',
      acceptance_criteria: ['src/index.js exports formatDuration'],
      dependencies: ['T1'],
    }),
    task('T3', {
      action: 'create_file',
      target: 'test/format.test.js',
      description: 'Test formatDuration.',
      acceptance_criteria: ['the test fails without src/format.js'],
      dependencies: ['T2'],
    }),
  ],
  verification: ['node --test'],
};

const ZERO = task('T4', {
  action: 'modify_file',
  target: 'src/format.js',
  description: 'formatDuration(0) is an empty text: make it 0s, and test it.',
  acceptance_criteria: ['formatDuration(0) is 0s'],
  dependencies: ['T3'],
});

/**
 * The review of the present work: the first one sends it back, because formatDuration(0) is empty.
 *
 * @param ids the tasks of the plan
 * @param code src/format.js as Codex read it
 */
export function reviewOf(ids: readonly string[], code: string): CtoReview {
  const isComplete = code.includes("'0s'");
  return {
    summary: isComplete
      ? 'All units, zero included, are formatted and tested.'
      : 'Zero milliseconds give an empty text.',
    task_reviews: ids.map((task_id) => ({
      task_id,
      evidence: 'the diff and node --test',
      feedback: task_id === 'T1' && !isComplete ? 'Zero gives an empty text.' : null,
      status: task_id === 'T1' && !isComplete ? 'partial' : 'pass',
    })),
    revised_tasks: isComplete ? [] : [ZERO],
    reason: isComplete ? 'The objective is met.' : 'An empty text is no duration.',
    verdict: isComplete ? 'approve' : 'revise',
  };
}

const FORMAT = `import { UNITS } from './units.js';

/** A duration in milliseconds, such as 1h30m. */
export function formatDuration(ms) {
  let rest = ms;
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += count + unit;
  }
  return text;
}
`;
const WHOLE = FORMAT.replace('return text;', "return text || '0s';");
const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../src/index.js';

test('ninety minutes are 1h30m', () => {
  assert.equal(formatDuration(5_400_000), '1h30m');
});
`;
const TEST_ZERO = `
test('nothing is 0s', () => {
  assert.equal(formatDuration(0), '0s');
});
`;

type ToolCall = NonNullable<ClaudeTurn['calls']>[number];

/** The tool calls with which Claude does a task, one after the other. */
export function callsFor(id: string, project: string): ToolCall[] {
  const file = (name: string): string => `${project}/${name}`;
  const write = (name: string, content: string): ToolCall => ({
    tool: 'Write',
    input: { file_path: file(name), content },
  });
  const read = (name: string): ToolCall => ({ tool: 'Read', input: { file_path: file(name) } });
  switch (id) {
    case 'T1':
      return [write('src/format.js', FORMAT)];
    case 'T2':
      return [
        read('src/index.js'),
        write('src/index.js', "export { formatDuration } from './format.js';\nexport { UNITS } from './units.js';\n"),
      ];
    case 'T3':
      return [write('test/format.test.js', TEST)];
    case 'T4':
      return [write('src/format.js', WHOLE), write('test/format.test.js', TEST + TEST_ZERO)];
    default:
      return [];
  }
}
