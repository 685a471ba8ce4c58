/** The outcome of a reply (verdict, findings and next milestone), derived from findings and thresholds. */
import { describe, expect, test } from 'vitest';
import { findingId, type ReportedFinding, type Thresholds } from '../../../scripts/core/review/findings.js';
import type { Verdict } from '../../../scripts/core/task/model.js';
import { validateReview } from '../../../scripts/generated/validators.js';
import { answer, earlier, evaluate, found, outcomeOf, reply, THRESHOLDS } from '../../helpers/review-replies.js';

test('the replies of these tests have the shape that Codex is given', () => {
  expect(validateReview(reply({ findings: [found()], earlier_findings: [answer('resolved')] }))).toBe(true);
  expect(validateReview({ ...reply(), extra: 1 })).toBe(false);
  expect(validateReview(reply({ findings: [{ ...found(), line: 1.5 }] }))).toBe(false);
});

describe('the outcome is derived from findings and thresholds', () => {
  const strict: Thresholds = { ...THRESHOLDS, allow_continue_with_p2: false };
  const lax: Thresholds = { ...THRESHOLDS, block_on_p1: false };
  test.each<[ReportedFinding['severity'], Thresholds, Verdict]>([
    ['P0', THRESHOLDS, 'fail_fixable'],
    ['P1', THRESHOLDS, 'fail_fixable'],
    ['P1', lax, 'pass'],
    ['P2', THRESHOLDS, 'pass'],
    ['P2', strict, 'fail_fixable'],
    ['P3', strict, 'pass'],
  ])('a pass with a %s under %j is %s', (severity, thresholds, verdict) => {
    const { kind, ...outcome } = outcomeOf({ findings: [found({ severity })] }, { thresholds });
    expect([kind, outcome.verdict]).toEqual([verdict === 'pass' ? 'pass' : 'findings', verdict]);
    expect(outcome.findings).toMatchObject([{ severity, blocking: verdict !== 'pass' }]);
  });

  test.each<Verdict>(['fail_unclear', 'insufficient_context', 'needs_human', 'sensitive_operation', 'unsafe'])(
    '%s stays, though no finding blocks',
    (verdict) => {
      expect(outcomeOf({ verdict, findings: [found({ severity: 'P3' })] })).toMatchObject({
        kind: 'findings',
        verdict,
      });
    },
  );

  test('fail_fixable is a pass with advisories when no finding blocks, and is not when one does', () => {
    const advisories = [found({ severity: 'P2' }), found({ severity: 'P3', title: 'Typing' })];
    const given = { verdict: 'fail_fixable' as const, findings: advisories };
    expect(outcomeOf(given)).toMatchObject({
      kind: 'pass',
      verdict: 'pass',
      findings: [
        { severity: 'P2', blocking: false },
        { severity: 'P3', blocking: false },
      ],
    });
    expect(outcomeOf(given, { thresholds: strict })).toMatchObject({ kind: 'findings', verdict: 'fail_fixable' });
    const open = { ...given, earlier_findings: [answer('still_open')] };
    expect(outcomeOf(open, { round: 2, changed: {}, earlier: [earlier()] }).verdict).toBe('fail_fixable');
  });

  test('a worse verdict is not softened by a finding that could be fixed', () => {
    expect(outcomeOf({ verdict: 'unsafe', findings: [found()] }).verdict).toBe('unsafe');
  });

  test('a question for the user needs the user, whatever else can be fixed; a placeholder is no question', () => {
    const asked = { needs_human_question: 'Which currency?', findings: [found()] };
    expect(outcomeOf({ ...asked, verdict: 'fail_fixable' })).toMatchObject({
      kind: 'findings',
      verdict: 'needs_human',
      question: 'Which currency?',
    });
    for (const blank of ['  ', 'n/a', 'None.', '无'])
      expect(outcomeOf({ needs_human_question: blank })).toMatchObject({ kind: 'pass', question: null });
  });

  test('findings are numbered, blocking ones first', () => {
    const { findings } = outcomeOf({
      findings: [
        found({ severity: 'P3', title: 'c' }),
        found({ severity: 'P1', title: 'b' }),
        found({ severity: 'P0', title: 'a' }),
      ],
    });
    expect(findings.map(({ number, title }) => `${number}${title}`)).toEqual(['1a', '2b', '3c']);
  });

  test('a failure that can be reached is part of the explanation', () => {
    const [finding] = outcomeOf({ findings: [found({ reachable_failure: 'An empty list throws.' })] }).findings;
    expect(finding?.explanation).toBe('It counts from 1.\nAn empty list throws.');
  });
});

describe('ids', () => {
  const idOf = (given: Partial<ReportedFinding>) => outcomeOf({ findings: [found(given)] }).findings[0]?.id;

  test('stay when the line, the case, the punctuation or the way to write the path changes', () => {
    const id = idOf({});
    expect(id).toMatch(/^F-[0-9a-f]{10}$/);
    expect(idOf({ line: 99, title: 'off-by  ONE.' })).toBe(id);
    expect(idOf({ file: './tree/src/a.ts' })).toBe(id);
    expect(idOf({ title: 'Off by two' })).not.toBe(id);
    expect(idOf({ file: null })).not.toBe(id);
  });

  test('tell gates, milestones and languages apart', () => {
    const ids = [
      findingId('plan', null, '缺少测试', null),
      findingId('final', null, '缺少测试', null),
      findingId('milestone', 'M001', '缺少测试', null),
      findingId('milestone', 'M002', '缺少测试', null),
      findingId('plan', null, '缺少文档', null),
    ];
    expect(new Set(ids).size).toBe(5);
  });

  test('of two findings with one title are two', () => {
    const { findings } = outcomeOf({ findings: [found({ line: 1 }), found({ line: 2 })] });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });
});

describe('what comes next', () => {
  test.each<[string | null, string | null, string | null]>([
    ['M002', 'M002', null],
    [null, null, null],
    [' ', null, null],
    ['M001', null, 'M001'],
    ['M999', null, 'M999'],
    ['m002', null, 'm002'],
  ])('%j as the next milestone is %j, widened %j', (named, next_milestone, widened_scope) => {
    expect(outcomeOf({ next_milestone_id: named })).toMatchObject({ next_milestone, widened_scope });
  });

  test('after the final review there is nothing', () => {
    expect(outcomeOf({ next_milestone_id: 'M002' }, { gate: 'final' })).toMatchObject({
      next_milestone: null,
      widened_scope: 'M002',
    });
  });

  test('is not taken from a reply that does not pass', () => {
    expect(outcomeOf({ next_milestone_id: 'M002', findings: [found()] })).toMatchObject({
      next_milestone: null,
      widened_scope: null,
    });
  });
});

test(
  'no text of a reply carries a secret or an invisible character, and each derivation gives the ' + 'same outcome',
  () => {
    const secret = 'gh' + 'p_' + 'Zk3w9QpLx7Vb2Nc8Rt5Yh1Md6Fj4Gs0Ae7Uq';
    const given = {
      verdict: 'needs_human' as const,
      summary: secret,
      coverage_notes: secret,
      needs_human_question: `Is ${secret}\u001b[2J yours?`,
      next_milestone_id: secret,
      findings: [
        found({
          title: `Leak ${secret}`,
          explanation: secret,
          required_fix: secret,
          reachable_failure: `\u202e${secret}`,
        }),
      ],
      earlier_findings: [{ id: 'F-1', status: 'resolved' as const, comment: secret }],
    };
    const result = evaluate(given, { earlier: [earlier()] });
    expect(JSON.stringify(result)).not.toMatch(/ghp_|\\u001b|\u202e/);
    expect(outcomeOf(given, { earlier: [earlier()] })).toMatchObject({
      question: 'Is ⟨redacted:github-token:40⟩<U+001B>[2J yours?',
      findings: [{ title: 'Leak ⟨redacted:github-token:40⟩' }],
    });
    expect(evaluate(given, { earlier: [earlier()] })).toEqual(result);
  },
);
