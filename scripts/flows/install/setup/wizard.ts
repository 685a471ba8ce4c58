/** The questions of `cccc setup` on a terminal. Nothing is written here. */
import { type Machine, readAnswer } from '../../../core/install/wizard/answers.js';
import { lineOf, wordsOf } from '../../../core/install/wizard/command-lines.js';
import {
  type Answers,
  isAsked,
  isExit,
  isSetting,
  type Question,
  type SetupFacts,
  type Value,
} from '../../../core/install/wizard/questions.js';
import { type Language, languageFor } from '../../../core/say/language.js';
import { same } from '../../../core/task/pins.js';
import type { Asker, Choice } from '../../../io/install/ask.js';
import { choiceText, faultText, questionText } from '../../../render/install/wizard.js';
import { catalogOf } from '../../../text/catalog.js';

export interface Wizard {
  ask: Asker;
  facts: SetupFacts;
  machine: Machine;
  /** The language of the questions until one is chosen. */
  language: Language;
}

/**
 * Asks the questions that the command line left open.
 *
 * @param given the answers of the command line
 * @throws Cancelled when the user leaves
 */
export async function askAll(wizard: Wizard, questions: readonly Question[], given: Answers): Promise<Answers> {
  const { wizard: words } = catalogOf(wizard.language);
  wizard.ask.begin(words.intro);
  wizard.ask.show(words.keys);
  let answers = given;
  for (const question of questions) {
    if (isExit(answers)) break;
    if (answers[question.id] !== undefined || !isAsked(question, answers)) continue;
    const language = languageOf(answers, wizard.language);
    if (question.id === 'mode') wizard.ask.show(catalogOf(language).wizard.codexAway);
    answers = { ...answers, [question.id]: await askOne({ ...wizard, language }, question) };
  }
  return answers;
}

/** The language of the program's text after these answers. */
export const languageOf = ({ language }: Answers, before: Language): Language =>
  typeof language === 'string' && language !== 'auto' ? languageFor(language) : before;

async function askOne(wizard: Wizard, question: Question): Promise<Value> {
  const words = catalogOf(wizard.language).wizard;
  const text = questionText(question, wizard.facts.found, wizard.language);
  if (question.type === 'boolean') return wizard.ask.confirm(text, question.default === true, words);
  if (question.type === 'number') return askNumber(wizard, question, text);
  const offered = question.choices.map((value): Choice<Value | null> => {
    const title = choiceText(question, value, wizard.language);
    const isNow = isSetting(question) && wizard.facts.found !== 'none' && same(value, question.default);
    return { title: isNow ? words.now(title) : title, value };
  });
  const other = question.other === null ? [] : [{ title: words.other[question.other].choice, value: null }];
  const initial = question.choices.findIndex((value) => same(value, question.default));
  const isOwnNow = initial < 0 && question.other === 'language-tag';
  const now = isOwnNow ? [{ title: words.now(String(question.default)), value: question.default }] : [];
  const chosen = await wizard.ask.choose(text, [...now, ...offered, ...other], Math.max(0, initial));
  if (chosen !== null) return chosen;
  return question.other === 'language-tag' ? askTag(wizard, question) : askLines(wizard, question);
}

/** What is wrong with an answer, in the language of the wizard; null when nothing is. */
function faultOf({ machine, language }: Wizard, question: Question, value: unknown): string | null {
  const read = readAnswer(question, value, machine);
  if (!('fault' in read)) return null;
  const line = Array.isArray(value) ? value.at(-1) : value;
  return faultText({ id: '', fault: read.fault, value: String(line), known: '' }, language);
}

async function askNumber(wizard: Wizard, question: Question, text: string): Promise<number> {
  const fault = (typed: string): string | null => faultOf(wizard, question, Number(typed));
  return Number(await wizard.ask.text(text, String(question.default), fault));
}

function askTag(wizard: Wizard, question: Question): Promise<string> {
  const { ask } = catalogOf(wizard.language).wizard.other['language-tag'];
  return wizard.ask.text(ask, wizard.language, (typed) => faultOf(wizard, question, typed));
}

/** One command after the other, until Enter alone; the first one must be given. */
async function askLines(wizard: Wizard, question: Question): Promise<string[]> {
  const words = catalogOf(wizard.language).wizard;
  const lines: string[] = [];
  for (;;) {
    const isFirst = lines.length === 0;
    const fault = (typed: string): string | null =>
      typed === '' && !isFirst ? null : faultOf(wizard, question, [typed]);
    const message = isFirst ? words.other['command-lines'].ask : words.anotherCommand;
    const line = await wizard.ask.text(message, '', fault);
    if (line === '') return lines;
    lines.push(lineOf(wordsOf(line) ?? []));
  }
}
