/**
 * What a new plan takes over: findings that were answered but not verified, rounds and fix attempts stay with the work.
 */
import { describe, expect, test } from 'vitest';
import type { PlannedMilestone, State } from '../../../scripts/core/task/model.js';
import { finding, fixed, milestone, PASS, Walk, withVerdict } from '../../helpers/events.js';

const FOUND = withVerdict('fail_fixable', [finding({ file: 'src/deep/a.ts' })]);
const third = (change: Partial<PlannedMilestone> = {}): PlannedMilestone => ({ ...milestone('M3'), ...change });

/** M1 was sent back once and its finding was answered as fixed. Then a plan without M1 is written. */
const replacedBy = (...milestones: PlannedMilestone[]): State =>
  new Walk()
    .planned()
    .review('plan')
    .implemented('M1')
    .review('milestone', FOUND)
    .to(fixed('F1'))
    .replanned(undefined, milestones)
    .review('plan').state;

describe('a milestone in place of a removed one', () => {
  test.each<[string, Partial<PlannedMilestone>]>([
    ['the title, written differently', { title: 'title of  m1!' }],
    ['an acceptance criterion', { acceptance_criteria: ['Another.', 'M1 works.'] }],
    ['the path of a finding', { expected_files: ['src/deep/a.ts'] }],
    ['the folder of a finding', { expected_files: ['./src/'] }],
    ['a pattern for a finding', { expected_files: ['src/**/*.ts'] }],
  ])('inherits findings, rounds and attempts by %s', (_, change) => {
    const state = replacedBy(third(change));
    expect(state.kept_findings).toMatchObject({ M3: [{ id: 'F1', blocking: true, disposition: 'fixed' }] });
    expect(state.effort['M3']).toMatchObject({ rounds: 1, fixes: 1 });
    const walk = new Walk(state).implemented('M3');
    expect(walk.state.findings).toMatchObject({ gate: 'milestone', open: [{ id: 'F1' }] });
    expect(walk.review('milestone', PASS).state).toMatchObject({ findings: { open: [] }, kept_findings: {} });
  });

  test('inherits nothing of one with which it shares nothing; the finding goes to the final review', () => {
    const state = replacedBy(third());
    expect(state.kept_findings).toMatchObject({ final: [{ id: 'F1', blocking: true }] });
    expect(state.effort['M3']).toBeUndefined();
    const walk = new Walk(state).implemented('M3').review('milestone').accepted();
    expect(walk.state).toMatchObject({
      status: 'CODEX_FINAL_REVIEW',
      findings: { gate: 'final', open: [{ id: 'F1' }] },
    });
  });

  test('that comes back two plans later still inherits', () => {
    const walk = new Walk(replacedBy(third())).replanned('plan/v1:third', [
      { ...milestone('M4'), title: 'Title of M1' },
    ]);
    expect(walk.state.effort['M4']).toMatchObject({ rounds: 1, fixes: 1 });
  });
});

test('a milestone that stays keeps its findings, and gives nothing to its neighbours', () => {
  const state = replacedBy(milestone('M1'), milestone('M2'));
  expect(Object.keys(state.kept_findings)).toEqual(['M1']);
  expect(state.effort['M2']).toBeUndefined();
});

test('findings of the final review survive a new plan', () => {
  const walk = new Walk().planned(undefined, [milestone('M1')]).review('plan');
  walk.implemented('M1').review('milestone').accepted().review('final', FOUND).to(fixed('F1'));
  walk.replanned(undefined, [milestone('M1'), milestone('M2')]).review('plan');
  walk.implemented('M2').review('milestone').accepted();
  expect(walk.state.findings).toMatchObject({ gate: 'final', open: [{ id: 'F1', disposition: 'fixed' }] });
});

test('an entry that records neither criteria nor files leads to the state that it led to before', () => {
  const old = ({ id, title, risk, dependencies }: PlannedMilestone): PlannedMilestone => ({
    id,
    title,
    risk,
    dependencies,
  });
  const state = replacedBy(old(third({ title: 'Title of M1' })));
  expect([state.kept_findings, state.effort['M3'], state.findings.open]).toEqual([{}, undefined, []]);
});
