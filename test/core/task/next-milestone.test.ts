import { describe, expect, test } from 'vitest';
import { nextMilestone } from '../../../scripts/core/task/machine-milestones.js';
import { milestone, PASS, refusalOf, seen, Walk } from '../../helpers/events.js';

describe('which milestone comes next', () => {
  const three = [milestone('M1'), milestone('M2'), milestone('M3', ['M2'])];

  test.each([
    ['the one that Codex proposes', 'M2', 'M2'],
    ['not one whose dependencies are open, whatever Codex proposes', 'M3', 'M1'],
    ['not one that no plan knows', 'M9', 'M1'],
    ['the first of the backlog when Codex proposes none', null, 'M1'],
  ] as const)('%s', (_, proposed, expected) => {
    const walk = new Walk().planned(undefined, three).review('plan', { ...PASS, next_milestone: proposed });
    expect(nextMilestone(walk.state)?.id).toBe(expected);
  });

  test.each([
    ['M9', 'unknown-milestone'],
    ['M3', 'milestone-dependencies'],
    ['M1', 'milestone-done'],
  ])('starting %s is refused as %s once M1 is accepted', (milestone_id, code) => {
    const walk = new Walk().planned(undefined, three).review('plan').implemented('M1').review('milestone').accepted();
    expect(
      refusalOf(walk.step((state) => ({ type: 'implementation-started', milestone_id, observation: seen(state) }))),
    ).toBe(code);
  });
});
