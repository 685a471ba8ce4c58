/** Checks answers that were given by the ids of their questions, and fills in the defaults of the others. */
import { isObject } from '../../json.js';
import { same } from '../../task/pins.js';
import { isLanguageTag } from '../setup.js';
import { lineOf, wordsOf } from './command-lines.js';
import type { AnswerFault } from './faults.js';
import { type Answers, isAsked, isExit, type Question, type Value } from './questions.js';

export interface WrongAnswer {
  id: string;
  fault: AnswerFault;
  /** The answer as text. */
  value: string;
  /** What could be answered instead, as text; empty where the fault says it all. */
  known: string;
}

/** What a question needs to know about the machine. */
export interface Machine {
  /** Whether there is such a program, by name or by a path in the project. */
  hasProgram(name: string): boolean;
}

/** The answers to all questions that are asked; `wrong` is empty when every given answer can be used. */
export interface ReadAnswers {
  answers: Answers;
  wrong: WrongAnswer[];
}

/**
 * Reads answers of unknown shape.
 *
 * @param given an object of answers by id; a question that it leaves out has its default
 */
export function readAnswers(given: unknown, questions: readonly Question[], machine: Machine): ReadAnswers {
  const values = isObject(given) ? given : {};
  const wrong: WrongAnswer[] = [];
  let answers: Answers = {};
  for (const question of questions) {
    const { id } = question;
    const isGiven = Object.hasOwn(values, id);
    if (isExit(answers) || !isAsked(question, answers)) {
      if (isGiven && !isExit(answers)) wrong.push(wrongAnswer(id, 'not-asked', values[id], conditionsOf(question)));
      continue;
    }
    const read = isGiven ? readAnswer(question, values[id], machine) : { value: question.default };
    if ('fault' in read) wrong.push(wrongAnswer(id, read.fault, read.line ?? values[id], knownTo(question)));
    else answers = { ...answers, [id]: read.value };
  }
  const known = questions.map(({ id }) => id);
  const unknown = Object.keys(values).filter((name) => !known.some((id) => id === name));
  return {
    answers,
    wrong: [...wrong, ...unknown.map((id) => wrongAnswer(id, 'unknown', values[id], known.join(', ')))],
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const wrongAnswer = (id: string, fault: AnswerFault, value: unknown, known: string): WrongAnswer => ({
  id,
  fault,
  value: textOf(value),
  known,
});

/** When a question is asked, as text: `milestone_size = own`. */
const conditionsOf = ({ when }: Question): string =>
  when.map(({ id, is }) => `${id} = ${is.map(textOf).join(' | ')}`).join(', ');

const knownTo = ({ type, choices }: Question): string => {
  if (type === 'number') return '';
  return type === 'boolean' ? 'true, false' : choices.map(textOf).join(', ');
};

/** What is wrong with an answer; in a list, with which line. */
type Fault = { fault: AnswerFault; line?: string };

/** One answer as a question takes it, or what is wrong with it. */
export function readAnswer(
  { type, choices, other }: Question,
  value: unknown,
  machine: Machine,
): { value: Value } | Fault {
  if (type === 'boolean') return typeof value === 'boolean' ? { value } : { fault: 'not-offered' };
  if (type === 'number') {
    const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
    return isCount ? { value } : { fault: 'no-count' };
  }
  const offered = choices.find((choice) => same(choice, value));
  if (offered !== undefined) return { value: offered };
  if (other === 'language-tag')
    return typeof value === 'string' && isTag(value) ? { value: value.trim() } : { fault: 'no-tag' };
  return other === 'command-lines' ? readLines(value, machine) : { fault: 'not-offered' };
}

/** config.json's own pattern: what Intl accepts beyond it would be refused later. */
const isTag = (text: string): boolean =>
  /^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/.test(text.trim()) && isLanguageTag(text.trim().replaceAll('_', '-'));

function readLines(value: unknown, machine: Machine): { value: Value } | Fault {
  if (!Array.isArray(value)) return { fault: 'not-offered' };
  const lines: string[] = [];
  for (const line of value) {
    const run = typeof line === 'string' ? wordsOf(line) : null;
    if (run === null) return { fault: 'needs-shell', line: textOf(line) };
    if (!machine.hasProgram(run[0] ?? '')) return { fault: 'no-program', line: textOf(line) };
    lines.push(lineOf(run));
  }
  return { value: lines };
}
