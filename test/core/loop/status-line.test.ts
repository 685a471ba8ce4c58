/** The line below Claude Code's prompt, as a table. */
import { expect, test } from 'vitest';
import { statusLineCommand, statusLineParts } from '../../../scripts/core/install/client/status-line-command.js';
import { type LineBeat, statusLine } from '../../../scripts/core/loop/status-line.js';
import { statusLineText } from '../../../scripts/text/status-line.js';

const AT = '2026-03-01T18:30:00.000Z';
const progress = {
  word: 'reviewing',
  gate: 'milestone',
  round: 2,
  limit: 3,
  accepted: 1,
  milestones: 3,
  review: { job: 'milestone-4', started_at: AT },
};
const state = {
  task_id: 'T1',
  status: 'REVIEWING',
  current_milestone_id: 'M002',
  updated_at: AT,
  progress,
  next_step: { command: '/cccc review wait' },
};
const beat: LineBeat = { phase: 'codex', tokens: 1_234_567, ageMs: 400 };

const shown = (given: object | null, more: { beat?: LineBeat | null; language?: string; now?: string } = {}) =>
  statusLine({
    state: given,
    beat: more.beat === undefined ? beat : more.beat,
    now: more.now ?? '2026-03-01T19:32:05.000Z',
    words: statusLineText(more.language ?? 'en'),
    isColoured: false,
    repair: '/cccc repair',
  });
const having = (change: object, more: object = {}): object => ({
  ...state,
  progress: { ...progress, review: null, ...change },
  ...more,
});

test.each([
  [
    'a running review',
    shown(state),
    '● cccc M002 · reviewing 2/3 · 1:02:05 · Codex · 1,234,567 tokens → /cccc review wait',
  ],
  [
    'one that has not reported',
    shown(state, { beat: null }),
    '● cccc M002 · reviewing 2/3 · 1:02:05 → /cccc review wait',
  ],
  [
    'one whose supervisor is silent',
    shown(state, { beat: { ...beat, ageMs: 15_001 } }),
    '● cccc M002 · reviewing 2/3 · 1:02:05 · no sign of life → /cccc review wait',
  ],
  [
    'Chinese',
    shown(state, { language: 'zh-Hans' }),
    '● cccc M002 · 审查中 2/3 · 1:02:05 · Codex · 1,234,567 个 token → /cccc review wait',
  ],
  [
    'a pause, by the name that the documentation explains',
    shown(having({ word: 'paused' }, { status: 'NEEDS_SECRET', next_step: { command: '/cccc resume' } })),
    '! cccc M002 · NEEDS_SECRET · 1:02:05 · 1 of 3 milestones → /cccc resume',
  ],
  [
    'the plan',
    shown(having({ word: 'planning', gate: 'plan', milestones: 0 }, { current_milestone_id: null })),
    '● cccc plan · planning · 1:02:05 → /cccc review wait',
  ],
  ['a finished task', shown(having({ word: 'done' }), { now: AT }), '✔ cccc M002 · done'],
  ['an ended task after an hour', shown(having({ word: 'abandoned' })), null],
  ['no task', shown({ task_id: null }), null],
  ['a state of an earlier version', shown({ task_id: 'T1', status: 'X' }), null],
  ['a state that cannot be read', shown(null), '! cccc · state.json cannot be read → /cccc repair'],
  [
    'words that this program does not write',
    shown({ ...state, current_milestone_id: '\u001b]0;x\u0007', next_step: { command: 'a\u001b[31m\u202eb' } }),
    '● cccc milestone · reviewing 2/3 · 1:02:05 · Codex · 1,234,567 tokens → a [31m b',
  ],
])('%s', (_, line, wanted) => {
  expect(line).toBe(wanted);
});

test.each([["echo 'a'"], [`printf "%s" '\\''; exit`], ['多行\ncommand'], [null]])(
  'the command holds %j and gives it back',
  (beside) => {
    const parts = { launcher: "/home/it's/hooks/cccc-hook.sh", beside };
    expect(statusLineParts(statusLineCommand(parts))).toEqual(parts);
    expect(statusLineParts(`${statusLineCommand(parts)} `)).toBeNull();
  },
);
