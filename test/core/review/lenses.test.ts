/** Gates with several reviewers: one outcome of all, and what a receipt must say of each. */
import { describe, expect, test } from 'vitest';
import { costOf } from '../../../scripts/core/review/lenses/estimate.js';
import { mergedResult } from '../../../scripts/core/review/lenses/merged.js';
import { faultIn, type NamedReviewer } from '../../../scripts/core/review/lenses/named.js';
import { areAsAsked, askedNow } from '../../../scripts/core/review/lenses/reviewers.js';
import type { ReviewContext, ReviewResult } from '../../../scripts/core/review/outcome.js';
import type { RecordDigests, ReviewerCall } from '../../../scripts/core/task/ledger/events.js';
import type { NamedReview, Started } from '../../../scripts/core/task/ledger/reviews.js';
import type { OpenFinding } from '../../../scripts/core/task/model.js';
import { loosens } from '../../../scripts/core/task/pins.js';
import type { Review } from '../../../scripts/generated/types.js';
import { answer, context, earlier, evaluate, found } from '../../helpers/review-replies.js';

/** What reviewers said of one packet, by lens. */
function merged(said: Record<string, Partial<Review>>, about: Partial<ReviewContext> = {}): ReviewResult {
  const reviews = Object.entries(said).map(([lens, given]) => {
    const result = evaluate(given, lens === 'all' ? about : { ...about, lens });
    if (result.kind !== 'pass' && result.kind !== 'findings') throw new Error(`${lens}: ${JSON.stringify(result)}`);
    return { lens, result };
  });
  return mergedResult(reviews, context(about));
}

describe('the outcome of several reviewers', () => {
  test("is a pass only where all pass, with the next milestone of the gate's own reviewer", () => {
    const { kind, outcome } = merged({
      all: { next_milestone_id: 'M002' },
      tests: { next_milestone_id: 'M009' },
    });
    expect([kind, outcome]).toMatchObject(['pass', { verdict: 'pass', next_milestone: 'M002', widened_scope: null }]);
  });

  test.each<[Review['verdict'], Review['verdict']]>([
    ['fail_fixable', 'fail_fixable'],
    ['fail_unclear', 'fail_unclear'],
    ['insufficient_context', 'insufficient_context'],
    ['needs_human', 'needs_human'],
    ['sensitive_operation', 'sensitive_operation'],
    ['unsafe', 'unsafe'],
  ])('is %s where the worst of them says so, and names no next milestone', (verdict, expected) => {
    const findings = verdict === 'fail_fixable' ? [found()] : [];
    const { kind, outcome } = merged({
      all: { next_milestone_id: 'M002' },
      security: { verdict, findings },
      tests: { verdict: 'fail_fixable', findings: [found({ title: 'No test', severity: 'P2', file: 'test/a.ts' })] },
    });
    expect([kind, outcome.verdict, outcome.next_milestone]).toEqual(['findings', expected, null]);
  });

  test('has a fault of two reviewers once, as its most severe reviewer puts it, with the words of the other', () => {
    const { outcome } = merged({
      all: {},
      security: { findings: [found({ title: 'Counts from one', severity: 'P2' })] },
      tests: { findings: [found({ title: 'Counting starts from one' })] },
    });
    expect(outcome.findings).toMatchObject([
      {
        title: 'Counting starts from one',
        severity: 'P1',
        blocking: true,
        found_by: ['security', 'tests'],
        also: [{ found_by: 'security', severity: 'P2', title: 'Counts from one' }],
      },
    ]);
  });

  test('keeps apart what one reviewer tells apart, and gives each finding an id of its own', () => {
    const two = [found({ title: 'Off by one' }), found({ title: 'Off by one', line: 11 })];
    const { outcome } = merged({ all: { findings: two }, tests: { findings: [found({ title: 'Off by one' })] } });
    expect(outcome.findings).toHaveLength(2);
    expect(new Set(outcome.findings.map(({ id }) => id)).size).toBe(2);
  });

  test('does not depend on who answers first', () => {
    const said = {
      security: { findings: [found()] },
      tests: { findings: [found({ line: 11 }), found({ file: 'b.ts' })] },
    };
    const titles = (result: ReviewResult): unknown => result.outcome.findings.map(({ file, line }) => [file, line]);
    const [security, tests] = [said.security, said.tests];
    expect(titles(merged({ all: {}, tests, security }))).toEqual(titles(merged({ all: {}, security, tests })));
  });

  test('says what each of them said, by name', () => {
    const { summary, coverageNotes, outcome } = merged({
      all: { summary: 'Fine.' },
      tests: {
        summary: 'Thin.',
        coverage_notes: 'No run.',
        verdict: 'needs_human',
        needs_human_question: 'Which one?',
      },
    });
    expect([summary, coverageNotes, outcome.question]).toEqual([
      'all: Fine.\ntests: Thin.',
      'tests: No run.',
      'tests: Which one?',
    ]);
  });
});

describe('an earlier finding', () => {
  const second = { round: 2, changed: {}, earlier: [earlier()] };

  test('is closed only where all reviewers close it; an answer that upholds it counts', () => {
    const closed = merged(
      { all: { earlier_findings: [answer('resolved')] }, tests: { earlier_findings: [answer('withdrawn')] } },
      second,
    );
    expect([closed.kind, closed.closed, closed.answers]).toMatchObject([
      'pass',
      [{ how: 'resolved' }],
      [{ status: 'resolved' }],
    ]);
    const upheld = merged(
      {
        all: { earlier_findings: [answer('resolved')] },
        tests: { earlier_findings: [answer('still_open')], verdict: 'fail_fixable' },
      },
      second,
    );
    expect([upheld.kind, upheld.closed, upheld.answers]).toMatchObject(['findings', [], [{ status: 'still_open' }]]);
    expect(upheld.outcome.findings).toMatchObject([{ id: 'F-1', found_by: ['tests'] }]);
  });

  test('keeps its id where a reviewer reports it in other words, and is never merged with another earlier one', () => {
    const two: OpenFinding[] = [earlier(), earlier({ id: 'F-2', line: 4 })];
    const open = (id: string): Partial<Review> => ({
      earlier_findings: [
        answer(id === 'F-1' ? 'still_open' : 'resolved'),
        answer(id === 'F-2' ? 'still_open' : 'resolved', 'F-2'),
      ],
      verdict: 'fail_fixable',
    });
    const { outcome } = merged({ all: open('F-1'), tests: open('F-2') }, { ...second, earlier: two });
    expect(outcome.findings.map(({ id }) => id)).toEqual(['F-1', 'F-2']);
    const again = found({ title: 'Old fault, still', file: 'src/old.ts', line: 3, severity: 'P0' });
    const other = merged(
      {
        all: { earlier_findings: [answer('still_open')], verdict: 'fail_fixable' },
        tests: { earlier_findings: [answer('resolved')], findings: [again] },
      },
      second,
    );
    expect(other.outcome.findings).toMatchObject([{ id: 'F-1', severity: 'P0', found_by: ['all', 'tests'] }]);
  });

  test("that was only noted is for the gate's own reviewer to settle, unless another one upholds it", () => {
    const noted = { noted: [earlier({ id: 'F-9' })] };
    const settled: Partial<Review> = { earlier_findings: [answer('resolved', 'F-9')] };
    expect(merged({ all: settled, tests: {} }, noted).outcome).toMatchObject({ verdict: 'pass', findings: [] });
    const upheld: Partial<Review> = { earlier_findings: [answer('still_open', 'F-9')], verdict: 'fail_fixable' };
    expect(merged({ all: settled, tests: upheld }, noted).outcome.verdict).toBe('fail_fixable');
    expect(merged({ all: {}, tests: settled }, noted).outcome.verdict).toBe('fail_fixable');
  });
});

const record = (name: string): RecordDigests => ({
  prompt: `prompt of ${name}`,
  schema: 'schema',
  context: 'context',
  events: `events of ${name}`,
  stderr: 'stderr',
  run: `run of ${name}`,
});
const reviewer = (lens: string, given: Partial<NamedReviewer> = {}): NamedReviewer => ({
  lens,
  from: null,
  record: record(lens),
  thread_id: `thread of ${lens}`,
  ...given,
});
const calls = (...lenses: string[]): ReviewerCall[] =>
  lenses.map((lens) => ({ lens, prompt: `prompt of ${lens}`, from: null }));

const SUBJECT = { gate: 'milestone', plan: 'p', base: 'b', tree: 't', milestone: 'M001' } as const;
const began = (given: Partial<Started> = {}): Started =>
  ({
    type: 'review-started',
    at: '',
    gate: 'milestone',
    job: 'milestone-3',
    subject: SUBJECT,
    codex_profile: 'profile',
    request: { prompt: 'prompt of all', context: 'context', schema: 'schema' },
    reviewers: calls('all', 'security', 'tests'),
    ...given,
  }) as Started;

describe('a receipt names every reviewer as the ledger does', () => {
  const all = [reviewer('all'), reviewer('security'), reviewer('tests')];
  const [own, security, tests] = [reviewer('all'), reviewer('security'), reviewer('tests')];

  test.each<[string, NamedReviewer[], ReturnType<typeof faultIn>]>([
    ['with nothing wrong', all, null],
    ['not where one is missing', [own, security], { problem: 'receipt-lens-missing', lens: 'tests' }],
    ['not where none is named', [], { problem: 'receipt-lens-missing', lens: 'all' }],
    [
      'not with a lens that nobody asked for',
      [...all, reviewer('performance')],
      { problem: 'receipt-lens-unknown', lens: 'performance' },
    ],
    ['not with one in another order', [own, tests, security], { problem: 'receipt-lens-other', lens: 'tests' }],
    ['not with one twice', [...all, { ...tests, thread_id: 'x' }], { problem: 'receipt-lens-twice', lens: 'tests' }],
    [
      'not with one conversation under two names',
      [own, security, { ...tests, thread_id: security.thread_id }],
      { problem: 'receipt-lens-twice', lens: 'tests' },
    ],
    [
      'not with one record under two names',
      [own, security, { ...tests, record: security.record }],
      { problem: 'receipt-lens-twice', lens: 'tests' },
    ],
    [
      'not with the answer to another prompt',
      [own, security, reviewer('tests', { record: { ...record('tests'), prompt: 'x' } })],
      { problem: 'receipt-lens-other', lens: 'tests' },
    ],
    [
      'not with an answer under other thresholds',
      [own, security, reviewer('tests', { record: { ...record('tests'), context: 'x' } })],
      { problem: 'receipt-lens-other', lens: 'tests' },
    ],
    [
      'not with another answer of the own reviewer',
      [reviewer('all', { record: { ...record('all'), run: 'x' } }), security, tests],
      { problem: 'receipt-lens-other', lens: 'all' },
    ],
    [
      'not with an answer that is said to be from before',
      [own, security, { ...tests, from: 'milestone-2' }],
      { problem: 'receipt-lens-other', lens: 'tests' },
    ],
  ])('%s', (_how, found, fault) => {
    expect(faultIn(found, record('all'), { started: began() })).toEqual(fault);
  });

  test('a review without lenses has none', () => {
    const { reviewers: _none, ...alone } = began();
    expect(faultIn([], record('all'), { started: alone })).toBeNull();
    expect(faultIn([own], record('all'), { started: alone })).toEqual({ problem: 'receipt-lens-unknown', lens: 'all' });
  });

  const kept = { ...security, from: 'milestone-2' };
  const now = began({
    reviewers: calls('all', 'security', 'tests').map((call) =>
      call.lens === 'security' ? { ...call, from: 'milestone-2' } : call,
    ),
  });
  const before = began({ job: 'milestone-2' });
  const taken = (started: Started | null, said: Partial<RecordDigests> | null = {}): NamedReview['taken'] => [
    {
      lens: 'security',
      started,
      answered: said && { lens: 'security', job: 'milestone-2', record: { ...record('security'), ...said } },
    },
  ];

  test.each<[string, NamedReview['taken'], boolean]>([
    ['counts where that asked for the same', taken(before), true],
    ['not where the ledger names no such review', taken(null), false],
    ['not where the ledger names no such answer', taken(before, null), false],
    ['not where that was another answer', taken(before, { run: 'x' }), false],
    ['not where that was about other content', taken({ ...before, subject: { ...SUBJECT, tree: 'x' } }), false],
    ['not where that was about another base', taken({ ...before, subject: { ...SUBJECT, base: 'x' } }), false],
    ['not where that was another gate', taken({ ...before, gate: 'final' }), false],
    [
      'not where the context was another, as in another round',
      taken({ ...before, request: { prompt: 'prompt of all', context: 'x', schema: 'schema' } }),
      false,
    ],
    [
      'not where the schema was another',
      taken({ ...before, request: { prompt: 'prompt of all', context: 'context', schema: 'x' } }),
      false,
    ],
    [
      'not where the packet was another',
      taken({ ...before, reviewers: [{ lens: 'security', prompt: 'x', from: null }] }),
      false,
    ],
    ['not where other settings of Codex answered', taken({ ...before, codex_profile: 'x' }), false],
    ['not where nothing is said of it', [], false],
  ])('an answer that is taken from an earlier try %s', (_how, answers, counts) => {
    const fault = faultIn([own, kept, tests], record('all'), { started: now, ...(answers && { taken: answers }) });
    expect(fault).toEqual(counts ? null : { problem: 'receipt-lens-other', lens: 'security' });
  });
});

describe('the setting review.lenses', () => {
  test.each<[string[] | undefined, string[] | undefined, boolean]>([
    [undefined, ['security'], false],
    [['security'], ['tests', 'security'], false],
    [['security', 'tests'], ['tests', 'security'], false],
    [['security', 'tests'], ['tests'], true],
    [['security'], undefined, true],
    [['security'], [], true],
    [undefined, [], false],
  ])('from %j to %j is a loosening: %s', (before, after, expected) => {
    expect(loosens('review.lenses', before, after)).toBe(expected);
  });

  test('says which reviewers a review must have', () => {
    expect(areAsAsked(undefined, {})).toBe(true);
    expect(areAsAsked(undefined, { lenses: ['tests'] })).toBe(false);
    expect(areAsAsked(calls('all', 'tests'), { lenses: ['tests'] })).toBe(true);
    expect(areAsAsked(calls('tests'), { lenses: ['tests'] })).toBe(false);
    expect(areAsAsked(calls('all'), {})).toBe(false);
    expect(
      askedNow([
        { lens: 'all', from: 'plan-1' },
        { lens: 'tests', from: null },
      ]),
    ).toEqual({ asked: 'tests', kept: 'all' });
  });
});

describe('the cost', () => {
  const used = (details: object) =>
    ({ event: { type: 'review-returned', details } }) as unknown as Parameters<typeof costOf>[2][number];

  test('is not known beyond the packets before the first review of a task, or where earlier ones do not tell', () => {
    const unknown = { reviewers: 3, packet_tokens: 1000, tokens: null, based_on: 0 };
    expect(costOf(1000, 3, [])).toEqual(unknown);
    expect(costOf(1000, 3, [used({ tokens: 900 })])).toEqual(unknown);
  });

  test('follows what earlier reviewers of the task made of their packets', () => {
    const entries = [
      used({ tokens: 4000, packet_tokens: 1000 }),
      used({ tokens: 8000, packet_tokens: 1000, reviewers: 3 }),
    ];
    expect(costOf(2000, 2, entries)).toEqual({ reviewers: 2, packet_tokens: 2000, tokens: 12_000, based_on: 4 });
  });
});
