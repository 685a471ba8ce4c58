/** CTO mode without the world: what is a fault, what follows from a review, and which task comes next. */
import { describe, expect, test } from 'vitest';
import { planFaults } from '../../../scripts/core/cto/faults.js';
import { ctoStateOf, ctoTransition } from '../../../scripts/core/cto/machine.js';
import type { CtoEvent, CtoState, Verified } from '../../../scripts/core/cto/model.js';
import { ctoNext } from '../../../scripts/core/cto/next.js';
import { runnableTasks, waitingTasks } from '../../../scripts/core/cto/order.js';
import { mergedTasks, outcomeOf, reviewFaults, tracked } from '../../../scripts/core/cto/outcome.js';
import type { CtoPlan, CtoReview, CtoTask } from '../../../scripts/generated/types.js';
import { ctoPlan, ctoReview, ctoTask } from '../../helpers/cto-replies.js';

const silent = () => 'silent' as const;
const codes = (plan: CtoPlan): string[] => planFaults(plan, silent).map(({ code }) => code);
const withTask = (given: Partial<CtoTask>): CtoPlan => ctoPlan({ tasks: [ctoTask('T1', given)] });

describe('targets', () => {
  test.each(['src/a.ts', './src/a.ts', 'docs/ccccx/a.md', 'a..b/c', '.github/workflows/ci.yml', 'docs/说明.md'])(
    '%s is in the project',
    (target) => expect(codes(withTask({ target }))).toEqual([]),
  );

  test.each([
    ['/etc/passwd', 'target-outside'],
    ['../a.ts', 'target-outside'],
    ['src/../../a.ts', 'target-outside'],
    ['C:\\a.ts', 'target-outside'],
    ['src\\a.ts', 'target-outside'],
    ['~/a.ts', 'target-outside'],
    ['src/a\u202e.ts', 'target-outside'],
    ['.git/hooks/pre-commit', 'target-reserved'],
    ['./.git/config', 'target-reserved'],
    ['docs//cccc/state.json', 'target-reserved'],
    ['.codex-cto/x/review-001.json', 'target-reserved'],
    ['  ', 'target-missing'],
  ])('%s is %s', (target, code) => expect(codes(withTask({ target }))).toEqual([code]));

  test('a command of a task may need a shell, one of the verification may not', () => {
    expect(codes(withTask({ action: 'run_command', target: 'npm ci && npm test' }))).toEqual([]);
    for (const line of ['npm ci && npm test', 'npm test > out', 'A=1 npm test', 'npm test | tee x', 'echo $(id)'])
      expect(codes(ctoPlan({ verification: [line] }))).toEqual(['command-needs-shell']);
  });

  test('what the guard denies is a fault wherever it stands', () => {
    const deny = () => 'deny' as const;
    const plan = ctoPlan({ tasks: [ctoTask('T1', { action: 'run_command', target: 'x' })], verification: ['y'] });
    expect(planFaults(plan, deny).map(({ subject }) => subject)).toEqual(['T1', 'y']);
  });
});

describe('dependencies', () => {
  const chain = (...pairs: [string, string[]][]): CtoPlan =>
    ctoPlan({ tasks: pairs.map(([id, dependencies]) => ctoTask(id, { dependencies })) });

  test.each([
    [chain(['T1', []], ['T2', ['T1']], ['T3', ['T1', 'T2']]), []],
    [chain(['T2', ['T1']], ['T1', []]), []],
    [chain(['T1', ['T1']]), ['T1 → T1']],
    [chain(['T1', ['T3']], ['T2', ['T1']], ['T3', ['T2']]), ['T1 → T3 → T2 → T1']],
    [chain(['T1', ['T9']]), ['T1']],
  ])('case %#', (plan, subjects) => {
    expect(planFaults(plan, silent).map(({ subject }) => subject)).toEqual(subjects);
  });

  test('a task waits until everything before it is done, and no longer', () => {
    const [one, two, three] = chain(['T1', []], ['T2', ['T1']], ['T3', []]).tasks.map(tracked);
    if (!one || !two || !three) throw new Error('three tasks');
    const ids = (outcome: 'done' | 'blocked' | 'failed') => {
      const tasks = [{ ...one, outcome }, two, three];
      return [runnableTasks(tasks), waitingTasks(tasks)].map((list) => list.map(({ id }) => id));
    };
    expect(ids('done')).toEqual([['T2', 'T3'], []]);
    expect(ids('blocked')).toEqual([['T3'], ['T2']]);
    expect(ids('failed')).toEqual([['T3'], ['T2']]);
  });
});

describe('a review', () => {
  const ran = (passed: boolean): Verified[] => [{ command: 'x', passed, how: '', tail: '', output_digest: '' }];
  const PASS = ctoReview({ T1: 'pass' });
  const cases: [string, CtoReview, Verified[], CtoReview['verdict']][] = [
    ['approve with everything passed', PASS, ran(true), 'approve'],
    ['approve without verification', PASS, [], 'revise'],
    ['approve with failed verification', PASS, ran(false), 'revise'],
    ['approve with a task in part', { ...ctoReview({ T1: 'partial' }), verdict: 'approve' }, ran(true), 'revise'],
    ['approve with more to do', { ...PASS, revised_tasks: [ctoTask('T2')] }, ran(true), 'revise'],
    ['revise with everything passed', { ...PASS, verdict: 'revise' }, ran(true), 'revise'],
    ['abort with everything passed', { ...PASS, verdict: 'abort' }, ran(true), 'abort'],
  ];
  test.each(cases)('%s', (_, reply, verified, outcome) => expect(outcomeOf(reply, verified)).toBe(outcome));

  test('reviews each task once, knows its tasks, and says what to do', () => {
    const tasks = [tracked(ctoTask('T1'))];
    const faults = (reply: CtoReview, verified = ran(true)): string[] =>
      reviewFaults(reply, tasks, verified, silent).map(({ code }) => code);
    expect(faults(PASS)).toEqual([]);
    expect(faults(ctoReview({}))).toEqual(['task-unreviewed']);
    expect(faults(ctoReview({ T1: 'pass', T9: 'pass' }))).toEqual(['task-unknown']);
    expect(faults({ ...PASS, task_reviews: [...PASS.task_reviews, ...PASS.task_reviews] })).toEqual([
      'task-unreviewed',
    ]);
    expect(faults({ ...PASS, verdict: 'revise' })).toEqual(['nothing-to-revise']);
    expect(faults({ ...PASS, verdict: 'revise' }, ran(false))).toEqual([]);
    expect(faults({ ...PASS, revised_tasks: [ctoTask('T2', { dependencies: ['T9'] })] })).toEqual([
      'dependency-unknown',
    ]);
    expect(faults({ ...PASS, revised_tasks: [ctoTask('T2'), ctoTask('T2')] })).toEqual(['id-duplicate']);
  });

  test('opens the tasks again that did not pass, and leaves the others as they are', () => {
    const done = ['T1', 'T2', 'T3'].map((id) => ({ ...tracked(ctoTask(id)), outcome: 'done' as const, note: 'n' }));
    const merged = mergedTasks(
      done,
      ctoReview(
        { T1: 'pass', T2: 'fail', T3: 'pass' },
        { revised_tasks: [ctoTask('T3', { description: 'Otherwise.' }), ctoTask('T4')] },
      ),
    );
    expect(merged.map(({ id, outcome, description }) => [id, outcome, description])).toEqual([
      ['T1', 'done', 'Do T1.'],
      ['T2', null, 'Do T2.'],
      ['T3', null, 'Otherwise.'],
      ['T4', null, 'Do T4.'],
    ]);
  });
});

describe('the log', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const begun: CtoEvent = {
    ...{ at, type: 'begun', run: 'r', objective: 'o', session: null, top: '/t', project: '/t', model: null },
    ...{ base: { tree: 't', digest: 'd' }, max_reviews: 5 },
  };
  const asked = (kind: 'plan' | 'review', job: string, attempt = 1): CtoEvent => ({
    ...{ at, type: 'asked', kind, job, attempt, tree: 'tree', tree_id: 'id', results: '', verified: [] },
    request: { prompt: 'p', schema: 's' },
  });
  const planned: CtoEvent = { at, type: 'planned', job: 'a', receipt: 'x', plan: ctoPlan(), artifact: null };
  const stateOf = (...events: CtoEvent[]): CtoState => {
    const state = ctoStateOf(events);
    if (state === null) throw new Error('no state');
    return state;
  };
  const PLANNED = [begun, asked('plan', 'a'), planned];

  test('an answer counts only for the request that is open', () => {
    expect(ctoStateOf([begun, asked('plan', 'a'), { ...planned, job: 'b' }])).toBeNull();
    expect(ctoStateOf([...PLANNED, planned])).toBeNull();
    expect(ctoStateOf([asked('plan', 'a')])).toBeNull();
    expect(ctoStateOf([begun, begun])).toBeNull();
  });

  test('no event of Claude sets a verdict: a report cannot end a run or touch its reviews', () => {
    const before = stateOf(...PLANNED);
    for (const outcome of ['done', 'blocked', 'failed'] as const) {
      const step = ctoTransition(before, { at, type: 'reported', task: 'T1', outcome, note: '' });
      if (!step.ok) throw new Error('reported');
      expect({ ...step.state, tasks: [] }).toEqual({ ...before, tasks: [] });
    }
  });

  test('an outage leaves the work where it was', () => {
    const gone: CtoEvent = { at, type: 'unavailable', job: 'b', reason: 'usage-limit', resets_at: '' };
    const state = stateOf(...PLANNED, asked('review', 'b'), gone);
    expect([state.status, state.reviews, state.revised_in_a_row]).toEqual(['executing', [], 0]);
  });

  test('a command that was killed before it asked leaves a run that says to plan again', () => {
    expect(ctoNext(stateOf(begun), { tree: null, asked: [] }).step).toBe('plan-again');
    const faulty: CtoEvent = { at, type: 'faulty', job: 'a', faults: [{ code: 'no-tasks', subject: '', detail: '' }] };
    expect(ctoNext(stateOf(begun, asked('plan', 'a'), faulty), { tree: null, asked: [] }).step).toBe('wait');
    const second = stateOf(begun, asked('plan', 'a'), faulty, asked('plan', 'b', 2), { ...faulty, job: 'b' });
    expect(ctoNext(second, { tree: null, asked: [] }).step).toBe('plan-again');
  });
});
