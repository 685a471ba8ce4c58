import { describe, expect, test } from 'vitest';
import { defaultConfig, importConfig } from '../../../scripts/core/install/config.js';
import {
  IGNORED,
  isLanguageTag,
  renderCommand,
  withIgnored,
  withoutIgnored,
} from '../../../scripts/core/install/setup.js';
import { editsFor, withEdits } from '../../../scripts/core/install/wizard/settings.js';
import type { Config } from '../../../scripts/generated/types.js';
import { validateConfig } from '../../../scripts/generated/validators.js';

const isValid = (value: unknown): value is Config => validateConfig(value);

describe('the presets', () => {
  test.each(['recommended', 'strict'] as const)('%s is what the schema accepts', (preset) => {
    expect(isValid(defaultConfig(preset, 'auto'))).toBe(true);
  });

  test('have the thresholds of the specification', () => {
    const thresholds = ({ planning, milestones, review, automation }: Config) => [
      planning.max_plan_review_rounds,
      milestones.max_milestones_per_run,
      milestones.max_diff_lines_per_milestone,
      milestones.max_changed_files_per_milestone,
      review.max_review_rounds_per_milestone,
      review.max_fix_attempts_per_milestone,
      review.block_on_p0,
      review.block_on_p1,
      review.allow_continue_with_p2,
      automation.stop_hook_loop_enabled,
      automation.max_stop_hook_continuations,
    ];
    expect(thresholds(defaultConfig('recommended', 'auto'))).toEqual([
      3,
      5,
      1200,
      20,
      3,
      3,
      true,
      true,
      true,
      false,
      10,
    ]);
    expect(thresholds(defaultConfig('strict', 'auto'))).toEqual([4, 3, 600, 10, 4, 2, true, true, false, false, 6]);
  });

  test("the wizard's answers replace only the settings they are about", () => {
    const base = defaultConfig('recommended', 'en');
    const answers = {
      mode: 'manual',
      plan_rounds: 5,
      milestone_size: 'own',
      diff_lines: 7,
      changed_files: 8,
      review_rounds: 9,
      fix_attempts: 1,
      block_p1: false,
      allow_p2: false,
      keep_going: true,
    };
    const custom = withEdits(base, editsFor(answers, base));
    expect(isValid(custom)).toBe(true);
    expect(custom).toEqual({
      ...base,
      mode: 'manual',
      planning: { ...base.planning, max_plan_review_rounds: 5 },
      milestones: { ...base.milestones, max_diff_lines_per_milestone: 7, max_changed_files_per_milestone: 8 },
      review: {
        ...base.review,
        max_review_rounds_per_milestone: 9,
        max_final_review_rounds: 9,
        max_fix_attempts_per_milestone: 1,
        block_on_p1: false,
        allow_continue_with_p2: false,
      },
      automation: { ...base.automation, stop_hook_reentry: 'on-progress' },
    });
  });
});

describe('taking over a file of another version', () => {
  const base = defaultConfig('recommended', 'auto');

  test('fitting fields are taken over, and the others are named', () => {
    const old = {
      version: '0.1.17',
      mode: 'manual',
      review: { max_review_rounds_per_milestone: 7, block_on_p0: false },
      codex: { required: false, model: 'm' },
      curation: { a: 1 },
    };
    const { config, dropped } = importConfig(old, base, isValid);
    expect(isValid(config)).toBe(true);
    expect([config.mode, config.review.max_review_rounds_per_milestone, config.codex.model]).toEqual([
      'manual',
      7,
      'm',
    ]);
    expect([config.review.block_on_p0, config.codex.required, config.version]).toEqual([true, true, 1]);
    expect(dropped).toEqual(['version', 'review.block_on_p0', 'codex.required', 'curation.a']);
  });

  test('importing does not switch the loop on', () => {
    expect(
      importConfig({ automation: { stop_hook_loop_enabled: true } }, base, isValid).config.automation
        .stop_hook_loop_enabled,
    ).toBe(false);
  });

  test.each([null, [], 'x', 3])('%j gives the base', (value) => {
    expect(importConfig(value, base, isValid).config).toEqual(base);
  });

  test('names that every object inherits do no harm', () => {
    expect(
      importConfig(JSON.parse('{"__proto__": {"mode": "manual"}, "constructor": 1}'), base, isValid).config,
    ).toEqual(base);
  });
});

describe('the suggested lines of .gitignore', () => {
  const lines = IGNORED.join('\n');

  test.each<[string, string | null, string | null]>([
    ['no file', null, `${lines}\n`],
    ['an empty file', '', `${lines}\n`],
    ['a file without a line end', 'dist', `dist\n${lines}`],
    ['CRLF', 'dist\r\n', `dist\r\n${IGNORED.join('\r\n')}\r\n`],
    [
      'two that are there in another form',
      '/docs/cccc/logs\ndocs/cccc/runtime/\n',
      '/docs/cccc/logs\ndocs/cccc/runtime/\ndocs/cccc/backups/\ndocs/cccc/state.json\ndocs/cccc/context-bundle.md\n',
    ],
    ['all there', `${lines}\n`, null],
  ])('%s', (_, text, expected) => {
    expect(withIgnored(text)).toBe(expected);
  });

  test.each([null, 'dist', 'dist\n', 'dist\r\n*.log', '\n'])('are removed from %j again, byte for byte', (text) => {
    expect(withoutIgnored(withIgnored(text) ?? '')).toBe(text);
  });
});

test("a command template's slots are filled, and an unknown slot is named", () => {
  expect(renderCommand('a {{name}} {{cli}} $ARGUMENTS', { name: 'n', cli: '$& x' })).toEqual({
    ok: true,
    text: 'a n $& x $ARGUMENTS',
  });
  expect(renderCommand('{{name}} {{other}}', { name: 'n' })).toEqual({ ok: false, slots: ['other'] });
});

test.each([
  ['en', true],
  ['zh-CN', true],
  ['zh-Hans-CN', true],
  ['pt-BR', true],
  ['x', false],
  ['english please', false],
  ['', false],
])('%j is a language tag: %s', (tag, expected) => {
  expect(isLanguageTag(tag)).toBe(expected);
});
