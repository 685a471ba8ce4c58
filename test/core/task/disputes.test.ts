/** Disputes about findings, verdicts that stopped the work, and what a task leaves undone. */
import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { type OpenFinding, type State, workingStatus } from '../../../scripts/core/task/model.js';
import { nextStep } from '../../../scripts/core/task/next-step.js';
import { offeredStrategies } from '../../../scripts/core/task/pauses.js';
import { dependentsOf, milestonesNotDone } from '../../../scripts/core/task/views/ending.js';
import {
  finding,
  fixed,
  milestone,
  PASS,
  pinnedConfig,
  refusalOf,
  resumedWith,
  reviewReturned,
  reviewStarted,
  seen,
  Walk,
  withVerdict,
} from '../../helpers/events.js';
import { evaluate, found, outcomeOf, reply } from '../../helpers/review-replies.js';

const config = pinnedConfig({ review: { max_review_rounds_per_milestone: 9, max_fix_attempts_per_milestone: 9 } });
const implemented = (): Walk => new Walk({ config }).planned().review('plan').implemented('M1');
const rejected = (reason: string, id = 'F1'): EventBody => ({
  type: 'findings-answered',
  answers: [{ id, disposition: 'rejected', reason }],
});
/** A round in which the reviewer answers each open finding with this comment, and reports it again. */
const upheld = (walk: Walk, comment: string, change: Partial<OpenFinding> = {}): Walk =>
  walk.to(
    (state) => reviewStarted(state, 'milestone'),
    (state) => {
      const answers = state.findings.open.map(({ id }) => ({ id, status: 'still_open' as const, comment }));
      const body = reviewReturned(state, withVerdict('fail_fixable', [finding(change)]));
      return body.type === 'review-returned' ? { ...body, answers } : body;
    },
  );
const argued = (change: Partial<OpenFinding> = {}): Walk => {
  const walk = upheld(implemented(), '', change).to(rejected('one'));
  return upheld(upheld(walk, 'not so', change).to(rejected('two')), 'still not so', change);
};
const wrong = (words: string): EventBody => ({ ...Object(resumedWith('wrong')), finding: 'F1', words });

describe('a finding that is rejected with a reason', () => {
  test('goes to the user when it was upheld twice, with both sides of each time', () => {
    expect(upheld(upheld(implemented(), '').to(rejected('one')), 'not so').state.status).toBe('CLAUDE_FIX');
    const { state } = argued();
    expect(state).toMatchObject({
      status: 'REVIEW_THRESHOLD_EXCEEDED',
      pause: { kind: 'threshold', gate: 'milestone', spent: 'disagreement' },
    });
    expect(state.findings.open[0]?.disputes).toEqual([
      { by: 'claude', reason: 'one', comment: 'not so' },
      { by: 'claude', reason: 'two', comment: 'still not so' },
    ]);
  });

  test('is not counted when it was answered as fixed, nor in entries without recorded answers', () => {
    const walk = upheld(implemented(), '').to(fixed('F1'));
    expect(upheld(walk, 'no').to(fixed('F1')).state.findings.open[0]?.disputes).toBeUndefined();
    const old = implemented().review('milestone', withVerdict('fail_fixable'));
    for (const reason of ['one', 'two', 'three'])
      old.to(rejected(reason)).review('milestone', withVerdict('fail_fixable'));
    expect(old.state.status).toBe('CLAUDE_FIX');
  });

  test.each([
    ['a P0 about something else', { severity: 'P0' }, false, true],
    ['a P1 about something else', {}, true, true],
    ['a P1 about security', { category: 'security' }, false, false],
    ['a P0 about money', { severity: 'P0', category: 'money' }, false, false],
  ] as const)(
    '%s: accepted as a risk before and after a review upheld it against the user',
    (_, change, before, after) => {
      const walk = argued(change);
      expect(offeredStrategies(walk.state).includes('accept-risk')).toBe(before);
      walk.to(wrong('it is never called'));
      expect(workingStatus(walk.state)).toBe('CODEX_MILESTONE_REVIEW');
      upheld(walk, 'it is', change);
      expect(walk.state).toMatchObject({ pause: { spent: 'disagreement' } });
      expect(offeredStrategies(walk.state).includes('accept-risk')).toBe(after);
    },
  );

  test("and withdrawn after the user's word is closed, and stays known", () => {
    const walk = argued().to(wrong('it is never called'));
    expect(refusalOf(argued().step({ ...Object(resumedWith('wrong')), finding: 'F1' }))).toBe('wrong-needs-reason');
    walk.to(
      (state) => reviewStarted(state, 'milestone'),
      (state) => ({
        ...Object(reviewReturned(state, PASS)),
        answers: [{ id: 'F1', status: 'withdrawn', comment: 'right' }],
      }),
    );
    expect(walk.state.past_findings).toMatchObject([{ id: 'F1', how: 'withdrawn', comment: 'right', milestone: 'M1' }]);
  });

  test('is not answered by Claude once the user has answered it', () => {
    const twoOpen = withVerdict('fail_fixable', [finding(), finding({ id: 'F2' })]);
    const walk = new Walk({ config: pinnedConfig({ review: { max_review_rounds_per_milestone: 1 } }) });
    walk.planned().review('plan').implemented('M1').review('milestone', twoOpen).to(wrong('no'));
    expect(nextStep(walk.state)).toMatchObject({ action: 'fix-findings', args: { findings: 1 } });
    walk.to(fixed('F1', 'F2'));
    expect(walk.state.findings.open).toMatchObject([
      { disposition: 'rejected', reason: 'no', answered_by: 'user' },
      { disposition: 'fixed' },
    ]);
  });
});

describe('a verdict that stopped the work', () => {
  const stopped = (verdict: 'fail_unclear' | 'unsafe'): Walk =>
    implemented().review('milestone', withVerdict(verdict, []));
  const again = (state: State, tree: string, confirmed = false): EventBody =>
    resumedWith('recommended', seen(state, { tree }), confirmed);

  test('of an unclear review is asked for once more for free, and only once', () => {
    const walk = stopped('fail_unclear').to(resumedWith('recommended', null, false));
    expect(walk.state.effort['M1']).toMatchObject({ rounds: 1, extra: 1 });
    walk.review('milestone', withVerdict('fail_unclear', []));
    expect(refusalOf(walk.step((state) => again(state, 'tree/v1:work')))).toBe('content-unchanged');
  });

  test('of an unsafe change is reviewed again when the change is different, or with explicit confirmation', () => {
    expect(refusalOf(stopped('unsafe').step((state) => again(state, 'tree/v1:work')))).toBe('content-unchanged');
    expect(workingStatus(stopped('unsafe').to((state) => again(state, 'tree/v1:other')).state)).toBe(
      'CODEX_MILESTONE_REVIEW',
    );
    const confirmed = stopped('unsafe').to((state) => again(state, 'tree/v1:work', true));
    expect(confirmed.review('milestone').state.stopped).toMatchObject([{ verdict: 'unsafe', settled: true }]);
  });

  test('withholds the acceptance of a risk until a review has said something else', () => {
    const walk = stopped('unsafe').to(resumedWith('safe-alternative'), { type: 'findings-answered', answers: [] });
    const failed: EventBody = { type: 'checks-failed', gate: 'milestone', checks: { tree: 't', results: [] } };
    while (walk.state.status !== 'REVIEW_THRESHOLD_EXCEEDED')
      walk.to(walk.state.status === 'CLAUDE_FIX' ? { type: 'findings-answered', answers: [] } : failed);
    expect(offeredStrategies(walk.state)).toEqual(['replan', 'manual', 'extend-review', 'skip', 'free-input']);
  });
});

describe('milestones that are not done', () => {
  const plan = [milestone('M1'), milestone('M2', ['M1']), milestone('M3', ['M2']), milestone('M4')];

  test('are the skipped ones and all that depend on them, in the order of the plan', () => {
    expect(milestonesNotDone(plan, { blocked: ['M1'], completed: [] })).toMatchObject([
      { id: 'M1', skipped: true, needs: [] },
      { id: 'M2', skipped: false, needs: ['M1'] },
      { id: 'M3', skipped: false, needs: ['M2'] },
    ]);
    const { state } = new Walk().planned(undefined, plan);
    expect(dependentsOf(state, 'M2').map(({ id }) => id)).toEqual(['M3']);
  });
});

describe('a risk that the user accepted, found again', () => {
  const risk = {
    ...found({ title: 'Slow' }),
    id: 'F-risk',
    gate: 'milestone' as const,
    milestone: 'M001',
    at: '',
  };
  const blocking = (change: Parameters<typeof found>[0]): boolean | undefined =>
    outcomeOf(reply({ findings: [found(change)], verdict: 'fail_fixable' }), { gate: 'final', accepted: [risk] })
      .findings[0]?.blocking;

  test.each([
    ['under its title and file', { title: 'slow!' }, false],
    ['by its id', { title: 'Not fast', same_as: 'F-risk' }, false],
    ['in another file', { title: 'Slow', file: 'src/b.ts' }, true],
    ['as something worse', { title: 'Slow', severity: 'P0' }, true],
    ['as something about security', { title: 'Slow', category: 'security' }, true],
  ] as const)('%s', (_, change, blocks) => {
    expect(blocking(change)).toBe(blocks);
  });

  test('under another title is asked about once more', () => {
    const given = { findings: [found({ title: 'Wrong' })], verdict: 'fail_fixable' as const };
    expect(evaluate(given, { gate: 'final', accepted: [risk] })).toMatchObject({
      kind: 'unusable',
      missing: [{ kind: 'accepted-or-new', ids: ['F-risk'] }],
    });
  });

  test('leaves nothing for a failure to rest on', () => {
    const given = reply({ findings: [found({ title: 'Slow' })], verdict: 'fail_fixable' });
    expect(outcomeOf(given, { gate: 'final', accepted: [risk] }).verdict).toBe('pass');
  });
});
