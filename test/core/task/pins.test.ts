import { describe, expect, test } from 'vitest';
import type { Check } from '../../../scripts/core/install/config.js';
import type { PinnedConfig } from '../../../scripts/core/task/model.js';
import { comparePins, isTightening, loosenedPins, pinnedConfig as pick } from '../../../scripts/core/task/pins.js';
import { pinnedConfig, pins, refusalOf, seen, Walk } from '../../helpers/events.js';
import { stateIn } from '../../helpers/statuses.js';

type Change = Parameters<typeof pinnedConfig>[0];
const changed = (before: Change, after: Change) => comparePins(pins(pinnedConfig(before)), pins(pinnedConfig(after)));

const check: Check = { name: 'unit', run: ['npm', 'test'], required: true, timeout_seconds: 60 };

describe('where checks run', () => {
  const there: Check = { ...check, where: 'in-place', reason: 'it needs the work tree' };
  const commands = (...list: Check[]): Change => ({ testing: { commands: list } });

  test('from the copy into the work tree is a loosening, and the way back a tightening', () => {
    expect(changed(commands(check), commands(there))).toEqual([{ name: 'testing.commands', loosens: true }]);
    expect(changed(commands(there), commands(check))).toEqual([{ name: 'testing.commands', loosens: false }]);
    expect(changed(commands(there), commands({ ...check, where: 'copy' }))[0]?.loosens).toBe(false);
    expect(changed(commands(there), commands({ ...check, run: ['true'] }))[0]?.loosens).toBe(true);
    expect(changed(commands(there, check), commands(check, there))[0]?.loosens).toBe(true);
  });

  test('what is carried is pinned', () => {
    const carry = (...list: string[]): Change => ({ testing: { commands: [], carry: list } });
    expect(changed(carry('a'), carry('a', 'planted'))).toEqual([{ name: 'testing.carry', loosens: true }]);
  });
});

const LOOSER: [string, Change, Change][] = [
  [
    'planning.max_plan_review_rounds',
    { planning: { max_plan_review_rounds: 3 } },
    { planning: { max_plan_review_rounds: 4 } },
  ],
  [
    'milestones.max_milestones_per_run',
    { milestones: { max_milestones_per_run: 3 } },
    { milestones: { max_milestones_per_run: 4 } },
  ],
  [
    'milestones.max_diff_lines_per_milestone',
    { milestones: { max_diff_lines_per_milestone: 10 } },
    { milestones: { max_diff_lines_per_milestone: 11 } },
  ],
  [
    'milestones.max_changed_files_per_milestone',
    { milestones: { max_changed_files_per_milestone: 10 } },
    { milestones: { max_changed_files_per_milestone: 11 } },
  ],
  [
    'review.max_review_rounds_per_milestone',
    { review: { max_review_rounds_per_milestone: 3 } },
    { review: { max_review_rounds_per_milestone: 4 } },
  ],
  [
    'review.max_fix_attempts_per_milestone',
    { review: { max_fix_attempts_per_milestone: 3 } },
    { review: { max_fix_attempts_per_milestone: 4 } },
  ],
  [
    'review.max_final_review_rounds',
    { review: { max_final_review_rounds: 3 } },
    { review: { max_final_review_rounds: 4 } },
  ],
  [
    'review.allow_continue_with_p2',
    { review: { allow_continue_with_p2: false } },
    { review: { allow_continue_with_p2: true } },
  ],
  ['review.block_on_p1', { review: { block_on_p1: true } }, { review: { block_on_p1: false } }],
  ['planning.require_claude_self_review', {}, { planning: { require_claude_self_review: false } }],
  ['planning.ask_human_on_ambiguity', {}, { planning: { ask_human_on_ambiguity: false } }],
  ['safety.pause_on_real_secrets', {}, { safety: { pause_on_real_secrets: false } }],
  ['safety.pause_on_wallet_private_keys', {}, { safety: { pause_on_wallet_private_keys: false } }],
  ['safety.pause_on_production_access', {}, { safety: { pause_on_production_access: false } }],
  ['safety.pause_on_real_money', {}, { safety: { pause_on_real_money: false } }],
  ['safety.pause_on_destructive_commands', {}, { safety: { pause_on_destructive_commands: false } }],
  ['codex.timeout_seconds', { codex: { timeout_seconds: 10 } }, { codex: { timeout_seconds: 20 } }],
  ['codex.idle_timeout_seconds', { codex: { idle_timeout_seconds: 10 } }, { codex: { idle_timeout_seconds: 20 } }],
  ['codex.token_budget', { codex: { token_budget: 10 } }, { codex: { token_budget: 11 } }],
];

describe('thresholds', () => {
  test.each(LOOSER)('%s: a looser value closes the gates, a tighter one does not', (name, tight, loose) => {
    expect(changed(tight, loose)).toEqual([{ name, loosens: true }]);
    expect(changed(loose, tight)).toEqual([{ name, loosens: false }]);
  });

  test('no token limit at all is looser than any, and any is tighter than none', () => {
    expect(changed({ codex: { token_budget: 10 } }, { codex: { token_budget: null } })).toEqual([
      { name: 'codex.token_budget', loosens: true },
    ]);
    expect(changed({ codex: { token_budget: null } }, { codex: { token_budget: 10 } })).toEqual([
      { name: 'codex.token_budget', loosens: false },
    ]);
  });

  test('a threshold that is no number any more is looser', () => {
    const broken: PinnedConfig = {
      ...pinnedConfig(),
      review: { ...pinnedConfig().review, max_review_rounds_per_milestone: JSON.parse('"many"') },
    };
    expect(loosenedPins(pins(), pins(broken))).toEqual(['review.max_review_rounds_per_milestone']);
  });
});

describe('what a reviewer or a check is', () => {
  const other: [string, Change, Change][] = [
    ['codex.cli_command', {}, { codex: { cli_command: './codex' } }],
    ['codex.model', { codex: { model: 'a' } }, { codex: { model: 'b' } }],
    ['codex.reasoning_effort', { codex: { reasoning_effort: 'high' } }, { codex: { reasoning_effort: 'low' } }],
    ['codex.isolation', {}, { codex: { isolation: 'hermetic' } }],
    ['codex.config_overrides', {}, { codex: { config_overrides: ['model_provider=mine'] } }],
    ['codex.pass_env', {}, { codex: { pass_env: ['TOKEN'] } }],
    [
      'testing.commands',
      { testing: { commands: [check] } },
      { testing: { commands: [{ ...check, required: false }] } },
    ],
    ['testing.commands', { testing: { commands: [check] } }, { testing: { commands: [] } }],
    ['testing.commands', {}, { testing: { commands: [check] } }],
  ];

  test.each(other)('another %s is confirmed by the user, whatever it changed to', (name, before, after) => {
    expect(changed(before, after)).toEqual([{ name, loosens: true }]);
    expect(changed(after, before)).toEqual([{ name, loosens: true }]);
  });

  test.each(['codex_path', 'codex_profile', 'hiding_rules'] as const)(
    '%s: counts from when it is first known, and not while it cannot be seen',
    (name) => {
      const known = { ...pins(), [name]: 'one' };
      expect(loosenedPins(known, { ...pins(), [name]: 'two' })).toEqual([name]);
      expect(loosenedPins(pins(), known)).toEqual([]);
      expect(loosenedPins(known, pins())).toEqual([]);
    },
  );

  test('preferences are never a loosening', () => {
    expect(
      loosenedPins(
        pins(),
        pins(
          pinnedConfig({ planning: { brainstorm_questions: false }, milestones: { prefer_small_milestones: false } }),
        ),
      ),
    ).toEqual([]);
  });

  test('the same settings are no change, whatever the order of their fields', () => {
    const turned: PinnedConfig = {
      ...pinnedConfig(),
      review: Object.assign(
        {},
        ...Object.entries(pinnedConfig().review)
          .reverse()
          .map(([key, value]) => ({ [key]: value })),
      ),
    };
    expect(comparePins(pins(), pins(turned))).toEqual([]);
  });

  test('mode, automation and language are not pinned', () => {
    const config = { ...pinnedConfig(), mode: 'manual', language: { user_language: 'en' } };
    expect(Object.keys(pick(config)).sort()).toEqual([
      'codex',
      'milestones',
      'planning',
      'review',
      'safety',
      'testing',
    ]);
  });
});

describe('changes in the middle of a task', () => {
  const tight = pins(pinnedConfig({ review: { max_review_rounds_per_milestone: 1 } }));
  const loose = pins(pinnedConfig({ review: { max_review_rounds_per_milestone: 9 } }));

  test('a tightening is recorded without asking, and applies from then on', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).to({ type: 'pins-tightened', pins: tight });
    expect(walk.state.pins.config.review.max_review_rounds_per_milestone).toBe(1);
  });

  test('a loosening cannot pass as a tightening, not even among tightenings', () => {
    const mixed = pins(pinnedConfig({ review: { max_review_rounds_per_milestone: 1, block_on_p1: false } }));
    for (const given of [loose, mixed, pins()])
      expect(refusalOf(new Walk(stateIn('CLAUDE_SELF_REVIEW')).step({ type: 'pins-tightened', pins: given }))).toBe(
        'not-a-tightening',
      );
    expect([isTightening(pins(), tight), isTightening(pins(), mixed), isTightening(pins(), pins())]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('the user confirms a loosening, which then applies', () => {
    const walk = new Walk(stateIn('CLAUDE_SELF_REVIEW')).to({ type: 'pins-confirmed', pins: loose });
    expect(loosenedPins(walk.state.pins, loose)).toEqual([]);
    expect(walk.state.resume.decision).toContain('confirmed');
  });

  test("without the user's word a confirmation is refused", () => {
    expect(
      refusalOf(new Walk(stateIn('CLAUDE_SELF_REVIEW')).step({ type: 'pins-confirmed', pins: loose, asked_by: null })),
    ).toBe('human-only');
  });

  test('where Codex is found and what it takes from its own settings is pinned by the first review', () => {
    const walk = new Walk(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW')).review('plan');
    expect(walk.state.pins).toMatchObject({ codex_path: '/bin/codex', codex_profile: 'profile' });
    const elsewhere = { ...walk.state.pins, codex_path: '/tmp/codex' };
    expect(loosenedPins(walk.state.pins, elsewhere)).toEqual(['codex_path']);
    expect(
      refusalOf(
        walk.step((state) => ({
          type: 'implementation-started',
          milestone_id: 'M1',
          observation: seen(state, { changed_pins: ['codex_path'] }),
        })),
      ),
    ).toBe('gate-closed');
  });
});
