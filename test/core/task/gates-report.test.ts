import { describe, expect, it } from 'vitest';
import type { Call } from '../../../scripts/core/call.js';
import { shortText } from '../../../scripts/core/say/command-text.js';
import type { Observation } from '../../../scripts/core/task/model.js';
import {
  evaluateChecks,
  evaluateSafety,
  type GatesReport,
  isAcceptedOverride,
  isVerified,
  openerOf,
  openerOfChecks,
  reportGates,
} from '../../../scripts/core/task/views/gates-report.js';
import {
  finding,
  fixed,
  PLAN,
  pinnedConfig,
  resumedWith,
  reviewStarted,
  seen,
  unavailable,
  Walk,
  WORK_TREE,
  withVerdict,
} from '../../helpers/events.js';

const CHECK = { name: 'unit', run: ['true'], required: true, timeout_seconds: 1 };
const checked = pinnedConfig({ testing: { commands: [CHECK] } });
const summary = (passed: boolean, tree = WORK_TREE) => ({
  tree,
  results: [{ name: 'unit', required: true, passed, exit_code: passed ? 0 : 1, output_digest: 'd' }],
});
const implemented = (): Walk => new Walk({ config: checked }).planned().review('plan').implemented('M1');
const report = (walk: Walk, change: Parameters<typeof seen>[1] = {}): GatesReport =>
  reportGates(walk.state, seen(walk.state, change));
/** A command under the program's short name. */
const text = (command: Call | null): string | null => (command === null ? null : shortText(command));

const opener = (
  walk: Walk,
  gate: 'plan' | 'milestone' | 'final',
  change: Partial<Observation> & { assurance?: 'verified' | 'attested' | 'invalid' } = {},
): string | null => text(openerOf(report(walk, change).gates[gate], walk.state));

describe('the checks gate', () => {
  const state = implemented().state;

  it('says that no check is configured', () => {
    expect(evaluateChecks(new Walk().state, WORK_TREE)).toMatchObject({ state: 'none' });
  });

  it.each([
    ['is closed before they ran', null, 'closed', 'checks-not-run'],
    ['is open when they passed on what is there', summary(true), 'open', null],
    ['is closed when they passed on something else', summary(true, 'tree/v1:other'), 'closed', 'checks-other-tree'],
    ['is closed when a required one failed', summary(false), 'closed', 'checks-failed'],
  ] as const)('%s', (_title, last, expected, reason) => {
    expect(evaluateChecks({ ...state, reviews: { ...state.reviews, last_checks: last } }, WORK_TREE)).toMatchObject({
      state: expected,
      reason,
    });
  });

  it('is open when only a check failed that is not required', () => {
    const last = {
      ...summary(false),
      results: summary(false).results.map((result) => ({ ...result, required: false })),
    };
    expect(evaluateChecks({ ...state, reviews: { ...state.reviews, last_checks: last } }, WORK_TREE).state).toBe(
      'open',
    );
  });

  it('opens with the review that is due, and after a failure with the next step', () => {
    expect(text(openerOfChecks(evaluateChecks(state, WORK_TREE), state))).toBe('cccc review milestone');
    expect(
      text(
        openerOfChecks(
          evaluateChecks({ ...state, reviews: { ...state.reviews, last_checks: summary(false) } }, WORK_TREE),
          state,
        ),
      ),
    ).toBe('cccc next');
  });
});

describe('the safety gate', () => {
  it('is closed by changed pins, which it names', () => {
    expect(evaluateSafety(new Walk().state, ['review.block_on_p1', 'codex_path'])).toEqual({
      state: 'closed',
      reason: 'pins-changed',
      detail: 'review.block_on_p1, codex_path',
    });
  });

  it.each(['unsafe', 'sensitive_operation'] as const)('is closed while Codex says %s', (verdict) => {
    const walk = new Walk().planned().review('plan', withVerdict(verdict));
    expect(evaluateSafety(walk.state, [])).toMatchObject({ state: 'closed', reason: 'safety-pause' });
  });

  it('is open at a pause that is not about safety', () => {
    const walk = new Walk().planned().to((state) => unavailable(state, 'plan'));
    expect(evaluateSafety(walk.state, []).state).toBe('open');
  });
});

describe('what opens a gate', () => {
  it('is the review that is due', () => {
    expect(opener(new Walk().planned(), 'plan')).toBe('cccc review plan');
    expect(opener(implemented(), 'milestone')).toBe('cccc review milestone');
  });

  it('is nothing where the gate is open and verified', () => {
    expect(opener(implemented(), 'plan')).toBeNull();
  });

  it('is waiting while a review runs', () => {
    expect(
      opener(
        implemented().to((state) => reviewStarted(state, 'milestone')),
        'milestone',
      ),
    ).toBe('cccc review wait');
  });

  it("is the user's confirmation of loosened settings", () => {
    expect(opener(implemented(), 'plan', { changed_pins: ['codex_path'] })).toBe('cccc confirm');
  });

  it('is a new report of the plan where the plan changed or its receipt is not verified', () => {
    expect(opener(implemented(), 'plan', { plan: 'plan/v1:edited' })).toBe('cccc report plan');
    expect(opener(implemented(), 'plan', { assurance: 'attested' })).toBe('cccc report plan');
    expect(opener(implemented(), 'plan', { assurance: 'invalid' })).toBe('cccc report plan');
  });

  it('is another review where an approved milestone was edited', () => {
    expect(opener(implemented().review('milestone'), 'milestone', { tree: 'tree/v1:edited' })).toBe(
      'cccc review milestone',
    );
  });

  it('is whatever ends the pause', () => {
    expect(
      opener(
        new Walk().planned().to((state) => unavailable(state, 'plan')),
        'plan',
      ),
    ).toBe('cccc resume');
  });

  it('is the answers where findings are open', () => {
    expect(opener(implemented().review('milestone', withVerdict('fail_fixable')), 'milestone')).toBe('cccc next');
  });

  it('is nothing once the task is over', () => {
    expect(opener(implemented().to({ type: 'task-abandoned', reason: 'no' }), 'milestone')).toBeNull();
  });
});

describe('what counts as verified', () => {
  const accepted = (): Walk => implemented().review('milestone').accepted();

  it('an accepted milestone with its receipt', () => {
    const walk = accepted();
    expect(isVerified(report(walk).gates.milestone)).toBe(true);
    expect(isVerified(report(walk, { assurance: 'attested' }).gates.milestone)).toBe(false);
  });

  it('not an override of the user, before or after its acceptance', () => {
    const back = withVerdict('fail_fixable', [finding({ severity: 'P2' })]);
    const walk = implemented().review('milestone', back).to(fixed('F1')).review('milestone', back);
    walk.to((state) => resumedWith('accept-risk', seen(state)));
    expect(report(walk).gates.milestone.state).toBe('overridden');
    expect(isVerified(report(walk).gates.milestone)).toBe(false);
    walk.accepted();
    const after = report(walk, { plan: PLAN }).gates.milestone;
    expect([after.state, isVerified(after), isAcceptedOverride(after, walk.state)]).toEqual(['accepted', false, true]);
  });
});
