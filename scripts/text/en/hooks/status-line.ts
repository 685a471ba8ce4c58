import type { LineWords } from '../../../core/loop/status-line.js';

export const statusLine: LineWords = {
  word: {
    planning: 'planning',
    implementing: 'implementing',
    reviewing: 'reviewing',
    fixing: 'fixing',
    passed: 'passed',
    paused: 'paused',
    done: 'done',
    abandoned: 'abandoned',
  },
  gate: { plan: 'plan', milestone: 'milestone', final: 'final' },
  phase: {
    snapshot: 'copying the tree',
    codex: 'Codex',
    'asking-again': 'asking once more',
    settling: 'writing the receipt',
  },
  tokens: (count) => `${count} tokens`,
  accepted: (count, all) => `${count} of ${all} milestones`,
  silent: 'no sign of life',
  unreadable: 'state.json cannot be read',
};
