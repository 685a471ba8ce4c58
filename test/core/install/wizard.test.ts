/** The questions of setup, the answers to them, and what the answers set: tables without a disk. */
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../scripts/core/install/config.js';
import { type Machine, readAnswers } from '../../../scripts/core/install/wizard/answers.js';
import { checksFor, lineOf, wordsOf } from '../../../scripts/core/install/wizard/command-lines.js';
import {
  type Answers,
  CHOICES,
  isAsked,
  type Question,
  type QuestionId,
  questionsFor,
  type SetupFacts,
  SIZES,
} from '../../../scripts/core/install/wizard/questions.js';
import { changedAnswers, editsFor, settingChanges, withEdits } from '../../../scripts/core/install/wizard/settings.js';
import type { Config } from '../../../scripts/generated/types.js';
import { isConfig } from '../../../scripts/io/task/config.js';
import { catalogOf } from '../../../scripts/text/catalog.js';
import { STEPS } from '../../helpers/settings.js';

const facts = (given: Partial<SetupFacts> = {}): SetupFacts => ({
  found: 'none',
  current: defaultConfig('recommended', 'auto'),
  detected: ['npm test'],
  ignoresLess: true,
  command: '/home/me/.local/bin/cccc',
  ...given,
});
const machine: Machine = { hasProgram: (name) => name !== 'nowhere' };

/** Settings that differ from the recommended ones in every question. */
function strictChinese(): Config {
  const config = defaultConfig('strict', 'zh-CN');
  const { review, automation } = config;
  return {
    ...config,
    mode: 'manual',
    planning: { ...config.planning, max_plan_review_rounds: 7 },
    milestones: { ...config.milestones, max_diff_lines_per_milestone: 333 },
    review: { ...review, max_final_review_rounds: 9, block_on_p1: false },
    automation: { ...automation, stop_hook_reentry: 'on-progress' },
    testing: {
      commands: [
        { name: 'everything', run: ['make', 'all tests'], required: true, timeout_seconds: 30, where: 'in-place' },
        { name: 'lint', run: ['npm', 'run', 'lint'], required: false, timeout_seconds: 5 },
      ],
    },
  };
}

const idsAsked = (questions: readonly Question[], answers: Answers): QuestionId[] =>
  questions.filter((question) => isAsked(question, answers)).map(({ id }) => id);

describe('which questions are asked', () => {
  const older = facts({ found: 'older', ignoresLess: false, command: null });
  const current = facts({ found: 'current', current: strictChinese(), ignoresLess: false, command: null });
  test.each<[string, SetupFacts, Answers, QuestionId[]]>([
    [
      'a new project: language first',
      facts(),
      { settings: 'recommended' },
      ['language', 'settings', 'checks', 'gitignore', 'command'],
    ],
    [
      'nothing that the project answers',
      facts({ ignoresLess: false, command: null }),
      {},
      ['language', 'settings', 'checks'],
    ],
    [
      'step by step',
      facts({ ignoresLess: false, command: null }),
      { settings: 'custom' },
      ['language', 'settings', ...STEPS, 'checks', 'keep_going', 'loop'],
    ],
    ['own numbers', current, { milestone_size: 'own' }, ['language', 'existing', 'diff_lines', 'changed_files']],
    ['the warning of the loop', current, { loop: 'now' }, ['language', 'existing', 'loop_agreed']],
    ['settings that are kept', current, { existing: 'keep' }, ['language', 'existing']],
    [
      'settings that change',
      current,
      { existing: 'update' },
      ['language', 'existing', ...STEPS, 'checks', 'keep_going', 'loop'],
    ],
    ['settings that begin again', current, { existing: 'rebuild' }, ['language', 'existing', 'settings', 'checks']],
    ['settings of another version', older, { existing: 'import' }, ['language', 'existing']],
  ])('%s', (_, known, answers, asked) => {
    expect(idsAsked(questionsFor(known), answers)).toEqual(asked);
  });

  test.each<[SetupFacts['found'], string[]]>([
    ['current', ['keep', 'update', 'rebuild', 'exit']],
    ['older', ['import', 'rebuild', 'exit']],
  ])('import is offered only when there is something to import (%s)', (found, choices) => {
    const existing = questionsFor(facts({ found })).find(({ id }) => id === 'existing');
    expect(existing).toMatchObject({ choices, default: choices[0] });
    expect(questionsFor(facts()).flatMap((question) => question.choices)).not.toContain('import');
  });

  test('nothing is asked about a loop that is on', () => {
    const config = defaultConfig('strict', 'en');
    const running = { ...config, automation: { ...config.automation, stop_hook_loop_enabled: true } };
    const asked = idsAsked(questionsFor(facts({ found: 'current', current: running })), { existing: 'update' });
    expect(asked.filter((id) => id.startsWith('loop'))).toEqual([]);
  });

  test('every choice and every question has words in both languages, and the sizes name their numbers', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const { questions, choices } = catalogOf(language).wizard;
      expect(Object.values(questions).every((text) => text.length > 3)).toBe(true);
      for (const [name, { lines, files }] of Object.entries(SIZES))
        expect(Reflect.get(choices.milestone_size, name)).toMatch(new RegExp(`${lines}.*${files}`));
      expect(Object.keys(choices)).toEqual(Object.keys(CHOICES));
    }
  });
});

describe('answers', () => {
  const known = facts({ found: 'current', current: strictChinese() });
  const questions = questionsFor(known);
  const read = (given: unknown) => readAnswers(given, questions, machine);

  test('no answer at all keeps every present value', () => {
    const { answers, wrong } = read({ existing: 'update' });
    expect(wrong).toEqual([]);
    expect(changedAnswers(answers, questions)).toEqual({ existing: 'update' });
    const edits = editsFor(changedAnswers(answers, questions), known.current);
    expect(withEdits(known.current, edits)).toEqual(known.current);
  });

  test.each<[string, unknown, { id: string; fault: string }]>([
    ['an id that no question has', { speed: 'fast' }, { id: 'speed', fault: 'unknown' }],
    ['a question that is not asked', { mode: 'manual' }, { id: 'mode', fault: 'not-asked' }],
    ['a choice that is not offered', { existing: 'import' }, { id: 'existing', fault: 'not-offered' }],
    ['a number in place of a choice', { existing: 'update', mode: 3 }, { id: 'mode', fault: 'not-offered' }],
    ['text in place of yes or no', { existing: 'update', block_p1: 'yes' }, { id: 'block_p1', fault: 'not-offered' }],
    ['no review at all', { existing: 'update', review_rounds: 0 }, { id: 'review_rounds', fault: 'no-count' }],
    ['half a review', { existing: 'update', review_rounds: 1.5 }, { id: 'review_rounds', fault: 'no-count' }],
    ['a number as text', { existing: 'update', review_rounds: '3' }, { id: 'review_rounds', fault: 'no-count' }],
    ['no language', { language: 'not a tag' }, { id: 'language', fault: 'no-tag' }],
    ['a command for a shell', { existing: 'update', checks: ['a && b'] }, { id: 'checks', fault: 'needs-shell' }],
    ['a command that is no text', { existing: 'update', checks: [1] }, { id: 'checks', fault: 'needs-shell' }],
    ['no list', { existing: 'update', checks: 'npm test' }, { id: 'checks', fault: 'not-offered' }],
    [
      'a program that is not here',
      { existing: 'update', checks: ['nowhere -x'] },
      { id: 'checks', fault: 'no-program' },
    ],
  ])('%s is refused by its id', (_, given, fault) => {
    expect(read(given).wrong).toMatchObject([fault]);
  });

  test('what is answered after an exit counts for nothing', () => {
    expect(read({ existing: 'exit', review_rounds: 'x' }).wrong).toEqual([]);
  });

  test('each answer sets its field, and the result fits the schema', () => {
    const given = {
      language: 'pt-BR',
      existing: 'update',
      mode: 'full-auto-safe',
      plan_rounds: 5,
      milestone_size: 'large',
      review_rounds: 2,
      fix_attempts: 8,
      block_p1: true,
      allow_p2: true,
      checks: ['npm run lint', 'node --test'],
      keep_going: false,
    };
    const { answers, wrong } = read(given);
    expect(wrong).toEqual([]);
    const config = withEdits(known.current, editsFor(changedAnswers(answers, questions), known.current));
    expect(isConfig(config)).toBe(true);
    expect(config).toMatchObject({
      language: { user_language: 'pt-BR', auto_detect: false },
      mode: 'full-auto-safe',
      planning: { max_plan_review_rounds: 5 },
      milestones: { max_diff_lines_per_milestone: 2500, max_changed_files_per_milestone: 40 },
      review: {
        max_review_rounds_per_milestone: 2,
        max_final_review_rounds: 2,
        max_fix_attempts_per_milestone: 8,
        block_on_p1: true,
        allow_continue_with_p2: true,
      },
      automation: { stop_hook_reentry: 'never' },
      testing: {
        commands: [
          { name: 'lint', required: false, timeout_seconds: 5 },
          { name: 'node --test', run: ['node', '--test'], required: true },
        ],
      },
    });
  });

  test('own numbers count as they are given', () => {
    const given = { existing: 'update', milestone_size: 'own', diff_lines: 77, changed_files: 3 };
    const edits = editsFor(changedAnswers(read(given).answers, questions), known.current);
    expect(withEdits(known.current, edits)).toMatchObject({
      milestones: { max_diff_lines_per_milestone: 77, max_changed_files_per_milestone: 3 },
    });
  });
});

describe('command lines', () => {
  test.each([
    [['npm', 'test']],
    [['make', 'all tests']],
    [['sh', '-c', "echo 'a b' && $HOME"]],
    [['测试', '--名称=一 二', '']],
    [['./run*', '~/x', '#c']],
  ])('%j comes back from its line', (run) => {
    expect(wordsOf(lineOf(run))).toEqual(run);
  });

  test.each(['', '   ', 'a && b', 'a | b', 'X=1 a', 'a > b', '$HOME/x', '"'])(
    '%j is no program with arguments',
    (line) => {
      expect(wordsOf(line)).toBeNull();
    },
  );

  test('a check that is configured keeps its name, place and limit', () => {
    const { commands } = strictChinese().testing;
    expect(checksFor(["make 'all tests'"], commands)).toEqual([commands[0]]);
    expect(checksFor(['make "all tests"', 'npm test'], commands).map(({ name }) => name)).toEqual([
      'everything',
      'npm test',
    ]);
  });
});

test('a change names the setting, the old and the new value, and nothing that stays', () => {
  const before = defaultConfig('recommended', 'en');
  const after = { ...before, mode: 'manual' as const };
  expect(settingChanges(before, after)).toEqual([{ name: 'mode', before: 'supervised-auto', after: 'manual' }]);
  expect(settingChanges(before, before)).toEqual([]);
});
