import { describe, expect, it } from 'vitest';
import { treesBetweenRounds } from '../../../scripts/core/report/rounds.js';
import { finding, fixed, PASS, resumedWith, seen, started, Walk, withVerdict } from '../../helpers/events.js';
import { GUARD, HOSTILE, hostileFinding, reportOf, told } from '../../helpers/report.js';
import { story, storyChanges } from '../../helpers/report-story.js';

const finished = story('finished', [hostileFinding()]);
const view = reportOf(finished, { changes: storyChanges(finished), guard: GUARD });
const phase = (name: string) => view.phases.find(({ gate, milestone }) => (milestone ?? gate) === name);

describe('the report of a finished task', () => {
  it('is a plain value: read back from JSON, it is the same', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  it('has a phase for the plan, each milestone and the whole change, with its reviews in order', () => {
    expect(view.phases.map(({ gate, milestone, state, rounds }) => [milestone ?? gate, state, rounds.length])).toEqual([
      ['plan', 'passed', 2],
      ['M001', 'passed', 3],
      ['M002', 'passed', 2],
      ['final', 'passed', 1],
    ]);
    expect(phase('M001')?.rounds.map(({ kind, round }) => [kind, round])).toEqual([
      ['findings', 1],
      ['outage', null],
      ['pass', 2],
    ]);
  });

  it('says for each round what is new, what is answered, and what changed since the last one', () => {
    const [first, , second] = phase('M001')?.rounds ?? [];
    expect(first?.fresh).toEqual(['F-3f9c2a71d0', 'F-81b0c4e2aa', 'F-hostile']);
    expect(second?.fresh).toEqual([]);
    expect(second?.answers.map(({ id, status }) => [id, status])).toEqual([
      ['F-3f9c2a71d0', 'resolved'],
      ['F-hostile', 'withdrawn'],
    ]);
    expect(second?.change).toMatchObject({ since: 'round', files: [{ path: 'src/title.ts' }, {}] });
    expect([first?.severities.P1, first?.tokens, first?.model]).toEqual([2, 48_310, 'gpt-5.5']);
  });

  it('tells the exchange about each finding, the open ones first', () => {
    expect(view.findings.map(({ id, state }) => [id, state])).toEqual([
      ['F-10aa93cd42', 'advisory'],
      ['F-5512ab0c7e', 'resolved'],
      ['F-3f9c2a71d0', 'resolved'],
      ['F-c07d55e19b', 'resolved'],
      ['F-81b0c4e2aa', 'resolved'],
      ['F-hostile', 'withdrawn'],
    ]);
    const said = view.findings.find(({ id }) => id === 'F-81b0c4e2aa')?.said;
    expect(said?.map(({ by, status }) => `${by} ${status}`)).toEqual([
      'codex reported',
      'claude deferred',
      'codex resolved',
    ]);
  });

  it('holds every run of the checks, also one that kept a review from starting', () => {
    const runs = view.checks.map(({ milestone, results }) => [
      milestone,
      results.filter(({ passed }) => !passed).map(({ name }) => name),
    ]);
    expect(runs).toEqual([
      ['M001', ['types']],
      ['M001', []],
      ['M001', ['lint']],
      ['M002', []],
      ['M002', []],
      [null, []],
    ]);
  });

  it('places the answers of the guard in time, and holds no secret', () => {
    expect(view.timeline[5]).toMatchObject({ kind: 'guard' });
    expect(JSON.stringify(view)).not.toContain(HOSTILE.secret);
    expect(JSON.stringify(view)).toContain('⟨redacted:');
  });
});

describe('the assurance of the whole', () => {
  const receipts = (assurance: 'verified' | 'attested' | 'invalid') =>
    Object.fromEntries(
      view.phases.flatMap(({ rounds }) => rounds.map(({ job }) => [job ?? '', { assurance, problem: null }])),
    );
  const last = phase('final')?.rounds.at(-1)?.job ?? '';

  it.each([
    ['verified', receipts('verified'), 'verified', 'verified'],
    ['attested, where the ledger is', receipts('verified'), 'attested', 'attested'],
    [
      'attested, where one receipt is',
      { ...receipts('verified'), [last]: receipts('attested')[last] },
      'verified',
      'attested',
    ],
    [
      'invalid, where one receipt is',
      { ...receipts('attested'), [last]: receipts('invalid')[last] },
      'attested',
      'invalid',
    ],
    ['invalid, where a receipt is missing', {}, 'verified', 'invalid'],
  ] as const)('is %s', (_name, given, ledger, expected) => {
    const source = { kind: 'ledger', file: null, ledger } as const;
    expect(reportOf(finished, { receipts: given as never, source }).assurance).toBe(expected);
  });

  it('is none where nothing was approved, and where the user accepted every risk', () => {
    expect(reportOf(told(new Walk().planned(), started())).assurance).toBe('none');
    const back = withVerdict('fail_fixable', [finding({ severity: 'P2' })]);
    const walk = new Walk()
      .planned()
      .review('plan', back)
      .to(fixed('F1'))
      .replanned()
      .review('plan', back)
      .to((state) => resumedWith('accept-risk', seen(state)));
    const overridden = reportOf(told(walk, started()));
    expect(overridden.phases[0]).toMatchObject({ state: 'overridden', assurance: 'none' });
    expect(overridden.assurance).toBe('none');
    expect(overridden.findings).toMatchObject([{ state: 'accepted' }]);
  });
});

describe('the contents that are compared', () => {
  it('are each round with the one before it, the first with the base of its phase', () => {
    const events = finished.entries.map(({ event }) => event);
    const trees = treesBetweenRounds(events, finished.state.base.tree_id);
    expect(trees.map(({ since, from, to }) => [since, from, to])).toEqual([
      ['base', 'base', 'one'],
      ['round', 'one', 'two'],
      ['base', 'two', 'three'],
      ['round', 'three', 'four'],
      ['base', 'base', 'four'],
    ]);
  });
});

it('a running review and an abandoned task are shown as what they are', () => {
  const gone = reportOf(story('abandoned'));
  expect(gone.task).toMatchObject({ abandoned: 'The API is dropped', status: 'FAILED' });
  expect(gone.phases.at(-1)?.state).toBe('ended');
  const { entries } = finished;
  const at = entries.findIndex(({ event }) => event.type === 'review-started');
  const running = told(new Walk().planned(), started());
  expect(running.entries.length).toBeLessThan(at + 2);
  expect(PASS.kind).toBe('pass');
});
