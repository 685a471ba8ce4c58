/** Findings that earlier reviews noted are shown again, need no answer, and are never lost. */
import { expect, test } from 'vitest';
import { answer, earlier, evaluate, found, outcomeOf } from '../../helpers/review-replies.js';

const noted = earlier({ id: 'F-9', severity: 'P1', blocking: false, disposition: null });
const first = { gate: 'final' as const, milestone: null, round: 1, noted: [noted] };

test('a noted finding need not be answered, and stays open as it was', () => {
  expect(outcomeOf({}, first)).toMatchObject({ kind: 'pass', findings: [{ id: 'F-9', blocking: false }] });
});

test('one that the reviewer calls settled is closed', () => {
  expect(evaluate({ earlier_findings: [answer('resolved', 'F-9')] }, first)).toMatchObject({
    kind: 'pass',
    outcome: { findings: [] },
    closed: [{ id: 'F-9', how: 'resolved' }],
  });
});

test('one that the reviewer calls open blocks at the first round of a gate, and in a later one stays held back', () => {
  const open = { earlier_findings: [answer('still_open', 'F-9')] };
  expect(outcomeOf(open, first)).toMatchObject({ verdict: 'fail_fixable', findings: [{ id: 'F-9', blocking: true }] });
  expect(outcomeOf(open, { ...first, round: 2, changed: {} })).toMatchObject({
    kind: 'pass',
    findings: [{ id: 'F-9', blocking: false }],
  });
  const minor = { ...first, noted: [{ ...noted, severity: 'P3' as const }] };
  expect(outcomeOf(open, minor)).toMatchObject({ kind: 'pass', findings: [{ id: 'F-9', blocking: false }] });
});

test('one that is reported again keeps its id, and blocks by the rules of the round', () => {
  const again = { findings: [found({ same_as: 'F-9', line: 99 })] };
  expect(outcomeOf(again, first).findings).toMatchObject([{ id: 'F-9', line: 99, blocking: true }]);
  expect(outcomeOf(again, { ...first, round: 2, changed: {} }).findings).toMatchObject([
    { id: 'F-9', blocking: false },
  ]);
});

test('one that is an accepted risk advises wherever the reviewer calls it open', () => {
  const { id, severity, category, title, file, explanation, required_fix } = noted;
  const told = { id, severity, category, title, file, explanation, required_fix };
  const accepted = [{ ...told, gate: 'milestone' as const, milestone: 'M001', at: '' }];
  const open = { earlier_findings: [answer('still_open', 'F-9')] };
  const advises = { kind: 'pass', findings: [{ id: 'F-9', blocking: false }] };
  expect(outcomeOf(open, { ...first, accepted })).toMatchObject(advises);
  const worse = { ...first, noted: [{ ...noted, severity: 'P0' as const }], accepted };
  expect(outcomeOf(open, worse)).toMatchObject({ verdict: 'fail_fixable', findings: [{ id: 'F-9', blocking: true }] });
});
