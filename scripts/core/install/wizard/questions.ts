/**
 * The questions of setup: the one list that the wizard asks on a terminal, that `setup --questions` prints, and by
 * which answers are checked. Their texts are in text/en/wizard.ts and text/zh-CN/wizard.ts.
 */
import type { Config } from '../../../generated/types.js';
import { same } from '../../task/pins.js';
import { lineOf } from './command-lines.js';

/** An answer; a list holds command lines. */
export type Value = string | number | boolean | readonly string[];

export const QUESTION_IDS = [
  'language',
  'existing',
  'settings',
  'mode',
  'plan_rounds',
  'milestone_size',
  'diff_lines',
  'changed_files',
  'review_rounds',
  'fix_attempts',
  'block_p1',
  'allow_p2',
  'checks',
  'keep_going',
  'loop',
  'loop_agreed',
  'gitignore',
  'command',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** The questions whose choices have a text of their own, with these choices. */
export const CHOICES = {
  language: ['auto', 'en', 'zh-CN'],
  existing: ['keep', 'update', 'import', 'rebuild', 'exit'],
  settings: ['recommended', 'strict', 'custom', 'exit'],
  mode: ['supervised-auto', 'manual', 'full-auto-safe'],
  milestone_size: ['small', 'medium', 'large', 'own'],
  loop: ['no', 'later', 'now'],
} as const satisfies Partial<Record<QuestionId, readonly string[]>>;
export type ChoiceId = keyof typeof CHOICES;

/** Changed lines and files of the named sizes of a milestone. */
export const SIZES = {
  small: { lines: 600, files: 10 },
  medium: { lines: 1200, files: 20 },
  large: { lines: 2500, files: 40 },
} as const;

/** A question is asked if one of its conditions holds: an earlier question has one of these answers. */
export interface Condition {
  readonly id: QuestionId;
  readonly is: readonly Value[];
}

export interface Question {
  readonly id: QuestionId;
  readonly type: 'choice' | 'number' | 'boolean';
  /** The offered answers of a choice; of a number, those of the two presets. */
  readonly choices: readonly Value[];
  /** What may be answered instead of the choices; null: nothing. */
  readonly other: 'language-tag' | 'command-lines' | null;
  /** The answer that changes nothing. */
  readonly default: Value;
  /** Empty: always asked. */
  readonly when: readonly Condition[];
}

/** What is known about a project before anything is asked. */
export interface SetupFacts {
  /** `older`: config.json is there, but not in the present form. */
  found: 'none' | 'current' | 'older';
  /** The settings that the defaults keep: those of the project, otherwise the recommended ones. */
  current: Config;
  /** The project's own test commands, as command lines. */
  detected: readonly string[];
  /** Whether .gitignore lacks some of the suggested lines. */
  ignoresLess: boolean;
  /** Where the `cccc` command of the terminal would be put; null when there is nothing to offer. */
  command: string | null;
}

type Draft = Partial<Omit<Question, 'id' | 'default'>> & Pick<Question, 'id' | 'default'>;

const question = (draft: Draft): Question => ({ type: 'choice', choices: [], other: null, when: [], ...draft });

const STEP_BY_STEP: readonly Condition[] = [
  { id: 'existing', is: ['update'] },
  { id: 'settings', is: ['custom'] },
];

/** The questions for one project, in the order in which they are asked. */
export function questionsFor(facts: SetupFacts): Question[] {
  return [
    question({
      id: 'language',
      choices: CHOICES.language,
      other: 'language-tag',
      default: facts.current.language.user_language,
    }),
    ...beginning(facts),
    ...thresholds(facts.current),
    checksQuestion(facts),
    ...loopQuestions(facts.current),
    ...(facts.ignoresLess ? [yesNo('gitignore', facts.found === 'none', [])] : []),
    ...(facts.command === null ? [] : [yesNo('command', false, [])]),
  ];
}

/** What happens to the settings: to those that are there, or which ones are written. */
function beginning({ found }: SetupFacts): Question[] {
  const fresh = question({ id: 'settings', choices: CHOICES.settings, default: 'recommended' });
  if (found === 'none') return [fresh];
  const isCurrent = found === 'current';
  const choices = CHOICES.existing.filter((name) =>
    isCurrent ? name !== 'import' : name !== 'keep' && name !== 'update',
  );
  return [
    question({ id: 'existing', choices, default: isCurrent ? 'keep' : 'import' }),
    { ...fresh, when: [{ id: 'existing', is: ['rebuild'] }] },
  ];
}

const yesNo = (id: QuestionId, now: boolean, when: readonly Condition[]): Question =>
  question({ id, type: 'boolean', default: now, when });

function thresholds({ mode, planning, milestones, review }: Config): Question[] {
  const when = STEP_BY_STEP;
  const own: readonly Condition[] = [{ id: 'milestone_size', is: ['own'] }];
  const number = (id: QuestionId, now: number, choices: number[], conditions = when): Question =>
    question({ id, type: 'number', choices, default: now, when: conditions });
  const rounds = planning.max_plan_review_rounds;
  return [
    question({ id: 'mode', choices: CHOICES.mode, default: mode, when }),
    question({ id: 'plan_rounds', choices: withNow([3, 4, 5], rounds), default: rounds, when }),
    question({ id: 'milestone_size', choices: CHOICES.milestone_size, default: sizeOf(milestones), when }),
    number('diff_lines', milestones.max_diff_lines_per_milestone, [SIZES.medium.lines, SIZES.small.lines], own),
    number('changed_files', milestones.max_changed_files_per_milestone, [SIZES.medium.files, SIZES.small.files], own),
    number('review_rounds', review.max_review_rounds_per_milestone, [3, 4]),
    number('fix_attempts', review.max_fix_attempts_per_milestone, [3, 2]),
    yesNo('block_p1', review.block_on_p1, when),
    yesNo('allow_p2', review.allow_continue_with_p2, when),
  ];
}

/** The choices with the present value, so that keeping it is one of them. */
const withNow = (choices: readonly number[], now: number): number[] =>
  choices.includes(now) ? [...choices] : [now, ...choices];

function sizeOf(limits: Config['milestones']): (typeof CHOICES.milestone_size)[number] {
  const { max_diff_lines_per_milestone: lines, max_changed_files_per_milestone: files } = limits;
  const isOf = (name: keyof typeof SIZES): boolean => SIZES[name].lines === lines && SIZES[name].files === files;
  if (isOf('small')) return 'small';
  if (isOf('medium')) return 'medium';
  return isOf('large') ? 'large' : 'own';
}

/** The present commands come first, then those that were found in the project, then none. */
function checksQuestion({ found, current, detected }: SetupFacts): Question {
  const now = current.testing.commands.map(({ run }) => lineOf(run));
  const preset = found === 'none' ? detected : now;
  const offered = [preset, detected, []].filter(
    (lines, at, all) => all.findIndex((other) => same(other, lines)) === at,
  );
  const when = found === 'none' ? [] : [{ id: 'existing' as const, is: ['update', 'rebuild'] }];
  return question({ id: 'checks', choices: offered, other: 'command-lines', default: preset, when });
}

/** Nothing is asked about a loop that is on: `loop stop` ends it. */
function loopQuestions({ automation }: Config): Question[] {
  const keepGoing = yesNo('keep_going', automation.stop_hook_reentry === 'on-progress', STEP_BY_STEP);
  if (automation.stop_hook_loop_enabled) return [keepGoing];
  return [
    keepGoing,
    question({ id: 'loop', choices: CHOICES.loop, default: 'later', when: STEP_BY_STEP }),
    yesNo('loop_agreed', false, [{ id: 'loop', is: ['now'] }]),
  ];
}

/** Answers by the ids of the questions. */
export type Answers = Partial<Readonly<Record<QuestionId, Value>>>;

/** Whether a question is asked after these answers. */
export const isAsked = ({ when }: Question, answers: Answers): boolean =>
  when.length === 0 || when.some(({ id, is }) => is.some((value) => same(value, answers[id])));

/** What is asked about that is no present value, but only proposed. */
const PROPOSED: readonly QuestionId[] = ['existing', 'settings', 'loop', 'loop_agreed', 'gitignore', 'command'];

/** Whether the default of a question is a present value, and not only what is proposed. */
export const isSetting = ({ id }: Question): boolean => !PROPOSED.includes(id);

/** Whether the answers end setup without writing anything. */
export const isExit = (answers: Answers): boolean => answers.existing === 'exit' || answers.settings === 'exit';
