/** The table of pauses: the status, the choices, the code and the card of each kind. */

import { expect, test } from 'vitest';
import type { Place } from '../../../scripts/core/say/spelling.js';
import type { Pause, State } from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies, PAUSES, pauseCode, pauseFields, statusOf } from '../../../scripts/core/task/pauses.js';
import { pauseCard } from '../../../scripts/render/cards.js';
import { pauseText } from '../../../scripts/text/pauses.js';
import { changed, finding, question } from '../../helpers/events.js';
import { stateIn } from '../../helpers/statuses.js';

const PLACE = { file: 'a.ts', line: 1, kind: 'jwt', id: 'i' };
const asked = (kind: 'needs_human' | 'needs_secret' | 'sensitive_operation'): Pause => ({
  kind: 'question',
  question: question({ kind }),
});

const GO_ON = 'recommended conservative record-risk free-input';

/** Pause, status, code, strategies, action of `next`. */
const TABLE: [Pause, string, string, string, string][] = [
  [
    { kind: 'documents', changes: [changed('medium')] },
    'NEEDS_DOCS_SYNC',
    'documents-changed: test-strategy.md (testing-policy)',
    'replan',
    'settle-documents',
  ],
  [
    { kind: 'documents', changes: [changed('medium'), changed('high')] },
    'NEEDS_REPLAN',
    'documents-changed: test-strategy.md (testing-policy), architecture.md (architecture)',
    'replan',
    'settle-documents',
  ],
  [
    { kind: 'size' },
    'PAUSED_FOR_HUMAN',
    'milestone-too-large',
    'recommended conservative accept-size skip free-input',
    'ask-human-to-resume',
  ],
  [{ kind: 'planning-question' }, 'PAUSED_FOR_HUMAN', 'planning-question', GO_ON, 'write-question'],
  [{ kind: 'plan-revisions' }, 'PAUSED_FOR_HUMAN', 'plan-revisions', GO_ON, 'ask-human-to-resume'],
  [{ kind: 'milestones-per-run' }, 'PAUSED_FOR_HUMAN', 'milestones-per-run', GO_ON, 'ask-human-to-resume'],
  [{ kind: 'manual-mode' }, 'PAUSED_FOR_HUMAN', 'manual-mode', GO_ON, 'ask-human-to-resume'],
  [
    { kind: 'threshold', gate: 'milestone', spent: 'review-rounds' },
    'REVIEW_THRESHOLD_EXCEEDED',
    'review-rounds',
    'replan manual extend-review accept-risk skip free-input',
    'decide',
  ],
  [
    { kind: 'threshold', gate: 'plan', spent: 'fix-attempts' },
    'REVIEW_THRESHOLD_EXCEEDED',
    'fix-attempts',
    'replan manual extend-review accept-risk free-input',
    'decide',
  ],
  [
    { kind: 'reply-unusable', gate: 'milestone', detail: 'fail_fixable without a finding' },
    'PAUSED_FOR_HUMAN',
    'reply-unusable',
    'recommended replan skip free-input',
    'ask-human-to-resume',
  ],
  [
    { kind: 'reply-unusable', gate: 'plan', detail: 'pass with a question' },
    'PAUSED_FOR_HUMAN',
    'reply-unusable',
    'recommended replan free-input',
    'ask-human-to-resume',
  ],
  [{ kind: 'codex-needs-human' }, 'NEEDS_HUMAN', 'codex-needs-human', 'recommended', 'write-question'],
  [
    { kind: 'manual-work', gate: 'milestone' },
    'PAUSED_FOR_HUMAN',
    'manual-work',
    'recommended skip free-input',
    'ask-human-to-resume',
  ],
  [
    { kind: 'user', reason: null },
    'PAUSED_FOR_HUMAN',
    'paused-by-user',
    'recommended conservative replan record-risk skip free-input',
    'ask-human-to-resume',
  ],
  [
    { kind: 'user', reason: 'lunch' },
    'PAUSED_FOR_HUMAN',
    'lunch',
    'recommended conservative replan record-risk skip free-input',
    'ask-human-to-resume',
  ],
  [
    { kind: 'codex-fail-unclear' },
    'FAIL_UNCLEAR',
    'codex-fail-unclear',
    'recommended replan safe-alternative manual extend-review accept-risk free-input',
    'decide-stop',
  ],
  [
    { kind: 'codex-sensitive-operation' },
    'SENSITIVE_OPERATION',
    'codex-sensitive-operation',
    'recommended replan safe-alternative free-input',
    'decide-stop',
  ],
  [{ kind: 'codex-unsafe' }, 'UNSAFE', 'codex-unsafe', 'recommended replan safe-alternative free-input', 'decide-stop'],
  [
    { kind: 'codex', gate: 'plan', reason: 'usage-limit', resets_at: '2026-01-03T00:00:00.000Z' },
    'PAUSED_FOR_CODEX',
    'usage-limit',
    'recommended',
    'wait-for-codex',
  ],
  [
    { kind: 'secrets', gate: 'milestone', places: [PLACE] },
    'NEEDS_SECRET',
    'secret-found: a.ts:1 jwt',
    'recommended mock skip not-a-secret',
    'remove-secret',
  ],
  [
    { kind: 'secrets', gate: 'final', places: [PLACE] },
    'NEEDS_SECRET',
    'secret-found: a.ts:1 jwt',
    'recommended mock not-a-secret',
    'remove-secret',
  ],
  [
    asked('needs_human'),
    'NEEDS_HUMAN',
    'Which database?',
    'recommended conservative record-risk skip free-input',
    'ask-question',
  ],
  [asked('needs_secret'), 'NEEDS_SECRET', 'Which database?', 'set-locally mock skip', 'ask-question'],
  [
    asked('sensitive_operation'),
    'SENSITIVE_OPERATION',
    'Which database?',
    'replan safe-alternative local-test skip free-input',
    'decide-stop',
  ],
  [
    { kind: 'system', detail: 'it crashed' },
    'PAUSED_FOR_SYSTEM',
    'it crashed',
    'recommended free-input',
    'ask-human-to-resume',
  ],
];

const pausedIn = (pause: Pause): State => ({ ...stateIn('IMPLEMENT_MILESTONE'), status: statusOf(pause), pause });

test.each(TABLE)('$kind: status, code, choices and next step', (pause, status, code, strategies, action) => {
  const state = pausedIn(pause);
  expect([state.status, pauseCode(pause), offeredStrategies(state).join(' ')]).toEqual([status, code, strategies]);
  expect(nextStep(state).action).toBe(action);
  expect(pauseFields(state).pause_reason).toBe(code);
});

const TERMINAL: Place = { cli: 'cccc', underClaude: false, isSlashHeard: () => false };

test.each(TABLE)(
  '$kind: a card exactly where there is more than one choice, a question, or something to tell',
  (pause, ...[, , strategies]) => {
    const isChoice = ['question', 'reply-unusable', 'documents'].includes(pause.kind) || strategies !== 'recommended';
    expect(pauseCard(pause, pausedIn(pause), 'en', TERMINAL) !== null).toBe(isChoice);
  },
);

test('every kind is in the table of this test', () => {
  expect([...new Set(TABLE.map(([{ kind }]) => kind))].sort()).toEqual(Object.keys(PAUSES).sort());
});

test('a P0 withholds accepting the risk and skipping', () => {
  const state = pausedIn({ kind: 'threshold', gate: 'milestone', spent: 'review-rounds' });
  const risky = { ...state, findings: { ...state.findings, open: [finding({ severity: 'P0' })] } };
  expect(offeredStrategies(risky)).toEqual(['wrong', 'replan', 'manual', 'extend-review', 'free-input']);
});

test('the words of a person or of the client are shown as they are, even where they look like a code', () => {
  expect(pauseText({ kind: 'system', detail: 'secret-found: x' }, 'en')).toBe('secret-found: x');
  expect(pauseText({ kind: 'question', question: question({ question: 'manual-mode' }) }, 'zh-CN')).toBe('manual-mode');
});
