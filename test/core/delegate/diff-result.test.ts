/** A review of a change: what one reply counts for, and what all of them together do. */
import { describe, expect, test } from 'vitest';
import {
  exitCodeOf,
  judgeLens,
  type LensResult,
  wholeResult,
  withoutResult,
} from '../../../scripts/core/delegate/diff/result.js';
import { lensesIn } from '../../../scripts/core/delegate/lenses.js';
import type { DelegatedResult, DiffReview, Review } from '../../../scripts/generated/types.js';
import { earlier, found, reply } from '../../helpers/review-replies.js';
import { chars } from '../../helpers/secrets/make.js';

const about: DiffReview = {
  v: 1,
  review: 'r',
  lens: 'security',
  lenses: ['security'],
  top: '/work',
  base: { kind: 'head', name: 'HEAD', commit: 'c'.repeat(40) },
  tree: 'tree/v1:a',
  files: 1,
  lines: 2,
  started_at: '2026-01-01T00:00:00.000Z',
  estimate: { tokens: 1, unshown: 0, reading: 0 },
  thresholds: { block_on_p0: true, block_on_p1: true, allow_continue_with_p2: true },
  coverage: { excluded: [], onDemand: [], needs: {} },
};

const ended: DelegatedResult = {
  v: 1,
  kind: 'answer',
  reason: null,
  detail: '',
  resets_at: null,
  thread: 't',
  model: 'gpt',
  tokens: 120,
  seconds: 3,
  exit_code: 0,
  signal: null,
  has_answer: true,
};

const isReview = (value: unknown): value is Review => typeof value === 'object' && value !== null;

const recordOf = (text: string) => ({
  events: [
    { type: 'thread.started', thread_id: 't' },
    { type: 'item.completed', item: { id: 'm', type: 'agent_message', text } },
    {
      type: 'turn.completed',
      usage: { input_tokens: 1, cached_input_tokens: 0, output_tokens: 1, reasoning_output_tokens: 0 },
    },
  ]
    .map((event) => JSON.stringify(event))
    .join('\n'),
  stderr: '',
  exitCode: 0,
  signal: null,
  stoppedBy: null,
  systemError: null,
  network: null,
  startedAt: 0,
  endedAt: 3000,
});

const judged = (given: Partial<Review>, coverage: Partial<DiffReview['coverage']> = {}): LensResult =>
  judgeLens(
    { ...about, coverage: { ...about.coverage, ...coverage } },
    ended,
    recordOf(JSON.stringify(reply(given))),
    isReview,
  );

describe('a reply', () => {
  test.each<[string, Partial<Review>, Partial<LensResult>]>([
    ['without findings passes', {}, { state: 'answered', verdict: 'pass' }],
    ['that passes beside a P1 finding counts as the P1', { findings: [found()] }, { verdict: 'fail_fixable' }],
    [
      'that fails over what does not block is a pass with advice',
      { verdict: 'fail_fixable', findings: [found({ severity: 'P3' })] },
      { verdict: 'pass' },
    ],
    [
      'that fails and names nothing is no verdict',
      { verdict: 'fail_fixable' },
      { state: 'failed', verdict: null, reason: 'reply-unusable' },
    ],
    [
      'that passes and asks is no verdict, and keeps what it reports',
      { needs_human_question: 'Which currency?', findings: [found({ severity: 'P3' })] },
      { state: 'failed', reason: 'reply-unusable', findings: [expect.objectContaining({ title: 'Off by one' })] },
    ],
    [
      'that asks the user says so',
      { verdict: 'needs_human', needs_human_question: 'Which currency?' },
      { verdict: 'needs_human', question: 'Which currency?' },
    ],
  ])('%s', (_how, given, expected) => {
    expect(judged(given)).toMatchObject(expected);
  });

  test('that passes without having read what it was to read is no verdict, and keeps its advice', () => {
    const advice = found({ severity: 'P3' });
    expect(judged({ findings: [advice] }, { onDemand: ['big.ts'], needs: { 'big.ts': 9 } })).toMatchObject({
      state: 'failed',
      reason: 'files-not-read',
      detail: 'big.ts',
      findings: [expect.objectContaining({ title: advice.title, blocking: false })],
    });
  });

  test('that passes without a word on code that was left out is no verdict', () => {
    expect(judged({}, { excluded: ['gen.ts'] })).toMatchObject({ reason: 'coverage-unacknowledged' });
    expect(judged({ excluded_files_acknowledged: ['gen.ts'] }, { excluded: ['gen.ts'] })).toMatchObject({
      verdict: 'pass',
    });
  });

  test('that quotes a secret is kept without it', () => {
    const token = `gh${'p_'}${chars(36)}`;
    expect(JSON.stringify(judged({ summary: token, findings: [found({ title: token })] }))).not.toContain(token);
  });

  test('that is no JSON, and a run that failed, have their reason', () => {
    expect(judgeLens(about, ended, recordOf('Looks fine.'), isReview)).toMatchObject({ reason: 'reply-not-json' });
    expect(judgeLens(about, { ...ended, kind: 'fault', reason: 'usage-limit' }, null, isReview)).toMatchObject({
      state: 'failed',
      reason: 'usage-limit',
    });
  });
});

describe('the whole review', () => {
  const answered = (lens: string, verdict: LensResult['verdict'], ...findings: LensResult['findings']): LensResult => ({
    ...withoutResult(lens, 'running'),
    state: 'answered',
    verdict,
    findings,
  });
  const failed = (lens: string): LensResult => ({ ...withoutResult(lens, 'running'), state: 'failed' });
  const blocking = earlier({ id: 'F-a' });

  test.each<[string, LensResult[], string, string | null, number]>([
    ['passes where all pass', [answered('a', 'pass'), answered('b', 'pass')], 'complete', 'pass', 0],
    ['has the worst verdict', [answered('a', 'pass'), answered('b', 'unsafe')], 'complete', 'unsafe', 1],
    ['is incomplete without one of them', [answered('a', 'pass'), failed('b')], 'incomplete', 'pass', 3],
    ['is incomplete where one did not start', [withoutResult('a', 'not-started')], 'incomplete', null, 3],
    [
      'blocks whatever the missing one would have said',
      [answered('a', 'fail_fixable', blocking), failed('b')],
      'incomplete',
      'fail_fixable',
      1,
    ],
    ['runs while one runs', [answered('a', 'pass'), withoutResult('b', 'running')], 'running', 'pass', 4],
  ])('%s', (_how, lenses, state, verdict, code) => {
    const whole = wholeResult(about, lenses);
    expect(whole).toMatchObject({ state, verdict });
    expect(exitCodeOf(whole)).toBe(code);
  });

  test('numbers the merged findings, and gives each an id of its own', () => {
    const far = { ...blocking, line: 300 };
    const whole = wholeResult(about, [answered('a', 'fail_fixable', blocking), answered('b', 'fail_fixable', far)]);
    expect(whole.findings.map(({ id, number, found_by: by }) => [id, number, by])).toEqual([
      ['F-a', 1, ['a']],
      ['F-a-2', 2, ['b']],
    ]);
  });
});

test.each([
  [['security,tests', 'security'], ['security', 'tests'], null],
  [['security', 'secruity'], ['security'], 'secruity'],
  [[], [], null],
])('--lens %j names %j', (values, lenses, unknown) => {
  expect(lensesIn(values)).toEqual({ lenses, unknown });
});
