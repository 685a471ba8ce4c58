import { describe, expect, test } from 'vitest';
import type { CommandRun } from '../../../scripts/core/codex/events.js';
import { readPaths, shellWords } from '../../../scripts/core/review/coverage-reads.js';
import { findingId, isAdvisory, type ReportedFinding, type Thresholds } from '../../../scripts/core/review/findings.js';
import { evaluateReply, type ReviewContext } from '../../../scripts/core/review/outcome.js';
import type { OpenFinding, Verdict } from '../../../scripts/core/task/model.js';
import type { Review } from '../../../scripts/generated/types.js';
import { validateReview } from '../../../scripts/generated/validators.js';

const THRESHOLDS: Thresholds = { block_on_p0: true, block_on_p1: true, allow_continue_with_p2: true };

const context = (given: Partial<ReviewContext> = {}): ReviewContext => ({
  gate: 'milestone',
  milestone: 'M001',
  round: 1,
  thresholds: THRESHOLDS,
  earlier: [],
  changed: null,
  coverage: { excluded: [], onDemand: [] },
  snapshotFolder: 'tree',
  openMilestones: ['M002'],
  ...given,
});

const found = (given: Partial<ReportedFinding> = {}): ReportedFinding => ({
  same_as: null,
  severity: 'P1',
  category: 'correctness',
  title: 'Off by one',
  file: 'src/a.ts',
  line: 10,
  on_changed_line: false,
  reachable_failure: null,
  explanation: 'It counts from 1.',
  required_fix: 'Count from 0.',
  ...given,
});

const reply = (given: Partial<Review> = {}): Review => ({
  summary: 'Reviewed.',
  coverage_notes: null,
  files_read: [],
  earlier_findings: [],
  excluded_files_acknowledged: [],
  findings: [],
  next_milestone_id: null,
  needs_human_question: null,
  verdict: 'pass',
  ...given,
});

/** The finding as the state holds it after round 1. */
const earlier = (given: Partial<OpenFinding> = {}): OpenFinding => ({
  id: 'F-1',
  number: 1,
  severity: 'P1',
  category: 'correctness',
  title: 'Old fault',
  file: 'src/old.ts',
  line: 3,
  explanation: 'Old.',
  required_fix: 'Mend it.',
  blocking: true,
  disposition: 'fixed',
  reason: null,
  ...given,
});

const answer = (status: 'resolved' | 'still_open' | 'withdrawn', id = 'F-1') => ({ id, status, comment: 'Seen.' });

const evaluate = (given: Partial<Review>, about: Partial<ReviewContext> = {}, commands: CommandRun[] = []) =>
  evaluateReply(reply(given), commands, context(about));
const outcomeOf = (given: Partial<Review>, about: Partial<ReviewContext> = {}) => {
  const result = evaluate(given, about);
  if (result.kind === 'infrastructure') throw new Error(`${result.reason}: ${result.detail}`);
  return result.outcome;
};

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

  test.each<Verdict>([
    'fail_fixable',
    'fail_unclear',
    'insufficient_context',
    'needs_human',
    'sensitive_operation',
    'unsafe',
  ])('%s stays, though no finding blocks', (verdict) => {
    expect(outcomeOf({ verdict, findings: [found({ severity: 'P3' })] })).toMatchObject({ kind: 'findings', verdict });
  });

  test('a worse verdict is not softened by a finding that could be fixed', () => {
    expect(outcomeOf({ verdict: 'unsafe', findings: [found()] }).verdict).toBe('unsafe');
  });

  test('a failure that names nothing to fix is unclear', () => {
    expect(outcomeOf({ verdict: 'fail_fixable' }).verdict).toBe('fail_unclear');
  });

  test('a pass with a question for the human needs the human', () => {
    expect(outcomeOf({ needs_human_question: 'Which currency?' })).toMatchObject({
      kind: 'findings',
      verdict: 'needs_human',
      question: 'Which currency?',
    });
    expect(outcomeOf({ needs_human_question: '  ' })).toMatchObject({ kind: 'pass', question: null });
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

describe('earlier findings', () => {
  test('must each be answered, or the reply does not count', () => {
    expect(
      evaluate({}, { round: 2, earlier: [earlier(), earlier({ id: 'F-2', severity: 'P3', blocking: false })] }),
    ).toMatchObject({
      kind: 'infrastructure',
      reason: 'earlier-findings-unanswered',
      detail: 'F-1, F-2',
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

  test('that are still open block again, on whatever line, and want a new answer', () => {
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

  test('rests on the reviewer word where the changed lines are not known', () => {
    expect(second({ on_changed_line: true }, { changed: null }).kind).toBe('findings');
    expect(second({ on_changed_line: false }, { changed: null }).kind).toBe('pass');
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

  test('held back does not lift a verdict that says more than "fix this"', () => {
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

describe('a pass over files that the reviewer did not see', () => {
  const excluded = { coverage: { excluded: ['dist/a.js', 'src/big.ts'], onDemand: [] } };
  const acknowledged = (paths: string[]) => evaluate({ excluded_files_acknowledged: paths }, excluded);

  test('is refused unless each excluded code file is named', () => {
    expect(acknowledged([])).toMatchObject({ reason: 'coverage-unacknowledged', detail: 'dist/a.js, src/big.ts' });
    expect(acknowledged(['tree/dist/', './src/big.ts']).kind).toBe('pass');
    expect(acknowledged(['dist', 'src/big.ts'])).toMatchObject({
      reason: 'coverage-unacknowledged',
      detail: 'dist/a.js',
    });
    expect(acknowledged(['/', 'src/big.ts'])).toMatchObject({ detail: 'dist/a.js' });
  });

  const onDemand = { coverage: { excluded: [], onDemand: ['src/b.ts'] } };
  const ran = (command: string, given: Partial<CommandRun> = {}): CommandRun => ({
    command: `/bin/bash -c '${command}'`,
    output: 'text',
    exitCode: 0,
    ...given,
  });

  test('is refused unless a command read each file that the packet only names', () => {
    expect(evaluate({ files_read: ['src/b.ts'] }, onDemand)).toMatchObject({
      reason: 'files-not-read',
      detail: 'src/b.ts',
    });
    expect(evaluate({}, onDemand, [ran('cat tree/src/b.ts')]).kind).toBe('pass');
  });

  test('does not spoil findings: those count', () => {
    expect(evaluate({ findings: [found()] }, onDemand).kind).toBe('findings');
    expect(evaluate({ findings: [found()] }, excluded).kind).toBe('findings');
  });

  test.each([
    'sed -n 1,200p tree/src/b.ts',
    'cd tree && cat src/b.ts',
    'cd tree/src; nl -ba ./b.ts | head -50',
    'cat /state/jobs/j1/tree/src/b.ts',
    'cat tree/a.ts tree/src/../src/b.ts',
    'wc -l x; cat < tree/src/b.ts',
  ])('counts as read: %s', (command) => {
    expect(readPaths([ran(command)], ['src/b.ts'], 'tree')).toEqual(['src/b.ts']);
  });

  test.each<[string, Partial<CommandRun>?]>([
    ['ls tree/src/b.ts'],
    ['grep -n x tree/src/b.ts'],
    ['cat tree/src/b.ts.bak'],
    ['cat src/b.ts'],
    ['cat other/tree/src/b.ts'],
    ['echo cat tree/src/b.ts'],
    ['cat tree/src/*.ts'],
    ['cat tree/src/b.ts', { exitCode: 1 }],
    ['cat tree/src/b.ts', { exitCode: null }],
    ['cat tree/src/b.ts', { output: ' \n' }],
  ])('does not count as read: %s %j', (command, given) => {
    expect(readPaths([ran(command, given)], ['src/b.ts'], 'tree')).toEqual([]);
  });

  test('names with spaces, quotes and any script, and another platform, are understood', () => {
    const posix = { command: `/bin/bash -c "cat 'tree/my file.ts' tree/ドキュメント.md"`, output: 'text', exitCode: 0 };
    expect(readPaths([posix], ['my file.ts', 'ドキュメント.md', 'file.ts'], 'tree')).toEqual([
      'my file.ts',
      'ドキュメント.md',
    ]);
    const windows = {
      command: `"C:\\\\Windows\\\\powershell.exe" -Command 'Get-Content tree\\src\\b.ts'`,
      output: 'text',
      exitCode: 0,
    };
    expect(readPaths([windows], ['src/b.ts'], 'tree')).toEqual(['src/b.ts']);
  });

  test('command lines are cut as a shell cuts them', () => {
    expect(shellWords(`a 'b c'"d $e"\\ f|g&&h;i`)).toEqual(['a', 'b cd $e f', '|', 'g', '&&', 'h', ';', 'i']);
    expect(shellWords("'' x")).toEqual(['', 'x']);
  });
});

test('no word of a reply carries a secret or what is not seen, and the outcome is the same each time it is derived', () => {
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
});
