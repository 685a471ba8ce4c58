import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import { loosenedSettings } from '../../scripts/core/task/pins.js';
import { VERBS } from '../../scripts/core/verbs.js';
import { validateConfig } from '../../scripts/generated/validators.js';
import {
  CATEGORIES,
  HUMAN_ONLY,
  judgeCommand,
  loosensGuard,
  policyOf,
  programWords,
} from '../../scripts/guard/index.js';

const places = {
  project: '/p',
  gitDir: '/p/.git',
  commonDir: '/p/.git',
  stateDir: '/s',
  home: '/home/u',
  cwd: '/p',
  caseSensitive: true,
};

describe('verbs that only a human may use', () => {
  test('the guard knows the marks of the verb table', () => {
    const marked = Object.entries(VERBS)
      .filter(([, verb]) => verb.humanOnly.length > 0)
      .map(([name, { humanOnly }]) => [name, [...humanOnly]]);
    expect(Object.fromEntries(marked)).toEqual(HUMAN_ONLY);
  });

  const calls = Object.entries(HUMAN_ONLY).flatMap(([verb, marks]) =>
    [...marks].map((mark) => (mark === '*' ? verb : `${verb} ${mark}${mark.startsWith('--') ? ' x' : ''}`)),
  );
  test.each(calls)('cccc %s is asked', (call) => {
    expect(
      judgeCommand(`node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs ${call} --json`, places, policyOf({}))
        .findings,
    ).toMatchObject([{ category: 'loop', kind: 'human-only', verdict: 'ask' }]);
  });
});

describe('the policy of config.json', () => {
  const config = defaultConfig('recommended', 'en');

  test('a configuration without it stays valid, and so does one with all of it', () => {
    expect(validateConfig(config)).toBe(true);
    const guard = Object.fromEntries(CATEGORIES.map((category) => [category, 'deny']));
    const full = {
      ...config,
      safety: {
        ...config.safety,
        guard,
        patterns: [{ match: 'x', category: 'deploy', verdict: 'ask' }],
        disposable_paths: ['scratch'],
        protected_branches: ['main'],
      },
    };
    expect(validateConfig(full), JSON.stringify(validateConfig.errors)).toBe(true);
    expect(validateConfig({ ...config, safety: { ...config.safety, guard: { publish: 'perhaps' } } })).toBe(false);
  });

  test.each([
    ['pause_on_real_money', 'solana transfer 9x 1'],
    ['pause_on_production_access', 'kubectl delete pod x'],
    ['pause_on_destructive_commands', 'rm -rf src'],
    ['pause_on_real_secrets', 'cat .env'],
  ])('%s switched off lets its categories pass, until a verdict says otherwise', (name, command) => {
    expect(judgeCommand(command, places, policyOf({ safety: { [name]: true } })).verdict).toBe('ask');
    expect(judgeCommand(command, places, policyOf({ safety: { [name]: false } })).verdict).toBe('silent');
    const guard = Object.fromEntries(CATEGORIES.map((category) => [category, 'deny']));
    expect(judgeCommand(command, places, policyOf({ safety: { [name]: false, guard } })).verdict).toBe('deny');
  });

  test('settings that it does not understand are ignored', () => {
    const policy = policyOf({
      safety: {
        guard: { publish: 'maybe' },
        patterns: [{ match: 1 }, null],
        disposable_paths: 'x',
        protected_branches: 3,
      },
    });
    expect(judgeCommand('npm publish', places, policy).verdict).toBe('ask');
    expect(policy.patterns).toEqual([]);
    expect(policy.protectedBranches).toContain('main');
  });

  test('the evidence stays denied whatever it says', () => {
    const guard = Object.fromEntries(CATEGORIES.map((category) => [category, 'allow']));
    expect(judgeCommand('rm -rf docs/cccc/reviews', places, policyOf({ safety: { guard } })).verdict).toBe('deny');
  });

  test('a pattern of the project that is not a valid expression is taken as text', () => {
    const policy = policyOf({ safety: { patterns: [{ match: './ship (', category: 'deploy', verdict: 'deny' }] } });
    expect(judgeCommand('./other now', places, policy).verdict).toBe('silent');
    expect(judgeCommand("./ship '(now'", places, policy).verdict).toBe('deny');
  });
});

describe('loosening', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['a verdict made weaker', { guard: { publish: 'deny' } }, { guard: { publish: 'ask' } }, true],
    ['a category allowed', {}, { guard: { secrets: 'allow' } }, true],
    ['asked where it was denied for being grave', {}, { guard: { 'destructive-delete': 'ask' } }, true],
    ['a verdict made stricter', { guard: { publish: 'ask' } }, { guard: { publish: 'deny' } }, false],
    ['one more path that may be deleted', {}, { disposable_paths: ['src'] }, true],
    ['a protected branch less', { protected_branches: ['main', 'x'] }, { protected_branches: ['main'] }, true],
    ['a pattern removed', { patterns: [{ match: 'x', category: 'deploy', verdict: 'deny' }] }, {}, true],
    ['a pattern that allows', {}, { patterns: [{ match: 'x', category: 'deploy', verdict: 'allow' }] }, true],
    ['a pattern that denies', {}, { patterns: [{ match: 'x', category: 'deploy', verdict: 'deny' }] }, false],
    ['nothing', {}, {}, false],
  ])('%s', (_, before, after, expected) => {
    expect(loosensGuard(before, after)).toBe(expected);
  });

  const config = defaultConfig('recommended', 'en');
  test.each<[string, unknown]>([
    ['planning.require_claude_self_review', { planning: { ...config.planning, require_claude_self_review: false } }],
    ['planning.max_plan_review_rounds', { planning: { ...config.planning, max_plan_review_rounds: 9 } }],
    [
      'milestones.max_diff_lines_per_milestone',
      { milestones: { ...config.milestones, max_diff_lines_per_milestone: 9999 } },
    ],
    [
      'milestones.max_changed_files_per_milestone',
      { milestones: { ...config.milestones, max_changed_files_per_milestone: 99 } },
    ],
    ['milestones.max_milestones_per_run', { milestones: { ...config.milestones, max_milestones_per_run: 99 } }],
    ['review.max_review_rounds_per_milestone', { review: { ...config.review, max_review_rounds_per_milestone: 99 } }],
    ['review.max_fix_attempts_per_milestone', { review: { ...config.review, max_fix_attempts_per_milestone: 99 } }],
    ['review.max_final_review_rounds', { review: { ...config.review, max_final_review_rounds: 99 } }],
    ['review.block_on_p1', { review: { ...config.review, block_on_p1: false } }],
    ['testing.commands', { testing: { commands: [{ name: 'x', run: ['x'], required: true, timeout_seconds: 1 }] } }],
    ['safety.pause_on_real_secrets', { safety: { ...config.safety, pause_on_real_secrets: false } }],
    ['safety.pause_on_wallet_private_keys', { safety: { ...config.safety, pause_on_wallet_private_keys: false } }],
    ['safety.pause_on_production_access', { safety: { ...config.safety, pause_on_production_access: false } }],
    ['safety.pause_on_real_money', { safety: { ...config.safety, pause_on_real_money: false } }],
    ['safety.pause_on_destructive_commands', { safety: { ...config.safety, pause_on_destructive_commands: false } }],
    ['codex.timeout_seconds', { codex: { ...config.codex, timeout_seconds: 99_999 } }],
    ['codex.cli_command', { codex: { ...config.codex, cli_command: '/tmp/codex' } }],
    ['mode', { mode: 'full-auto-safe' }],
    ['automation.stop_hook_loop_enabled', { automation: { ...config.automation, stop_hook_loop_enabled: true } }],
    [
      'automation.max_stop_hook_continuations',
      { automation: { ...config.automation, max_stop_hook_continuations: 99 } },
    ],
  ])('%s is seen', (name, changes) => {
    expect(loosenedSettings(config, { ...config, ...Object(changes) })).toEqual([name]);
    expect(loosenedSettings(config, config)).toEqual([]);
  });

  test('removing a threshold counts', () => {
    expect(loosenedSettings(config, {})).toContain('review.max_review_rounds_per_milestone');
  });
});

describe('a command line that needs no shell', () => {
  test.each<[string, string[] | null]>([
    ['npm test', ['npm', 'test']],
    ['go test ./...', ['go', 'test', './...']],
    ['pytest -k "a b"', ['pytest', '-k', 'a b']],
    ['npm test && npm run lint', null],
    ['npm test | tee x', null],
    ['A=1 npm test', null],
    ['npm test > x', null],
    ['rm *.log', null],
    ['echo $X', null],
    ['npm test &', null],
    ['', null],
    ['"', null],
  ])('%j', (line, expected) => {
    expect(programWords(line)).toEqual(expected);
  });
});
