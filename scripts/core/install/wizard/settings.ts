/** From answers to settings: which fields of config.json they set, and what that changes. */
import type { Config } from '../../../generated/types.js';
import { objectOf } from '../../json.js';
import { fieldsOf, same } from '../../task/pins.js';
import { checksFor } from './command-lines.js';
import { type Answers, type Question, type QuestionId, SIZES, type Value } from './questions.js';

/** A field by its path, and its value. */
export type Edit = readonly [path: string[], value: unknown];

/** The fields that hold an answer as it is. */
const FIELDS: Partial<Record<QuestionId, readonly string[]>> = {
  mode: ['mode'],
  plan_rounds: ['planning.max_plan_review_rounds'],
  diff_lines: ['milestones.max_diff_lines_per_milestone'],
  changed_files: ['milestones.max_changed_files_per_milestone'],
  review_rounds: ['review.max_review_rounds_per_milestone', 'review.max_final_review_rounds'],
  fix_attempts: ['review.max_fix_attempts_per_milestone'],
  block_p1: ['review.block_on_p1'],
  allow_p2: ['review.allow_continue_with_p2'],
};

/**
 * The fields that the answers set.
 *
 * @param base the settings to which the fields belong; their checks keep their own limits and places
 */
export const editsFor = (answers: Answers, base: Config): Edit[] =>
  Object.entries(answers).flatMap(([id, value]) => editsOf(id, value, base));

function editsOf(id: string, value: Value, { testing }: Config): Edit[] {
  const fields = Object.entries(FIELDS).find(([name]) => name === id)?.[1];
  if (fields !== undefined) return fields.map((name) => [name.split('.'), value]);
  switch (id) {
    case 'language':
      return [
        [['language', 'user_language'], value],
        [['language', 'auto_detect'], value === 'auto'],
      ];
    case 'milestone_size':
      return sizeEdits(value);
    case 'checks':
      return [[['testing', 'commands'], checksFor(Array.isArray(value) ? value : [], testing.commands)]];
    case 'keep_going':
      return [[['automation', 'stop_hook_reentry'], value === true ? 'on-progress' : 'never']];
    default:
      return [];
  }
}

function sizeEdits(value: Value): Edit[] {
  const size = Object.entries(SIZES).find(([name]) => name === value)?.[1];
  if (size === undefined) return [];
  return [
    [['milestones', 'max_diff_lines_per_milestone'], size.lines],
    [['milestones', 'max_changed_files_per_milestone'], size.files],
  ];
}

/** The answers that change something: those that differ from the present values. */
export const changedAnswers = (answers: Answers, questions: readonly Question[]): Answers =>
  Object.fromEntries(
    questions.flatMap(({ id, default: now }): [QuestionId, Value][] => {
      const value = answers[id];
      return value === undefined || same(value, now) ? [] : [[id, value]];
    }),
  );

/** A value with some of its fields set. */
export const withEdits = (value: unknown, edits: readonly Edit[]): unknown =>
  edits.reduce((edited: unknown, [path, field]) => withField(edited, path, field), value);

/** A value with one field set. */
export function withField(value: unknown, path: readonly string[], field: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return field;
  const record = objectOf(value);
  return { ...record, [name]: withField(record[name], rest, field) };
}

/** One changed setting; `before` is undefined for a new one. */
export interface SettingChange {
  name: string;
  before: unknown;
  after: unknown;
}

/** Every setting that differs, in the order of the new settings. */
export function settingChanges(before: unknown, after: Config): SettingChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...fresh.keys(), ...old.keys()])];
  return names
    .filter((name) => !same(old.get(name), fresh.get(name)))
    .map((name) => ({ name, before: old.get(name), after: fresh.get(name) }));
}
