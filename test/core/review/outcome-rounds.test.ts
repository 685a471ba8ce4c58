/** The outcome of a reply from round 2 on: earlier findings, and new ones outside the change. */
import { describe, expect, test } from 'vitest';
import { isAdvisory, type ReportedFinding } from '../../../scripts/core/review/findings.js';
import type { ReviewContext } from '../../../scripts/core/review/outcome.js';
import type { Review } from '../../../scripts/generated/types.js';
import { answer, earlier, evaluate, found, outcomeOf, THRESHOLDS } from '../../helpers/review-replies.js';

describe('earlier findings', () => {
  test('must each be answered, or the reply does not count', () => {
    expect(
      evaluate({}, { round: 2, earlier: [earlier(), earlier({ id: 'F-2', severity: 'P3', blocking: false })] }),
    ).toMatchObject({
      kind: 'unusable',
      missing: [{ kind: 'unanswered', ids: ['F-1', 'F-2'] }],
    });
    expect(evaluate({ earlier_findings: [answer('resolved')] }, { round: 2, earlier: [earlier()] }).kind).toBe('pass');
  });

  test('that are resolved or withdrawn are closed', () => {
    for (const how of ['resolved', 'withdrawn'] as const) {
      const result = evaluate(
        { earlier_findings: [answer(how)] },
        { round: 2, earlier: [earlier({ disposition: 'rejected', reason: 'Not so.' })] },
      );
      expect(result).toMatchObject({
        kind: 'pass',
        closed: [{ id: 'F-1', how, comment: 'Seen.' }],
        outcome: { findings: [] },
      });
    }
  });

  test('that are still open block again, on any line, and need a new answer', () => {
    const { verdict, findings } = outcomeOf(
      { earlier_findings: [answer('still_open')] },
      { round: 2, earlier: [earlier()], changed: {} },
    );
    expect(verdict).toBe('fail_fixable');
    expect(findings).toMatchObject([{ id: 'F-1', blocking: true, disposition: null }]);
  });

  test('that are repeated keep their id, by the reviewer word or by title and file', () => {
    const byWord = outcomeOf(
      { findings: [found({ same_as: 'F-1', title: 'Other words' })] },
      { round: 2, earlier: [earlier()], changed: {} },
    );
    expect(byWord.findings).toMatchObject([{ id: 'F-1', title: 'Other words', blocking: true }]);
    const first = outcomeOf({ findings: [found()] }).findings;
    const again = outcomeOf(
      { findings: [found({ line: 50 })], earlier_findings: [answer('still_open', first[0]?.id)] },
      { round: 2, earlier: first, changed: {} },
    );
    expect(again.findings).toMatchObject([{ id: first[0]?.id, line: 50, blocking: true }]);
  });

  test('called resolved and reported again are open: two answers count as the worse', () => {
    const given = { earlier_findings: [answer('resolved')], findings: [found({ same_as: 'F-1' })] };
    expect(evaluate(given, { round: 2, earlier: [earlier()], changed: {} })).toMatchObject({
      kind: 'findings',
      closed: [],
      outcome: { findings: [{ id: 'F-1', blocking: true }] },
    });
    const twice = { earlier_findings: [answer('resolved'), answer('still_open')] };
    expect(outcomeOf(twice, { round: 2, earlier: [earlier()] }).verdict).toBe('fail_fixable');
  });

  test('that were deferred stay answered while they may be', () => {
    const deferred = earlier({ severity: 'P2', blocking: false, disposition: 'deferred', reason: 'Later.' });
    const { kind, findings } = outcomeOf(
      { earlier_findings: [answer('still_open')] },
      { round: 2, earlier: [deferred] },
    );
    expect([kind, findings]).toMatchObject(['pass', [{ disposition: 'deferred', reason: 'Later.' }]]);
  });
});

describe('from round 2 on a new blocking finding', () => {
  const changed = { 'src/a.ts': [[20, 30] as const] };
  const second = (given: Partial<ReportedFinding>, about: Partial<ReviewContext> = {}) =>
    outcomeOf({ verdict: 'fail_fixable', findings: [found(given)] }, { round: 2, changed, ...about });

  test('away from the change is kept as an advisory, and the review can end', () => {
    const outcome = second({ line: 10, on_changed_line: true });
    expect(outcome).toMatchObject({ kind: 'pass', verdict: 'pass', findings: [{ severity: 'P1', blocking: false }] });
    expect(outcome.findings.every((finding) => isAdvisory(finding, THRESHOLDS))).toBe(true);
  });

  test.each<[string, Partial<ReportedFinding>]>([
    ['on a changed line', { line: 25 }],
    ['beside a changed line', { line: 17 }],
    ['in a changed file as a whole', { line: null, on_changed_line: true }],
    ['in the snapshot folder', { line: 25, file: 'tree/src/a.ts' }],
    ['with a failure that can be reached', { line: 10, reachable_failure: 'An empty list throws.' }],
    ['of severity P0', { line: 10, severity: 'P0' }],
  ])('blocks %s', (_, given) => {
    expect(second(given)).toMatchObject({ verdict: 'fail_fixable', findings: [{ blocking: true }] });
  });

  test.each<[string, Partial<ReportedFinding>]>([
    ['in another file', { file: 'src/b.ts', line: 25, on_changed_line: true }],
    ['about no file', { file: null, line: null, on_changed_line: true }],
    ['about a whole changed file without a claim', { line: null }],
    ['with a blank failure', { line: 10, reachable_failure: ' ' }],
  ])('does not block %s', (_, given) => {
    expect(second(given).kind).toBe('pass');
  });

  test('blocks where the changed lines are not known, whatever the reviewer says about them', () => {
    expect(second({ on_changed_line: true }, { changed: null }).kind).toBe('findings');
    expect(second({ on_changed_line: false }, { changed: null }).kind).toBe('findings');
  });

  test('does not become binding by being repeated, and is not lost when nobody mentions it', () => {
    const advisory = second({ line: 10 }).findings;
    const third = (given: Partial<Review>) => outcomeOf(given, { round: 3, changed, earlier: advisory });
    expect(third({ verdict: 'fail_fixable', findings: [found({ same_as: advisory[0]?.id ?? '' })] }).kind).toBe('pass');
    expect(third({})).toMatchObject({ kind: 'pass', findings: [{ id: advisory[0]?.id, blocking: false }] });
    expect(
      third({ verdict: 'fail_fixable', findings: [found({ same_as: advisory[0]?.id ?? '', line: 22 })] }).kind,
    ).toBe('findings');
  });

  test('held back does not improve a verdict that is worse than "fix this"', () => {
    expect(outcomeOf({ verdict: 'needs_human', findings: [found()] }, { round: 2, changed }).verdict).toBe(
      'needs_human',
    );
  });

  test('held back does not excuse an earlier one that is open', () => {
    const given: Partial<Review> = {
      verdict: 'fail_fixable',
      findings: [found()],
      earlier_findings: [answer('still_open')],
    };
    expect(outcomeOf(given, { round: 2, changed, earlier: [earlier()] }).verdict).toBe('fail_fixable');
  });
});
