/** Replies that contradict themselves, and the result of asking once more. */
import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../scripts/core/codex/run.js';
import type { ReviewContext } from '../../../scripts/core/review/context.js';
import { missingPoints } from '../../../scripts/core/review/reply/contradictions.js';
import { evaluateTurns, unusableReply } from '../../../scripts/core/review/reply/turns.js';
import type { Review } from '../../../scripts/generated/types.js';
import { validateReview } from '../../../scripts/generated/validators.js';
import { answer, context, earlier, found, reply } from '../../helpers/review-replies.js';

const missing = (given: Partial<Review>, about: Partial<ReviewContext> = {}): unknown =>
  missingPoints(reply(given), context(about));
const second = { round: 2, changed: { 'src/a.ts': [[20, 30] as const] } };

describe('a reply contradicts itself', () => {
  test('by a failure that names nothing to fix', () => {
    expect(missing({ verdict: 'fail_fixable' })).toEqual([{ kind: 'nothing-to-fix' }]);
    expect(missing({ verdict: 'fail_fixable', findings: [found({ severity: 'P3' })] })).toEqual([]);
    const open = { verdict: 'fail_fixable' as const, earlier_findings: [answer('still_open')] };
    expect(missing(open, { ...second, earlier: [earlier()] })).toEqual([]);
  });

  test('by a question beside a pass, not by one that is a placeholder or belongs to another verdict', () => {
    expect(missing({ needs_human_question: 'Which currency?' })).toEqual([{ kind: 'question-beside-pass' }]);
    expect(missing({ needs_human_question: ' N/A ' })).toEqual([]);
    expect(missing({ needs_human_question: 'Which currency?', verdict: 'needs_human' })).toEqual([]);
  });

  test('by an earlier finding without an answer, unless it only advised', () => {
    const late = earlier({ id: 'F-2', blocking: false });
    expect(missing({}, { ...second, earlier: [earlier(), late] })).toEqual([{ kind: 'unanswered', ids: ['F-1'] }]);
  });

  test.each(['n/a', 'N/A.', '-', 'none', 'Not applicable', 'TBD', '???', '不适用', '无。'])(
    'by %j in place of the failure on which a finding rests',
    (placeholder) => {
      const given = found({ reachable_failure: placeholder });
      expect(missing({ verdict: 'fail_fixable', findings: [given] }, second)).toEqual([
        { kind: 'placeholder-failure', titles: ['Off by one'] },
      ]);
    },
  );

  test('but not by a placeholder on which nothing rests', () => {
    const given = { reachable_failure: 'n/a' };
    const of = (finding: Parameters<typeof found>[0], about: Partial<ReviewContext> = second): unknown =>
      missing({ findings: [found({ ...given, ...finding })] }, about);
    expect(of({ line: 25 }), 'on a changed line').toEqual([]);
    expect(of({ severity: 'P0' }), 'P0').toEqual([]);
    expect(of({ severity: 'P3' }), 'P3').toEqual([]);
    expect(of({}, { round: 1, changed: null }), 'round 1').toEqual([]);
    expect(of({ reachable_failure: 'None of the callers checks null: parse(null) throws.' })).toEqual([]);
  });

  test.each(['needs_human', 'insufficient_context', 'fail_unclear', 'unsafe', 'sensitive_operation'] as const)(
    'but not by %s without a finding',
    (verdict) => {
      expect(missing({ verdict })).toEqual([]);
    },
  );

  test('but not by a pass with a P0: the worse of the two counts', () => {
    expect(missing({ findings: [found({ severity: 'P0' })] })).toEqual([]);
  });
});

const turn = (message: string | Review, more: Partial<RunRecord> = {}): RunRecord => ({
  events: [
    { type: 'thread.started', thread_id: 'thread' },
    { type: 'item.completed', item: { type: 'agent_message', text: text(message) } },
    { type: 'turn.completed', usage: { input_tokens: 100, cached_input_tokens: 0, output_tokens: 20 } },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
  stderr: '',
  exitCode: 0,
  signal: null,
  stoppedBy: null,
  systemError: null,
  network: null,
  startedAt: 0,
  endedAt: 1,
  ...more,
});
const text = (message: string | Review): string => (typeof message === 'string' ? message : JSON.stringify(message));

const about = context({ ...second, earlier: [earlier(), earlier({ id: 'F-2' })] });
const judged = (first: Partial<Review>, again: Partial<Review> | RunRecord | null, given: ReviewContext = about) =>
  evaluateTurns(turn(reply(first)), again && ('events' in again ? again : turn(reply(again))), given, validateReview);
const RESOLVED = [answer('resolved'), answer('resolved', 'F-2')];

describe('asked once more', () => {
  test('a reply that can be used is not', () => {
    expect(unusableReply(turn(reply({ earlier_findings: RESOLVED })), about, validateReview)).toBeNull();
    expect(judged({ earlier_findings: RESOLVED }, null).result.kind).toBe('pass');
    expect(unusableReply(turn(reply()), about, validateReview)?.missing).toHaveLength(1);
  });

  test('the reviewer may pass, and both turns count as used tokens', () => {
    expect(judged({ earlier_findings: [answer('resolved')] }, { earlier_findings: RESOLVED })).toMatchObject({
      result: { kind: 'pass', outcome: { findings: [] } },
      usage: { input_tokens: 200, output_tokens: 40 },
      reported: [],
    });
  });

  test('what the first reply found is kept, whatever the second says of it', () => {
    const first = { findings: [found({ line: 25, title: 'New fault' })], verdict: 'fail_fixable' as const };
    const kept = {
      kind: 'findings',
      outcome: { verdict: 'fail_fixable', findings: [{ title: 'New fault', blocking: true }] },
    };
    expect(judged(first, { earlier_findings: RESOLVED }).result).toMatchObject(kept);
    const milder = { earlier_findings: RESOLVED, findings: [found({ line: 25, title: 'New fault', severity: 'P3' })] };
    expect(judged(first, milder).result).toMatchObject(kept);
  });

  test('of two answers the worse counts, and a verdict that stops the work stays', () => {
    const open = { earlier_findings: [answer('still_open')] };
    expect(judged(open, { earlier_findings: RESOLVED }).result).toMatchObject({
      outcome: { findings: [{ id: 'F-1', blocking: true }] },
    });
    expect(judged({ verdict: 'unsafe' }, { earlier_findings: RESOLVED }).result).toMatchObject({
      outcome: { verdict: 'unsafe' },
    });
  });

  test('a failure that is still not named holds the finding back', () => {
    const first = { earlier_findings: RESOLVED, findings: [found({ reachable_failure: 'n/a' })] };
    expect(judged(first, { earlier_findings: RESOLVED }).result).toMatchObject({
      kind: 'pass',
      outcome: { findings: [{ title: 'Off by one', blocking: false }] },
    });
  });

  test('a second contradiction is an outage that keeps what was reported', () => {
    const first = { findings: [found({ line: 25, title: 'New fault' })] };
    const outage = { kind: 'infrastructure', reason: 'reply-unusable', detail: 'not answered: F-1, F-2' };
    for (const again of [null, {}])
      expect(judged(first, again)).toMatchObject({
        result: outage,
        reported: [{ title: 'New fault', blocking: true }],
      });
    expect(judged(first, { verdict: 'fail_fixable', earlier_findings: [answer('resolved')] }).result).toMatchObject({
      detail: 'not answered: F-2',
    });
    expect(judged(first, turn('not JSON'))).toMatchObject({
      result: { reason: 'reply-unusable', detail: 'not answered: F-1, F-2; reply-not-json' },
      reported: [{ title: 'New fault' }],
    });
  });

  const STOPS = ['unsafe', 'sensitive_operation', 'needs_human', 'fail_unclear', 'insufficient_context'] as const;
  test.each(STOPS)('%s stands, in whichever reply and whatever both leave out', (verdict) => {
    const stopped = { result: { kind: 'findings', outcome: { verdict, findings: [{ id: 'F-1' }, { id: 'F-2' }] } } };
    expect(judged({ verdict }, {})).toMatchObject(stopped);
    expect(judged({}, { verdict })).toMatchObject(stopped);
    expect(judged({ verdict }, { verdict: 'fail_fixable', earlier_findings: [answer('resolved')] })).toMatchObject({
      result: { outcome: { verdict } },
    });
  });

  test.each(STOPS)('%s stands where the second turn brings no reply, or there is no time for one', (verdict) => {
    for (const again of [null, turn('not JSON'), turn('', { stoppedBy: 'cancelled' }), turn('', { exitCode: 1 })])
      expect(judged({ verdict }, again)).toMatchObject({ result: { kind: 'findings', outcome: { verdict } } });
  });

  test('but a pass with a question is none of them', () => {
    const asked = { needs_human_question: 'Is that meant?', earlier_findings: RESOLVED };
    expect(judged(asked, asked).result).toMatchObject({ kind: 'infrastructure', reason: 'reply-unusable' });
  });

  test('an outage of the second turn is that outage, and keeps what was reported', () => {
    const ended = turn('', { stoppedBy: 'cancelled' });
    expect(judged({ findings: [found({ line: 25 })] }, ended)).toMatchObject({
      result: { kind: 'infrastructure', reason: 'cancelled' },
      reported: [{ title: 'Off by one' }],
    });
  });
});

describe('a new finding in the file of a risk that the user has accepted', () => {
  const risk = {
    ...earlier({ id: 'F-9', title: 'Rounds down', file: 'src/a.ts' }),
    gate: 'milestone',
    milestone: 'M001',
  };
  const accepted = [{ ...risk, gate: 'milestone' as const, at: '2026-01-01T00:00:00.000Z' }];
  const about = context({ accepted });
  const paraphrased = found({ title: 'The last cent is lost' });
  const first = { verdict: 'fail_fixable' as const, findings: [paraphrased] };
  const named = { ...paraphrased, same_as: 'F-9' };

  test('is asked about once, and only advises where the reviewer says that it is the risk', () => {
    expect(unusableReply(turn(reply(first)), about, validateReview)?.missing).toEqual([
      { kind: 'accepted-or-new', title: 'The last cent is lost', ids: ['F-9'] },
    ]);
    expect(judged(first, { findings: [named] }, about).result).toMatchObject({
      kind: 'pass',
      outcome: { findings: [{ title: 'The last cent is lost', blocking: false }] },
    });
  });

  test('blocks where the reviewer repeats it as it is, leaves it out, or cannot be asked', () => {
    const blocked = { kind: 'findings', outcome: { findings: [{ title: 'The last cent is lost', blocking: true }] } };
    for (const again of [first, {}, null, turn('not JSON'), turn('', { stoppedBy: 'cancelled' })])
      expect(judged(first, again, about).result, JSON.stringify(again)).toMatchObject(blocked);
    const other = { verdict: 'pass' as const, needs_human_question: 'Is that meant?' };
    expect(judged(first, other, about).result).toMatchObject(blocked);
  });

  test.each([
    ['it names the risk already', { same_as: 'F-9' }, {}],
    ['it lies in another file', { file: 'src/b.ts' }, {}],
    ['it is worse than what was accepted', { severity: 'P0' as const }, {}],
    ['it is about security', { category: 'security' as const }, {}],
    ['it does not block', { severity: 'P3' as const }, {}],
    ['an earlier round has judged it', { same_as: 'F-1' }, { earlier: [earlier()] }],
  ])('is not asked about where %s', (_, finding, more) => {
    const given = reply({
      ...first,
      findings: [{ ...paraphrased, ...finding }],
      earlier_findings: [answer('still_open')],
    });
    expect(missingPoints(given, { ...about, ...more })).toEqual([]);
  });
});
