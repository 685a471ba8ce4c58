/** The questions of setup and its summary, in the user's language: for the terminal, and as data for Claude. */
import type { WrongAnswer } from '../../core/install/wizard/answers.js';
import {
  CHOICES,
  type ChoiceId,
  isSetting,
  type Question,
  type QuestionId,
  type SetupFacts,
  type Value,
} from '../../core/install/wizard/questions.js';
import type { SettingChange } from '../../core/install/wizard/settings.js';
import type { Language } from '../../core/say/language.js';
import { notice } from '../../core/say/notices.js';
import { same } from '../../core/task/pins.js';
import { catalogOf } from '../../text/catalog.js';
import { NAMED_SETTINGS, type WizardWords } from '../../text/types/wizard.js';
import { colon, sentence } from '../say.js';

/** A question as the user reads it. */
export const questionText = ({ id }: Pick<Question, 'id'>, found: SetupFacts['found'], language: Language): string => {
  const words = catalogOf(language).wizard;
  return id === 'existing' && found === 'older' ? words.existingOlder : words.questions[id];
};

const isChoiceId = (id: QuestionId): id is ChoiceId => Object.hasOwn(CHOICES, id);

/** One of the choices of a question as the user reads it. */
export function choiceText({ id }: Question, value: Value, language: Language): string {
  const { choices, checks, yes, no } = catalogOf(language).wizard;
  if (Array.isArray(value)) return value.length === 0 ? checks.none : checks.of({ checks: value.join(', ') });
  if (typeof value === 'boolean') return value ? yes : no;
  if (!isChoiceId(id)) return String(value);
  const texts: Readonly<Record<string, string>> = choices[id];
  return texts[String(value)] ?? String(value);
}

/** What is wrong with an answer, as a sentence. */
export const faultText = (wrong: WrongAnswer, language: Language): string =>
  sentence(notice('answer-wrong', wrong), language);

/** A question in the form that AskUserQuestion of Claude Code takes; it adds the way to answer in other words. */
export interface AskForm {
  question: string;
  /** At most 12 characters. */
  header: string;
  multiSelect: false;
  /** Two to four, the default first. */
  options: { label: string; description: string }[];
}

/** One question as `setup --questions --json` prints it. */
export interface QuestionView {
  id: QuestionId;
  type: Question['type'];
  ask: AskForm;
  /** The answer that each option stands for, in the same order; null: the user is asked for another one. */
  values: (Value | null)[];
  /** What to ask for when none of the options fits; null when one of them must be taken. */
  other: string | null;
  default: Value;
  when: Question['when'];
}

export const questionViews = (
  questions: readonly Question[],
  found: SetupFacts['found'],
  language: Language,
): QuestionView[] =>
  questions.map((question) => {
    const { headers, other } = catalogOf(language).wizard;
    const options = optionsOf(question, found, language);
    return {
      id: question.id,
      type: question.type,
      ask: {
        question: questionText(question, found, language),
        header: headers[question.id],
        multiSelect: false,
        options: options.map(({ label, description }) => ({ label, description })),
      },
      values: options.map(({ value }) => value),
      other: question.other === null ? null : other[question.other].ask,
      default: question.default,
      when: question.when,
    };
  });

interface AskOption {
  value: Value | null;
  label: string;
  description: string;
}

/** What a question offers, the default first. One without a second choice offers to answer otherwise. */
function optionsOf(question: Question, found: SetupFacts['found'], language: Language): AskOption[] {
  const { now, other } = catalogOf(language).wizard;
  const offered = question.type === 'boolean' ? [true, false] : question.choices;
  const values = [question.default, ...offered].filter(
    (value, at, all) => all.findIndex((one) => same(one, value)) === at,
  );
  const options = values.map((value): AskOption => {
    const { label, description } = inTwo(question, value, language);
    const isNow = found !== 'none' && isSetting(question) && same(value, question.default);
    return { value, label: isNow ? now(label) : label, description };
  });
  if (options.length > 1 || question.other === null) return options;
  const { choice, ask } = other[question.other];
  return [...options, { value: null, label: choice, description: ask }];
}

/** Label and explanation of a choice, which a colon divides. A list of commands is one label. */
function inTwo(question: Question, value: Value, language: Language): { label: string; description: string } {
  const text = choiceText(question, value, language);
  const [label = '', ...rest] = Array.isArray(value) ? [text] : text.split(colon(language));
  return { label, description: rest.join(colon(language)) };
}

/** The questions as plain text: one paragraph each, the default first. */
export function questionsText(views: readonly QuestionView[], language: Language): string {
  const words = catalogOf(language).wizard;
  return [words.codexAway, ...views.map((view) => questionParagraph(view, language))].join('\n\n');
}

function questionParagraph({ id, ask, values, when, other }: QuestionView, language: Language): string {
  const words = catalogOf(language).wizard;
  const conditions = when.map((one) => `${one.id} = ${one.is.map(shown).join(' | ')}`).join(', ');
  const options = ask.options.map(({ label, description }, at) => {
    const value = values[at] ?? null;
    const name = value === null ? '…' : shown(value);
    const text = description === '' ? label : `${label}${colon(language)}${description}`;
    return label.startsWith(name) ? `  ${text}` : `  ${name}${colon(language)}${text}`;
  });
  return [
    `${id}${colon(language)}${ask.question}`,
    ...(conditions === '' ? [] : [`  ${words.when(conditions)}`]),
    ...options,
    ...(other === null || values.includes(null) ? [] : [`  …${colon(language)}${other}`]),
  ].join('\n');
}

const shown = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What setup is about to do, apart from the settings. */
export interface SetupEffects {
  /** The version of the skill folder that is put into the project, or replaced; null where nothing of it changes. */
  install: string | null;
  /** Files that will be new in the project, and the folders that they are in. */
  files: number;
  folders: readonly string[];
  /** Lines for .gitignore. */
  ignored: readonly string[];
  backup: string | null;
  command: string | null;
  startsLoop: boolean;
}

/** The summary: one line for each setting, `old → new`, and one for everything else that will be written. */
export function summaryText(
  changes: readonly SettingChange[],
  isNew: boolean,
  effects: SetupEffects,
  language: Language,
): string {
  const { summary } = catalogOf(language).wizard;
  const settings = changes.flatMap((change) => settingLine(change, isNew, language));
  return [
    ...(settings.length === 0 ? [summary.same] : settings),
    ...(effects.install === null ? [] : [summary.install(effects.install)]),
    ...(effects.backup === null ? [] : [summary.backup(effects.backup)]),
    ...(effects.files === 0 ? [] : [summary.files(effects.files, effects.folders)]),
    ...(effects.ignored.length === 0 ? [] : [summary.gitignore(effects.ignored.join(', '))]),
    ...(effects.command === null ? [] : [summary.command(effects.command)]),
    ...(effects.startsLoop ? [summary.loop] : []),
  ].join('\n');
}

/** Of new settings only those that have words are shown; of changed ones, all but what follows from another one. */
function settingLine({ name, before, after }: SettingChange, isNew: boolean, language: Language): string[] {
  const words = catalogOf(language).wizard;
  const named = NAMED_SETTINGS.find((each) => each === name);
  if (named === undefined && (isNew || name === 'language.auto_detect')) return [];
  const label = named === undefined ? name : words.summary.settings[named];
  const text = (value: unknown): string => namedText(name, value, words) ?? valueText(value, words);
  const now = text(after);
  return [`${label}${colon(language)}${isNew ? now : `${text(before)} → ${now}`}`];
}

/** The words for a value whose name in config.json tells a user little. */
function namedText(name: string, value: unknown, words: WizardWords): string | null {
  if (name === 'automation.stop_hook_reentry') return value === 'on-progress' ? words.yes : words.no;
  const languages: Readonly<Record<string, string>> = words.choices.language;
  return name === 'language.user_language' ? (languages[String(value)] ?? null) : null;
}

function valueText(value: unknown, words: WizardWords): string {
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (value === undefined || value === null) return words.summary.none;
  if (Array.isArray(value)) return value.length === 0 ? words.summary.none : value.map(itemText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An entry of a list; a check by its name. */
function itemText(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const name: unknown = Reflect.get(item, 'name');
  return typeof name === 'string' ? name : JSON.stringify(item);
}
